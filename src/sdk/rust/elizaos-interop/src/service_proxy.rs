//! A service of the agent, as others see it: methods that are called by name. One of the same guest is called where it is.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use crate::call::ServiceCall;
use crate::channel::{Ask, Request};
use crate::error::{Error, Result};
use crate::error_codes::{COMPONENT_UNKNOWN, INTERNAL, UNSUPPORTED};
use crate::plugin::Answer;
use crate::runtime::Runtime;
use crate::services::Running;
use crate::tasks::TaskFuture;
use crate::value::Value;

/// A service of the agent. Cheap to clone.
#[derive(Clone)]
pub struct ServiceProxy {
    runtime: Runtime,
    service: Arc<str>,
    /// Where it is a service of this guest.
    own: Option<Running>,
}

impl ServiceProxy {
    pub(crate) fn of_agent(runtime: Runtime, service: &str) -> Self {
        Self {
            runtime,
            service: service.into(),
            own: None,
        }
    }

    pub(crate) fn own(runtime: Runtime, running: Running) -> Self {
        Self {
            runtime,
            service: running.service.name.into(),
            own: Some(running),
        }
    }

    /// elizaOS's service type.
    pub fn service_type(&self) -> &str {
        &self.service
    }

    /// The service itself, where it is one of this guest and of that type.
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        let own = self.own.as_ref()?;
        Arc::clone(&own.object).downcast().ok()
    }

    /// Calls a method with its positional arguments. Its name may be written in snake case.
    pub fn call(&self, method: &str, args: impl IntoIterator<Item = Value>) -> ServiceRequest {
        let method = camel_case(method);
        let args: Vec<Value> = args.into_iter().collect();
        let runtime = self.runtime.clone();
        if method == "stop" {
            let message = format!(
                "Cannot call stop of the service {} as a service is stopped by the agent only",
                self.service
            );
            return ServiceRequest::refused(runtime, UNSUPPORTED, message);
        }
        let Some(Running {
            service, object, ..
        }) = &self.own
        else {
            let service = self.service.to_string();
            return ServiceRequest(Way::Host(Request::new(
                runtime,
                Ask::ServiceCall {
                    service,
                    method,
                    args,
                },
            )));
        };
        let call = ServiceCall::new(runtime.clone(), args);
        match (service.call)(Arc::clone(object), &method, call) {
            Some(future) => ServiceRequest(Way::Own(future)),
            None => {
                let message = no_method(&self.service, &method, service.methods);
                ServiceRequest::refused(runtime, COMPONENT_UNKNOWN, message)
            }
        }
    }
}

impl fmt::Debug for ServiceProxy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ServiceProxy({})", self.service)
    }
}

/// A call of a service's method: it begins when it is first polled, and is cancelled when it is dropped before its end.
#[must_use = "the service is called only when this is awaited"]
pub struct ServiceRequest(Way);

enum Way {
    Host(Request),
    Own(TaskFuture),
}

impl ServiceRequest {
    fn refused(runtime: Runtime, code: &'static str, message: String) -> Self {
        let error = Error::coded(code, message);
        Self(Way::Host(Request::known(runtime, Err(error))))
    }
}

impl Future for ServiceRequest {
    type Output = Result<Value>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<Value>> {
        match &mut self.0 {
            Way::Host(request) => Pin::new(request).poll(context),
            Way::Own(future) => future.as_mut().poll(context).map(|answer| match answer? {
                Answer::Service(value) => Ok(value),
                _ => Err(Error::coded(INTERNAL, "A method gave another answer")),
            }),
        }
    }
}

impl fmt::Debug for ServiceRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ServiceRequest")
    }
}

/// What the caller of a method that does not exist is told.
pub(crate) fn no_method(service: &str, method: &str, methods: &[&str]) -> String {
    let known = match methods {
        [] => "none".to_owned(),
        methods => methods.join(", "),
    };
    format!("The service {service} has no method {method}: its methods are {known}")
}

/// `get_history` as `getHistory`, which is what all languages call it on the way.
fn camel_case(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut words = name.split('_');
    camel.extend(words.next());
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camel_case_leaves_what_is_camel_case_already() {
        assert_eq!(camel_case("get_chat_history"), "getChatHistory");
        assert_eq!(camel_case("getHistory"), "getHistory");
        assert_eq!(camel_case("ping"), "ping");
    }
}
