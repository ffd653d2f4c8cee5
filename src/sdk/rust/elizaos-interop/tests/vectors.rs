//! The vectors that bun, cargo and pytest share (test/vectors of the repository).

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../../../../test/guests/probe/rust/src/lib.rs"]
mod probe;
mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::Host;

fn vectors(file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../../test/vectors")
        .join(file);
    let text = fs::read(&path)
        .unwrap_or_else(|error| panic!("Cannot read the vectors {}: {error}", path.display()));
    let document: Value = serde_json::from_slice(&text).unwrap();
    let list = file.trim_end_matches(".json");
    document[list]
        .as_array()
        .expect("a list of vectors")
        .clone()
}

#[test]
fn decode_and_encode_agree_on_every_value() {
    for vector in vectors("values.json") {
        let text = vector["json"].as_str().unwrap();
        let value = elizaos::decode(text.as_bytes()).unwrap();
        let again = elizaos::encode(&value).unwrap();
        let expected: Value = serde_json::from_str(text).unwrap();
        let encoded: Value = serde_json::from_slice(&again).unwrap();
        assert_eq!(encoded, expected, "{}", vector["name"]);
    }
}

#[test]
fn decode_refuses_what_must_be_refused() {
    for vector in vectors("refused.json") {
        let Some(text) = vector["json"].as_str() else {
            continue;
        };
        let error = elizaos::decode(text.as_bytes()).expect_err(&vector["name"].to_string());
        assert_eq!(error.code(), vector["code"], "{}", vector["name"]);
    }
}

#[test]
fn decode_reads_every_message_and_a_guest_survives_it() {
    for vector in vectors("messages.json") {
        let text = vector["json"].as_str().unwrap();
        let value = elizaos::decode(text.as_bytes()).unwrap();
        let again: Value = serde_json::from_slice(&elizaos::encode(&value).unwrap()).unwrap();
        let expected: Value = serde_json::from_str(text).unwrap();
        assert_eq!(again, expected, "{}", vector["name"]);

        let mut host = Host::ready(probe::plugin());
        host.send_bytes(text.as_bytes());
        host.send_bytes(br#"{"type":"ping","id":1000}"#);
        let pong = loop {
            let message = host.next();
            if message["re"] == 1000 {
                break message;
            }
        };
        assert_eq!(pong["type"], "pong", "{}", vector["name"]);
    }
}

#[test]
fn a_guest_plays_every_exchange() {
    for vector in vectors("exchanges.json") {
        let name = &vector["name"];
        let mut host = Host::open(probe::plugin());
        for (at, step) in vector["steps"].as_array().unwrap().iter().enumerate() {
            if let Some(message) = step.get("send") {
                host.send(message.clone());
            } else {
                let message = host.next();
                let expected = &step["expect"];
                assert!(
                    has(&message, expected),
                    "{name}, step {at}: expected {expected}, received {message}"
                );
            }
        }
        assert!(host.is_idle(), "{name}: unexpected {}", host.next());
    }
}

/// Whether the value has at least what is expected: maps are subsets, everything else is equal.
fn has(value: &Value, expected: &Value) -> bool {
    match (value, expected) {
        (Value::Object(map), Value::Object(fields)) => fields
            .iter()
            .all(|(key, field)| map.get(key).is_some_and(|value| has(value, field))),
        (Value::Array(items), Value::Array(all)) => {
            items.len() == all.len() && items.iter().zip(all).all(|(item, one)| has(item, one))
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => value == expected,
    }
}
