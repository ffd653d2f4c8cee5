//! The services of one guest: those that run, those that are starting, and who waits for which.

mod load;
mod start;

use std::sync::{Arc, Mutex};
use std::task::Waker;

use crate::error::Error;
use crate::plugin::{Service, ServiceObject};
use crate::shared::lock;

pub(crate) use load::OwnLoad;
pub(crate) use start::start;

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
    starting: Vec<Starting>,
    /// How the last start of a service failed.
    failed: Vec<(&'static str, Error)>,
    last_wait: u64,
    waits: Vec<Wait>,
}

struct Starting {
    service: &'static str,
    /// The host's id of `service.start`.
    call: u64,
}

/// Somebody waits until a service runs.
struct Wait {
    number: u64,
    service: &'static str,
    /// The call inside which that is.
    by: Option<u64>,
    waker: Waker,
}

impl Services {
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
