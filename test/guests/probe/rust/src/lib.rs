//! The probe: the plugin that the contract suite calls. Its twins in TypeScript, Python and Bun behave the same.

mod calls;
mod ends;
mod inputs;
mod surroundings;

use calls::{emit, host, wait};
use elizaos::ValidateCall;
use ends::{fail, nothing, panics, refuse};
use inputs::{echo, probe};
use surroundings::{agent, count, log, setting};

elizaos::plugin! {
    manifest: include_str!("../plugin.json"),
    actions: [echo, emit, fail, refuse, nothing, host, setting, agent, wait, log, count, panics],
    providers: [probe],
}

/// Every action suits every message but "no".
async fn is_not_no(call: ValidateCall) -> bool {
    call.message().text() != Some("no")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_manifest_names_what_is_registered() {
        super::plugin().check().unwrap();
    }
}
