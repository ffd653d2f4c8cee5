//! Evaluators: one that always runs, one that runs when the agent has replied.

use elizaos::{ActionResult, EvaluatorCall, Result, json};

use super::is_not_no;

/// Looks at every message but "no".
#[elizaos::evaluator(name = "PROBE_EVALUATOR", validate = is_not_no)]
pub async fn probe_evaluator(call: EvaluatorCall) -> Result<ActionResult> {
    let text = call.message().text().unwrap_or_default();
    if text == "emit" {
        call.emit(json!({"text": "evaluated"})).await?;
    }
    let responses = call.responses().as_array().unwrap_or_default().len();
    Ok(ActionResult::ok()
        .text(format!("evaluated {text}"))
        .data(json!({"responses": responses})))
}

/// Looks at what the agent replied to.
#[elizaos::evaluator(name = "PROBE_SELDOM")]
pub async fn seldom(call: EvaluatorCall) -> Result<ActionResult> {
    let text = call.message().text().unwrap_or_default();
    Ok(ActionResult::ok().text(format!("seldom {text}")))
}
