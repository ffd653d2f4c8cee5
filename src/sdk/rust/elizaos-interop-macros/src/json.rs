//! `json!`: the tokens of a JSON document as an expression that builds the value.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Ident, LitStr, Result, Token, braced, bracketed, parenthesized, token};

pub(crate) fn expand(input: TokenStream) -> Result<TokenStream> {
    syn::parse2::<Document>(input).map(|document| document.build())
}

enum Document {
    Null,
    Array(Punctuated<Document, Token![,]>),
    Map(Punctuated<Entry, Token![,]>),
    Expression(Expr),
}

struct Entry {
    key: Key,
    value: Document,
}

enum Key {
    Text(LitStr),
    Expression(Expr),
}

impl Parse for Document {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(token::Brace) {
            let inside;
            braced!(inside in input);
            return Ok(Self::Map(Punctuated::parse_terminated(&inside)?));
        }
        if input.peek(token::Bracket) {
            let inside;
            bracketed!(inside in input);
            return Ok(Self::Array(Punctuated::parse_terminated(&inside)?));
        }
        if input.peek(Ident) && input.fork().parse::<Ident>()? == "null" {
            input.parse::<Ident>()?;
            return Ok(Self::Null);
        }
        if input.is_empty() {
            return Err(input.error("expected a value: null, a list, a map or an expression"));
        }
        Ok(Self::Expression(input.parse()?))
    }
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let key = if input.peek(token::Paren) {
            let inside;
            parenthesized!(inside in input);
            Key::Expression(inside.parse()?)
        } else if input.peek(LitStr) {
            Key::Text(input.parse()?)
        } else {
            return Err(input.error("expected a key: a text in quotes, or (an expression)"));
        };
        input.parse::<Token![:]>()?;
        let value = input.parse()?;
        Ok(Self { key, value })
    }
}

impl Document {
    fn build(&self) -> TokenStream {
        match self {
            Self::Null => quote!(::elizaos::Value::Null),
            Self::Expression(expression) => {
                quote_spanned!(made_at(expression)=> ::elizaos::Value::from(#expression))
            }
            Self::Array(items) => {
                let items = items.iter().map(Self::build);
                quote!(::elizaos::Value::Array(::std::vec![#(#items),*]))
            }
            Self::Map(entries) => {
                let length = entries.len();
                let inserts = entries.iter().map(Entry::build);
                quote!({
                    #[allow(unused_mut)]
                    let mut map = ::elizaos::Map::with_capacity(#length);
                    #(#inserts)*
                    ::elizaos::Value::Map(map)
                })
            }
        }
    }
}

impl Entry {
    fn build(&self) -> TokenStream {
        let value = self.value.build();
        match &self.key {
            Key::Text(text) => quote!(map.insert(#text, #value);),
            Key::Expression(key) => {
                quote_spanned!(made_at(key)=> map.insert(::std::string::String::from(#key), #value);)
            }
        }
    }
}

/// Errors are shown at the expression; lints know that its conversion is not the author's.
fn made_at(expression: &Expr) -> Span {
    Span::mixed_site().located_at(expression.span())
}
