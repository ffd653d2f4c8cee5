//! A plugin that does not fit its manifest says so instead of `ready`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{ActionCall, Plugin, Result};
use serde_json::json;
use support::Host;

#[elizaos::action(name = "HERE")]
async fn here(_: ActionCall) -> Result<()> {
    Ok(())
}

fn plugin(manifest: &'static str) -> Plugin {
    Plugin::new(manifest).with_action::<here>()
}

#[test]
fn a_difference_is_told_with_its_place_and_every_request_ends_by_it() {
    let mut host = Host::open(plugin(r#"{"name": "p", "actions": [{"name": "THERE"}]}"#));
    let failed = host.next();
    assert_eq!(failed["type"], "failed");
    assert_eq!(failed["code"], "manifest_mismatch");
    assert_eq!(
        (&failed["path"], &failed["value"]),
        (&json!("$.actions[0]"), &json!("THERE"))
    );
    assert_eq!(
        failed["message"],
        "Cannot serve p as its manifest and its crate must name the same components: action THERE is in the manifest \
         only; action HERE is registered only"
    );
    host.invoke(1, "HERE", json!({}));
    assert_eq!(host.next()["code"], "manifest_mismatch");
    host.send(json!({"type": "ping", "id": 2}));
    assert_eq!(host.next()["type"], "pong");
}

#[test]
fn a_manifest_that_may_not_be_sent_is_invalid() {
    let deep = format!("{}{}", "[".repeat(64), "]".repeat(64));
    let manifest = format!(r#"{{"name": "p", "actions": [{{"name": "HERE"}}], "deep": {deep}}}"#);
    let manifest: &'static str = manifest.leak();
    let mut host = Host::open(plugin(manifest));
    let failed = host.next();
    assert_eq!(failed["code"], "manifest_invalid");
    assert!(
        failed["message"]
            .as_str()
            .unwrap()
            .starts_with("Cannot send $.manifest.deep[0]")
    );
}

#[test]
fn check_tells_the_author_what_the_guest_would_say() {
    let error = plugin(r#"{"name": "p"}"#).check().unwrap_err();
    assert_eq!(error.code(), "manifest_mismatch");
    assert!(
        plugin(r#"{"name": "p", "actions": [{"name": "HERE"}]}"#)
            .check()
            .is_ok()
    );
}
