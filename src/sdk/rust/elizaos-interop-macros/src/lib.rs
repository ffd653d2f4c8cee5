//! The macros of `elizaos-interop`. They are documented where they are used, and name that crate `::elizaos`.

mod component;
mod export;
mod json;
mod plugin;

use proc_macro::TokenStream;

/// Makes an action of an `async fn(ActionCall) -> Result<ActionResult>`.
///
/// `name` is the action's name in the manifest, which also has its description, its similes and what it takes.
/// `validate`, which may be left out, is an `async fn(ValidateCall) -> bool` (or `Result<bool>`) that says whether the
/// action suits a message. The function may also return `Result<Option<ActionResult>>` or `Result<()>`. It stays an
/// ordinary function; under its name [`plugin!`] finds the action.
///
/// ```
/// # use elizaos::{ActionCall, ActionResult, Result, ValidateCall};
/// async fn has_text(call: ValidateCall) -> bool {
///     call.message().text().is_some()
/// }
///
/// #[elizaos::action(name = "GREET", validate = has_text)]
/// async fn greet(call: ActionCall) -> Result<ActionResult> {
///     Ok(ActionResult::ok().text("Hello"))
/// }
/// ```
#[proc_macro_attribute]
pub fn action(arguments: TokenStream, function: TokenStream) -> TokenStream {
    let expanded = component::expand(component::Kind::Action, arguments.into(), function.into());
    tokens(expanded)
}

/// Makes a provider of an `async fn(ProviderCall) -> Result<ProviderResult>`.
///
/// `name` is the provider's name in the manifest. The function may also return `Result<Option<ProviderResult>>` or
/// `Result<()>`. It stays an ordinary function; under its name [`plugin!`] finds the provider.
///
/// ```
/// # use elizaos::{ProviderCall, ProviderResult, Result};
/// #[elizaos::provider(name = "MOOD")]
/// async fn mood(call: ProviderCall) -> Result<ProviderResult> {
///     Ok(ProviderResult::new().text("The mood is calm"))
/// }
/// ```
#[proc_macro_attribute]
pub fn provider(arguments: TokenStream, function: TokenStream) -> TokenStream {
    let expanded = component::expand(component::Kind::Provider, arguments.into(), function.into());
    tokens(expanded)
}

/// Declares the plugin of a crate: `pub fn plugin() -> elizaos::Plugin`, and, under the crate's features `wasm` and `ffi`,
/// the exported functions of ABI 1.
///
/// ```
/// # use elizaos::{ActionCall, Result};
/// # #[elizaos::action(name = "GREET")]
/// # async fn greet(_: ActionCall) -> Result<()> { Ok(()) }
/// # macro_rules! include_str { ($_:literal) => { r#"{"name": "p", "actions": [{"name": "GREET"}]}"# } }
/// elizaos::plugin! {
///     manifest: include_str!("../plugin.json"),
///     actions: [greet],
///     providers: [],
/// }
/// # fn main() { plugin().check().unwrap() }
/// ```
///
/// The manifest and the lists must name the same components: `plugin().check()` says whether they do, and a guest where
/// they do not says `failed`.
#[proc_macro]
pub fn plugin(input: TokenStream) -> TokenStream {
    tokens(plugin::expand(input.into()))
}

/// An `elizaos::Value` written as JSON. Keys are text literals or `(expressions)`; values are `null`, lists,
/// maps, or expressions of any type that a `Value` can be made from.
///
/// ```
/// # use elizaos::{ActionCall, Result, json};
/// # async fn handler(call: ActionCall) -> Result<()> {
/// let message = call.message();
/// let content = json!({"text": "Hello", "actions": ["GREET"], "inReplyTo": message.id()});
/// # Ok(())
/// # }
/// ```
#[proc_macro]
pub fn json(input: TokenStream) -> TokenStream {
    tokens(json::expand(input.into()))
}

fn tokens(expanded: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    expanded
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
