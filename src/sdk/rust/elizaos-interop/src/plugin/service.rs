//! Services: what a plugin keeps running, and others may call.

use std::any::Any;
use std::pin::Pin;
use std::sync::Arc;

use crate::call::ServiceCall;
use crate::error::Result;
use crate::runtime::Runtime;
use crate::tasks::TaskFuture;

/// A service that runs, whatever its type.
pub type ServiceObject = Arc<dyn Any + Send + Sync>;

/// What starts or stops a service. It may go on in another thread than it began in, one at a time.
pub type ServiceFuture<T> = Pin<Box<dyn Future<Output = Result<T>> + Send>>;

/// A service: its name in the manifest, and what runs it. Made by [`service`](macro@crate::service).
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// As the manifest has it: elizaOS's service type.
    pub name: &'static str,
    /// The names of its methods, in camel case.
    pub methods: &'static [&'static str],
    /// Makes an instance.
    pub start: fn(Runtime) -> ServiceFuture<ServiceObject>,
    /// Calls a method of an instance; none if it has no such one. Answers [`Answer::Service`](super::Answer).
    pub call: fn(ServiceObject, &str, ServiceCall) -> Option<TaskFuture>,
    /// Ends an instance.
    pub stop: fn(ServiceObject, Runtime) -> ServiceFuture<()>,
}

/// Implemented by [`service`](macro@crate::service).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no service",
    label = "put #[elizaos::service(name = \"…\")] on an impl block of it"
)]
pub trait DefinesService: Send + Sync + Sized + 'static {
    /// As the manifest has it: elizaOS's service type.
    const NAME: &'static str;

    /// The names of its methods, in camel case.
    const METHODS: &'static [&'static str];

    /// Makes the service.
    fn start_service(runtime: Runtime) -> ServiceFuture<Self>;

    /// Calls a method; none if there is no such one.
    fn call_service(self: Arc<Self>, method: &str, call: ServiceCall) -> Option<TaskFuture>;

    /// Ends the service.
    fn stop_service(self: Arc<Self>, runtime: Runtime) -> ServiceFuture<()>;

    /// The service, without its type.
    fn service() -> Service {
        Service {
            name: Self::NAME,
            methods: Self::METHODS,
            start: |runtime| {
                let started = Self::start_service(runtime);
                Box::pin(async move { Ok(Arc::new(started.await?) as ServiceObject) })
            },
            call: |object, method, call| {
                let service: Arc<Self> = object.downcast().ok()?;
                service.call_service(method, call)
            },
            stop: |object, runtime| match object.downcast::<Self>() {
                Ok(service) => service.stop_service(runtime),
                Err(_) => Box::pin(async { Ok(()) }),
            },
        }
    }
}
