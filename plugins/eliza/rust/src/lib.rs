//! ELIZA as a plugin over the engine in engine.rs: an action that replies, a provider of what was spoken of. Nothing is kept
//! of a conversation: it is what the agent remembers of the room.

pub mod engine;
mod history;
mod script;

use elizaos::{ActionCall, ActionResult, ProviderCall, ProviderResult, Result, ValidateCall, json};

/// ELIZA can reply to whatever has a text.
async fn has_text(call: ValidateCall) -> bool {
    call.message().text().is_some()
}

/// Says what ELIZA says to the message, after all that was said in the room before.
#[elizaos::action(name = "ELIZA_REPLY", validate = has_text)]
async fn eliza_reply(call: ActionCall) -> Result<ActionResult> {
    let message = call.message();
    let history = history::lines_before(call.runtime(), message).await?;
    let eliza = script::eliza(call.runtime())?;
    let answer = eliza.respond(&history, message.text().unwrap_or_default());

    let mut content = elizaos::Map::new();
    content.insert("text", answer.reply.as_str());
    content.insert("actions", ["ELIZA_REPLY"]);
    if let Some(source) = message.source() {
        content.insert("source", source);
    }
    if let Some(id) = message.id() {
        content.insert("inReplyTo", id);
    }
    call.emit(content).await?;

    let data = json!({"keyword": answer.keyword, "rule": answer.rule});
    Ok(ActionResult::ok().text(answer.reply).data(data))
}

/// What the conversation was about so far, the message included.
#[elizaos::provider(name = "ELIZA_TOPICS")]
async fn eliza_topics(call: ProviderCall) -> Result<ProviderResult> {
    let mut lines = history::lines_before(call.runtime(), call.message()).await?;
    lines.extend(call.message().text().map(str::to_owned));
    let topics = script::eliza(call.runtime())?.topics(&lines);
    let listed = topics.join(", ");
    let text = match topics.is_empty() {
        true => "No topics yet".to_owned(),
        false => format!("Topics so far: {listed}"),
    };
    Ok(ProviderResult::new()
        .text(text)
        .value("topics", listed)
        .data(json!({"topics": topics})))
}

elizaos::plugin! {
    manifest: include_str!("../plugin.json"),
    actions: [eliza_reply],
    providers: [eliza_topics],
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_manifest_names_what_is_registered() {
        super::plugin().check().unwrap();
    }
}
