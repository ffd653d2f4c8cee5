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

/// Passes what the evaluators say on to the own callback.
#[elizaos::action(name = "PASS")]
async fn pass(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    let on = |content| call.emit(content);
    let evaluators = runtime
        .evaluate_with(call.message(), json!(null), true, json!([]), on)
        .await?;
    Ok(ActionResult::ok().data(evaluators))
}

#[elizaos::action(name = "PLAIN")]
async fn plain(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    runtime
        .process_actions(call.message(), json!([]), json!(null))
        .await?;
    let found = runtime
        .evaluate(call.message(), json!({}), false, json!(null))
        .await?;
    Ok(ActionResult::ok().data(found))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "KEEP"}, {"name": "PASS"}, {"name": "PLAIN"}]}"#,
    actions: [keep, pass, plain],
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
    let mut host = Host::ready(plugin());
    host.invoke(5, "KEEP", wire!({}));
    host.next();
    let error = host.ask(emit(6, 1, "bad"));
    assert_eq!(
        (&error["re"], &error["code"], &error["message"]),
        (&wire!(6), &wire!("handler_failed"), &wire!("no room"))
    );
    assert_eq!(host.ask(emit(7, 1, "good"))["type"], "callback.result");
}

#[test]
fn what_a_callback_asks_is_part_of_its_content_and_ends_with_it() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "KEEP", wire!({}));
    host.next();
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
fn a_content_that_waits_can_be_cancelled() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "KEEP", wire!({}));
    host.next();
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
    let mut host = Host::ready(plugin());
    host.invoke(5, "KEEP", wire!({}));
    host.next();
    host.send(emit(6, 1, "slow"));
    host.next();
    host.send(emit(7, 1, "waits"));
    host.send(wire!({"type": "cancel", "re": 5}));
    let mut ended = Vec::new();
    while !host.is_idle() {
        let message = host.next();
        ended.push((
            message["type"].as_str().unwrap().to_owned(),
            message["re"].as_u64().unwrap(),
        ));
    }
    ended.sort();
    let errors = [5, 6, 7].map(|re| ("error".to_owned(), re));
    let cancels = [1, 2].map(|re| ("cancel".to_owned(), re));
    assert_eq!(ended, [cancels.to_vec(), errors.to_vec()].concat());
}

#[test]
fn a_callback_may_pass_contents_on_to_the_callback_of_its_handler() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "PASS", wire!({}));
    let asked = host.next();
    assert_eq!(
        (&asked["method"], &asked["args"][3]),
        (&wire!("evaluate"), &wire!(null))
    );
    let passed = host.ask(emit(6, 1, "seen"));
    assert_eq!(
        (
            &passed["type"],
            &passed["parent"],
            &passed["content"]["text"]
        ),
        (&wire!("callback.emit"), &wire!(5), &wire!("seen"))
    );
    let memories = wire!([{"id": "m"}]);
    let answer =
        host.ask(wire!({"type": "callback.result", "re": passed["id"], "memories": memories}));
    assert_eq!(
        answer,
        wire!({"type": "callback.result", "re": 6, "memories": memories})
    );
    let answer = host.ask(wire!({"type": "host.result", "re": 1, "value": [{"name": "E"}]}));
    assert_eq!(answer["result"]["data"], wire!([{"name": "E"}]));
}

#[test]
fn without_a_callback_none_is_asked_for_and_a_content_is_refused() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "PLAIN", wire!({}));
    let asked = host.next();
    assert_eq!(
        (&asked["callback"], &asked["args"][1]),
        (&wire!(null), &wire!([]))
    );
    assert_eq!(asked["args"].as_array().unwrap().len(), 2);
    for parent in [wire!(1), wire!(99), wire!("1"), wire!(null)] {
        let error =
            host.ask(wire!({"type": "callback.emit", "id": 6, "parent": parent, "content": {}}));
        assert_eq!(
            (&error["re"], &error["code"]),
            (&wire!(6), &wire!("unsupported"))
        );
    }
    let asked = host.ask(wire!({"type": "host.result", "re": 1, "value": null}));
    assert_eq!(
        (&asked["method"], &asked["args"].as_array().unwrap().len()),
        (&wire!("evaluate"), &3)
    );
}
