//! The models TEXT_SMALL and TEXT_LARGE: ELIZA in place of a language model, so that an agent talks without a key.

use elizaos::{ModelCall, ModelResult, Result};

use crate::prompt::answer_to;
use crate::setting::eliza_of;

#[elizaos::model(type = "TEXT_SMALL")]
pub async fn text_small(call: ModelCall) -> Result<ModelResult> {
    generate_text(&call)
}

#[elizaos::model(type = "TEXT_LARGE")]
pub async fn text_large(call: ModelCall) -> Result<ModelResult> {
    generate_text(&call)
}

fn generate_text(call: &ModelCall) -> Result<ModelResult> {
    let runtime = call.runtime();
    let prompt = call.params()["prompt"].as_str().unwrap_or_default();
    let character = runtime.character();
    let agent = character["name"].as_str().unwrap_or_default();
    let text = answer_to(prompt, &*eliza_of(runtime)?, agent);
    // Each word with the space after it.
    for word in text.split_inclusive(' ') {
        call.chunk(word)?;
    }
    Ok(ModelResult::new(text).finish_reason("stop"))
}
