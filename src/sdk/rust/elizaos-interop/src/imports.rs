//! What a wasm guest imports from its host (ABI 1, module `elizaos`).

mod host {
    #[link(wasm_import_module = "elizaos")]
    unsafe extern "C" {
        pub(super) safe fn now() -> f64;
        pub(super) fn random(bytes: *mut u8, len: usize);
        pub(super) fn panic(text: *const u8, len: usize);
    }
}

/// Milliseconds since the Unix epoch.
pub(crate) fn now() -> f64 {
    host::now()
}

/// Bytes that nobody can foretell.
pub(crate) fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    // SAFETY: The host writes `len` bytes at the pointer during the call, and they are those of `bytes`.
    unsafe { host::random(bytes.as_mut_ptr(), bytes.len()) }
    bytes
}

/// Hands the host message and place of a panic; the module traps next.
pub(crate) fn panic(text: &str) {
    // SAFETY: The host reads `len` bytes at the pointer during the call, and they are those of `text`.
    unsafe { host::panic(text.as_ptr(), text.len()) }
}
