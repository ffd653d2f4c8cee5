//! A host that breaks the protocol gets an answer, and the guest goes on.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../../../../test/guests/probe/rust/src/lib.rs"]
mod probe;
mod support;

use serde_json::{Value, json};
use support::Host;

/// The answer to a ping, which shows that the guest is well.
fn assert_alive(host: &mut Host) {
    host.send(json!({"type": "ping", "id": 77}));
    assert_eq!(host.next(), json!({"type": "pong", "re": 77}));
}

#[test]
fn send_answers_garbage_with_a_line_in_the_log() {
    let mut host = Host::ready(probe::plugin());
    let deep = vec![b'['; 200_000];
    for garbage in [
        &b"\xff\xfe\x00"[..],
        b"{",
        b"nul",
        b"[]",
        b"\"text\"",
        b"{}",
        b"{\"type\":\"ping\",\"id\":\"\xc3\x28\"}",
        br#"{"type":"ping","id":0}"#,
        br#"{"type":"ping","id":1e400}"#,
        br#"{"type":{"a":1},"ID":3}"#,
        br#"{"type":"\ud800","x":1}"#,
        &deep,
    ] {
        host.send_bytes(garbage);
        let line = host.next();
        assert_eq!(
            (&line["type"], &line["level"]),
            (&json!("log"), &json!("error")),
            "{line}"
        );
        assert_alive(&mut host);
    }
}

#[test]
fn send_answers_a_bad_request_by_an_error() {
    let mut host = Host::ready(probe::plugin());
    for (request, code) in [
        (json!({"type": "action.invoke"}), "protocol_violation"),
        (
            json!({"type": "action.invoke", "action": 7}),
            "protocol_violation",
        ),
        (
            json!({"type": "action.invoke", "action": "ECHO", "memory": 7}),
            "protocol_violation",
        ),
        (
            json!({"type": "action.invoke", "action": "ECHO", "responses": {}}),
            "protocol_violation",
        ),
        (
            json!({"type": "action.validate", "action": "ECHO", "state": []}),
            "protocol_violation",
        ),
        (
            json!({"type": "action.validate", "action": "echo"}),
            "component_unknown",
        ),
        (
            json!({"type": "provider.get", "provider": "NOBODY"}),
            "component_unknown",
        ),
        (
            json!({"type": "provider.get", "provider": null}),
            "protocol_violation",
        ),
        (json!({"type": "memory.forget"}), "unsupported"),
        (
            json!({"type": "callback.emit", "parent": 1, "content": {}}),
            "unsupported",
        ),
        (
            json!({"type": "evaluator.invoke", "evaluator": "PROBE_SELDOM", "state": 1}),
            "protocol_violation",
        ),
        (
            json!({"type": "event.emit", "event": "PROBE_EVENT", "callback": 1}),
            "protocol_violation",
        ),
        (
            json!({"type": "model.invoke", "model": "PROBE_VALUE", "stream": "yes"}),
            "protocol_violation",
        ),
        (
            json!({"type": "model.invoke", "model": []}),
            "protocol_violation",
        ),
        (
            json!({"type": "route.handle", "route": "/hello", "method": "GET"}),
            "protocol_violation",
        ),
        (
            json!({"type": "route.handle", "route": "/hello", "method": "GET", "path": "/", "query": []}),
            "protocol_violation",
        ),
        (
            json!({"type": "route.handle", "route": "/hello", "method": "GET", "path": "/", "rawBody": "a"}),
            "protocol_violation",
        ),
        (
            json!({"type": "route.handle", "route": "/hello", "method": "GET", "path": "/", "files": [1]}),
            "protocol_violation",
        ),
        (
            json!({"type": "service.start", "service": 1}),
            "protocol_violation",
        ),
        (
            json!({"type": "service.call", "instance": "1", "method": "add", "args": []}),
            "protocol_violation",
        ),
        (
            json!({"type": "service.call", "instance": -1, "method": "add", "args": []}),
            "protocol_violation",
        ),
        (json!({"type": "service.stop"}), "protocol_violation"),
        (
            json!({"type": "plugin.init", "protocol": 1, "config": []}),
            "protocol_violation",
        ),
        (
            json!({"type": "plugin.init", "protocol": 2}),
            "protocol_version",
        ),
        (json!({"type": "plugin.init"}), "protocol_version"),
        (json!({"type": 7, "y": 1}), "protocol_violation"),
    ] {
        let mut message = json!({"id": 4});
        message
            .as_object_mut()
            .unwrap()
            .extend(request.as_object().unwrap().clone());
        host.send(message.clone());
        let error = host.next();
        assert_eq!(
            (&error["re"], &error["code"]),
            (&json!(4), &json!(code)),
            "{message}: {error}"
        );
        assert_alive(&mut host);
    }
}

#[test]
fn send_survives_every_message_cut_short_and_bent() {
    let memory =
        json!({"id": "m", "content": {"text": "t", "n": [1, 2.5, null, {"$bytes": "AA=="}]}});
    let message = json!({
        "type": "action.invoke", "id": 3, "action": "ECHO", "memory": memory, "state": {}, "options": {}, "responses": []
    });
    let text = serde_json::to_vec(&message).unwrap();
    let mut host = Host::ready(probe::plugin());
    for at in 0..text.len() {
        host.send_bytes(&text[..at]);
        for byte in [b'"', b'{', b'}', b'0', 0xff] {
            let mut bent = text.clone();
            bent[at] = byte;
            host.send_bytes(&bent);
        }
    }
    while !host.is_idle() {
        let Value::String(kind) = &host.next()["type"] else {
            unreachable!()
        };
        assert!(
            ["log", "error", "action.result", "pong"].contains(&kind.as_str()),
            "{kind}"
        );
    }
    assert_alive(&mut host);
}

#[test]
fn a_request_whose_id_is_under_way_is_ignored() {
    let mut host = Host::ready(probe::plugin());
    host.invoke(5, "WAIT", json!({"ms": 60_000}));
    host.invoke(5, "ECHO", json!({}));
    assert!(host.is_idle());
    host.send(json!({"type": "cancel", "re": 5}));
    assert_eq!(host.next()["code"], "cancelled");
    host.invoke(5, "NOTHING", json!({}));
    assert_eq!(host.next()["type"], "action.result");
}

#[test]
fn a_map_with_many_keys_costs_no_more_than_its_size() {
    let keys: serde_json::Map<String, Value> =
        (0..100_000).map(|n| (n.to_string(), json!(n))).collect();
    let mut host = Host::ready(probe::plugin());
    host.invoke(5, "ECHO", Value::Object(keys));
    assert_eq!(host.next()["result"]["data"]["options"]["99999"], 99_999);
}

#[test]
fn guests_of_one_plugin_share_nothing() {
    let (mut one, mut other) = (Host::ready(probe::plugin()), Host::ready(probe::plugin()));
    for count in 1..=3 {
        one.invoke(count, "COUNT", json!({}));
        assert_eq!(one.next()["result"]["data"]["count"], count);
    }
    other.invoke(1, "COUNT", json!({}));
    assert_eq!(other.next()["result"]["data"]["count"], 1);
}
