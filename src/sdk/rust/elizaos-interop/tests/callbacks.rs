//! The callback of a handler's own `processActions` and `evaluate`: the host's requests inside the guest's.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::time::Duration;

use elizaos::{ActionCall, ActionResult, Error, Memory, Result, Value, json};
use serde_json::json as wire;
use support::Host;

/// Keeps what the callback was given, and answers with a memory of it.
#[elizaos::action(name = "KEEP")]
async fn keep(call: ActionCall) -> Result<ActionResult> {
    let (runtime, mut contents) = (call.runtime(), Vec::new());
    let responses = json!([{"content": {"actions": ["A"]}}]);
    let callback = |content: Value| {
        contents.push(content.clone());
        async move {
            if content["text"] == "bad" {
                return Err(Error::new("no room"));
            }
            if content["text"] == "slow" {
                runtime.get_cache("slow").await?;
            }
            if content["text"] == "asleep" {
                elizaos::sleep(Duration::from_secs(1000)).await;
            }
            Ok(vec![Memory::from(json!({"content": content}))])
        }
    };
    runtime
        .process_actions_with(call.message(), responses, call.state(), callback)
        .await?;
    Ok(ActionResult::ok().data(contents))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "KEEP"}]}"#,
    actions: [keep],
}

/// A host whose guest keeps contents: its request 1.
fn keeping() -> Host {
    let mut host = Host::ready(plugin());
    host.invoke(5, "KEEP", wire!({}));
    assert_eq!(host.next()["id"], 1);
    host
}

fn emit(id: u64, parent: u64, text: &str) -> serde_json::Value {
    wire!({"type": "callback.emit", "id": id, "parent": parent, "content": {"text": text}})
}

#[test]
fn contents_are_answered_in_order_by_what_the_callback_returns() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "KEEP", wire!({}));
    let asked = host.next();
    assert_eq!(
        (&asked["method"], &asked["callback"], &asked["parent"]),
        (&wire!("processActions"), &wire!(true), &wire!(5))
    );
    assert_eq!(asked["args"][3], wire!(null));
    for (id, text) in [(6, "one"), (7, "two")] {
        let answer = host.ask(emit(id, 1, text));
        let memories = wire!([{"content": {"text": text}}]);
        assert_eq!(
            answer,
            wire!({"type": "callback.result", "re": id, "memories": memories})
        );
    }
    let answer = host.ask(wire!({"type": "host.result", "re": 1, "value": null}));
    assert_eq!(
        answer["result"]["data"],
        wire!([{"text": "one"}, {"text": "two"}])
    );
}

#[test]
fn a_callback_that_fails_fails_its_content_only() {
    let mut host = keeping();
    let error = host.ask(emit(6, 1, "bad"));
    assert_eq!(
        (&error["re"], &error["code"], &error["message"]),
        (&wire!(6), &wire!("handler_failed"), &wire!("no room"))
    );
    assert_eq!(host.ask(emit(7, 1, "good"))["type"], "callback.result");
}

#[test]
fn what_a_callback_asks_is_part_of_its_content_and_ends_with_it() {
    let mut host = keeping();
    let asked = host.ask(emit(6, 1, "slow"));
    assert_eq!(
        (&asked["args"], &asked["parent"]),
        (&wire!(["slow"]), &wire!(6))
    );
    // Behind it waits another; the same id again, and that of the waiting one, are ignored.
    for id in [7, 6, 7] {
        host.send(emit(id, 1, "next"));
        assert!(host.is_idle());
    }
    host.send(wire!({"type": "cancel", "re": 6}));
    assert_eq!(host.next(), wire!({"type": "cancel", "re": asked["id"]}));
    assert_eq!(
        host.next(),
        wire!({
            "type": "error", "re": 6, "code": "cancelled", "message": "The call was cancelled by the host"
        })
    );
    assert_eq!(host.next()["re"], 7);
    assert!(host.is_idle());
}

#[test]
fn cancel_of_a_content_drops_a_callback_that_waits_for_nothing_of_the_host() {
    let mut host = keeping();
    for (id, text) in [(6, "asleep"), (7, "two"), (8, "three")] {
        host.send(emit(id, 1, text));
        assert!(host.is_idle());
    }
    host.send(wire!({"type": "cancel", "re": 6}));
    let ended: Vec<_> = (0..3).map(|_| host.next()["re"].clone()).collect();
    assert_eq!(ended, [6, 7, 8]);
    // While one sleeps, the end of the whole is not told: its callback is under way.
    host.send(emit(9, 1, "asleep"));
    host.send(wire!({"type": "host.result", "re": 1, "value": null}));
    assert!(host.is_idle());
    host.send(wire!({"type": "cancel", "re": 9}));
    assert_eq!(
        (&host.next()["re"], &host.next()["re"]),
        (&wire!(9), &wire!(5))
    );
}

#[test]
fn a_content_that_waits_can_be_cancelled() {
    let mut host = keeping();
    host.send(emit(6, 1, "slow"));
    let asked = host.next();
    host.send(emit(7, 1, "waits"));
    let error = host.ask(wire!({"type": "cancel", "re": 7}));
    assert_eq!(
        (&error["re"], &error["code"]),
        (&wire!(7), &wire!("cancelled"))
    );
    host.send(
        wire!({"type": "error", "re": asked["id"], "code": "host_failed", "message": "no cache"}),
    );
    assert_eq!(host.next()["message"], "no cache");
    let answer = host.ask(wire!({"type": "host.result", "re": 1, "value": null}));
    assert_eq!(answer["result"]["data"], wire!([{"text": "slow"}]));
}

#[test]
fn contents_of_a_call_that_is_cancelled_are_cancelled_with_it() {
    let mut host = keeping();
    host.send(emit(6, 1, "slow"));
    host.next();
    host.send(emit(7, 1, "waits"));
    host.send(wire!({"type": "cancel", "re": 5}));
    let mut ended = Vec::new();
    for _ in 0..5 {
        let message = host.next();
        ended.push((
            message["type"].as_str().unwrap().to_owned(),
            message["re"].as_u64().unwrap(),
        ));
    }
    ended.sort();
    let told = |(kind, re): (&str, u64)| (kind.to_owned(), re);
    let expected = [
        ("cancel", 1),
        ("cancel", 2),
        ("error", 5),
        ("error", 6),
        ("error", 7),
    ];
    assert_eq!(ended, expected.map(told));
}
