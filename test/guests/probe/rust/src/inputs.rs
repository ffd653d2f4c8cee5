//! What shows the inputs of a call.

use elizaos::{ActionCall, ActionResult, Inputs, ProviderCall, ProviderResult, Result, json};

use super::is_not_no;

/// Answers with everything it was given.
#[elizaos::action(name = "ECHO", validate = is_not_no)]
pub async fn echo(call: ActionCall) -> Result<ActionResult> {
    let Inputs {
        message,
        state,
        options,
        responses,
    } = call.into_inputs();
    let text = message.text().unwrap_or_default().to_owned();
    let data =
        json!({"memory": message, "state": state, "options": options, "responses": responses});
    Ok(ActionResult::ok().text(text).data(data))
}

/// Says what it was asked about.
#[elizaos::provider(name = "PROBE")]
pub async fn probe(call: ProviderCall) -> Result<ProviderResult> {
    let text = call.message().text().unwrap_or_default();
    Ok(ProviderResult::new()
        .text(format!("probe of {text}"))
        .value("length", text.chars().count())
        .data(json!({"state": call.state()})))
}
