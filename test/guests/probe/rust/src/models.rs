//! Models: one of text that can stream, one that answers what it is given, one that fails. And what uses the agent's models.

use elizaos::{ActionCall, ActionResult, Error, ModelCall, ModelResult, Result, Value, json};

use super::is_not_no;

/// Says the prompt again, word by word where the caller takes parts.
#[elizaos::model(type = "PROBE_TEXT")]
pub async fn probe_text(call: ModelCall) -> Result<ModelResult> {
    let prompt = call.params()["prompt"].as_str().unwrap_or_default();
    let text = format!("echo: {prompt}");
    if !call.is_streaming() {
        return Ok(ModelResult::new(text));
    }
    for word in words(&text) {
        call.chunk(word)?;
    }
    Ok(ModelResult::default().finish_reason("stop"))
}

/// Each word with the space that follows it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let space = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest[space..].find(|letter: char| !letter.is_whitespace());
        let (word, after) = rest.split_at(word.map_or(rest.len(), |length| space + length));
        words.push(word);
        rest = after;
    }
    words
}

/// Answers with its parameters.
#[elizaos::model(type = "PROBE_VALUE")]
pub async fn probe_value(call: ModelCall) -> Result<Value> {
    Ok(call.into_params())
}

/// Fails.
#[elizaos::model(type = "PROBE_FAIL")]
pub async fn probe_fail(_: ModelCall) -> Result<()> {
    Err(Error::new("no such weights"))
}

/// Uses the model `options.type` with `options.params`, in parts with `options.stream`.
#[elizaos::action(name = "MODEL", validate = is_not_no)]
pub async fn model(call: ActionCall) -> Result<ActionResult> {
    let (value, chunks) = match call.options()["stream"].as_bool() {
        Some(true) => streamed(&call).await?,
        _ => {
            let (model, params) = asked(&call);
            (call.runtime().use_model(model, params).await?, Vec::new())
        }
    };
    Ok(ActionResult::ok().data(json!({"value": value, "chunks": chunks})))
}

/// Takes the stream of the model `options.type` with `options.params`.
#[elizaos::action(name = "STREAM", validate = is_not_no)]
pub async fn stream(call: ActionCall) -> Result<ActionResult> {
    let (text, chunks) = streamed(&call).await?;
    Ok(ActionResult::ok().data(json!({"text": text, "chunks": chunks})))
}

async fn streamed(call: &ActionCall) -> Result<(Value, Vec<String>)> {
    let (model, params) = asked(call);
    let mut stream = call.runtime().use_model_stream(model, params);
    let mut chunks = Vec::new();
    while let Some(text) = stream.next().await? {
        chunks.push(text);
    }
    Ok((stream.value().await?, chunks))
}

fn asked(call: &ActionCall) -> (&str, &Value) {
    let options = call.options();
    let model = options["type"].as_str().unwrap_or_default();
    (model, &options["params"])
}
