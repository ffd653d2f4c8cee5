//! What a handler asks of its host: inside which call, in which order, and what becomes of it when nobody waits any more.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use elizaos::{ActionCall, ActionResult, Error, Result, Value, json};
use serde_json::json as wire;
use support::Host;

#[elizaos::action(name = "BOTH")]
async fn both(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    let (one, other) = elizaos::join(
        runtime.get_memories(json!({"tableName": "messages"})),
        runtime.get_memory_by_id("m"),
    )
    .await;
    let other = other?.map(Value::from);
    Ok(ActionResult::ok().data(json!({"one": one?.len(), "other": other})))
}

#[elizaos::action(name = "FIRST")]
async fn first(call: ActionCall) -> Result<ActionResult> {
    let mut one = pin!(
        call.runtime()
            .use_model("TEXT_SMALL", json!({"prompt": "a"}))
    );
    let mut other = pin!(
        call.runtime()
            .use_model("TEXT_LARGE", json!({"prompt": "a"}))
    );
    let answer = poll_fn(|context| match one.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(answer),
        Poll::Pending => other.as_mut().poll(context),
    });
    Ok(ActionResult::ok().data(answer.await?))
}

#[elizaos::action(name = "UNASKED")]
async fn unasked(call: ActionCall) -> Result<ActionResult> {
    drop(call.runtime().emit_event("E", json!({})));
    Ok(ActionResult::ok())
}

#[elizaos::action(name = "REFUSED")]
async fn refused(call: ActionCall) -> Result<ActionResult> {
    let error = call.emit(json!({"n": i64::MAX})).await.unwrap_err();
    assert_eq!(error.code(), elizaos::error_codes::VALUE_REFUSED);
    Ok(ActionResult::refused(error.message()))
}

#[elizaos::action(name = "CHAIN")]
async fn chain(call: ActionCall) -> Result<ActionResult> {
    let memory = json!({"content": {"text": "t"}});
    let stored = call.runtime().create_memory(memory, "messages", true).await;
    let id = stored.map_err(|error| error.context("Cannot keep the memory"))?;
    let state = call
        .runtime()
        .compose_state(call.message(), &["TIME"], true);
    Ok(ActionResult::ok().text(id).data(state.await?))
}

#[elizaos::action(name = "TOO_MUCH")]
async fn too_much(_: ActionCall) -> Result<ActionResult> {
    Ok(ActionResult::ok().data(json!({"list": [1, u64::MAX]})))
}

#[elizaos::action(name = "IO")]
async fn io(_: ActionCall) -> Result<()> {
    Err(std::io::Error::other("disk is full"))?;
    Err(Error::new("unreachable"))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [
        {"name": "BOTH"}, {"name": "FIRST"}, {"name": "UNASKED"}, {"name": "REFUSED"}, {"name": "CHAIN"}, {"name": "TOO_MUCH"},
        {"name": "IO"}
    ]}"#,
    actions: [both, first, unasked, refused, chain, too_much, io],
}

#[test]
fn joined_requests_are_sent_together_and_name_the_same_parent() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "BOTH", wire!({}));
    assert_eq!(
        host.next(),
        wire!({"type": "host.call", "id": 1, "parent": 5, "method": "getMemories", "args": [{"tableName": "messages"}]})
    );
    assert_eq!(
        host.next(),
        wire!({"type": "host.call", "id": 2, "parent": 5, "method": "getMemoryById", "args": ["m"]})
    );
    host.send(wire!({"type": "host.result", "re": 2, "value": null}));
    assert!(host.is_idle());
    host.send(wire!({"type": "host.result", "re": 1, "value": [{}, {}]}));
    assert_eq!(
        host.next()["result"]["data"],
        wire!({"one": 2, "other": null})
    );
}

#[test]
fn calls_under_way_keep_their_parents_apart() {
    let mut host = Host::ready(plugin());
    for id in [7, 9] {
        host.invoke(id, "FIRST", wire!({}));
        assert_eq!(host.next()["parent"], id);
        assert_eq!(host.next()["parent"], id);
    }
}

#[test]
fn a_request_that_is_dropped_is_cancelled() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "FIRST", wire!({}));
    assert_eq!(
        (&host.next()["id"], &host.next()["id"]),
        (&wire!(1), &wire!(2))
    );
    host.send(wire!({"type": "host.result", "re": 1, "value": "text"}));
    assert_eq!(host.next(), wire!({"type": "cancel", "re": 2}));
    assert_eq!(host.next()["result"]["data"], "text");
    host.send(wire!({"type": "host.result", "re": 2, "value": "late"}));
    assert!(host.is_idle());
}

