//! How tasks ask to be polled again. Inside a turn of the guest the turn itself goes on; outside of one, which only
//! happens on the guest's own threads, one byte on the host's `wake_fd` asks the host for a poll (PROTOCOL.md §4).

use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Wake, Waker};

use crate::shared::lock;
use crate::wake_fd::WakeFd;

/// What wakers share with their guest. It outlives the guest for as long as a thread holds a waker.
pub(crate) struct Hub(Mutex<State>);

struct State {
    /// The host owns it: once `closed` is set, its number may already be another file's.
    wake_fd: WakeFd,
    closed: bool,
    /// The guest runs, and will look at `ready` before it returns.
    in_turn: bool,
    /// The host has been told since the last turn; one byte is enough.
    announced: bool,
    /// Tasks to poll, by slot.
    ready: Vec<usize>,
}

impl Hub {
    pub(crate) fn new(wake_fd: i32) -> Arc<Self> {
        Arc::new(Self(Mutex::new(State {
            wake_fd: WakeFd::new(wake_fd),
            closed: false,
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

    /// When this returns, nothing writes `wake_fd` again.
    pub(crate) fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
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
        if self.closed || self.in_turn || self.announced {
            return;
        }
        self.announced = true;
        self.wake_fd.write_byte();
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
        self.queued.store(false, Ordering::Release);
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
        if !state.closed {
            state.ready.push(self.slot);
            state.announce();
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read;
    use std::os::fd::AsRawFd;
    use std::os::unix::net::UnixStream;
    use std::thread;

    use super::*;

    /// A hub, and the host's end of its descriptor. The guest's end is kept open beside it.
    fn pair() -> (Arc<Hub>, UnixStream, UnixStream) {
        let (host, guest) = UnixStream::pair().unwrap();
        host.set_nonblocking(true).unwrap();
        guest.set_nonblocking(true).unwrap();
        (Hub::new(guest.as_raw_fd()), host, guest)
    }

    fn bytes(host: &mut UnixStream) -> usize {
        host.read(&mut [0; 64]).unwrap_or(0)
    }

    #[test]
    fn wake_writes_one_byte_between_turns_and_none_inside() {
        let (hub, mut host, _guest) = pair();
        let (one, two) = (hub.waker(1), hub.waker(2));
        one.std().wake();
        one.std().wake();
        two.std().wake();
        assert_eq!(bytes(&mut host), 1);
        let mut woken = Vec::new();
        hub.begin_turn();
        assert!(hub.take_ready(&mut woken));
        assert_eq!(woken, [1, 2]);
        one.polled();
        one.std().wake();
        assert_eq!(bytes(&mut host), 0);
        assert!(hub.end_turn());
        two.polled();
        two.std().wake();
        assert_eq!(bytes(&mut host), 1);
    }

    #[test]
    fn close_keeps_a_late_thread_off_the_descriptor() {
        let (hub, mut host, _guest) = pair();
        let waker = hub.waker(0).std();
        hub.close();
        thread::spawn(move || waker.wake()).join().unwrap();
        hub.announce();
        assert_eq!(bytes(&mut host), 0);
    }

    #[test]
    fn wake_does_not_mind_a_full_descriptor() {
        let (hub, mut host, mut guest) = pair();
        while std::io::Write::write(&mut guest, &[0; 4096]).is_ok() {}
        hub.waker(0).std().wake();
        assert!(bytes(&mut host) > 0);
    }
}
