//! What waits: for the host, or for time to pass.

use std::time::Duration;

use elizaos::{ActionCall, ActionResult, Result, Value, json};

use super::is_not_no;

/// Gives each of `options.contents` to the callback, the next after the answer to the one before.
#[elizaos::action(name = "EMIT", validate = is_not_no)]
pub async fn emit(call: ActionCall) -> Result<ActionResult> {
    let mut memories = Vec::new();
    for content in call.options()["contents"].as_array().unwrap_or_default() {
        memories.push(Value::from(call.emit(content).await?));
    }
    Ok(ActionResult::ok().data(json!({"memories": memories})))
}

/// Calls the runtime's method `options.method` with `options.args`.
#[elizaos::action(name = "HOST", validate = is_not_no)]
pub async fn host(call: ActionCall) -> Result<ActionResult> {
    let options = call.options();
    let method = options["method"].as_str().unwrap_or_default();
    let args = options["args"].as_array().unwrap_or_default();
    let value = call.runtime().call(method, args.to_owned()).await?;
    Ok(ActionResult::ok().data(json!({"value": value})))
}

/// Waits `options.ms` milliseconds.
#[elizaos::action(name = "WAIT", validate = is_not_no)]
pub async fn wait(call: ActionCall) -> Result<ActionResult> {
    let ms = &call.options()["ms"];
    let seconds = ms.as_f64().unwrap_or_default() / 1000.0;
    elizaos::sleep(Duration::try_from_secs_f64(seconds)?).await;
    Ok(ActionResult::ok().data(json!({"waited": ms})))
}
