//! Where calls are worked on, one after the other. What outlives its call, such as a runtime that a service keeps, looks here
//! whether the call is still under way; looking costs no lock.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::shared::Shared;

/// No request has this id.
const NOBODY: u64 = 0;

pub(crate) struct Seat {
    pub(crate) shared: Arc<Shared>,
    /// The host's id of the call that is under way.
    call: AtomicU64,
}

impl Seat {
    pub(crate) fn new(shared: Arc<Shared>) -> Arc<Self> {
        Arc::new(Self {
            shared,
            call: AtomicU64::new(NOBODY),
        })
    }

    pub(crate) fn take(&self, call: u64) {
        self.call.store(call, Ordering::Release);
    }

    /// The call is over. To be said before its answer is sent: who finds the call under way and holds the channel's lock
    /// sends before the answer.
    pub(crate) fn leave(&self) {
        self.take(NOBODY);
    }

    pub(crate) fn is_of(&self, call: u64) -> bool {
        self.call.load(Ordering::Acquire) == call
    }
}
