//! The evaluator ELIZA_MOOD: where a message names feelings, how many of each kind becomes a fact that the agent remembers.

use elizaos::{ActionResult, EvaluatorCall, Result, json};

use crate::reply::has_text;
use crate::setting::eliza_of;

#[elizaos::evaluator(name = "ELIZA_MOOD", validate = has_text)]
pub async fn mood(call: EvaluatorCall) -> Result<ActionResult> {
    let (runtime, message) = (call.runtime(), call.message());
    let felt = eliza_of(runtime)?.feelings(message.text().unwrap_or_default());
    let (pleasant, unpleasant) = (felt.pleasant, felt.unpleasant);
    if !felt.words.is_empty() {
        let text = format!("{pleasant} pleasant, {unpleasant} unpleasant");
        let content = json!({"text": text, "pleasant": pleasant, "unpleasant": unpleasant, "words": felt.words});
        let fact = json!({
            "entityId": message.entity_id(),
            "agentId": &*runtime.agent_id(),
            "roomId": message.room_id(),
            "content": content,
        });
        runtime.create_memory(fact, "facts", true).await?;
    }
    Ok(ActionResult::ok().data(json!({"pleasant": pleasant, "unpleasant": unpleasant})))
}
