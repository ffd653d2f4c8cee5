//! `sleep`, and the timers of one guest. The host is asked for the next poll through `wakeAfterMs`.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::scope;
use crate::shared::Shared;

/// When the guest wants to be polled at the latest; `wakeAfterMs` of an answer without a timer.
pub(crate) const NO_WAKE: u32 = u32::MAX;

/// When, in microseconds of the guest's clock, and a number that tells equal times apart.
type Key = (u64, u64);

/// The sleeping tasks of a guest, earliest first.
#[derive(Default)]
pub(crate) struct Timers {
    wakers: BTreeMap<Key, Waker>,
    count: u64,
}

impl Timers {
    pub(crate) fn is_empty(&self) -> bool {
        self.wakers.is_empty()
    }

    /// The wakers whose time has come, no longer among the timers.
    pub(crate) fn due(&mut self, now: u64) -> Vec<Waker> {
        let later = self.wakers.split_off(&(now.saturating_add(1), 0));
        std::mem::replace(&mut self.wakers, later)
            .into_values()
            .collect()
    }

    /// Milliseconds to the earliest timer, rounded up.
    pub(crate) fn wake_after_ms(&self, now: u64) -> u32 {
        match self.wakers.first_key_value() {
            None => NO_WAKE,
            Some(((at, _), _)) => {
                let ms = at.saturating_sub(now).div_ceil(1000);
                u32::try_from(ms).unwrap_or(NO_WAKE).min(NO_WAKE - 1)
            }
        }
    }

    fn add(&mut self, at: u64, waker: Waker) -> Key {
        self.count += 1;
        self.wakers.insert((at, self.count), waker);
        (at, self.count)
    }
}

/// Waits for a time without holding anything up. Precise to the millisecond that the host's timers are.
///
/// # Panics
/// When it is polled outside of a handler: on a thread of the plugin's own there is `std::thread::sleep`.
pub fn sleep(duration: Duration) -> Sleep {
    Sleep(State::New(duration))
}

/// The future of [`sleep`].
#[must_use = "it only waits when it is awaited"]
pub struct Sleep(State);

enum State {
    New(Duration),
    Waiting(Arc<Shared>, Key),
    Over,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let (shared, at) = match &self.0 {
            State::New(duration) => {
                let shared = scope::current("elizaos::sleep");
                let micros = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
                let at = shared.clock.micros().saturating_add(micros);
                (shared, at)
            }
            State::Waiting(shared, (at, number)) => {
                // Bound to a name, so that it is dropped after the lock.
                let _waker = shared.timers().wakers.remove(&(*at, *number));
                (Arc::clone(shared), *at)
            }
            State::Over => return Poll::Ready(()),
        };
        if shared.clock.micros() >= at {
            self.0 = State::Over;
            return Poll::Ready(());
        }
        let key = shared.timers().add(at, context.waker().clone());
        self.0 = State::Waiting(shared, key);
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let State::Waiting(shared, key) = &self.0 {
            let _waker = shared.timers().wakers.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wake_after_ms_rounds_up_and_stays_below_no_wake() {
        let mut timers = Timers::default();
        assert_eq!(timers.wake_after_ms(0), NO_WAKE);
        timers.add(u64::MAX, Waker::noop().clone());
        assert_eq!(timers.wake_after_ms(0), NO_WAKE - 1);
        timers.add(1001, Waker::noop().clone());
        assert_eq!(timers.wake_after_ms(0), 2);
        assert_eq!(timers.wake_after_ms(1001), 0);
        assert_eq!(timers.wake_after_ms(5000), 0);
    }

    #[test]
    fn due_takes_what_is_due_and_leaves_the_rest() {
        let mut timers = Timers::default();
        timers.add(10, Waker::noop().clone());
        timers.add(10, Waker::noop().clone());
        timers.add(11, Waker::noop().clone());
        assert_eq!(timers.due(9).len(), 0);
        assert_eq!(timers.due(10).len(), 2);
        assert!(!timers.is_empty());
    }
}
