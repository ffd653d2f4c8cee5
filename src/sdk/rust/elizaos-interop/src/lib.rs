//! Plugins for [elizaOS](https://elizaos.ai) in Rust. One crate becomes a wasm module, run in a sandbox, and a shared
//! library, run in the agent's process; both speak `PROTOCOL.md` of elizaos-interop.
//!
//! ```
//! use elizaos::{ActionCall, ActionResult, ProviderCall, ProviderResult, Result, ValidateCall, json};
//!
//! async fn has_text(call: ValidateCall) -> bool {
//!     call.message().text().is_some()
//! }
//!
//! /// Says the same again.
//! #[elizaos::action(name = "REPEAT", validate = has_text)]
//! async fn repeat(call: ActionCall) -> Result<ActionResult> {
//!     let text = call.message().text().unwrap_or_default();
//!     call.emit(json!({"text": text})).await?;
//!     Ok(ActionResult::ok().text(text))
//! }
//!
//! #[elizaos::provider(name = "MOOD")]
//! async fn mood(call: ProviderCall) -> Result<ProviderResult> {
//!     let mood = call.runtime().get_setting("MOOD").unwrap_or(json!("calm"));
//!     Ok(ProviderResult::new().value("mood", mood))
//! }
//!
//! elizaos::plugin! {
//!     // Usually include_str!("../plugin.json").
//!     manifest: r#"{
//!         "name": "example",
//!         "actions": [{"name": "REPEAT", "description": "Says the same again"}],
//!         "providers": [{"name": "MOOD"}]
//!     }"#,
//!     actions: [repeat],
//!     providers: [mood],
//! }
//! # fn main() { plugin().check().unwrap() }
//! ```
//!
//! The plugin's crate is a `cdylib` and an `rlib` and has the features `wasm` and `ffi`, each of which exports the
//! functions of ABI 1; without them the crate is an ordinary library. `plugins/echo/rust` is the smallest one.
//!
//! **Kinds of components.** Each has an attribute that makes one of an `async fn`: [`action`], [`provider`], [`evaluator`],
//! [`route`], [`event`], [`model`], and [`service`] of an `impl` block. [`init`] runs first, and may register more of them and
//! a [`task_worker`] by the [`Runtime`].
//!
//! **A panic** in a handler fails that call, with message and place; in a shared library the guest goes on, a wasm module
//! is thrown away with all that it had in memory. Return an [`Error`] instead.
//!
//! **State** belongs into a service or into [`Runtime::local`], not into globals: every agent has a guest of its own, and two
//! of them may share the globals of one library. Handlers may go on in another thread than they began in, so their futures
//! are `Send`.

// The macros name the crate from outside.
extern crate self as elizaos;

#[doc(hidden)]
pub mod abi;
mod call;
mod channel;
mod clock;
mod codec;
mod error;
pub mod error_codes;
mod guest;
mod host_call;
#[cfg(target_arch = "wasm32")]
mod imports;
mod join;
mod limits;
mod log;
mod memory;
mod panic_hook;
mod plugin;
mod posted;
mod registry;
mod run_id;
mod runtime;
pub mod runtime_members;
mod scope;
mod seat;
mod serve;
mod service_proxy;
mod services;
mod shared;
mod snapshot;
mod tasks;
mod timers;
mod value;
mod wake;
mod wake_fd;

pub use call::{
    ActionCall, EvaluatorCall, EventCall, HandlerCall, InitCall, Inputs, ModelCall, ProviderCall,
    RouteCall, RouteWriter, ServiceCall, TaskCall, UploadedFile, ValidateCall,
};
pub use codec::{decode, encode};
pub use elizaos_interop_macros::{
    action, evaluator, event, init, json, model, plugin, provider, route, service, task_worker,
};
pub use error::{Error, Result};
pub use guest::Guest;
pub use host_call::HostCall;
pub use join::join;
pub use log::{Level, Logger, UnknownLevel};
pub use memory::Memory;
pub use plugin::{
    Action, ActionResult, Answer, Body, DefinesAction, DefinesEvaluator, DefinesEvent, DefinesInit,
    DefinesModel, DefinesProvider, DefinesRoute, DefinesService, DefinesTaskWorker, Evaluator,
    Event, Init, IntoActionResult, IntoModelResult, IntoProviderResult, IntoRouteResponse,
    IntoVerdict, Model, ModelResult, Plugin, Provider, ProviderResult, Route, RouteResponse,
    Service, ServiceFuture, ServiceObject, TaskWorker,
};
pub use posted::Registration;
pub use runtime::ServiceLoad;
pub use runtime::{IntoMemories, ModelStream, Runtime};
pub use service_proxy::{ServiceProxy, ServiceRequest};
pub use tasks::TaskFuture;
pub use timers::{Sleep, sleep};
pub use value::{MAX_DEPTH, MAX_INTEGER, Map, Value, from_value, to_value};
