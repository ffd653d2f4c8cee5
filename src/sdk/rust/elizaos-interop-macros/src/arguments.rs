//! What stands in the parentheses of a component's attribute: the key of the manifest's entry, and `validate`.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Ident, LitStr, Path, Result, Token};

use crate::kind::{Key, Kind, Validate};

/// Methods of routes that have a function.
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

pub(crate) struct Arguments {
    /// The definition's fields that find the manifest's entry.
    pub(crate) key: TokenStream,
    pub(crate) validate: Option<Path>,
}

impl Arguments {
    pub(crate) fn read(kind: &Kind, arguments: TokenStream) -> Result<Self> {
        match kind.key {
            Key::Text(word) => {
                (|input: ParseStream<'_>| keyed(kind, word, input)).parse2(arguments)
            }
            Key::Route => route.parse2(arguments),
            Key::None if arguments.is_empty() => Ok(Self {
                key: TokenStream::new(),
                validate: None,
            }),
            Key::None => {
                let message = format!("{} has no arguments", kind.noun);
                Err(Error::new_spanned(arguments, message))
            }
        }
    }
}

/// A name within the manifest's bounds.
pub(crate) fn check_name(name: &LitStr) -> Result<()> {
    if name.value().is_empty() || name.value().chars().count() > 200 {
        return Err(Error::new(name.span(), "a name has 1 to 200 characters"));
    }
    Ok(())
}

/// `name = "…"` alone, as a service has it.
pub(crate) fn only_name(noun: &str, arguments: TokenStream) -> Result<LitStr> {
    let read = |input: ParseStream<'_>| {
        let List { key, .. } = List::read("name", false, input)?;
        key.ok_or_else(|| missing(noun, "service", "name"))
    };
    let name = read.parse2(arguments)?;
    check_name(&name)?;
    Ok(name)
}

fn keyed(kind: &Kind, word: &str, input: ParseStream<'_>) -> Result<Arguments> {
    let may_validate = matches!(kind.validate, Validate::May);
    let List { key, validate } = List::read(word, may_validate, input)?;
    let key = key.ok_or_else(|| missing(kind.noun, kind.attribute, word))?;
    check_name(&key)?;
    match (validate, kind.validate) {
        (Some((keyword, _)), Validate::Never(why)) => Err(Error::new(keyword.span(), why)),
        (validate, _) => Ok(Arguments {
            key: quote!(name: #key,),
            validate: validate.map(|(_, path)| path),
        }),
    }
}

fn missing(noun: &str, attribute: &str, word: &str) -> Error {
    let message = format!("{noun} needs a {word}: #[elizaos::{attribute}({word} = \"…\")]");
    Error::new(Span::call_site(), message)
}

/// `GET, "/rooms/:roomId"`.
fn route(input: ParseStream<'_>) -> Result<Arguments> {
    if input.is_empty() {
        let message =
            "a route needs its method and its path: #[elizaos::route(GET, \"/rooms/:roomId\")]";
        return Err(Error::new(Span::call_site(), message));
    }
    let method: Ident = input.parse()?;
    let name = method.to_string();
    if name == "STATIC" {
        let message = "a STATIC route has no function: the manifest names its folder, and the agent serves it";
        return Err(Error::new(method.span(), message));
    }
    if !METHODS.contains(&name.as_str()) {
        let message = format!("expected GET, POST, PUT, PATCH or DELETE: found {name}");
        return Err(Error::new(method.span(), message));
    }
    input.parse::<Token![,]>()?;
    let path: LitStr = input.parse()?;
    if !path.value().starts_with('/') {
        return Err(Error::new(path.span(), "a route's path begins with /"));
    }
    input.parse::<Option<Token![,]>>()?;
    if !input.is_empty() {
        return Err(input.error("expected nothing more: the manifest has the rest"));
    }
    Ok(Arguments {
        key: quote!(method: #name, path: #path,),
        validate: None,
    })
}

/// `name = "…", validate = path`, as it is written.
#[derive(Default)]
struct List {
    key: Option<LitStr>,
    validate: Option<(Ident, Path)>,
}

impl List {
    fn read(word: &str, may_validate: bool, input: ParseStream<'_>) -> Result<Self> {
        let mut list = Self::default();
        while !input.is_empty() {
            // `type` is a keyword of Rust.
            let keyword = input.call(Ident::parse_any)?;
            input.parse::<Token![=]>()?;
            let twice = match keyword.to_string() {
                found if found == word => list.key.replace(input.parse()?).is_some(),
                found if found == "validate" => {
                    let path = input.parse()?;
                    list.validate.replace((keyword.clone(), path)).is_some()
                }
                found => {
                    let expected = if may_validate {
                        format!("{word} or validate")
                    } else {
                        word.to_owned()
                    };
                    let message =
                        format!("expected {expected}: found {found}; the manifest has the rest");
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
