//! ABI 1: what the functions do that [`plugin!`](crate::plugin!) exports (`elizaos_interop.h`). Not meant to be called by hand.

use std::cell::UnsafeCell;
use std::panic::{self, AssertUnwindSafe};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::guest::Guest;
use crate::plugin::Plugin;
use crate::wake_fd;

/// The ABI version that guests of this SDK are built for.
pub const VERSION: u32 = 1;

/// An answer without messages and without a timer.
static EMPTY: [u8; 8] = [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];

/// A message's room that grew beyond this is given back before the next message.
const KEPT_BYTES: usize = 1024 * 1024;

/// What a guest's pointer points to.
pub struct Handle {
    /// A host calls one guest from one thread at a time and never re-enters it. One that does so nevertheless gets an
    /// empty answer instead of a broken guest.
    busy: AtomicBool,
    guest: UnsafeCell<Guest>,
    /// Room for the host's message, apart from the guest, which reads it.
    inbox: UnsafeCell<Vec<u8>>,
}

/// Opens a guest. Null if the plugin cannot even be made.
///
/// # Safety
/// `wake_fd` is negative, or a descriptor that stays open until [`close`] has returned.
pub unsafe fn open(plugin: fn() -> Plugin, wake_fd: i32) -> *mut Handle {
    let opened = panic::catch_unwind(|| {
        // SAFETY: By this function's contract; the guest does not ask once it has been dropped.
        Guest::open(plugin(), unsafe { wake_fd::asking(wake_fd) })
    });
    match opened {
        Ok(guest) => Box::into_raw(Box::new(Handle {
            busy: AtomicBool::new(false),
            guest: UnsafeCell::new(guest),
            inbox: UnsafeCell::new(Vec::new()),
        })),
        Err(payload) => {
            std::mem::forget(payload);
            ptr::null_mut()
        }
    }
}

/// Room for a message. Null if there is no memory for it.
///
/// # Safety
/// `handle` is null or of [`open`] and not closed, and no other thread uses it.
pub unsafe fn alloc(handle: *mut Handle, len: u32) -> *mut u8 {
    // SAFETY: By this function's contract.
    let Some(handle) = (unsafe { handle.as_ref() }) else {
        return ptr::null_mut();
    };
    if handle.busy.swap(true, Ordering::Acquire) {
        return ptr::null_mut();
    }
    // SAFETY: `busy` was not set, so nothing else has a reference to what is inside.
    let inbox = unsafe { &mut *handle.inbox.get() };
    inbox.clear();
    inbox.shrink_to(KEPT_BYTES);
    let room = match inbox.try_reserve(len as usize) {
        Ok(()) => inbox.as_mut_ptr(),
        Err(_) => ptr::null_mut(),
    };
    handle.busy.store(false, Ordering::Release);
    room
}

/// Hands over one message and returns the answer.
///
/// # Safety
/// `handle` is null or of [`open`] and not closed, and no other thread uses it. `message` is null or `len` bytes can be
/// read there.
pub unsafe fn send(handle: *mut Handle, message: *const u8, len: u32) -> *const u8 {
    // SAFETY: By this function's contract.
    let Some(handle) = (unsafe { handle.as_ref() }) else {
        return EMPTY.as_ptr();
    };
    if handle.busy.swap(true, Ordering::Acquire) {
        return EMPTY.as_ptr();
    }
    let message = match isize::try_from(len) {
        // SAFETY: By this function's contract, and `len` is no more than a slice may have. The room that `alloc` hands
        // out is no part of the guest.
        Ok(len) if !message.is_null() => unsafe {
            std::slice::from_raw_parts(message, len.unsigned_abs())
        },
        _ => &[],
    };
    // SAFETY: `busy` was not set, so nothing else has a reference to what is inside.
    let guest = unsafe { &mut *handle.guest.get() };
    // `Guest::send` catches what the plugin does; this is for a defect of our own.
    let answer = panic::catch_unwind(AssertUnwindSafe(|| guest.send(message).as_ptr()));
    handle.busy.store(false, Ordering::Release);
    answer.unwrap_or_else(|payload| {
        std::mem::forget(payload);
        EMPTY.as_ptr()
    })
}

/// Ends a guest and frees it.
///
/// # Safety
/// `handle` is null or of [`open`] and not closed, and no other thread uses it. It is dead afterwards.
pub unsafe fn close(handle: *mut Handle) {
    // SAFETY: By this function's contract.
    let Some(used) = (unsafe { handle.as_ref() }) else {
        return;
    };
    if used.busy.swap(true, Ordering::Acquire) {
        // Closed from inside of a call of its own: a leak is better than freeing what is in use.
        return;
    }
    // SAFETY: The pointer is of `Box::into_raw`, and by this function's contract nobody uses it any more.
    let handle = unsafe { Box::from_raw(handle) };
    if let Err(payload) = panic::catch_unwind(AssertUnwindSafe(|| drop(handle))) {
        std::mem::forget(payload);
    }
}
