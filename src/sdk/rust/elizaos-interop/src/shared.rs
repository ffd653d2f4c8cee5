//! What one guest has, for its tasks, its runtime handles and its threads to share. It hangs off the guest's pointer and
//! nothing else: two loads of one library share globals, and must not share a guest.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::channel::Channel;
use crate::clock::Clock;
use crate::registry::Registry;
use crate::services::Services;
use crate::snapshot::Snapshot;
use crate::timers::Timers;
use crate::wake::{Ask, Hub};

pub(crate) struct Shared {
    /// The plugin's name, for errors.
    pub(crate) plugin: String,
    pub(crate) registry: Registry,
    pub(crate) channel: Channel,
    pub(crate) hub: Arc<Hub>,
    pub(crate) clock: Clock,
    pub(crate) services: Services,
    timers: Mutex<Timers>,
    snapshot: Mutex<Arc<Snapshot>>,
    /// Settings that were looked for in vain.
    missing: Mutex<Vec<String>>,
    locals: Mutex<HashMap<TypeId, Local>>,
}

type Local = Arc<dyn Any + Send + Sync>;

impl Shared {
    pub(crate) fn new(plugin: String, registry: Registry, ask: Ask) -> Arc<Self> {
        let hub = Hub::new(ask);
        Arc::new(Self {
            plugin,
            registry,
            channel: Channel::new(Arc::clone(&hub)),
            hub,
            clock: Clock::start(),
            services: Services::default(),
            timers: Mutex::default(),
            snapshot: Mutex::default(),
            missing: Mutex::default(),
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

    /// Changes the snapshot for whoever looks from now on; who has looked keeps what was seen.
    pub(crate) fn change_snapshot(&self, change: impl FnOnce(&mut Snapshot)) {
        change(Arc::make_mut(&mut lock(&self.snapshot)));
    }

    /// Notes that a setting was looked for in vain. False if that was noted before.
    pub(crate) fn note_missing(&self, setting: &str) -> bool {
        let mut missing = lock(&self.missing);
        let is_new = !missing.iter().any(|known| known == setting);
        if is_new {
            missing.push(setting.to_owned());
        }
        is_new
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
