//! Requests beyond `limits.maxInFlight` wait for a place; those from inside a call never do.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

use elizaos::{ActionCall, Result, Runtime, Value};
use serde_json::{Value as Wire, json as wire};
use support::Host;

/// The runtimes of the tests, by the names of their agents: tests run side by side.
static RUNTIMES: Mutex<Vec<(String, Runtime)>> = Mutex::new(Vec::new());

/// Leaves its runtime to the test, which asks outside of calls then.
#[elizaos::action(name = "LEAVE")]
async fn leave(call: ActionCall) -> Result<()> {
    let runtime = call.runtime().clone();
    RUNTIMES
        .lock()
        .unwrap()
        .push((runtime.agent_id().to_string(), runtime));
    Ok(())
}

#[elizaos::action(name = "INSIDE")]
async fn inside(call: ActionCall) -> Result<()> {
    call.runtime().get_cache("inside").await?;
    Ok(())
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "LEAVE"}, {"name": "INSIDE"}]}"#,
    actions: [leave, inside],
}

fn opened(name: &str, max_in_flight: Wire) -> (Host, Runtime) {
    let fields =
        wire!({"agent": {"id": name, "character": {}}, "limits": {"maxInFlight": max_in_flight}});
    let mut host = Host::initialised(plugin(), fields);
    host.invoke(2, "LEAVE", wire!({}));
    assert_eq!(host.next()["type"], "action.result");
    let runtimes = RUNTIMES.lock().unwrap();
    let (_, runtime) = runtimes.iter().find(|(known, _)| known == name).unwrap();
    (host, runtime.clone())
}

type Asked = Pin<Box<dyn Future<Output = Result<Option<Value>>>>>;

/// Asks outside of calls, and waits for the answer no longer than that.
fn ask(runtime: &Runtime, key: &str) -> Asked {
    let mut asked: Asked = Box::pin(runtime.get_cache(key));
    assert!(poll(&mut asked).is_pending());
    asked
}

fn poll(asked: &mut Asked) -> Poll<Result<Option<Value>>> {
    asked.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}

/// What the host is asked for, by key, and the ids of that.
fn told(host: &mut Host) -> (Vec<String>, Vec<Wire>) {
    host.poll();
    let mut told = (Vec::new(), Vec::new());
    while !host.is_idle() {
        let message = host.next();
        let key = message["args"][0].as_str();
        told.0
            .push(key.unwrap_or(message["type"].as_str().unwrap()).to_owned());
        told.1.push(message["id"].clone());
    }
    told
}

fn answer(host: &mut Host, id: &Wire) {
    host.send(wire!({"type": "host.result", "re": id, "value": "found"}));
}

#[test]
fn requests_beyond_max_in_flight_wait_for_a_place_in_their_order() {
    let (mut host, runtime) = opened("order", wire!(2));
    let mut asked: Vec<Asked> = ["a", "b", "c", "d"].map(|key| ask(&runtime, key)).into();
    let (keys, ids) = told(&mut host);
    assert_eq!(keys, ["a", "b"]);
    answer(&mut host, &ids[1]);
    let (keys, _) = told(&mut host);
    assert_eq!(keys, ["c"]);
    assert!(matches!(poll(&mut asked[1]), Poll::Ready(Ok(Some(_)))));
    assert!(poll(&mut asked[3]).is_pending());
    host.send(wire!({"type": "error", "re": ids[0], "code": "host_failed", "message": "no"}));
    assert_eq!(told(&mut host).0, ["d"]);
}

#[test]
fn one_that_is_dropped_gives_its_place_on_and_one_that_waits_is_never_sent() {
    let (mut host, runtime) = opened("drop", wire!(1));
    let mut asked: Vec<Asked> = ["a", "b", "c"].map(|key| ask(&runtime, key)).into();
    assert_eq!(told(&mut host).0, ["a"]);
    drop(asked.remove(1));
    assert!(told(&mut host).0.is_empty());
    drop(asked.remove(0));
    assert_eq!(told(&mut host).0, ["cancel", "c"]);
}

#[test]
fn one_from_inside_a_call_never_waits() {
    let (mut host, runtime) = opened("inside", wire!(1));
    let _asked = ["a", "b"].map(|key| ask(&runtime, key));
    assert_eq!(told(&mut host).0, ["a"]);
    host.invoke(3, "INSIDE", wire!({}));
    let (keys, ids) = told(&mut host);
    assert_eq!(keys, ["inside"]);
    answer(&mut host, &ids[0]);
    assert_eq!(told(&mut host).0, ["action.result"]);
}

#[test]
fn an_answer_to_one_that_waits_is_ignored() {
    let (mut host, runtime) = opened("early", wire!(1));
    let mut asked = ["a", "b"].map(|key| ask(&runtime, key));
    let (_, ids) = told(&mut host);
    answer(&mut host, &wire!(ids[0].as_u64().unwrap() + 1));
    assert!(poll(&mut asked[1]).is_pending());
    answer(&mut host, &ids[0]);
    assert_eq!(told(&mut host).0, ["b"]);
}

#[test]
fn what_waits_ends_with_the_guest() {
    let (host, runtime) = opened("end", wire!(1));
    let mut asked = ["a", "b"].map(|key| ask(&runtime, key));
    drop(host);
    for asked in &mut asked {
        let Poll::Ready(Err(error)) = poll(asked) else {
            panic!("it waits for ever");
        };
        assert_eq!(error.code(), "closed");
    }
}

#[test]
fn a_limit_that_is_no_count_leaves_the_usual_one() {
    for (name, limit) in [
        ("none", wire!(null)),
        ("zero", wire!(0)),
        ("text", wire!("1")),
    ] {
        let (mut host, runtime) = opened(name, limit);
        let _asked: Vec<Asked> = (0..300).map(|_| ask(&runtime, "key")).collect();
        assert_eq!(told(&mut host).0.len(), 256);
    }
}
