//! The guest's clock: microseconds since the guest was opened. On wasm the host's wall clock is all there is.

#[cfg(not(target_arch = "wasm32"))]
use std::time::Instant;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) struct Clock(Instant);

#[cfg(not(target_arch = "wasm32"))]
impl Clock {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn micros(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}

#[cfg(target_arch = "wasm32")]
pub(crate) struct Clock {
    started_ms: f64,
}

#[cfg(target_arch = "wasm32")]
impl Clock {
    pub(crate) fn start() -> Self {
        Self {
            started_ms: crate::imports::now(),
        }
    }

    pub(crate) fn micros(&self) -> u64 {
        // A clock that was set back reads as the start; `as` saturates.
        ((crate::imports::now() - self.started_ms) * 1000.0) as u64
    }
}
