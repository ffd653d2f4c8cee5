//! `#[service]`: the `impl` block stays, and beside it stands how the service is started, called and stopped.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{
    Attribute, Error, FnArg, Ident, ImplItem, ImplItemFn, ItemImpl, LitStr, Result, ReturnType,
    Type,
};

use crate::arguments;
use crate::component::returned;

const METHOD: &str =
    "a method of a service is an async fn(&self, ServiceCall) -> Result<impl Into<Value>>";
const START: &str = "start is an async fn(Runtime) -> Result<Self>";
const STOP: &str = "stop is an async fn(&self, Runtime) -> Result<()>";

pub(crate) fn expand(arguments: TokenStream, block: TokenStream) -> Result<TokenStream> {
    let block: ItemImpl = syn::parse2(block).map_err(|error| {
        let message = "a service is an impl block of its type: impl Counter { … }";
        Error::new(error.span(), message)
    })?;
    check(&block)?;
    let name = arguments::only_name("a service", arguments)?;
    let Parts {
        start,
        stop,
        methods,
    } = Parts::of(&block)?;
    let of = &block.self_ty;
    let start = start_of(of, start);
    let stop = stop_of(of, stop);
    let (cfgs, names): (Vec<_>, Vec<_>) = methods.iter().map(Method::key).unzip();
    let arms = methods.iter().map(|method| method.arm(of));
    // Of one hygiene with the parts that stand at the author's places: they share variables.
    let definition = quote_spanned! {Span::mixed_site()=>
        impl ::elizaos::DefinesService for #of {
            const NAME: &'static str = #name;
            const METHODS: &'static [&'static str] = &[#(#(#cfgs)* #names),*];

            fn start_service(runtime: ::elizaos::Runtime) -> ::elizaos::ServiceFuture<Self> {
                ::std::boxed::Box::pin(async move { #start })
            }

            #[allow(unused_variables)]
            fn call_service(
                self: ::std::sync::Arc<Self>,
                method: &str,
                call: ::elizaos::ServiceCall,
            ) -> ::core::option::Option<::elizaos::TaskFuture> {
                match method {
                    #(#arms)*
                    _ => ::core::option::Option::None,
                }
            }

            fn stop_service(
                self: ::std::sync::Arc<Self>,
                runtime: ::elizaos::Runtime,
            ) -> ::elizaos::ServiceFuture<()> {
                ::std::boxed::Box::pin(async move { #stop })
            }
        }
    };
    Ok(quote! {
        #block

        #definition
    })
}

fn check(block: &ItemImpl) -> Result<()> {
    if let Some((_, of, _)) = &block.trait_ {
        let message = "a service is an impl block of its type, not of a trait";
        return Err(Error::new(of.span(), message));
    }
    if let Some(parameter) = block.generics.params.first() {
        return Err(Error::new(
            parameter.span(),
            "a service is of a type without generics",
        ));
    }
    Ok(())
}

/// What the functions of the block are.
#[derive(Default)]
struct Parts<'b> {
    start: Option<&'b ImplItemFn>,
    stop: Option<&'b ImplItemFn>,
    methods: Vec<Method<'b>>,
}

struct Method<'b> {
    /// As others call it, in camel case.
    name: LitStr,
    function: &'b ImplItemFn,
}

impl<'b> Parts<'b> {
    fn of(block: &'b ItemImpl) -> Result<Self> {
        let mut parts = Self::default();
        let mut names = HashSet::new();
        for item in &block.items {
            let ImplItem::Fn(function) = item else {
                continue;
            };
            let name = &function.sig.ident;
            match name.to_string().as_str() {
                "start" => {
                    check_function(function, false, START)?;
                    parts.start = Some(function);
                }
                "stop" => {
                    check_function(function, true, STOP)?;
                    parts.stop = Some(function);
                }
                private if private.starts_with('_') => {}
                _ if takes_a_call(function) => {
                    check_function(function, true, METHOD)?;
                    let method = Method::new(function);
                    if !names.insert(method.name.value()) {
                        let message =
                            format!("another method is offered as {}", method.name.value());
                        return Err(Error::new(name.span(), message));
                    }
                    parts.methods.push(method);
                }
                _ => {}
            }
        }
        Ok(parts)
    }
}

impl<'b> Method<'b> {
    fn new(function: &'b ImplItemFn) -> Self {
        let name = &function.sig.ident;
        Self {
            name: LitStr::new(&camel_case(name), name.span()),
            function,
        }
    }

    /// The conditions under which the method exists, and its name.
    fn key(&self) -> (Vec<&'b Attribute>, &LitStr) {
        let attributes = self.function.attrs.iter();
        let cfgs = attributes.filter(|attribute| attribute.path().is_ident("cfg"));
        (cfgs.collect(), &self.name)
    }

    fn arm(&self, of: &Type) -> TokenStream {
        let (cfgs, name) = self.key();
        let function = &self.function.sig.ident;
        let result = place(self.function);
        quote_spanned! {result=>
            #(#cfgs)*
            #name => ::core::option::Option::Some(::std::boxed::Box::pin(async move {
                let value: ::elizaos::Result<_> = <#of>::#function(&self, call).await;
                ::core::result::Result::Ok(::elizaos::Answer::service(value?))
            })),
        }
    }
}

/// Whether others may call a function, by what it takes: whatever else stands in the block is the plugin's own.
fn takes_a_call(function: &ImplItemFn) -> bool {
    function.sig.inputs.iter().any(|input| match input {
        FnArg::Typed(parameter) => match &*parameter.ty {
            Type::Path(path) => {
                let last = path.path.segments.last();
                last.is_some_and(|segment| segment.ident == "ServiceCall")
            }
            _ => false,
        },
        FnArg::Receiver(_) => false,
    })
}

fn check_function(function: &ImplItemFn, by_reference: bool, is: &str) -> Result<()> {
    let signature = &function.sig;
    let receiver = signature.receiver();
    let is_reference = receiver.is_some_and(|receiver| {
        receiver.reference.is_some()
            && receiver.mutability.is_none()
            && receiver.colon_token.is_none()
    });
    let parameters = signature.inputs.len() - usize::from(receiver.is_some());
    let fits = signature.asyncness.is_some()
        && signature.generics.params.is_empty()
        && receiver.is_some() == by_reference
        && is_reference == by_reference
        && parameters == 1;
    if fits {
        return Ok(());
    }
    Err(Error::new(signature.ident.span(), is))
}

fn start_of(of: &Type, start: Option<&ImplItemFn>) -> TokenStream {
    match start {
        Some(function) => {
            let result = place(function);
            quote_spanned!(result=> <#of>::start(runtime).await)
        }
        None => {
            let made = Span::mixed_site().located_at(of.span());
            quote_spanned! {made=>
                let _ = runtime;
                ::core::result::Result::Ok(<#of as ::core::default::Default>::default())
            }
        }
    }
}

fn stop_of(of: &Type, stop: Option<&ImplItemFn>) -> TokenStream {
    match stop {
        Some(function) => {
            let result = place(function);
            quote_spanned!(result=> <#of>::stop(&self, runtime).await)
        }
        None => quote_spanned! {Span::mixed_site()=>
            let _ = runtime;
            ::core::result::Result::Ok(())
        },
    }
}

fn place(function: &ImplItemFn) -> Span {
    let output: &ReturnType = &function.sig.output;
    returned(output, function.sig.ident.span())
}

/// `get_history` as `getHistory`.
fn camel_case(name: &Ident) -> String {
    let name = name.to_string();
    let mut words = name.trim_start_matches("r#").split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}
