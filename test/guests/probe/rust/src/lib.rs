//! The probe: the plugin that the contract suite calls. Its twins in TypeScript and Python behave the same.

mod calls;
mod ends;
mod evaluators;
mod events;
mod inputs;
mod models;
mod records;
mod registered;
mod routes;
mod service_actions;
mod services;
mod surroundings;
mod writing;

use calls::{emit, host, process, refused, wait};
use elizaos::ValidateCall;
use ends::{fail, nothing, panics, refuse};
use evaluators::{probe_evaluator, seldom};
use events::{emit_event, probe_event, seen};
use inputs::{echo, probe};
use models::{model, probe_fail, probe_text, probe_value, stream};
use registered::{config, init, tasks};
use routes::{
    delete_thing, echo_body, files, hello, item, json_body, late, raises, text_body, upload,
};
use service_actions::{has, same, service};
use services::{Bare, Probe, Waiting};
use surroundings::{agent, count, log, set, setting};
use writing::{bytes, chunks};

elizaos::plugin! {
    manifest: include_str!("../plugin.json"),
    init: init,
    actions: [
        echo, emit, fail, refuse, nothing, setting, agent, wait, log, count, panics, config, seen, tasks, host, refused,
        service, same, has, model, stream, process, set, emit_event,
    ],
    providers: [probe],
    evaluators: [probe_evaluator, seldom],
    services: [Probe, Bare, Waiting],
    routes: [
        hello, item, files, echo_body, text_body, json_body, delete_thing, chunks, bytes, raises, late, upload,
    ],
    events: [probe_event],
    models: [probe_text, probe_value, probe_fail],
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
