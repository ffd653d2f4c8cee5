//! The wait until a service runs: the host is asked, also for one of the same guest.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{ActionCall, ActionResult, Result, Runtime, ServiceCall, Value, json};
use serde_json::{Value as Wire, json as wire};
use support::Host;

/// Waits in its start for what the setting AWAITED names.
struct One;

#[elizaos::service(name = "one")]
impl One {
    async fn start(runtime: Runtime) -> Result<Self> {
        if let Some(Value::String(service)) = runtime.get_setting("AWAITED") {
            runtime.get_service_load_promise(service).await?;
        }
        Ok(Self)
    }

    async fn ping(&self, _: ServiceCall) -> Result<&str> {
        Ok("pong")
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
    manifest: r#"{"name": "test", "actions": [{"name": "WAIT"}], "services": [{"name": "one"}]}"#,
    actions: [waits],
    services: [One],
}

fn open(awaited: Option<&str>) -> Host {
    Host::initialised(plugin(), wire!({"settings": {"AWAITED": awaited}}))
}

/// Has the action wait, and answers what the guest asks of its host.
fn waiting(host: &mut Host, id: u64, service: &str) -> Wire {
    host.invoke(id, "WAIT", wire!({"for": service}));
    let asked = host.next();
    assert_eq!(
        (&asked["method"], &asked["args"], &asked["parent"]),
        (
            &wire!("getServiceLoadPromise"),
            &wire!([service]),
            &wire!(id)
        )
    );
    assert!(host.is_idle());
    asked["id"].clone()
}

#[test]
fn get_service_load_promise_gives_the_very_object_of_a_service_of_the_same_guest() {
    let mut host = open(None);
    let asked = waiting(&mut host, 2, "one");
    host.send(wire!({"type": "service.start", "id": 3, "service": "one"}));
    assert_eq!(host.next()["instance"], 1);
    assert!(host.is_idle());
    let answer = host.ask(wire!({"type": "host.result", "re": asked, "value": {"service": "one"}}));
    assert_eq!(
        answer["result"]["data"],
        wire!({"own": true, "value": "pong"})
    );
}

#[test]
fn get_service_load_promise_gives_a_proxy_of_a_service_of_another_plugin() {
    let mut host = open(None);
    let asked = waiting(&mut host, 2, "peer");
    let asked = host.ask(wire!({"type": "host.result", "re": asked, "value": {"service": "peer"}}));
    assert_eq!(
        (&asked["type"], &asked["service"]),
        (&wire!("service.call"), &wire!("peer"))
    );
}

#[test]
fn a_start_that_waits_for_itself_is_refused_by_the_host() {
    let mut host = open(Some("one"));
    let asked = host.ask(wire!({"type": "service.start", "id": 2, "service": "one"}));
    assert_eq!(
        (&asked["method"], &asked["parent"]),
        (&wire!("getServiceLoadPromise"), &wire!(2))
    );
    let error =
        wire!({"type": "error", "re": asked["id"], "code": "deadlock", "message": "one → one"});
    let told = host.ask(error);
    assert_eq!(
        (&told["re"], &told["message"]),
        (&wire!(2), &wire!("one → one"))
    );
    assert_eq!(told["details"]["cause"]["code"], "deadlock");
}
