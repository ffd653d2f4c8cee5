//! The least that a call into Rust can be: one export that takes JSON and answers JSON, as a shared library or as WebAssembly.
//! No protocol, no handler, no state but two buffers.

/// What a caller holds by its pointer.
pub struct Guest {
    input: Vec<u8>,
    /// u32 length, little-endian, then the answer.
    answer: Vec<u8>,
}

#[unsafe(no_mangle)]
pub extern "C" fn bench_open() -> *mut Guest {
    Box::into_raw(Box::new(Guest {
        input: Vec::new(),
        answer: Vec::new(),
    }))
}

/// Room for a request in the guest's own memory, where the caller has no pointer into its own that the guest could read.
///
/// # Safety
/// `guest` is from `bench_open`. The room is valid until the next call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bench_room(guest: *mut Guest, len: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    let guest = unsafe { &mut *guest };
    guest.input.reserve(len);
    guest.input.as_mut_ptr()
}

/// Answers one request. NULL where it is none.
///
/// # Safety
/// `guest` is from `bench_open`, and `request` has `len` bytes. The answer is valid until the next call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bench_echo(
    guest: *mut Guest,
    request: *const u8,
    len: usize,
) -> *const u8 {
    // SAFETY: the caller's promise.
    let guest = unsafe { &mut *guest };
    // SAFETY: the caller's promise.
    let request = unsafe { core::slice::from_raw_parts(request, len) };
    guest.answer.clear();
    guest.answer.extend_from_slice(&[0; 4]);
    if bench_job::echo(request, &mut guest.answer).is_err() {
        return core::ptr::null();
    }
    let length = (guest.answer.len() - 4) as u32;
    guest.answer[..4].copy_from_slice(&length.to_le_bytes());
    guest.answer.as_ptr()
}
