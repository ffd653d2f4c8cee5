//! The start of a service: when it runs, or has failed to, those who wait for it go on.

use std::mem;
use std::sync::Arc;
use std::task::Waker;

use super::{Running, Services, Starting, State};
use crate::error::{Error, Result};
use crate::error_codes::CANCELLED;
use crate::plugin::{Answer, Service, ServiceObject};
use crate::runtime::Runtime;
use crate::shared::{Shared, lock};
use crate::tasks::TaskFuture;

/// Works on `service.start`; the runtime is that of the call.
pub(crate) fn start(service: Service, runtime: Runtime) -> TaskFuture {
    let under_way = UnderWay::begin(runtime.shared(), service, runtime.id());
    Box::pin(async move {
        let started = (service.start)(runtime).await;
        let (instance, shared) = under_way.end(started)?;
        let has_methods_to_tell = shared.registry.has_methods_to_tell(service.name);
        Ok(Answer::Started {
            instance,
            methods: has_methods_to_tell.then_some(service.methods),
        })
    })
}

/// A start that has not ended. One that is dropped has failed.
struct UnderWay {
    shared: Arc<Shared>,
    service: Service,
    call: u64,
}

impl UnderWay {
    fn begin(shared: &Arc<Shared>, service: Service, call: u64) -> Self {
        let mut state = lock(&shared.services.0);
        state.failed.retain(|(failed, _)| *failed != service.name);
        state.starting.push(Starting {
            service: service.name,
            call,
        });
        Self {
            shared: Arc::clone(shared),
            service,
            call,
        }
    }

    /// Returns the number of the instance.
    fn end(self, started: Result<ServiceObject>) -> Result<(u64, Arc<Shared>)> {
        let (name, shared) = (self.service.name, Arc::clone(&self.shared));
        let mut state = lock(&shared.services.0);
        let wakers = state.ended(self.call, name);
        let outcome = match started {
            Ok(object) => {
                state.count += 1;
                let instance = state.count;
                state.running.push(Running {
                    instance,
                    service: self.service,
                    object,
                });
                Ok(instance)
            }
            Err(error) => {
                state.failed.push((name, error.again()));
                Err(error)
            }
        };
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
        outcome.map(|instance| (instance, shared))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let services: &Services = &self.shared.services;
        let mut state = lock(&services.0);
        let is_under_way = state.starting.iter().any(|start| start.call == self.call);
        if !is_under_way {
            return;
        }
        let wakers = state.ended(self.call, self.service.name);
        let error = Error::coded(CANCELLED, "The start was dropped");
        state.failed.push((self.service.name, error));
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl State {
    /// A start is over. Returns the wakers of those who wait for the service: taken, as cloning them may be code of the
    /// plugin's. Who is woken polls, and leaves another one.
    fn ended(&mut self, call: u64, service: &str) -> Vec<Waker> {
        self.starting.retain(|start| start.call != call);
        let waits = self.waits.iter_mut();
        waits
            .filter(|wait| wait.service == service)
            .map(|wait| mem::replace(&mut wait.waker, Waker::noop().clone()))
            .collect()
    }
}
