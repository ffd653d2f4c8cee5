//! The job as an Extism plugin.

use extism_pdk::{FnResult, plugin_fn};

#[plugin_fn]
pub fn echo(request: String) -> FnResult<String> {
    Ok(bench_job::echo_text(&request)?)
}
