//! The descriptor that asks the host for a poll (ABI 1). It is the host's: it is only ever borrowed here.

use crate::wake::Ask;

/// Asks by one byte on `wake_fd`; negative where there are no threads to ask from. A descriptor that is full has asked
/// already, and one that is broken has nobody to hear it, so errors say nothing.
///
/// # Safety
/// Unless it is negative, `wake_fd` is an open descriptor for as long as what is returned may be called.
pub(crate) unsafe fn asking(wake_fd: i32) -> Ask {
    #[cfg(unix)]
    if wake_fd >= 0 {
        use std::fs::File;
        use std::io::Write;
        use std::mem::ManuallyDrop;
        use std::os::fd::FromRawFd;
        return Box::new(move || {
            // SAFETY: By this function's contract the descriptor is open. ManuallyDrop leaves it so.
            let file = ManuallyDrop::new(unsafe { File::from_raw_fd(wake_fd) });
            let _ = (&*file).write(&[1]);
        });
    }
    let _ = wake_fd;
    Box::new(|| {})
}
