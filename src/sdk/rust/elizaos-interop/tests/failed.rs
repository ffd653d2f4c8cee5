//! A plugin that does not fit its manifest says so instead of `ready`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{
    ActionCall, EvaluatorCall, EventCall, ModelCall, Plugin, Result, RouteCall, ServiceCall,
};
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

#[elizaos::evaluator(name = "E")]
async fn evaluator(_: EvaluatorCall) -> Result<()> {
    Ok(())
}

#[elizaos::route(GET, "/r")]
async fn route(_: RouteCall) -> Result<()> {
    Ok(())
}

#[elizaos::event(name = "EV")]
async fn event(_: EventCall) -> Result<()> {
    Ok(())
}

#[elizaos::event(name = "EV")]
async fn event_too(_: EventCall) -> Result<()> {
    Ok(())
}

#[elizaos::model(type = "M")]
async fn model(_: ModelCall) -> Result<()> {
    Ok(())
}

#[derive(Default)]
struct Service;

#[elizaos::service(name = "s")]
impl Service {
    async fn ping(&self, _: ServiceCall) -> Result<()> {
        Ok(())
    }
}

fn with_all(manifest: &'static str) -> Plugin {
    plugin(manifest)
        .with_evaluator::<evaluator>()
        .with_service::<Service>()
        .with_route::<route>()
        .with_event::<event>()
        .with_event::<event_too>()
        .with_model::<model>()
}

#[test]
fn check_holds_every_kind_against_the_manifest() {
    let agreed = r#"{"name": "p", "actions": [{"name": "HERE"}], "evaluators": [{"name": "E"}],
        "services": [{"name": "s", "methods": ["ping"]}], "events": [{"name": "EV"}], "models": [{"type": "M"}],
        "routes": [{"type": "GET", "path": "/r"}, {"type": "STATIC", "path": "/files"}]}"#;
    with_all(agreed).check().unwrap();
    let other = r#"{"name": "p", "actions": [{"name": "HERE"}], "evaluators": [{"name": "X"}],
        "services": [{"name": "s", "methods": ["ping", "pong"]}], "events": [], "models": [{"type": "N"}],
        "routes": [{"type": "POST", "path": "/r"}]}"#;
    assert_eq!(
        with_all(other).check().unwrap_err().message(),
        "Cannot serve p as its manifest and its crate must name the same components: evaluator X is in the manifest only; \
         evaluator E is registered only; route POST /r is in the manifest only; route GET /r is registered only; event EV \
         is registered only; model N is in the manifest only; model M is registered only; method pong of service s is in \
         the manifest only"
    );
    let without_type = r#"{"name": "p", "routes": [{"path": "/r"}]}"#;
    assert_eq!(
        with_all(without_type).check().unwrap_err().message(),
        "Cannot serve a plugin as $.routes[0].type of its manifest must be a string: current value is null"
    );
}
