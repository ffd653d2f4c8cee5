//! What a handler is given: the inputs of its call, and the runtime as that call sees it.

/// What every call has of its runtime.
macro_rules! of_runtime {
    ($(#[$doc:meta])*) => {
        $(#[$doc])*
        pub fn runtime(&self) -> &Runtime {
            &self.runtime
        }

        /// This guest's own value of a type, as [`Runtime::local`] has it.
        pub fn local<T: Default + Send + Sync + 'static>(&self) -> std::sync::Arc<T> {
            self.runtime.local()
        }
    };
}

mod event;
mod handler;
mod init;
mod model;
mod provider;
mod route;
mod route_writer;
mod service;
mod task;
mod validate;

pub use event::EventCall;
pub use handler::{ActionCall, EvaluatorCall, HandlerCall, Inputs};
pub use init::InitCall;
pub use model::ModelCall;
pub use provider::ProviderCall;
pub(crate) use route::RouteInputs;
pub use route::{RouteCall, UploadedFile};
pub use route_writer::RouteWriter;
pub use service::ServiceCall;
pub use task::TaskCall;
pub use validate::ValidateCall;
