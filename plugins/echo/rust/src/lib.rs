//! The smallest plugin: one action and one provider, which say again what they hear. Copy it to begin one of your own.

use elizaos::{ActionCall, ActionResult, ProviderCall, ProviderResult, Result};

/// Answers with the text of the message, and with the options of the call as data.
#[elizaos::action(name = "ECHO")]
async fn echo(call: ActionCall) -> Result<ActionResult> {
    let text = call.message().text().unwrap_or_default().to_owned();
    let options = call.into_inputs().options;
    Ok(ActionResult::ok().text(text).data(options))
}

/// Puts the text of the message into the state.
#[elizaos::provider(name = "ECHO")]
async fn hear(call: ProviderCall) -> Result<ProviderResult> {
    Ok(ProviderResult::new().text(call.message().text().unwrap_or_default()))
}

elizaos::plugin! {
    manifest: include_str!("../plugin.json"),
    actions: [echo],
    providers: [hear],
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_manifest_names_what_is_registered() {
        super::plugin().check().unwrap();
    }
}
