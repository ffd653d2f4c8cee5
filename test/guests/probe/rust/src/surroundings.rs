//! What a guest knows and keeps besides its inputs.

use std::sync::atomic::{AtomicU64, Ordering};

use elizaos::{ActionCall, ActionResult, Level, Result, json};

use super::is_not_no;

/// Reads the setting `options.key`.
#[elizaos::action(name = "SETTING", validate = is_not_no)]
pub async fn setting(call: ActionCall) -> Result<ActionResult> {
    let key = call.options()["key"].as_str().unwrap_or_default();
    let value = call.runtime().get_setting(key);
    Ok(ActionResult::ok().data(json!({"value": value})))
}

/// Sets the setting `options.key` to `options.value`, and reads it.
#[elizaos::action(name = "SET", validate = is_not_no)]
pub async fn set(call: ActionCall) -> Result<ActionResult> {
    let key = call.options()["key"].as_str().unwrap_or_default();
    let runtime = call.runtime();
    runtime.set_setting(key, &call.options()["value"], false);
    Ok(ActionResult::ok().data(json!({"value": runtime.get_setting(key)})))
}

/// Says whose plugin it is.
#[elizaos::action(name = "AGENT", validate = is_not_no)]
pub async fn agent(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    let data = json!({"agentId": &*runtime.agent_id(), "name": &runtime.character()["name"]});
    Ok(ActionResult::ok().data(data))
}

/// Writes `options.message` to the log, at `options.level`.
#[elizaos::action(name = "LOG", validate = is_not_no)]
pub async fn log(call: ActionCall) -> Result<ActionResult> {
    let options = call.options();
    let level: Level = options["level"].as_str().unwrap_or_default().parse()?;
    let message = options["message"].as_str().unwrap_or_default();
    call.runtime().logger().log(level, message, json!(null));
    Ok(ActionResult::ok().text("logged"))
}

/// The calls of one guest so far.
#[derive(Default)]
struct Calls(AtomicU64);

/// Counts its calls: no two guests share the count.
#[elizaos::action(name = "COUNT", validate = is_not_no)]
pub async fn count(call: ActionCall) -> Result<ActionResult> {
    let before = call.local::<Calls>().0.fetch_add(1, Ordering::Relaxed);
    Ok(ActionResult::ok().data(json!({"count": before + 1})))
}
