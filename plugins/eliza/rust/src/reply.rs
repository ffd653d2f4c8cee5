//! The action ELIZA_REPLY: says what ELIZA says to the message, after all that was said in the room before.

use elizaos::{ActionCall, ActionResult, Map, Result, ValidateCall, json};

use crate::history::lines_before;
use crate::session::{ELIZA, remember};
use crate::setting::eliza_of;

/// ELIZA can reply to whatever has a text.
pub async fn has_text(call: ValidateCall) -> bool {
    call.message().text().is_some()
}

#[elizaos::action(name = "ELIZA_REPLY", validate = has_text)]
pub async fn reply(call: ActionCall) -> Result<ActionResult> {
    let message = call.message();
    let history = lines_before(call.runtime(), message).await?;
    let answer = eliza_of(call.runtime())?.respond(&history, message.text().unwrap_or_default());

    let mut content = Map::new();
    content.insert("text", answer.reply.as_str());
    content.insert("actions", ["ELIZA_REPLY"]);
    if let Some(source) = message.source() {
        content.insert("source", source);
    }
    if let Some(id) = message.id() {
        content.insert("inReplyTo", id);
    }
    call.emit(content).await?;
    if let Some(room) = message.room_id() {
        remember(call.runtime(), room, ELIZA, &answer.reply);
    }

    let data = json!({"keyword": answer.keyword, "rule": answer.rule});
    Ok(ActionResult::ok().text(answer.reply).data(data))
}
