//! Threads of the plugin that hold on to a call: what they do while it is under way is part of it, what they do afterwards is not.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Poll, Waker};
use std::thread::{self, JoinHandle};

use elizaos::{ActionCall, ModelCall, Result, RouteCall, Runtime, ServiceCall};
use serde_json::json as wire;
use support::Host;

/// What a thread is told: to go on, or to end.
type Steps = Receiver<()>;

/// How a thread is told to go on, and itself.
type Worker = (Sender<()>, JoinHandle<()>);

/// The threads of the tests, by the names of their agents: tests run side by side.
static WORKERS: Mutex<Vec<(String, Worker)>> = Mutex::new(Vec::new());

fn start(agent: &str, work: impl FnOnce(Steps) + Send + 'static) {
    let (go, steps) = channel();
    let handle = thread::spawn(move || work(steps));
    let worker = (agent.to_owned(), (go, handle));
    WORKERS.lock().unwrap().push(worker);
}

fn worker(agent: &str) -> Worker {
    let mut workers = WORKERS.lock().unwrap();
    let at = workers.iter().position(|(name, _)| name == agent).unwrap();
    workers.remove(at).1
}

/// Polls a future once, as a thread does that will not wait.
fn poll_once<F: Future>(future: F) -> Poll<F::Output> {
    std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

/// The code of the error that a future ends by at once.
fn code<T: std::fmt::Debug>(future: impl Future<Output = Result<T>>) -> String {
    match poll_once(future) {
        Poll::Ready(Err(error)) => error.code().to_owned(),
        other => format!("{other:?}"),
    }
}

#[elizaos::action(name = "THREAD")]
async fn thread_of(call: ActionCall) -> Result<()> {
    let runtime = call.runtime().clone();
    start(&call.runtime().agent_id(), move |steps| {
        for _ in 0..2 {
            steps.recv().unwrap();
            let _ = poll_once(runtime.get_cache("key"));
            runtime.logger().info("from a thread");
        }
        let told = code(call.emit("late"));
        runtime.logger().info(told);
    });
    elizaos::sleep(std::time::Duration::from_secs(1000)).await;
    Ok(())
}

#[elizaos::model(type = "LATE")]
async fn model(call: ModelCall) -> Result<()> {
    start(&call.runtime().agent_id(), move |steps| {
        steps.recv().unwrap();
        let error = call.chunk("late").unwrap_err();
        call.runtime().logger().info(error.message());
    });
    Ok(())
}

#[elizaos::route(GET, "/late")]
async fn route(call: RouteCall) -> Result<()> {
    let mut body = call.begin(200, [("a", "b")])?;
    start(&call.runtime().agent_id(), move |steps| {
        steps.recv().unwrap();
        let written = code(body.write("late"));
        let begun = call.begin(200, [("a", "b")]).unwrap_err();
        call.runtime()
            .logger()
            .info(format!("{written}, {}", begun.code()));
    });
    Ok(())
}

/// Asks from a thread when its start is over.
struct Kept(Runtime);

#[elizaos::service(name = "kept")]
impl Kept {
    async fn start(runtime: Runtime) -> Result<Self> {
        let kept = runtime.clone();
        start(&runtime.agent_id(), move |steps| {
            steps.recv().unwrap();
            let _ = poll_once(kept.get_cache("key"));
        });
        Ok(Self(runtime))
    }

    async fn set(&self, _: ServiceCall) -> Result<()> {
        self.0.set_setting("KEY", "value", false);
        Ok(())
    }
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "THREAD"}], "models": [{"type": "LATE"}],
        "routes": [{"type": "GET", "path": "/late"}], "services": [{"name": "kept"}]}"#,
    actions: [thread_of],
    models: [model],
    routes: [route],
    services: [Kept],
}

fn open(agent: &str) -> Host {
    let agent = wire!({"id": agent, "character": {}});
    Host::initialised(plugin(), wire!({"agent": agent}))
}

/// Lets the thread of the agent end, and fetches what it has said.
fn go_on_and_join(host: &mut Host, agent: &str) {
    let (go, handle) = worker(agent);
    go.send(()).unwrap();
    handle.join().unwrap();
    host.poll();
}

#[test]
fn a_thread_is_part_of_its_call_until_the_call_ends() {
    let mut host = open("thread");
    host.invoke(2, "THREAD", wire!({}));
    let (go, handle) = worker("thread");
    go.send(()).unwrap();
    while host.is_idle() {
        host.poll();
    }
    let asked = host.next();
    assert_eq!(
        (&asked["method"], &asked["parent"]),
        (&wire!("getCache"), &wire!(2))
    );
    assert_eq!(host.next(), wire!({"type": "cancel", "re": asked["id"]}));
    while host.is_idle() {
        host.poll();
    }
    assert_eq!(host.next()["re"], 2);
    assert_eq!(
        host.ask(wire!({"type": "cancel", "re": 2}))["code"],
        "cancelled"
    );
    go.send(()).unwrap();
    handle.join().unwrap();
    host.poll();
    assert_eq!(host.next()["parent"], wire!(null));
    assert_eq!(host.next()["type"], "cancel");
    assert_eq!(host.next()["re"], wire!(null));
    let refused = host.next();
    assert_eq!(
        (&refused["message"], &refused["re"]),
        (&wire!("cancelled"), &wire!(null))
    );
    assert!(host.is_idle());
}

#[test]
fn nothing_of_a_model_is_sent_after_its_answer() {
    let mut host = open("model");
    host.send(
        wire!({"type": "model.invoke", "id": 2, "model": "LATE", "params": {}, "stream": true}),
    );
    assert_eq!(host.next()["type"], "model.result");
    go_on_and_join(&mut host, "model");
    assert_eq!(
        host.next()["message"],
        "Cannot give a part of a text as its call has ended"
    );
    assert!(host.is_idle());
}

#[test]
fn nothing_of_a_response_is_sent_after_its_end() {
    let mut host = open("route");
    host.send(wire!({"type": "route.handle", "id": 2, "route": "/late", "method": "GET", "path": "/late"}));
    assert_eq!(host.next()["type"], "route.head");
    assert_eq!(host.next()["type"], "route.end");
    go_on_and_join(&mut host, "route");
    assert_eq!(host.next()["message"], "cancelled, cancelled");
    assert!(host.is_idle());
}

#[test]
fn the_runtime_of_a_start_asks_outside_of_all_calls_once_it_has_ended() {
    let mut host = open("service");
    host.ask(wire!({"type": "service.start", "id": 2, "service": "kept"}));
    go_on_and_join(&mut host, "service");
    let asked = host.next();
    assert_eq!(
        (&asked["method"], &asked["parent"]),
        (&wire!("getCache"), &wire!(null))
    );
    assert_eq!(host.next()["type"], "cancel");
    // Inside of a call it is that one's, whoever's the runtime is.
    host.send(wire!({"type": "service.call", "id": 3, "instance": 1, "method": "set", "args": []}));
    let asked = host.next();
    assert_eq!(
        (&asked["method"], &asked["parent"]),
        (&wire!("setSetting"), &wire!(3))
    );
}
