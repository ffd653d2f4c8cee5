//! Events: who hears of them, in which order, and when one has ended.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::sync::Mutex;

use elizaos::{Error, EventCall, Result, json};
use serde_json::json as wire;
use support::Host;

/// What was heard of events, in order.
#[derive(Default)]
struct Heard(Mutex<Vec<String>>);

fn hear(call: &EventCall, who: &str) {
    let n = call.payload()["n"].as_i64().unwrap_or_default();
    let heard = call.local::<Heard>();
    heard.0.lock().unwrap().push(format!("{who} {n}"));
}

#[elizaos::event(name = "TICK")]
async fn first(call: EventCall) -> Result<()> {
    hear(&call, "first");
    if call.has_callback() {
        call.emit(json!({"text": call.event()})).await?;
    }
    Ok(())
}

#[elizaos::event(name = "TICK")]
async fn second(call: EventCall) -> Result<()> {
    hear(&call, "second");
    match call.payload()["fail"].as_str() {
        Some(message) => Err(Error::new(message)),
        None => Ok(()),
    }
}

#[elizaos::event(name = "LONELY")]
async fn lonely(call: EventCall) -> Result<()> {
    call.emit(json!({"text": "to nobody"})).await?;
    Ok(())
}

#[elizaos::event(name = "HEARD")]
async fn heard(call: EventCall) -> Result<()> {
    let heard = call.local::<Heard>().0.lock().unwrap().join(", ");
    call.emit(json!({"text": heard})).await?;
    Ok(())
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "events": [{"name": "TICK"}, {"name": "LONELY"}, {"name": "HEARD"}]}"#,
    events: [first, second, lonely, heard],
}

#[test]
fn all_that_hear_of_an_event_run_side_by_side_and_the_last_one_ends_it() {
    let mut host = Host::ready(plugin());
    let payload = wire!({"n": 1});
    host.send(wire!({"type": "event.emit", "id": 2, "event": "TICK", "payload": payload, "callback": true}));
    let emitted = host.next();
    assert_eq!(
        (&emitted["parent"], &emitted["content"]["text"]),
        (&wire!(2), &wire!("TICK"))
    );
    // The second one has ended, the first waits: the event goes on, and the next one begins.
    assert!(host.is_idle());
    let payload = wire!({"n": 2, "fail": "no"});
    let answer =
        host.ask(wire!({"type": "event.emit", "id": 3, "event": "TICK", "payload": payload}));
    assert_eq!(
        (&answer["re"], &answer["code"]),
        (&wire!(3), &wire!("handler_failed"))
    );
    assert_eq!(answer["message"], "no");
    let answer = host.ask(wire!({"type": "callback.result", "re": emitted["id"], "memories": []}));
    assert_eq!(answer, wire!({"type": "event.result", "re": 2}));
    let told = host.ask(wire!({"type": "event.emit", "id": 4, "event": "HEARD", "callback": true}));
    assert_eq!(
        told["content"]["text"],
        "first 1, second 1, first 2, second 2"
    );
}

#[test]
fn cancel_of_an_event_drops_all_that_hear_of_it() {
    let mut host = Host::ready(plugin());
    host.send(
        wire!({"type": "event.emit", "id": 2, "event": "TICK", "payload": {}, "callback": true}),
    );
    let emitted = host.next();
    host.send(wire!({"type": "cancel", "re": 2}));
    assert_eq!(host.next(), wire!({"type": "cancel", "re": emitted["id"]}));
    assert_eq!(host.next()["code"], "cancelled");
    assert!(host.is_idle());
}

#[test]
fn emit_fails_where_the_payload_came_without_a_callback() {
    let mut host = Host::ready(plugin());
    let error = host.ask(wire!({"type": "event.emit", "id": 2, "event": "LONELY", "payload": {}}));
    assert_eq!(
        error["message"],
        "Cannot emit a content as the event LONELY must have a callback: its payload came without"
    );
}
