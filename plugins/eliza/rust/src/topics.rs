//! The provider ELIZA_TOPICS: what the conversation was about so far, the message included.

use elizaos::{ProviderCall, ProviderResult, Result, json};

use crate::history::lines_before;
use crate::setting::eliza_of;

#[elizaos::provider(name = "ELIZA_TOPICS")]
pub async fn topics(call: ProviderCall) -> Result<ProviderResult> {
    let mut lines = lines_before(call.runtime(), call.message()).await?;
    lines.extend(call.message().text().map(str::to_owned));
    let found = eliza_of(call.runtime())?.topics(&lines);
    let listed = found.join(", ");
    let text = match found.is_empty() {
        true => "No topics yet".to_owned(),
        false => format!("Topics so far: {listed}"),
    };
    Ok(ProviderResult::new()
        .text(text)
        .value("topics", listed)
        .data(json!({"topics": found})))
}
