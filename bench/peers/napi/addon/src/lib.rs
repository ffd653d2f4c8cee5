//! The job as an addon for Node-API.

use napi_derive::napi;

/// # Errors
/// For what is no request.
#[napi]
pub fn echo(request: String) -> napi::Result<String> {
    bench_job::echo_text(&request).map_err(|error| napi::Error::from_reason(error.to_string()))
}