#[test]
fn a_request_that_is_never_awaited_is_never_sent() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "UNASKED", wire!({}));
    assert_eq!(host.next()["type"], "action.result");
    assert!(host.is_idle());
}

#[test]
fn cancel_drops_both_requests_of_a_join() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "BOTH", wire!({}));
    host.next();
    host.next();
    host.send(wire!({"type": "cancel", "re": 5}));
    assert_eq!(host.next(), wire!({"type": "cancel", "re": 1}));
    assert_eq!(host.next(), wire!({"type": "cancel", "re": 2}));
    assert_eq!(host.next()["code"], "cancelled");
    assert!(host.is_idle());
}

#[test]
fn a_value_that_may_not_be_sent_fails_the_request_and_sends_nothing() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "REFUSED", wire!({}));
    let result = &host.next()["result"];
    assert_eq!(
        result["error"],
        "Cannot send $.content.n as it must be an integer within ±2^53: current value is 9223372036854775807"
    );
    assert!(host.is_idle());
}

#[test]
fn a_result_that_may_not_be_sent_ends_the_call_by_value_refused() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "TOO_MUCH", wire!({}));
    let error = host.next();
    assert_eq!(
        (&error["re"], &error["code"]),
        (&wire!(5), &wire!("value_refused"))
    );
    let message = error["message"].as_str().unwrap();
    assert!(
        message.starts_with("Cannot send $.result.data.list[1]"),
        "{message}"
    );
    assert!(host.is_idle());
}

#[test]
fn the_question_mark_passes_an_error_of_the_host_on_as_the_cause() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "CHAIN", wire!({}));
    assert_eq!(
        host.next()["args"],
        wire!([{"content": {"text": "t"}}, "messages", true])
    );
    let cause = wire!({"code": "permission_denied", "message": "No", "details": {"plugin": "sql"}});
    let mut error = cause.clone();
    error["type"] = wire!("error");
    error["re"] = wire!(1);
    host.send(error);
    let error = host.next();
    assert_eq!(error["code"], "handler_failed");
    assert_eq!(error["message"], "Cannot keep the memory");
    assert_eq!(error["details"]["cause"], cause);
    assert_eq!(
        (&error["details"]["plugin"], &error["details"]["language"]),
        (&wire!("test"), &wire!("rust"))
    );
}

#[test]
fn a_cause_too_deep_to_be_sent_on_is_left_out() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "CHAIN", wire!({}));
    host.next();
    let mut deep = wire!(0);
    for _ in 0..61 {
        deep = wire!([deep]);
    }
    host.send(wire!({"type": "error", "re": 1, "code": "host_failed", "message": "no", "details": {"a": deep}}));
    let error = host.next();
    assert_eq!(error["message"], "Cannot keep the memory");
    assert_eq!(error["details"], wire!(null));
}

#[test]
fn an_answer_of_another_shape_or_type_fails_the_request() {
    for answer in [
        wire!({"type": "host.result", "re": 1, "value": 7}),
        wire!({"type": "callback.result", "re": 1, "memories": []}),
    ] {
        let mut host = Host::ready(plugin());
        host.invoke(5, "CHAIN", wire!({}));
        host.next();
        host.send(answer);
        assert_eq!(
            host.next()["details"]["cause"]["details"]["cause"],
            wire!(null)
        );
    }
}

#[test]
fn an_answer_that_breaks_the_protocol_fails_its_request() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "FIRST", wire!({}));
    host.next();
    host.next();
    host.send_bytes(br#"{"type":"host.result","re":1,"value":{"__proto__":1}}"#);
    assert_eq!(host.next(), wire!({"type": "cancel", "re": 2}));
    assert_eq!(
        host.next()["details"]["cause"]["code"],
        "protocol_violation"
    );
}

#[test]
fn an_error_of_another_library_names_the_place_of_the_question_mark() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "IO", wire!({}));
    let error = host.next();
    assert_eq!(error["message"], "disk is full");
    let traceback = error["details"]["traceback"].as_str().unwrap();
    assert!(traceback.contains(concat!("at ", file!())), "{traceback}");
}
