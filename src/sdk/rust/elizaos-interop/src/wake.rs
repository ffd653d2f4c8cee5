//! How tasks ask to be polled again. Inside a turn of the guest the turn itself goes on; outside of one, which only
//! happens on the guest's own threads, the host is asked for a poll (PROTOCOL.md §4: one byte on `wake_fd`).

use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Wake, Waker};

use crate::shared::lock;

/// How the host is asked for a poll. It runs under the hub's lock.
pub(crate) type Ask = Box<dyn Fn() + Send>;

/// What wakers share with their guest. It outlives the guest for as long as a thread holds a waker.
pub(crate) struct Hub(Mutex<State>);

struct State {
    /// Asks the host for a poll. None once the guest is closed: the host's descriptor may already be another file's.
    ask: Option<Ask>,
    /// The guest runs, and will look at `ready` before it returns.
    in_turn: bool,
    /// The host has been asked since the last turn; once is enough.
    announced: bool,
    /// Tasks to poll, by slot.
    ready: Vec<usize>,
}

impl Hub {
    pub(crate) fn new(ask: Ask) -> Arc<Self> {
        Arc::new(Self(Mutex::new(State {
            ask: Some(ask),
            in_turn: false,
            announced: false,
            ready: Vec::new(),
        })))
    }

    pub(crate) fn begin_turn(&self) {
        let mut state = self.lock();
        state.in_turn = true;
        state.announced = false;
    }

    /// Swaps the woken slots into `woken`, which must be empty. False if there were none.
    pub(crate) fn take_ready(&self, woken: &mut Vec<usize>) -> bool {
        mem::swap(&mut self.lock().ready, woken);
        !woken.is_empty()
    }

    /// From here on wakes are announced to the host. Returns whether tasks are ready still.
    pub(crate) fn end_turn(&self) -> bool {
        let mut state = self.lock();
        state.in_turn = false;
        !state.ready.is_empty()
    }

    /// Asks the host for a poll, unless the guest runs anyway: there is a message to fetch or a task to go on with.
    pub(crate) fn announce(&self) {
        self.lock().announce();
    }

    /// When this returns, the host is not asked again, nor under way.
    pub(crate) fn close(&self) {
        let mut state = self.lock();
        state.ask = None;
        state.ready = Vec::new();
    }

    /// The waker of the tasks that stand in `slot`, one after the other.
    pub(crate) fn waker(self: &Arc<Self>, slot: usize) -> Arc<SlotWaker> {
        Arc::new(SlotWaker {
            hub: Arc::clone(self),
            slot,
            queued: AtomicBool::new(false),
        })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.0)
    }
}

impl State {
    fn announce(&mut self) {
        if self.in_turn || self.announced {
            return;
        }
        if let Some(ask) = &self.ask {
            self.announced = true;
            ask();
        }
    }
}

/// Marks its slot as ready. A wake that comes after the slot's task has ended only causes one poll too many.
pub(crate) struct SlotWaker {
    hub: Arc<Hub>,
    slot: usize,
    /// Whether the slot stands in `ready`, so that it does so once.
    queued: AtomicBool,
}

impl SlotWaker {
    /// To be called before the slot's task is polled: later wakes count again.
    pub(crate) fn polled(&self) {
        // Acquire: the poll sees what was done before the wake.
        self.queued.swap(false, Ordering::AcqRel);
    }

    pub(crate) fn std(self: &Arc<Self>) -> Waker {
        Waker::from(Arc::clone(self))
    }
}

impl Wake for SlotWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.queued.swap(true, Ordering::AcqRel) {
            return;
        }
        let mut state = self.hub.lock();
        if state.ask.is_some() {
            state.ready.push(self.slot);
            state.announce();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::thread;

    use super::*;

    /// A hub, and how often the host was asked.
    fn counted() -> (Arc<Hub>, Arc<AtomicUsize>) {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let hub = Hub::new(Box::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
        }));
        (hub, asked)
    }

    #[test]
    fn wake_asks_once_between_turns_and_never_inside() {
        let (hub, asked) = counted();
        let (one, two) = (hub.waker(1), hub.waker(2));
        one.std().wake();
        one.std().wake();
        two.std().wake();
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        let mut woken = Vec::new();
        hub.begin_turn();
        assert!(hub.take_ready(&mut woken));
        assert_eq!(woken, [1, 2]);
        one.polled();
        one.std().wake();
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        assert!(hub.end_turn());
        two.polled();
        two.std().wake();
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn close_keeps_a_late_thread_from_asking() {
        let (hub, asked) = counted();
        let waker = hub.waker(0).std();
        hub.close();
        thread::spawn(move || waker.wake()).join().unwrap();
        hub.announce();
        assert_eq!(asked.load(Ordering::Relaxed), 0);
    }
}
