//! Settings, and what else of the agent a plugin knows without asking.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{ActionCall, ActionResult, Result, json};
use serde_json::json as wire;
use support::Host;

#[elizaos::action(name = "GET")]
async fn get(call: ActionCall) -> Result<ActionResult> {
    let key = call.options()["key"].as_str().unwrap_or_default();
    Ok(ActionResult::ok().data(json!({"value": call.runtime().get_setting(key)})))
}

#[elizaos::action(name = "SET")]
async fn set(call: ActionCall) -> Result<ActionResult> {
    let key = call.options()["key"].as_str().unwrap_or_default();
    call.runtime().set_setting(key, "changed", false);
    Ok(ActionResult::ok().data(json!({"value": call.runtime().get_setting(key)})))
}

#[elizaos::action(name = "KNOWN")]
async fn known(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    let types = runtime.get_registered_service_types();
    let length = runtime.get_conversation_length();
    Ok(ActionResult::ok()
        .data(json!({"types": &*types, "has": runtime.has_service("b"), "length": length})))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "GET"}, {"name": "SET"}, {"name": "KNOWN"}]}"#,
    actions: [get, set, known],
}

fn open() -> Host {
    Host::initialised(
        plugin(),
        wire!({"settings": {"SEEN": "value", "EMPTY": null}}),
    )
}

#[test]
fn get_setting_says_once_what_the_plugin_may_not_see() {
    let mut host = open();
    for (key, value) in [("SEEN", wire!("value")), ("EMPTY", wire!(null))] {
        host.invoke(2, "GET", wire!({"key": key}));
        assert_eq!(host.next()["result"]["data"]["value"], value);
    }
    for (key, is_first) in [("A", true), ("A", false), ("B", true), ("A", false)] {
        host.invoke(2, "GET", wire!({"key": key}));
        if is_first {
            assert_eq!(host.next(), wire!({"type": "setting.missing", "name": key}));
        }
        assert_eq!(host.next()["result"]["data"]["value"], wire!(null));
    }
    // Longer than the protocol takes.
    host.invoke(2, "GET", wire!({"key": "x".repeat(257)}));
    assert_eq!(host.next()["type"], "action.result");
    assert!(host.is_idle());
}

#[test]
fn set_setting_changes_what_the_plugin_sees_and_waits_for_nothing() {
    let mut host = open();
    host.invoke(2, "SET", wire!({"key": "SEEN"}));
    let asked = host.next();
    assert_eq!(
        asked,
        wire!({"type": "host.call", "id": 1, "parent": 2, "method": "setSetting", "args": ["SEEN", "changed"]})
    );
    assert_eq!(host.next()["result"]["data"]["value"], "changed");
    host.send(wire!({"type": "host.result", "re": 1, "value": null}));
    host.invoke(3, "GET", wire!({"key": "SEEN"}));
    assert_eq!(host.next()["result"]["data"]["value"], "changed");
    assert!(host.is_idle());
}

#[test]
fn set_setting_of_what_the_plugin_may_not_see_stays_unseen_and_a_refusal_is_logged() {
    let mut host = open();
    host.invoke(2, "SET", wire!({"key": "SECRET"}));
    assert_eq!(host.next()["method"], "setSetting");
    assert_eq!(host.next()["type"], "setting.missing");
    assert_eq!(host.next()["result"]["data"]["value"], wire!(null));
    let line = host.ask(wire!({"type": "error", "re": 1, "code": "permission_denied", "message": "settings:SECRET"}));
    assert_eq!(
        (&line["type"], &line["level"]),
        (&wire!("log"), &wire!("warn"))
    );
    assert_eq!(
        line["message"],
        "Cannot set the setting SECRET: settings:SECRET"
    );
}

#[test]
fn services_and_the_conversation_length_come_from_init_and_update() {
    let agent = wire!({"id": "a", "character": {}, "conversationLength": 7});
    let mut host = Host::initialised(plugin(), wire!({"agent": agent, "services": ["a"]}));
    host.invoke(2, "KNOWN", wire!({}));
    assert_eq!(
        host.next()["result"]["data"],
        wire!({"types": ["a"], "has": false, "length": 7})
    );
    host.send(wire!({"type": "plugin.update", "services": ["b", "c"]}));
    host.invoke(3, "KNOWN", wire!({}));
    assert_eq!(
        host.next()["result"]["data"],
        wire!({"types": ["b", "c"], "has": true, "length": 7})
    );
    let mut host = open();
    host.invoke(2, "KNOWN", wire!({}));
    assert_eq!(
        host.next()["result"]["data"],
        wire!({"types": [], "has": false, "length": 32})
    );
}
