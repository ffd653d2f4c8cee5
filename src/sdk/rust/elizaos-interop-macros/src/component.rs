//! Components that are functions: the function stays, and beside it stands a type of the same name that defines the component.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Error, ItemFn, Path, Result, ReturnType};

use crate::arguments::Arguments;
use crate::kind::{Kind, Validate};

pub(crate) fn expand(
    kind: &Kind,
    arguments: TokenStream,
    function: TokenStream,
) -> Result<TokenStream> {
    let function: ItemFn = syn::parse2(function)
        .map_err(|error| Error::new(error.span(), format!("{} is a function", kind.noun)))?;
    check(kind, &function)?;
    let arguments = Arguments::read(kind, arguments)?;
    let definition = definition(kind, &function, &arguments);
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

fn definition(kind: &Kind, function: &ItemFn, arguments: &Arguments) -> TokenStream {
    let Arguments { key, validate } = arguments;
    let name = &function.sig.ident;
    let result = returned(&function.sig.output, function.sig.ident.span());
    let (definition, handler) = (
        format_ident!("{}", kind.definition),
        format_ident!("{}", kind.handler),
    );
    let defines = format_ident!("Defines{}", kind.definition);
    let attribute = format_ident!("{}", kind.attribute);
    let validate = matches!(kind.validate, Validate::May).then(|| verdict(validate.as_ref()));
    quote_spanned! {result=>
        impl ::elizaos::#defines for #name {
            fn #attribute() -> ::elizaos::#definition {
                ::elizaos::#definition {
                    #key
                    #validate
                    #handler: |call| ::std::boxed::Box::pin(async move {
                        let result: ::elizaos::Result<_> = #name(call).await;
                        ::core::result::Result::Ok(::elizaos::Answer::#attribute(result?))
                    }),
                }
            }
        }
    }
}

fn verdict(validate: Option<&Path>) -> TokenStream {
    match validate {
        None => quote!(validate: ::core::option::Option::None,),
        Some(path) => quote_spanned! {Span::mixed_site().located_at(path.span())=>
            validate: ::core::option::Option::Some(|call| ::std::boxed::Box::pin(async move {
                let verdict = ::elizaos::IntoVerdict::into_verdict(#path(call).await);
                verdict.map(::elizaos::Answer::Verdict)
            })),
        },
    }
}

/// Where faults of what a function returns are shown. Lints know that what is made there is not the author's.
pub(crate) fn returned(output: &ReturnType, function: Span) -> Span {
    let shown = match output {
        ReturnType::Default => function,
        ReturnType::Type(_, result) => result.span(),
    };
    Span::mixed_site().located_at(shown)
}

/// Finds faults of the function here, where they can be shown at their place.
fn check(kind: &Kind, function: &ItemFn) -> Result<()> {
    let signature = &function.sig;
    let is = format!("{} is an {}", kind.noun, kind.signature);
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
