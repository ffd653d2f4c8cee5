//! A handler of any kind that panics fails its own call; what a guest keeps running ends with it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use elizaos::{
    ActionCall, ActionResult, EvaluatorCall, EventCall, InitCall, ModelCall, Result, RouteCall,
    Runtime, ServiceCall, TaskCall, ValidateCall, json,
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

#[elizaos::task_worker(name = "T")]
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
struct Dropped(AtomicU32);

/// Counts, when it is dropped, for those who still have the count.
struct Fragile {
    dropped: Arc<Dropped>,
    is_evil: bool,
}

impl Drop for Fragile {
    fn drop(&mut self) {
        self.dropped.0.fetch_add(1, Ordering::Relaxed);
        assert!(!self.is_evil, "service dropped");
    }
}

#[elizaos::service(name = "fragile")]
impl Fragile {
    async fn start(runtime: Runtime) -> Result<Self> {
        let is_evil = runtime.get_setting("EVIL").is_some();
        let dropped = runtime.local();
        Ok(Self { dropped, is_evil })
    }

    async fn breaks(&self, _: ServiceCall) -> Result<()> {
        panic!("service.call")
    }

    async fn stop(&self, _: Runtime) -> Result<()> {
        assert!(self.is_evil, "service.stop");
        Ok(())
    }
}

/// Only one test starts it.
static QUIET_DROPPED: AtomicU32 = AtomicU32::new(0);

struct Quiet(Runtime);

impl Drop for Quiet {
    fn drop(&mut self) {
        self.0.logger().info("too late to be heard");
        QUIET_DROPPED.fetch_add(1, Ordering::Relaxed);
    }
}

/// Keeps the runtime, which holds on to the guest that holds on to the service.
#[elizaos::service(name = "quiet")]
impl Quiet {
    async fn start(runtime: Runtime) -> Result<Self> {
        Ok(Self(runtime))
    }
}

#[elizaos::action(name = "DROPPED")]
async fn dropped(call: ActionCall) -> Result<ActionResult> {
    let dropped = call.local::<Dropped>().0.load(Ordering::Relaxed);
    Ok(ActionResult::ok().data(json!({"dropped": dropped})))
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
        "events": [{"name": "EV"}], "models": [{"type": "M"}], "services": [{"name": "fragile"}, {"name": "quiet"}],
        "actions": [{"name": "DROPPED"}, {"name": "CALLBACK"}], "config": {"EVIL": null}}"#,
    init: init,
    actions: [dropped, callback],
    evaluators: [evaluator],
    routes: [route],
    events: [event],
    models: [model],
    services: [Fragile, Quiet],
}

fn open(settings: Wire) -> Host {
    let mut host = Host::ready(plugin());
    host.init(1, wire!({"settings": settings}));
    assert_eq!(host.next()["kind"], "task");
    assert_eq!(
        host.ask(wire!({"type": "component.result", "re": 1}))["type"],
        "plugin.init.result"
    );
    host
}

fn dropped_by(host: &mut Host) -> Wire {
    host.invoke(99, "DROPPED", wire!({}));
    host.next()["result"]["data"]["dropped"].clone()
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
    let mut host = open(wire!({"EVIL": null}));
    host.ask(wire!({"type": "service.start", "id": 2, "service": "fragile"}));
    for (request, text) in [
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
    // The stop that panicked has dropped its instance all the same.
    assert_eq!(dropped_by(&mut host), 1);
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
    let mut host = open(wire!({}));
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

#[test]
fn a_service_that_panics_when_it_is_dropped_fails_its_stop_only() {
    let mut host = open(wire!({"EVIL": true}));
    for instance in 1..=2 {
        host.ask(wire!({"type": "service.start", "id": 2, "service": "fragile"}));
        let stop = wire!({"type": "service.stop", "instance": instance});
        assert_panics(&mut host, stop, "service dropped");
    }
    assert_eq!(dropped_by(&mut host), 2);
    host.ask(wire!({"type": "service.start", "id": 4, "service": "fragile"}));
    drop(host);
}

#[test]
fn a_guest_that_ends_drops_its_services() {
    let mut host = open(wire!({}));
    for id in [2, 3] {
        host.ask(wire!({"type": "service.start", "id": id, "service": "quiet"}));
    }
    assert_eq!(QUIET_DROPPED.load(Ordering::Relaxed), 0);
    drop(host);
    assert_eq!(QUIET_DROPPED.load(Ordering::Relaxed), 2);
}
