//! Models: of the plugin, and of the agent.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{ActionCall, ActionResult, ModelCall, ModelResult, Result, Value, json};
use serde_json::json as wire;
use support::Host;

#[elizaos::model(type = "PARTS")]
async fn parts(call: ModelCall) -> Result<()> {
    for part in ["one ", "two ", "three"] {
        call.chunk(part)?;
        call.runtime().get_cache(part.trim()).await?;
    }
    Ok(())
}

#[elizaos::model(type = "SAME")]
async fn same(call: ModelCall) -> Result<Value> {
    Ok(call.into_params())
}

#[elizaos::model(type = "OWN")]
async fn own(call: ModelCall) -> Result<ModelResult> {
    call.chunk("a part")?;
    let usage = json!({"totalTokens": 3});
    Ok(ModelResult::new("the whole")
        .usage(usage)
        .finish_reason("stop"))
}

#[elizaos::action(name = "USE")]
async fn uses(call: ActionCall) -> Result<ActionResult> {
    let mut stream = call
        .runtime()
        .use_model_stream("TEXT_SMALL", json!({"prompt": "p"}));
    let mut parts = Vec::new();
    while let Some(text) = stream.next().await? {
        let is_last = text == "stop";
        parts.push(text);
        if is_last {
            drop(stream);
            return Ok(ActionResult::ok().data(parts));
        }
    }
    assert_eq!(stream.next().await?, None);
    let whole = stream.value().await?;
    Ok(ActionResult::ok().data(json!({"parts": parts, "whole": whole})))
}

#[elizaos::action(name = "USE_WHOLE")]
async fn uses_whole(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    let stream = runtime.use_model_stream("TEXT_SMALL", json!({}));
    let whole = stream.value().await?;
    let of = runtime
        .use_model_of("TEXT_SMALL", json!({}), "peer")
        .await?;
    Ok(ActionResult::ok().data(json!([whole, of])))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "USE"}, {"name": "USE_WHOLE"}],
        "models": [{"type": "PARTS"}, {"type": "SAME"}, {"type": "OWN"}]}"#,
    actions: [uses, uses_whole],
    models: [parts, same, own],
}

#[test]
fn chunk_sends_parts_at_once_and_the_value_is_the_whole_text() {
    let mut host = Host::ready(plugin());
    host.send(
        wire!({"type": "model.invoke", "id": 5, "model": "PARTS", "params": {}, "stream": true}),
    );
    for (at, part) in (1..).zip(["one ", "two ", "three"]) {
        assert_eq!(
            host.next(),
            wire!({"type": "model.chunk", "re": 5, "text": part})
        );
        assert_eq!(host.next()["args"], wire!([part.trim()]));
        assert!(host.is_idle());
        host.send(wire!({"type": "host.result", "re": at, "value": null}));
    }
    assert_eq!(
        host.next(),
        wire!({"type": "model.result", "re": 5, "value": "one two three"})
    );
}

#[test]
fn chunk_only_collects_for_a_caller_that_takes_no_parts() {
    let mut host = Host::ready(plugin());
    host.send(
        wire!({"type": "model.invoke", "id": 5, "model": "PARTS", "params": {}, "stream": false}),
    );
    for at in 1..=3 {
        assert_eq!(host.next()["type"], "host.call");
        host.send(wire!({"type": "host.result", "re": at, "value": null}));
    }
    assert_eq!(
        host.next(),
        wire!({"type": "model.result", "re": 5, "value": "one two three"})
    );
}

#[test]
fn a_model_answers_any_value_and_tells_more_of_it() {
    let mut host = Host::ready(plugin());
    for params in [
        wire!({"a": [1, null]}),
        wire!("text"),
        wire!(null),
        wire!({"$bytes": "AAE="}),
    ] {
        let answer =
            host.ask(wire!({"type": "model.invoke", "id": 5, "model": "SAME", "params": params}));
        assert_eq!(
            answer,
            wire!({"type": "model.result", "re": 5, "value": params})
        );
    }
    assert_eq!(
        host.ask(wire!({"type": "model.invoke", "id": 6, "model": "OWN", "params": null})),
        wire!({
            "type": "model.result", "re": 6, "value": "the whole", "usage": {"totalTokens": 3}, "finishReason": "stop"
        })
    );
}

#[test]
fn cancel_of_a_model_ends_what_it_asks_and_nothing_more_is_sent() {
    let mut host = Host::ready(plugin());
    host.send(
        wire!({"type": "model.invoke", "id": 5, "model": "PARTS", "params": {}, "stream": true}),
    );
    host.next();
    host.next();
    host.send(wire!({"type": "cancel", "re": 5}));
    assert_eq!(host.next(), wire!({"type": "cancel", "re": 1}));
    assert_eq!(host.next()["code"], "cancelled");
    host.send(wire!({"type": "host.result", "re": 1, "value": null}));
    assert!(host.is_idle());
}

#[test]
fn use_model_stream_takes_parts_as_they_come() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "USE", wire!({}));
    assert_eq!(
        host.next(),
        wire!({
            "type": "host.call", "id": 1, "parent": 5, "method": "useModel", "args": ["TEXT_SMALL", {"prompt": "p"}],
            "stream": true
        })
    );
    for text in ["a", "b"] {
        host.send(wire!({"type": "model.chunk", "re": 1, "text": text}));
        assert!(host.is_idle());
    }
    let answer = host.ask(wire!({"type": "host.result", "re": 1, "value": "ab"}));
    assert_eq!(
        answer["result"]["data"],
        wire!({"parts": ["a", "b"], "whole": "ab"})
    );
}

#[test]
fn a_stream_that_is_dropped_is_cancelled_and_one_that_fails_fails_the_handler() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "USE", wire!({}));
    host.next();
    host.send(wire!({"type": "model.chunk", "re": 1, "text": "stop"}));
    assert_eq!(host.next(), wire!({"type": "cancel", "re": 1}));
    assert_eq!(host.next()["result"]["data"], wire!(["stop"]));
    host.send(wire!({"type": "model.chunk", "re": 1, "text": "late"}));

    host.invoke(6, "USE", wire!({}));
    host.next();
    host.send(wire!({"type": "model.chunk", "re": 2, "text": "a"}));
    let error =
        host.ask(wire!({"type": "error", "re": 2, "code": "host_failed", "message": "no weights"}));
    assert_eq!(
        (&error["re"], &error["message"]),
        (&wire!(6), &wire!("no weights"))
    );
}

#[test]
fn value_of_a_stream_leaves_parts_out_and_parts_of_nothing_are_ignored() {
    let mut host = Host::ready(plugin());
    host.invoke(5, "USE_WHOLE", wire!({}));
    host.next();
    host.send(wire!({"type": "model.chunk", "re": 1, "text": "a"}));
    let asked = host.ask(wire!({"type": "host.result", "re": 1, "value": "a"}));
    assert_eq!(asked["args"], wire!(["TEXT_SMALL", {}, "peer"]));
    assert_eq!(asked.get("stream"), None);
    host.send(wire!({"type": "model.chunk", "re": 2, "text": "unasked"}));
    host.send(wire!({"type": "model.chunk", "re": 99, "text": "to nobody"}));
    let answer = host.ask(wire!({"type": "host.result", "re": 2, "value": "b"}));
    assert_eq!(answer["result"]["data"], wire!(["a", "b"]));
}
