//! What the probe remembers of the agent that it serves.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use elizaos::Value;

/// One of each guest.
#[derive(Default)]
pub struct Records(Mutex<Recorded>);

#[derive(Default)]
pub struct Recorded {
    /// What init was given.
    pub config: Value,
    /// `n` of the payloads of its events, in the order in which their handlers started.
    pub seen: Vec<Value>,
    /// `{task, options}` each.
    pub tasks: Vec<Value>,
    /// What stands in the service that start made last.
    pub mark: Option<Arc<()>>,
}

impl Records {
    pub fn open(&self) -> MutexGuard<'_, Recorded> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
