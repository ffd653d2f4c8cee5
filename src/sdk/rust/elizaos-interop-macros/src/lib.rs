//! The macros of `elizaos-interop`. They are documented where they are used, and name that crate `::elizaos`.

mod arguments;
mod component;
mod export;
mod json;
mod kind;
mod plugin;
mod service;

use proc_macro::TokenStream;

use kind::Kind;

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
    component(&kind::ACTION, arguments, function)
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
    component(&kind::PROVIDER, arguments, function)
}

/// Makes an evaluator of an `async fn(EvaluatorCall) -> Result<ActionResult>`.
///
/// `name`, `validate` and what the function may return are as in [`action`](macro@action).
///
/// ```
/// # use elizaos::{ActionResult, EvaluatorCall, Result, json};
/// #[elizaos::evaluator(name = "LENGTH")]
/// async fn length(call: EvaluatorCall) -> Result<ActionResult> {
///     let length = call.message().text().unwrap_or_default().len();
///     Ok(ActionResult::ok().data(json!({"length": length})))
/// }
/// ```
#[proc_macro_attribute]
pub fn evaluator(arguments: TokenStream, function: TokenStream) -> TokenStream {
    component(&kind::EVALUATOR, arguments, function)
}

/// Makes a service of the `impl` block of its type.
///
/// `name` is the service's name in the manifest, elizaOS's service type. Every `async fn(&self, ServiceCall) -> Result<V>`, with
/// a `V` that a `Value` can be made from, is a method that others may call, under its name in camel case, unless it begins
/// with `_`; other functions are the plugin's own. `async fn start(Runtime) -> Result<Self>` makes the service, without it
/// `Default` does. `async fn stop(&self, Runtime) -> Result<()>` ends it.
///
/// ```
/// # use std::sync::atomic::{AtomicI64, Ordering};
/// # use elizaos::{Result, ServiceCall};
/// #[derive(Default)]
/// struct Counter(AtomicI64);
///
/// #[elizaos::service(name = "counter")]
/// impl Counter {
///     async fn add(&self, call: ServiceCall) -> Result<i64> {
///         let n = call.arg(0).as_i64().unwrap_or(1);
///         Ok(self.0.fetch_add(n, Ordering::Relaxed) + n)
///     }
/// }
/// ```
#[proc_macro_attribute]
pub fn service(arguments: TokenStream, block: TokenStream) -> TokenStream {
    tokens(service::expand(arguments.into(), block.into()))
}

/// Makes a route of an `async fn(RouteCall) -> Result<RouteResponse>`.
///
/// Method and path are those of the manifest's entry. The function may also return `Result<()>`: what it then has not
/// written in parts is an empty response.
///
/// ```
/// # use elizaos::{Result, RouteCall, RouteResponse, json};
/// #[elizaos::route(GET, "/rooms/:roomId")]
/// async fn room(call: RouteCall) -> Result<RouteResponse> {
///     Ok(RouteResponse::new().json(json!({"room": call.param("roomId")})))
/// }
///
/// #[elizaos::route(GET, "/count")]
/// async fn count(call: RouteCall) -> Result<()> {
///     let mut body = call.begin(200, [("content-type", "text/plain")])?;
///     for n in 0..100 {
///         body.write(format!("{n}\n")).await?;
///     }
///     Ok(())
/// }
/// ```
#[proc_macro_attribute]
pub fn route(arguments: TokenStream, function: TokenStream) -> TokenStream {
    component(&kind::ROUTE, arguments, function)
}

/// Makes an `async fn(EventCall) -> Result<()>` hear of an event.
///
/// `name` is the event's name in the manifest. Several functions may hear of one event: they run side by side.
///
/// ```
/// # use elizaos::{EventCall, Result};
/// #[elizaos::event(name = "MESSAGE_RECEIVED")]
/// async fn received(call: EventCall) -> Result<()> {
///     let text = call.payload()["message"]["content"]["text"].as_str();
///     call.runtime().logger().info(text.unwrap_or("Nothing"));
///     Ok(())
/// }
/// ```
#[proc_macro_attribute]
pub fn event(arguments: TokenStream, function: TokenStream) -> TokenStream {
    component(&kind::EVENT, arguments, function)
}

/// Makes a model of an `async fn(ModelCall) -> Result<V>`, with a `V` that a `Value` can be made from.
///
/// `type` is the model's type in the manifest. A text may be given in parts; what the function returns then is the whole text,
/// or nothing. `ModelResult` tells more than a value.
///
/// ```
/// # use elizaos::{ModelCall, Result};
/// #[elizaos::model(type = "TEXT_SMALL")]
/// async fn shout(call: ModelCall) -> Result<()> {
///     let prompt = call.params()["prompt"].as_str().unwrap_or_default();
///     for word in prompt.split_inclusive(' ') {
///         call.chunk(word.to_uppercase())?;
///     }
///     Ok(())
/// }
/// ```
#[proc_macro_attribute]
pub fn model(arguments: TokenStream, function: TokenStream) -> TokenStream {
    component(&kind::MODEL, arguments, function)
}

/// Makes a task worker of an `async fn(TaskCall) -> Result<()>`.
///
/// `name` is the name of the tasks that it works on, `validate` as in [`action`](macro@action). A manifest has no task
/// workers: [`init`](macro@init) registers them, `call.runtime().register_task_worker::<tidy>()`.
///
/// ```
/// # use elizaos::{Result, TaskCall};
/// #[elizaos::task_worker(name = "TIDY")]
/// async fn tidy(call: TaskCall) -> Result<()> {
///     call.runtime().delete_cache("dust").await?;
///     Ok(())
/// }
/// ```
#[proc_macro_attribute]
pub fn task_worker(arguments: TokenStream, function: TokenStream) -> TokenStream {
    component(&kind::TASK_WORKER, arguments, function)
}

/// Makes an `async fn(InitCall) -> Result<()>` what runs before anything else is asked of the plugin. What it registers by the
/// runtime is there from then on, as if the manifest had named it.
///
/// ```
/// # use elizaos::{EventCall, InitCall, Result};
/// # #[elizaos::event(name = "VERBOSE")]
/// # async fn verbose(_: EventCall) -> Result<()> { Ok(()) }
/// #[elizaos::init]
/// async fn start(call: InitCall) -> Result<()> {
///     if call.config()["VERBOSE"] == "yes" {
///         call.runtime().register_event::<verbose>().await?;
///     }
///     Ok(())
/// }
/// ```
#[proc_macro_attribute]
pub fn init(arguments: TokenStream, function: TokenStream) -> TokenStream {
    component(&kind::INIT, arguments, function)
}

/// Declares the plugin of a crate: `pub fn plugin() -> elizaos::Plugin`, and, under the crate's features `wasm` and `ffi`,
/// the exported functions of ABI 1.
///
/// ```
/// # use elizaos::{ActionCall, InitCall, Result};
/// # #[elizaos::action(name = "GREET")]
/// # async fn greet(_: ActionCall) -> Result<()> { Ok(()) }
/// # #[elizaos::init]
/// # async fn start(_: InitCall) -> Result<()> { Ok(()) }
/// # macro_rules! include_str { ($_:literal) => { r#"{"name": "p", "actions": [{"name": "GREET"}]}"# } }
/// elizaos::plugin! {
///     manifest: include_str!("../plugin.json"),
///     init: start,
///     actions: [greet], // Also providers, evaluators, services, routes, events and models.
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

fn component(kind: &Kind, arguments: TokenStream, function: TokenStream) -> TokenStream {
    tokens(component::expand(kind, arguments.into(), function.into()))
}

fn tokens(expanded: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    expanded
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
