//! The services of one guest that run. Who waits for one asks the host, which sees every wait and finds those that cannot end.

use std::sync::{Arc, Mutex};

use crate::plugin::{Service, ServiceObject};
use crate::shared::lock;

#[derive(Default)]
pub(crate) struct Services(Mutex<State>);

/// A service that runs.
#[derive(Clone)]
pub(crate) struct Running {
    /// The number of the instance.
    instance: u64,
    pub(crate) service: Service,
    pub(crate) object: ServiceObject,
}

#[derive(Default)]
struct State {
    /// How many were ever started.
    count: u64,
    /// The oldest first.
    running: Vec<Running>,
}

impl Services {
    /// Takes note of a service that has started. Returns the number of the instance.
    pub(crate) fn add(&self, service: Service, object: ServiceObject) -> u64 {
        let mut state = lock(&self.0);
        state.count += 1;
        let instance = state.count;
        state.running.push(Running {
            instance,
            service,
            object,
        });
        instance
    }

    pub(crate) fn get(&self, instance: u64) -> Option<Running> {
        let state = lock(&self.0);
        let mut running = state.running.iter();
        running
            .find(|running| running.instance == instance)
            .cloned()
    }

    /// Takes an instance that is to be stopped: nobody finds it any more.
    pub(crate) fn take(&self, instance: u64) -> Option<Running> {
        let mut state = lock(&self.0);
        let mut running = state.running.iter();
        let at = running.position(|running| running.instance == instance)?;
        Some(state.running.remove(at))
    }

    /// The instances of a service that run, the oldest first.
    pub(crate) fn of(&self, service: &str) -> Vec<Running> {
        let state = lock(&self.0);
        let running = state.running.iter();
        running
            .filter(|running| running.service.name == service)
            .cloned()
            .collect()
    }

    /// The oldest service that runs and is of the type.
    pub(crate) fn of_type<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        let state = lock(&self.0);
        let mut running = state.running.iter();
        running.find_map(|running| Arc::clone(&running.object).downcast().ok())
    }

    /// Hands all instances over to be dropped.
    pub(crate) fn take_all(&self) -> impl Sized + use<> {
        std::mem::take(&mut *lock(&self.0))
    }
}
