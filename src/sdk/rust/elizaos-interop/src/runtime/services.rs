//! The agent's services: those of the same guest as they are, all others by name.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use crate::error::Result;
use crate::host_call::{self, HostCall};
use crate::plugin::Service;
use crate::runtime::Runtime;
use crate::service_proxy::ServiceProxy;
use crate::value::Value;

impl Runtime {
    /// This plugin's own service of a type of Rust, the very object that its `start` made; none while it does not run.
    pub fn get_service<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.shared().services.of_type()
    }

    /// A service of the agent by elizaOS's type; none where there is none, or where it is the plugin's own and does not run.
    pub fn service(&self, service_type: &str) -> Option<ServiceProxy> {
        self.get_services_by_type(service_type).into_iter().next()
    }

    /// The services of the agent of elizaOS's type.
    pub fn get_services_by_type(&self, service_type: &str) -> Vec<ServiceProxy> {
        if self.is_own(service_type) {
            let running = self.shared().services.of(service_type).into_iter();
            let own = running.map(|running| ServiceProxy::own(self.clone(), running));
            return own.collect();
        }
        let known = self.has_service(service_type);
        let proxy = known.then(|| ServiceProxy::of_agent(self.clone(), service_type));
        proxy.into_iter().collect()
    }

    /// All services of the agent.
    pub fn get_all_services(&self) -> Vec<ServiceProxy> {
        let types = self.get_registered_service_types();
        types
            .iter()
            .flat_map(|service_type| self.get_services_by_type(service_type))
            .collect()
    }

    /// Waits until a service of elizaOS's type runs. The host is asked also for the plugin's own: it sees every wait, and refuses
    /// those that cannot end.
    pub fn get_service_load_promise(&self, service_type: impl Into<String>) -> ServiceLoad {
        let service_type = service_type.into();
        let args = vec![Value::String(service_type.clone())];
        ServiceLoad {
            load: self.ask("getServiceLoadPromise", args, host_call::nothing),
            runtime: self.clone(),
            service_type,
        }
    }

    fn is_own(&self, service_type: &str) -> bool {
        let own: Option<Service> = self.shared().registry.find(&[service_type]);
        own.is_some()
    }
}

/// The wait until a service runs. Resolves to the service.
#[must_use = "it waits only when it is awaited"]
pub struct ServiceLoad {
    load: HostCall<()>,
    runtime: Runtime,
    service_type: String,
}

impl Future for ServiceLoad {
    type Output = Result<ServiceProxy>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<ServiceProxy>> {
        let loaded = Pin::new(&mut self.load).poll(context);
        let Self {
            runtime,
            service_type,
            ..
        } = &*self;
        loaded.map_ok(|()| {
            let found = runtime.service(service_type);
            found.unwrap_or_else(|| ServiceProxy::of_agent(runtime.clone(), service_type))
        })
    }
}

impl fmt::Debug for ServiceLoad {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ServiceLoad")
    }
}
