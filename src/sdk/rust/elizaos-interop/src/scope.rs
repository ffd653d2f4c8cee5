//! The guest whose code runs on this thread, for as long as it runs and no longer: `sleep` finds its guest here, and a
//! panic its place. The thread-local is a bare pointer to the stack: it has no destructor that would keep a library mapped.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::ptr;
use std::sync::Arc;

use crate::shared::Shared;

thread_local! {
    static SCOPE: Cell<*const Scope> = const { Cell::new(ptr::null()) };
}

struct Scope {
    shared: Arc<Shared>,
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

/// Runs code of the plugin. A panic in it is caught (where panics unwind) and told with its place.
pub(crate) fn run<R>(shared: &Arc<Shared>, work: impl FnOnce() -> R) -> Result<R, Panic> {
    let scope = Scope {
        shared: Arc::clone(shared),
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

/// The guest whose code is running.
///
/// # Panics
/// Outside of a handler; `what` is the function that was called there.
pub(crate) fn current(what: &str) -> Arc<Shared> {
    // SAFETY: A non-null pointer was set by `run` further up this thread's stack, which keeps the scope alive.
    match unsafe { SCOPE.get().as_ref() } {
        Some(scope) => Arc::clone(&scope.shared),
        None => panic!("{what} works only inside of a handler"),
    }
}

/// Notes a panic for the scope of this thread. False if no code of a guest runs here.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn note(panic: Panic) -> bool {
    // SAFETY: As in `current`. A thread that is ending has no SCOPE any more, and runs no guest.
    let scope = unsafe { SCOPE.try_with(Cell::get).unwrap_or(ptr::null()).as_ref() };
    let Some(scope) = scope else { return false };
    if let Ok(mut noted) = scope.panic.try_borrow_mut() {
        *noted = Some(panic);
    }
    true
}
