//! Events: what hears of them, what tells of those that came, what emits one.

use elizaos::{ActionCall, ActionResult, Error, EventCall, Result, json};

use super::is_not_no;
use super::records::Records;

/// Records `payload.n`, and then does what the payload asks for.
#[elizaos::event(name = "PROBE_EVENT")]
pub async fn probe_event(call: EventCall) -> Result<()> {
    record(call).await
}

pub async fn record(call: EventCall) -> Result<()> {
    let payload = call.payload();
    let n = &payload["n"];
    call.local::<Records>().open().seen.push(n.clone());
    if let Some(message) = payload["fail"].as_str() {
        return Err(Error::new(message));
    }
    if let Some(event) = payload["emit"].as_str() {
        call.runtime().emit_event(event, json!({"n": n})).await?;
    }
    if call.has_callback() {
        let n = n.as_f64().unwrap_or_default();
        call.emit(json!({"text": format!("event {n}")})).await?;
    }
    Ok(())
}

/// Answers with `n` of the events that came.
#[elizaos::action(name = "EVENTS", validate = is_not_no)]
pub async fn seen(call: ActionCall) -> Result<ActionResult> {
    let seen = call.local::<Records>().open().seen.clone();
    Ok(ActionResult::ok().data(json!({"seen": seen})))
}

/// Emits `options.event` with `options.payload`.
#[elizaos::action(name = "EMIT_EVENT", validate = is_not_no)]
pub async fn emit_event(call: ActionCall) -> Result<ActionResult> {
    let options = call.options();
    let emitted = call
        .runtime()
        .emit_event(&options["event"], &options["payload"]);
    emitted.await?;
    Ok(ActionResult::ok().text("emitted"))
}
