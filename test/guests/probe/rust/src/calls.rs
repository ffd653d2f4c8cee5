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

/// Uses the runtime's member `options.member`.
#[elizaos::action(name = "REFUSED", validate = is_not_no)]
pub async fn refused(call: ActionCall) -> Result<ActionResult> {
    let member = call.options()["member"].as_str().unwrap_or_default();
    let value = call.runtime().call(member, []).await?;
    Ok(ActionResult::ok().data(json!({"value": value})))
}

/// Has the agent process the actions of `options.responses`, and answers with what they say.
#[elizaos::action(name = "PROCESS", validate = is_not_no)]
pub async fn process(call: ActionCall) -> Result<ActionResult> {
    let mut contents = Vec::new();
    let responses = &call.options()["responses"];
    let keep = |content| {
        contents.push(content);
        async { Ok(()) }
    };
    call.runtime()
        .process_actions_with(call.message(), responses, call.state(), keep)
        .await?;
    Ok(ActionResult::ok().data(json!({"contents": contents})))
}

/// Waits `options.ms` milliseconds.
#[elizaos::action(name = "WAIT", validate = is_not_no)]
pub async fn wait(call: ActionCall) -> Result<ActionResult> {
    let ms = &call.options()["ms"];
    elizaos::sleep(millis(ms)?).await;
    Ok(ActionResult::ok().data(json!({"waited": ms})))
}

pub fn millis(ms: &Value) -> Result<Duration> {
    let seconds = ms.as_f64().unwrap_or_default() / 1000.0;
    Ok(Duration::try_from_secs_f64(seconds)?)
}
