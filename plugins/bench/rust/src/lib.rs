//! Host calls, one after the other, for as long as the host wants them: `elizaos-interop bench` times each.

use elizaos::{ActionCall, ActionResult, Result, json};

/// Reads one key of the agent's cache again and again, until nothing is there.
#[elizaos::action(name = "ASK_HOST")]
async fn ask_host(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    let mut asked = 0;
    while runtime.get_cache("bench").await?.is_some() {
        asked += 1;
    }
    Ok(ActionResult::ok().data(json!({"asked": asked})))
}

elizaos::plugin! {
    manifest: include_str!("../plugin.json"),
    actions: [ask_host],
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_manifest_names_what_is_registered() {
        super::plugin().check().unwrap();
    }
}
