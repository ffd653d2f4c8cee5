//! A guest of an ABI version that does not exist yet: every host must refuse it before it calls anything else.

use std::ffi::c_void;
use std::ptr::{null, null_mut};

/// The version that no host speaks.
#[unsafe(no_mangle)]
pub extern "C" fn elizaos_abi_version() -> u32 {
    2
}

/// Never called.
#[unsafe(no_mangle)]
pub extern "C" fn elizaos_open(_wake_fd: i32) -> *mut c_void {
    std::process::abort()
}

/// Never called.
#[unsafe(no_mangle)]
pub extern "C" fn elizaos_alloc(_guest: *mut c_void, _len: u32) -> *mut u8 {
    null_mut()
}

/// Never called.
#[unsafe(no_mangle)]
pub extern "C" fn elizaos_send(_guest: *mut c_void, _message: *const u8, _len: u32) -> *const u8 {
    null()
}

/// Never called.
#[unsafe(no_mangle)]
pub extern "C" fn elizaos_close(_guest: *mut c_void) {}
