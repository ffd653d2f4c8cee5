//! The descriptor that asks the host for a poll. It is the host's: it is only ever borrowed here.

/// A descriptor of the host's, or none.
pub(crate) struct WakeFd(#[cfg_attr(not(unix), allow(dead_code))] Option<i32>);

impl WakeFd {
    /// Negative where there are no threads to wake the host from.
    pub(crate) fn new(wake_fd: i32) -> Self {
        Self((wake_fd >= 0).then_some(wake_fd))
    }

    /// Writes one byte. A descriptor that is full has announced the guest already, and one that is gone has nobody to
    /// hear it, so errors say nothing.
    pub(crate) fn write_byte(&self) {
        #[cfg(unix)]
        if let Some(wake_fd) = self.0 {
            use std::fs::File;
            use std::io::Write;
            use std::mem::ManuallyDrop;
            use std::os::fd::FromRawFd;
            // SAFETY: The host keeps wake_fd open until elizaos_close has returned, and the hub's lock and its closed
            // flag keep us from coming here afterwards. ManuallyDrop leaves the descriptor open.
            let file = ManuallyDrop::new(unsafe { File::from_raw_fd(wake_fd) });
            let _ = (&*file).write(&[1]);
        }
    }
}
