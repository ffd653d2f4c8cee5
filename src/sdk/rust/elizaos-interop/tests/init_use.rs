//! A plugin that uses its own components through the agent while its init is under way: they answer.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{
    ActionCall, ActionResult, EventCall, InitCall, ModelCall, ProviderCall, ProviderResult, Result,
    Runtime, ServiceCall, json,
};
use serde_json::{Value as Wire, json as wire};
use support::Host;

#[elizaos::action(name = "A")]
async fn action(_: ActionCall) -> Result<ActionResult> {
    Ok(ActionResult::ok().text("acted"))
}

#[elizaos::provider(name = "P")]
async fn provider(_: ProviderCall) -> Result<ProviderResult> {
    Ok(ProviderResult::new().text("provided"))
}

#[elizaos::model(type = "M")]
async fn model(_: ModelCall) -> Result<&'static str> {
    Ok("answered")
}

#[elizaos::event(name = "E")]
async fn event(_: EventCall) -> Result<()> {
    Ok(())
}

struct Service;

#[elizaos::service(name = "s")]
impl Service {
    async fn start(_: Runtime) -> Result<Self> {
        Ok(Self)
    }

    async fn ping(&self, _: ServiceCall) -> Result<&'static str> {
        Ok("pong")
    }
}

#[elizaos::init]
async fn init(call: InitCall) -> Result<()> {
    let runtime = call.runtime();
    runtime.use_model("M", json!({"prompt": "?"})).await?;
    runtime.emit_event("E", json!({})).await?;
    Ok(())
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "A"}], "providers": [{"name": "P"}], "models": [{"type": "M"}],
        "events": [{"name": "E"}], "services": [{"name": "s"}]}"#,
    init: init,
    actions: [action],
    providers: [provider],
    models: [model],
    events: [event],
    services: [Service],
}

#[test]
fn requests_of_any_kind_are_answered_while_init_is_pending() {
    let mut host = Host::ready(plugin());
    host.init(1, wire!({}));
    let asked = host.next();
    assert_eq!(
        (&asked["method"], &asked["parent"]),
        (&wire!("useModel"), &wire!(1))
    );
    let requests: [(Wire, &str, Wire); 6] = [
        (
            wire!({"type": "model.invoke", "model": "M", "parent": asked["id"]}),
            "value",
            wire!("answered"),
        ),
        (
            wire!({"type": "action.invoke", "action": "A"}),
            "result",
            wire!({"success": true, "text": "acted"}),
        ),
        (
            wire!({"type": "provider.get", "provider": "P"}),
            "result",
            wire!({"text": "provided"}),
        ),
        (
            wire!({"type": "service.start", "service": "s"}),
            "instance",
            wire!(1),
        ),
        (
            wire!({"type": "service.call", "instance": 1, "method": "ping", "args": []}),
            "value",
            wire!("pong"),
        ),
        (
            wire!({"type": "event.emit", "event": "E"}),
            "value",
            wire!(null),
        ),
    ];
    for (id, (mut request, field, value)) in (2..).zip(requests) {
        request["id"] = wire!(id);
        let answer = host.ask(request);
        assert_eq!((&answer["re"], &answer[field]), (&wire!(id), &value));
    }
    let asked = host.ask(wire!({"type": "host.result", "re": asked["id"], "value": "answered"}));
    assert_eq!(asked["method"], "emitEvent");
    let answer = host.ask(wire!({"type": "host.result", "re": asked["id"], "value": null}));
    assert_eq!(answer, wire!({"type": "plugin.init.result", "re": 1}));
}
