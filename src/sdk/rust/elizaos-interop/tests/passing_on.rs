//! A callback that is a handler's own, and a call without one.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{ActionCall, ActionResult, Result, json};
use serde_json::json as wire;
use support::Host;

/// Passes what the evaluators say on to the own callback.
#[elizaos::action(name = "PASS")]
async fn pass(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    let on = |content| call.emit(content);
    let evaluators = runtime
        .evaluate_with(call.message(), json!(null), true, json!([]), on)
        .await?;
    Ok(ActionResult::ok().data(evaluators))
}

#[elizaos::action(name = "PLAIN")]
async fn plain(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    runtime
        .process_actions(call.message(), json!([]), json!(null))
        .await?;
    let found = runtime
        .evaluate(call.message(), json!({}), false, json!(null))
        .await?;
    Ok(ActionResult::ok().data(found))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "PASS"}, {"name": "PLAIN"}]}"#,
    actions: [pass, plain],
}

#[test]
fn a_callback_may_pass_contents_on_to_the_callback_of_its_handler() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "PASS", wire!({}));
    let asked = host.next();
    assert_eq!(
        (&asked["method"], &asked["args"][3]),
        (&wire!("evaluate"), &wire!(null))
    );
    let passed = host
        .ask(wire!({"type": "callback.emit", "id": 6, "parent": 1, "content": {"text": "seen"}}));
    assert_eq!(
        (
            &passed["type"],
            &passed["parent"],
            &passed["content"]["text"]
        ),
        (&wire!("callback.emit"), &wire!(5), &wire!("seen"))
    );
    let memories = wire!([{"id": "m"}]);
    let answer =
        host.ask(wire!({"type": "callback.result", "re": passed["id"], "memories": memories}));
    assert_eq!(
        answer,
        wire!({"type": "callback.result", "re": 6, "memories": memories})
    );
    let answer = host.ask(wire!({"type": "host.result", "re": 1, "value": [{"name": "E"}]}));
    assert_eq!(answer["result"]["data"], wire!([{"name": "E"}]));
}

#[test]
fn without_a_callback_none_is_asked_for_and_a_content_is_refused() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "PLAIN", wire!({}));
    let asked = host.next();
    assert_eq!(
        (&asked["callback"], &asked["args"][1]),
        (&wire!(null), &wire!([]))
    );
    assert_eq!(asked["args"].as_array().unwrap().len(), 2);
    for parent in [wire!(1), wire!(99), wire!("1"), wire!(null)] {
        let error =
            host.ask(wire!({"type": "callback.emit", "id": 6, "parent": parent, "content": {}}));
        assert_eq!(
            (&error["re"], &error["code"]),
            (&wire!(6), &wire!("unsupported"))
        );
    }
    let asked = host.ask(wire!({"type": "host.result", "re": 1, "value": null}));
    assert_eq!(
        (&asked["method"], &asked["args"].as_array().unwrap().len()),
        (&wire!("evaluate"), &3)
    );
}
