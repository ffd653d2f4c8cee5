//! `plugin!`: the function that makes the plugin, and the exports.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Error, Expr, Ident, Path, Result, Token, bracketed};

use crate::export;

/// The lists of components, and what one of each is called.
const LISTS: [(&str, &str); 7] = [
    ("actions", "action"),
    ("providers", "provider"),
    ("evaluators", "evaluator"),
    ("services", "service"),
    ("routes", "route"),
    ("events", "event"),
    ("models", "model"),
];

pub(crate) fn expand(input: TokenStream) -> Result<TokenStream> {
    let Declaration {
        manifest,
        components,
    } = syn::parse2(input)?;
    let components = components.iter().map(|(kind, path)| {
        let with = format_ident!("with_{kind}");
        quote_spanned!(path.span()=> .#with::<#path>())
    });
    let exports = export::expand();
    Ok(quote! {
        /// The plugin: its manifest and its components.
        pub fn plugin() -> ::elizaos::Plugin {
            ::elizaos::Plugin::new(#manifest) #(#components)*
        }

        #exports
    })
}

struct Declaration {
    manifest: Expr,
    /// Their kinds and paths, in order.
    components: Vec<(&'static str, Path)>,
}

impl Parse for Declaration {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let (mut manifest, mut components) = (None, Vec::new());
        let mut given = Vec::new();
        while !input.is_empty() {
            let keyword: Ident = input.parse()?;
            input.parse::<Token![:]>()?;
            let name = keyword.to_string();
            match name.as_str() {
                "manifest" => manifest = Some(input.parse::<Expr>()?),
                "init" => components.push(("init", input.parse::<Path>()?)),
                list => {
                    let known = LISTS.iter().find(|(name, _)| *name == list);
                    let Some((_, kind)) = known else {
                        return Err(unknown(&keyword));
                    };
                    components.extend(paths(input)?.into_iter().map(|path| (*kind, path)));
                }
            }
            if given.contains(&name) {
                return Err(Error::new(keyword.span(), "given twice"));
            }
            given.push(name);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let Some(manifest) = manifest else {
            return Err(input.error("expected the manifest: include_str!(\"../plugin.json\")"));
        };
        Ok(Self {
            manifest,
            components,
        })
    }
}

fn unknown(keyword: &Ident) -> Error {
    let lists = LISTS.map(|(name, _)| name);
    let (last, others) = (lists[lists.len() - 1], &lists[..lists.len() - 1]);
    let message = format!(
        "expected manifest, init, {} or {last}: found {keyword}",
        others.join(", ")
    );
    Error::new(keyword.span(), message)
}

fn paths(input: ParseStream<'_>) -> Result<Vec<Path>> {
    let inside;
    bracketed!(inside in input);
    let paths = Punctuated::<Path, Token![,]>::parse_terminated(&inside)?;
    Ok(paths.into_iter().collect())
}
