//! The guest, and the call of it, whose code runs on this thread, for as long as it runs and no longer: `sleep` finds its guest
//! here, a request its parent, and a panic its place. The thread-local is a bare pointer to the stack: it has no destructor
//! that would keep a library mapped.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::ptr;
use std::sync::Arc;

use crate::shared::Shared;

thread_local! {
    static SCOPE: Cell<*const Scope> = const { Cell::new(ptr::null()) };
}

struct Scope {
    /// Borrowed from whoever runs the work, for as long.
    shared: *const Arc<Shared>,
    /// The host's id of the call, where the code belongs to one.
    call: Cell<Option<u64>>,
    /// What the hook noted of a panic inside of this scope.
    panic: RefCell<Option<Panic>>,
}

/// A panic that was caught.
#[derive(Debug)]
pub(crate) struct Panic {
    pub(crate) text: String,
    /// `file:line:column`.
    pub(crate) place: String,
}

/// Runs code of the plugin, as part of a call where there is one. A panic in it is caught (where panics unwind) and told
/// with its place.
pub(crate) fn run<R>(
    shared: &Arc<Shared>,
    call: Option<u64>,
    work: impl FnOnce() -> R,
) -> Result<R, Panic> {
    let scope = Scope {
        shared,
        call: Cell::new(call),
        panic: RefCell::new(None),
    };
    let outer = SCOPE.replace(&raw const scope);
    // What a panic leaves half done is the plugin's own; its task is dropped.
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    SCOPE.set(outer);
    outcome.map_err(|payload| {
        // Dropping the payload is code of the plugin too, and may panic again.
        std::mem::forget(payload);
        scope.panic.take().unwrap_or_else(|| Panic {
            text: "Panicked".to_owned(),
            place: "an unknown place".to_owned(),
        })
    })
}

/// Runs code of the plugin as part of another call than the one around it. Outside of a scope it is part of none.
pub(crate) fn within<R>(call: u64, work: impl FnOnce() -> R) -> R {
    /// Puts the call around back, after a panic too.
    struct Restore<'s>(&'s Scope, Option<u64>);
    impl Drop for Restore<'_> {
        fn drop(&mut self) {
            self.0.call.set(self.1);
        }
    }
    // SAFETY: As in `current`; the work runs further down the stack.
    let _restore =
        unsafe { SCOPE.get().as_ref() }.map(|scope| Restore(scope, scope.call.replace(Some(call))));
    work()
}

/// The call of that guest whose code is running.
pub(crate) fn call_of(shared: &Arc<Shared>) -> Option<u64> {
    // SAFETY: As in `current`. A thread that is ending has no SCOPE any more, and runs no guest.
    let scope = unsafe { SCOPE.try_with(Cell::get).unwrap_or(ptr::null()).as_ref() }?;
    // SAFETY: `run` borrows it for as long as the scope is the thread's.
    let is_its = Arc::ptr_eq(unsafe { &*scope.shared }, shared);
    is_its.then(|| scope.call.get()).flatten()
}

/// The guest whose code is running.
///
/// # Panics
/// Outside of a handler; `what` is the function that was called there.
pub(crate) fn current(what: &str) -> Arc<Shared> {
    // SAFETY: A non-null pointer was set by `run` further up this thread's stack, which keeps the scope alive.
    match unsafe { SCOPE.get().as_ref() } {
        // SAFETY: `run` borrows it for as long as the scope is the thread's.
        Some(scope) => Arc::clone(unsafe { &*scope.shared }),
        None => panic!("{what} works only inside of a handler"),
    }
}

/// Notes a panic for the scope of this thread. False if no code of a guest runs here.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn note(panic: Panic) -> bool {
    // SAFETY: As in `call_of`.
    let scope = unsafe { SCOPE.try_with(Cell::get).unwrap_or(ptr::null()).as_ref() };
    let Some(scope) = scope else { return false };
    if let Ok(mut noted) = scope.panic.try_borrow_mut() {
        *noted = Some(panic);
    }
    true
}
