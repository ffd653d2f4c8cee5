//! What one guest has, for its tasks, its runtime handles and its threads to share. It hangs off the guest's pointer and
//! nothing else: two loads of one library share globals, and must not share a guest.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::channel::Channel;
use crate::clock::Clock;
use crate::snapshot::Snapshot;
use crate::timers::Timers;
use crate::wake::{Ask, Hub};

pub(crate) struct Shared {
    /// The plugin's name, for errors.
    pub(crate) plugin: String,
    pub(crate) channel: Channel,
    pub(crate) hub: Arc<Hub>,
    pub(crate) clock: Clock,
    timers: Mutex<Timers>,
    snapshot: Mutex<Arc<Snapshot>>,
    locals: Mutex<HashMap<TypeId, Local>>,
}

type Local = Arc<dyn Any + Send + Sync>;

impl Shared {
    pub(crate) fn new(plugin: String, ask: Ask) -> Arc<Self> {
        let hub = Hub::new(ask);
        Arc::new(Self {
            plugin,
            channel: Channel::new(Arc::clone(&hub)),
            hub,
            clock: Clock::start(),
            timers: Mutex::default(),
            snapshot: Mutex::default(),
            locals: Mutex::default(),
        })
    }

    pub(crate) fn timers(&self) -> MutexGuard<'_, Timers> {
        lock(&self.timers)
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&lock(&self.snapshot))
    }

    pub(crate) fn set_snapshot(&self, snapshot: Snapshot) {
        *lock(&self.snapshot) = Arc::new(snapshot);
    }

    /// This guest's value of the type, made by `Default` when it is first asked for.
    pub(crate) fn local<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let key = TypeId::of::<T>();
        let found = lock(&self.locals).get(&key).cloned();
        // Made outside of the lock: a Default of the plugin's may ask for another local.
        let local = found.unwrap_or_else(|| {
            let made: Local = Arc::new(T::default());
            Arc::clone(lock(&self.locals).entry(key).or_insert(made))
        });
        // The key is the value's type, so the downcast succeeds.
        local.downcast().unwrap_or_default()
    }

    /// Hands all locals over to be dropped.
    pub(crate) fn take_locals(&self) -> impl Sized + use<> {
        std::mem::take(&mut *lock(&self.locals))
    }
}

/// A lock that a panic of some handler cannot spoil: nothing here is left half done under it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
