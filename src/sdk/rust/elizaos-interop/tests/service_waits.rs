//! The wait until a service runs: of the same guest, or of another.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{ActionCall, ActionResult, Result, Runtime, ServiceCall, Value, json};
use serde_json::json as wire;
use support::Host;

/// Two services, the start of each of which waits for what its setting names.
struct One;
struct Other;

async fn wait(runtime: &Runtime, setting: &str) -> Result<()> {
    if let Some(Value::String(service)) = runtime.get_setting(setting) {
        runtime.get_service_load_promise(service).await?;
    }
    Ok(())
}

#[elizaos::service(name = "one")]
impl One {
    async fn start(runtime: Runtime) -> Result<Self> {
        wait(&runtime, "ONE").await?;
        assert_ne!(
            runtime.get_setting("PANIC"),
            Some("one".into()),
            "as it was told to"
        );
        Ok(Self)
    }

    async fn ping(&self, _: ServiceCall) -> Result<&str> {
        Ok("pong")
    }
}

#[elizaos::service(name = "other")]
impl Other {
    async fn start(runtime: Runtime) -> Result<Self> {
        wait(&runtime, "OTHER").await?;
        Ok(Self)
    }
}

#[elizaos::action(name = "WAIT")]
async fn waits(call: ActionCall) -> Result<ActionResult> {
    let service = call.options()["for"].as_str().unwrap_or_default();
    let found = call.runtime().get_service_load_promise(service).await?;
    let value = found.call("ping", []).await?;
    Ok(ActionResult::ok().data(json!({"own": found.get::<One>().is_some(), "value": value})))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "WAIT"}], "services": [{"name": "one"}, {"name": "other"}]}"#,
    actions: [waits],
    services: [One, Other],
}

fn open(one: Option<&str>, other: Option<&str>) -> Host {
    let settings = wire!({"ONE": one, "OTHER": other, "PANIC": null});
    Host::initialised(plugin(), wire!({"settings": settings}))
}

fn start(host: &mut Host, id: u64, service: &str) {
    host.send(wire!({"type": "service.start", "id": id, "service": service}));
}

#[test]
fn get_service_load_promise_waits_for_a_service_of_the_same_guest_without_asking() {
    let mut host = open(None, None);
    for id in [2, 3] {
        host.invoke(id, "WAIT", wire!({"for": "one"}));
    }
    assert!(host.is_idle());
    host.send(wire!({"type": "cancel", "re": 3}));
    assert_eq!(host.next()["code"], "cancelled");
    start(&mut host, 4, "one");
    assert_eq!(host.next()["instance"], 1);
    let answer = host.next();
    assert_eq!(
        answer["result"]["data"],
        wire!({"own": true, "value": "pong"})
    );
    assert!(host.is_idle());
    host.invoke(5, "WAIT", wire!({"for": "one"}));
    assert_eq!(host.next()["re"], 5);
}

#[test]
fn get_service_load_promise_asks_the_host_for_a_service_of_another_plugin() {
    let mut host = open(None, None);
    host.invoke(2, "WAIT", wire!({"for": "peer"}));
    let asked = host.next();
    assert_eq!(
        (&asked["method"], &asked["args"], &asked["parent"]),
        (&wire!("getServiceLoadPromise"), &wire!(["peer"]), &wire!(2))
    );
    let asked =
        host.ask(wire!({"type": "host.result", "re": asked["id"], "value": {"service": "peer"}}));
    assert_eq!(
        (&asked["type"], &asked["service"]),
        (&wire!("service.call"), &wire!("peer"))
    );
}

#[test]
fn a_start_that_fails_panics_or_is_cancelled_fails_those_who_wait_for_it() {
    let mut host = open(None, None);
    host.send(
        wire!({"type": "plugin.update", "settings": {"ONE": null, "OTHER": null, "PANIC": "one"}}),
    );
    host.invoke(2, "WAIT", wire!({"for": "one"}));
    start(&mut host, 3, "one");
    assert!(
        host.next()["message"]
            .as_str()
            .unwrap()
            .contains("as it was told to")
    );
    let message =
        "Cannot use the service one as its start must have ended well: The start was dropped";
    assert_eq!(host.next()["message"], message);
    host.invoke(4, "WAIT", wire!({"for": "one"}));
    assert_eq!(host.next()["message"], message);

    // It waits for a host that does not answer, until it is cancelled.
    host.send(
        wire!({"type": "plugin.update", "settings": {"ONE": "peer", "OTHER": null, "PANIC": null}}),
    );
    start(&mut host, 5, "one");
    let asked = host.next();
    host.invoke(6, "WAIT", wire!({"for": "one"}));
    host.send(wire!({"type": "error", "re": asked["id"], "code": "deadlock", "message": "no end"}));
    let (of_start, of_wait) = (host.next(), host.next());
    assert_eq!((&of_start["re"], &of_wait["re"]), (&wire!(5), &wire!(6)));
    assert_eq!(of_wait["details"]["cause"]["code"], "deadlock");

    // A later start is a new one.
    host.send(
        wire!({"type": "plugin.update", "settings": {"ONE": null, "OTHER": null, "PANIC": null}}),
    );
    start(&mut host, 7, "one");
    assert_eq!(host.next()["instance"], 1);
}

#[test]
fn starts_that_would_wait_for_each_other_for_ever_are_refused() {
    let mut host = open(Some("one"), None);
    start(&mut host, 2, "one");
    let error = host.next();
    assert_eq!(error["details"]["cause"]["code"], "deadlock");
    assert_eq!(
        error["message"],
        "Cannot wait for the service one as its start must not wait for this one's: one → one"
    );

    let mut host = open(Some("other"), Some("one"));
    start(&mut host, 2, "one");
    assert!(host.is_idle());
    start(&mut host, 3, "other");
    let (other, one) = (host.next(), host.next());
    assert_eq!((&other["re"], &one["re"]), (&wire!(3), &wire!(2)));
    assert_eq!(
        other["message"],
        "Cannot wait for the service one as its start must not wait for this one's: other → one → other"
    );
    assert_eq!(one["details"]["cause"]["code"], "deadlock");
}

#[test]
fn a_chain_of_starts_that_ends_is_no_circle() {
    let mut host = open(Some("other"), None);
    start(&mut host, 2, "one");
    assert!(host.is_idle());
    start(&mut host, 3, "other");
    let (other, one) = (host.next(), host.next());
    assert_eq!((&other["re"], &other["instance"]), (&wire!(3), &wire!(1)));
    assert_eq!((&one["re"], &one["instance"]), (&wire!(2), &wire!(2)));
}
