//! A handler of any kind that panics fails its own call and nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{
    ActionCall, EvaluatorCall, EventCall, InitCall, ModelCall, ProviderCall, ProviderResult,
    Result, RouteCall, Runtime, ServiceCall, TaskCall, ValidateCall, json,
};
use serde_json::{Value as Wire, json as wire};
use support::Host;

async fn panicking(_: ValidateCall) -> bool {
    panic!("evaluator.validate")
}

#[elizaos::evaluator(name = "E", validate = panicking)]
async fn evaluator(_: EvaluatorCall) -> Result<()> {
    panic!("evaluator.invoke")
}

#[elizaos::route(GET, "/r")]
async fn route(call: RouteCall) -> Result<()> {
    let _body = call.begin(200, [("a", "b")])?;
    panic!("route.handle")
}

#[elizaos::event(name = "EV")]
async fn event(_: EventCall) -> Result<()> {
    panic!("event.emit")
}

#[elizaos::model(type = "M")]
async fn model(call: ModelCall) -> Result<()> {
    call.chunk("a part")?;
    panic!("model.invoke")
}

async fn panicking_task(_: ValidateCall) -> bool {
    panic!("task.validate")
}

#[elizaos::provider(name = "P")]
async fn provider(_: ProviderCall) -> Result<ProviderResult> {
    panic!("provider.get")
}

async fn panicking_action(_: ValidateCall) -> bool {
    panic!("action.validate")
}

#[elizaos::action(name = "A", validate = panicking_action)]
async fn action(_: ActionCall) -> Result<()> {
    panic!("action.invoke")
}

#[elizaos::task_worker(name = "T", validate = panicking_task)]
async fn task_worker(_: TaskCall) -> Result<()> {
    panic!("task.execute")
}

#[elizaos::init]
async fn init(call: InitCall) -> Result<()> {
    call.runtime().register_task_worker::<task_worker>().await?;
    assert!(call.config()["panic"].is_null(), "plugin.init");
    Ok(())
}

#[derive(Default)]
struct Fragile;

#[elizaos::service(name = "fragile")]
impl Fragile {
    async fn breaks(&self, _: ServiceCall) -> Result<()> {
        panic!("service.call")
    }

    async fn stop(&self, _: Runtime) -> Result<()> {
        panic!("service.stop")
    }
}

/// Never starts.
struct Stillborn;

#[elizaos::service(name = "stillborn")]
impl Stillborn {
    async fn start(_: Runtime) -> Result<Self> {
        panic!("service.start")
    }
}

#[elizaos::action(name = "CALLBACK")]
async fn callback(call: ActionCall) -> Result<()> {
    let panics = |_| async { panic!("callback.emit") };
    let runtime = call.runtime();
    runtime
        .process_actions_with::<_, ()>(call.message(), json!([]), json!(null), panics)
        .await
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "evaluators": [{"name": "E"}], "routes": [{"type": "GET", "path": "/r"}],
        "events": [{"name": "EV"}], "models": [{"type": "M"}], "services": [{"name": "fragile"}, {"name": "stillborn"}],
        "actions": [{"name": "CALLBACK"}, {"name": "A"}], "providers": [{"name": "P"}]}"#,
    init: init,
    actions: [callback, action],
    providers: [provider],
    evaluators: [evaluator],
    routes: [route],
    events: [event],
    models: [model],
    services: [Fragile, Stillborn],
}

fn open() -> Host {
    let mut host = Host::ready(plugin());
    host.init(1, wire!({}));
    assert_eq!(host.next()["kind"], "task");
    assert_eq!(
        host.ask(wire!({"type": "component.result", "re": 1}))["type"],
        "plugin.init.result"
    );
    host
}

/// The request ends by `handler_failed` with that text, and the guest goes on.
fn assert_panics(host: &mut Host, mut request: Wire, text: &str) {
    request["id"] = wire!(9);
    host.send(request);
    let mut error = host.next();
    while error["type"] == "route.head" || error["type"] == "model.chunk" {
        error = host.next();
    }
    assert_eq!(
        (&error["re"], &error["code"]),
        (&wire!(9), &wire!("handler_failed"))
    );
    let message = error["message"].as_str().unwrap();
    assert!(
        message.starts_with(&format!("{text}, panicked at ")),
        "{message}"
    );
    assert!(message.contains(file!()), "{message}");
    assert_eq!(host.ask(wire!({"type": "ping", "id": 10}))["type"], "pong");
}

#[test]
fn a_panic_of_any_kind_fails_its_own_call() {
    let mut host = open();
    host.ask(wire!({"type": "service.start", "id": 2, "service": "fragile"}));
    for (request, text) in [
        (
            wire!({"type": "action.validate", "action": "A"}),
            "action.validate",
        ),
        (
            wire!({"type": "action.invoke", "action": "A"}),
            "action.invoke",
        ),
        (
            wire!({"type": "provider.get", "provider": "P"}),
            "provider.get",
        ),
        (
            wire!({"type": "service.start", "service": "stillborn"}),
            "service.start",
        ),
        (
            wire!({"type": "task.validate", "worker": "T"}),
            "task.validate",
        ),
        (
            wire!({"type": "evaluator.validate", "evaluator": "E"}),
            "evaluator.validate",
        ),
        (
            wire!({"type": "evaluator.invoke", "evaluator": "E"}),
            "evaluator.invoke",
        ),
        (
            wire!({"type": "route.handle", "route": "/r", "method": "GET", "path": "/r"}),
            "route.handle",
        ),
        (wire!({"type": "event.emit", "event": "EV"}), "event.emit"),
        (
            wire!({"type": "model.invoke", "model": "M", "stream": true}),
            "model.invoke",
        ),
        (
            wire!({"type": "task.execute", "worker": "T"}),
            "task.execute",
        ),
        (
            wire!({"type": "service.call", "instance": 1, "method": "breaks", "args": []}),
            "service.call",
        ),
        (
            wire!({"type": "service.stop", "instance": 1}),
            "service.stop",
        ),
    ] {
        assert_panics(&mut host, request, text);
    }
}

#[test]
fn a_panic_in_init_fails_init() {
    let mut host = Host::ready(plugin());
    host.init(1, wire!({"config": {"panic": "yes"}}));
    host.next();
    let error = host.ask(wire!({"type": "component.result", "re": 1}));
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .starts_with("plugin.init, panicked at ")
    );
}

#[test]
fn a_panic_in_a_callback_fails_its_handler_and_cancels_the_content() {
    let mut host = open();
    host.invoke(5, "CALLBACK", wire!({}));
    let asked = host.next();
    host.send(wire!({"type": "callback.emit", "id": 6, "parent": asked["id"], "content": {}}));
    assert_eq!(host.next(), wire!({"type": "cancel", "re": asked["id"]}));
    let error = host.next();
    assert_eq!(
        (&error["re"], &error["code"]),
        (&wire!(6), &wire!("cancelled"))
    );
    let error = host.next();
    assert_eq!(
        (&error["re"], &error["code"]),
        (&wire!(5), &wire!("handler_failed"))
    );
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .starts_with("callback.emit, panicked at ")
    );
}
