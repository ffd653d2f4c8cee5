//! `#[action]` and `#[provider]`: the function stays, and beside it stands a type of the same name that defines the component.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Error, Ident, ItemFn, LitStr, Path, Result, ReturnType, Token};

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Action,
    Provider,
}

impl Kind {
    fn noun(self) -> &'static str {
        match self {
            Self::Action => "an action",
            Self::Provider => "a provider",
        }
    }

    fn signature(self) -> &'static str {
        match self {
            Self::Action => "async fn(ActionCall) -> Result<ActionResult>",
            Self::Provider => "async fn(ProviderCall) -> Result<ProviderResult>",
        }
    }

    fn attribute(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Provider => "provider",
        }
    }
}

pub(crate) fn expand(
    kind: Kind,
    arguments: TokenStream,
    function: TokenStream,
) -> Result<TokenStream> {
    let function: ItemFn = syn::parse2(function)
        .map_err(|error| Error::new(error.span(), format!("{} is a function", kind.noun())))?;
    check(kind, &function)?;
    let arguments = Arguments::read(kind, arguments)?;
    let definition = match kind {
        Kind::Action => action(&function, &arguments),
        Kind::Provider => provider(&function, &arguments),
    };
    let (visibility, name) = (&function.vis, &function.sig.ident);
    // A type with braces takes no value's name, so the function keeps its own.
    Ok(quote! {
        #function

        #[doc(hidden)]
        #[allow(non_camel_case_types)]
        #visibility struct #name {}

        #definition
    })
}

fn action(function: &ItemFn, Arguments { name, validate }: &Arguments) -> TokenStream {
    let handler = &function.sig.ident;
    let result = returned(function);
    let validate = match validate {
        None => quote!(::core::option::Option::None),
        Some(path) => quote_spanned! {Span::mixed_site().located_at(path.span())=>
            ::core::option::Option::Some(|call| ::std::boxed::Box::pin(async move {
                let verdict = ::elizaos::IntoVerdict::into_verdict(#path(call).await);
                verdict.map(::elizaos::Answer::Verdict)
            }))
        },
    };
    quote_spanned! {result=>
        impl ::elizaos::DefinesAction for #handler {
            fn action() -> ::elizaos::Action {
                ::elizaos::Action {
                    name: #name,
                    validate: #validate,
                    invoke: |call| ::std::boxed::Box::pin(async move {
                        let result: ::elizaos::Result<_> = #handler(call).await;
                        ::core::result::Result::Ok(::elizaos::Answer::Action(
                            ::elizaos::IntoActionResult::into_action_result(result?),
                        ))
                    }),
                }
            }
        }
    }
}

fn provider(function: &ItemFn, Arguments { name, .. }: &Arguments) -> TokenStream {
    let handler = &function.sig.ident;
    let result = returned(function);
    quote_spanned! {result=>
        impl ::elizaos::DefinesProvider for #handler {
            fn provider() -> ::elizaos::Provider {
                ::elizaos::Provider {
                    name: #name,
                    get: |call| ::std::boxed::Box::pin(async move {
                        let result: ::elizaos::Result<_> = #handler(call).await;
                        ::core::result::Result::Ok(::elizaos::Answer::Provider(
                            ::elizaos::IntoProviderResult::into_provider_result(result?),
                        ))
                    }),
                }
            }
        }
    }
}

/// Where faults of what the handler returns are shown. Lints know that what is made there is not the author's.
fn returned(function: &ItemFn) -> Span {
    let shown = match &function.sig.output {
        ReturnType::Default => function.sig.ident.span(),
        ReturnType::Type(_, result) => result.span(),
    };
    Span::mixed_site().located_at(shown)
}

/// Finds faults of the function here, where they can be shown at their place.
fn check(kind: Kind, function: &ItemFn) -> Result<()> {
    let signature = &function.sig;
    let is = format!("{} is an {}", kind.noun(), kind.signature());
    if signature.asyncness.is_none() {
        return Err(Error::new(signature.fn_token.span(), is));
    }
    if let Some(parameter) = signature.generics.params.first() {
        return Err(Error::new(
            parameter.span(),
            format!("{is}, without generics"),
        ));
    }
    if signature.inputs.len() != 1 {
        let at = match signature.inputs.iter().nth(1) {
            Some(second) => second.span(),
            None => signature.paren_token.span.join(),
        };
        return Err(Error::new(at, format!("{is}, with one parameter")));
    }
    Ok(())
}

struct Arguments {
    name: LitStr,
    validate: Option<Path>,
}

impl Arguments {
    fn read(kind: Kind, arguments: TokenStream) -> Result<Self> {
        let List { name, validate } = syn::parse2(arguments)?;
        let Some(name) = name else {
            let attribute = kind.attribute();
            let message = format!(
                "{} needs a name: #[elizaos::{attribute}(name = \"…\")]",
                kind.noun()
            );
            return Err(Error::new(Span::call_site(), message));
        };
        if name.value().is_empty() || name.value().chars().count() > 200 {
            return Err(Error::new(name.span(), "a name has 1 to 200 characters"));
        }
        match validate {
            Some((keyword, _)) if kind == Kind::Provider => Err(Error::new(
                keyword.span(),
                "a provider has no validate: every message gets it",
            )),
            validate => Ok(Self {
                name,
                validate: validate.map(|(_, path)| path),
            }),
        }
    }
}

/// `name = "…", validate = path`, as it is written.
#[derive(Default)]
struct List {
    name: Option<LitStr>,
    validate: Option<(Ident, Path)>,
}

impl Parse for List {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut list = Self::default();
        while !input.is_empty() {
            let keyword: Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            let twice = match keyword.to_string().as_str() {
                "name" => list.name.replace(input.parse()?).is_some(),
                "validate" => {
                    let path = input.parse()?;
                    list.validate.replace((keyword.clone(), path)).is_some()
                }
                other => {
                    let message = format!(
                        "expected name or validate: found {other}; the manifest has the rest"
                    );
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
        Ok(list)
    }
}
