//! `plugin!`: the function that makes the plugin, and the exports.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Error, Expr, Ident, Path, Result, Token, bracketed};

use crate::export;

pub(crate) fn expand(input: TokenStream) -> Result<TokenStream> {
    let Declaration {
        manifest,
        actions,
        providers,
    } = syn::parse2(input)?;
    let actions = actions
        .iter()
        .map(|path| quote_spanned!(path.span()=> .with_action::<#path>()));
    let providers = providers
        .iter()
        .map(|path| quote_spanned!(path.span()=> .with_provider::<#path>()));
    let exports = export::expand();
    Ok(quote! {
        /// The plugin: its manifest and its components.
        pub fn plugin() -> ::elizaos::Plugin {
            ::elizaos::Plugin::new(#manifest) #(#actions)* #(#providers)*
        }

        #exports
    })
}

struct Declaration {
    manifest: Expr,
    actions: Vec<Path>,
    providers: Vec<Path>,
}

impl Parse for Declaration {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let (mut manifest, mut actions, mut providers) = (None, None, None);
        while !input.is_empty() {
            let keyword: Ident = input.parse()?;
            input.parse::<Token![:]>()?;
            let twice = match keyword.to_string().as_str() {
                "manifest" => manifest.replace(input.parse::<Expr>()?).is_some(),
                "actions" => actions.replace(paths(input)?).is_some(),
                "providers" => providers.replace(paths(input)?).is_some(),
                other => {
                    let message = format!("expected manifest, actions or providers: found {other}");
                    return Err(Error::new(keyword.span(), message));
                }
            };
            if twice {
                return Err(Error::new(keyword.span(), "given twice"));
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let Some(manifest) = manifest else {
            return Err(input.error("expected the manifest: include_str!(\"../plugin.json\")"));
        };
        Ok(Self {
            manifest,
            actions: actions.unwrap_or_default(),
            providers: providers.unwrap_or_default(),
        })
    }
}

fn paths(input: ParseStream<'_>) -> Result<Vec<Path>> {
    let inside;
    bracketed!(inside in input);
    let paths = Punctuated::<Path, Token![,]>::parse_terminated(&inside)?;
    Ok(paths.into_iter().collect())
}
