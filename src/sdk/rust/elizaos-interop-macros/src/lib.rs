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
/// ```ignore
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
/// ```ignore
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
/// ```ignore
/// elizaos::plugin! {
///     manifest: include_str!("../plugin.json"),
///     actions: [greet],
///     providers: [mood],
/// }
/// ```
///
/// The manifest and the lists must name the same components: `plugin().check()` says whether they do, and a guest where
/// they do not says `failed`.
#[proc_macro]
pub fn plugin(input: TokenStream) -> TokenStream {
    tokens(plugin::expand(input.into()))
}

/// A [`Value`](../elizaos/enum.Value.html) written as JSON. Keys are text literals or `(expressions)`; values are `null`, lists,
/// maps, or expressions of any type that a `Value` can be made from.
///
/// ```ignore
/// let content = json!({"text": reply, "actions": ["GREET"], "inReplyTo": message.id()});
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
