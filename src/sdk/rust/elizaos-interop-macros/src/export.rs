//! The exported functions of ABI 1, under the features of the plugin's crate: two plugins that are linked into one Rust host
//! would otherwise collide.

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn expand() -> TokenStream {
    quote! {
        #[cfg(all(feature = "ffi", not(target_arch = "wasm32"), panic = "abort"))]
        ::core::compile_error!(
            "a shared library needs panic = \"unwind\": with \"abort\" a panic in a handler would end the agent's process"
        );

        #[cfg(any(
            all(feature = "wasm", target_arch = "wasm32"),
            all(feature = "ffi", not(target_arch = "wasm32")),
        ))]
        mod __elizaos_abi {
            use ::elizaos::abi::{self, Handle};

            #[unsafe(no_mangle)]
            pub extern "C" fn elizaos_abi_version() -> u32 {
                abi::VERSION
            }

            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn elizaos_open(wake_fd: i32) -> *mut Handle {
                // SAFETY: The host keeps the contract of elizaos_interop.h.
                unsafe { abi::open(super::plugin, wake_fd) }
            }

            #[cfg(target_arch = "wasm32")]
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn elizaos_alloc(guest: *mut Handle, len: u32) -> *mut u8 {
                // SAFETY: The host keeps the contract of elizaos_interop.h.
                unsafe { abi::alloc(guest, len) }
            }

            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn elizaos_send(
                guest: *mut Handle,
                message: *const u8,
                len: u32,
            ) -> *const u8 {
                // SAFETY: The host keeps the contract of elizaos_interop.h.
                unsafe { abi::send(guest, message, len) }
            }

            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn elizaos_close(guest: *mut Handle) {
                // SAFETY: The host keeps the contract of elizaos_interop.h.
                unsafe { abi::close(guest) }
            }
        }
    }
}
