//! The job behind wasm-bindgen's glue.

use wasm_bindgen::{JsError, prelude::wasm_bindgen};

/// # Errors
/// For what is no request.
#[wasm_bindgen]
pub fn echo(request: &str) -> Result<String, JsError> {
    Ok(bench_job::echo_text(request)?)
}
