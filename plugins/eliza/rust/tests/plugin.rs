//! The plugin as a host sees it: ../../conversation.json through messages, in a room that remembers both sides.

#![allow(clippy::unwrap_used)]

use elizaos::Guest;
use serde_json::{Value, json};

const ROOM: &str = "00000000-0000-4000-8000-000000000001";
const USER: &str = "00000000-0000-4000-8000-000000000002";
const AGENT: &str = "00000000-0000-4000-8000-000000000003";

/// A host that keeps a room and answers what the plugin asks.
struct Host {
    guest: Guest,
    room: Vec<Value>,
    emitted: Vec<Value>,
    last_id: u64,
}

impl Host {
    /// `script` is the setting `ELIZA_SCRIPT`.
    fn open(script: Value) -> Self {
        let mut host = Self {
            guest: Guest::open(eliza::plugin(), || {}),
            room: Vec::new(),
            emitted: Vec::new(),
            last_id: 0,
        };
        let agent = json!({"id": AGENT, "character": {}});
        let settings = json!({ "ELIZA_SCRIPT": script });
        let answer = host.ask(
            json!({"type": "plugin.init", "protocol": 1, "settings": settings, "agent": agent}),
        );
        assert_eq!(answer["type"], "plugin.init.result");
        host
    }

    /// Makes a request and answers the plugin's own until it ends.
    fn ask(&mut self, mut request: Value) -> Value {
        self.last_id += 1;
        request["id"] = json!(self.last_id);
        let mut unsent = vec![request];
        loop {
            let message = unsent.remove(0);
            for message in self.send(&message) {
                let answer = match message["type"].as_str().unwrap() {
                    "ready" => continue,
                    "component.register" => json!({"type": "component.result"}),
                    "host.call" => json!({"type": "host.result", "value": self.memories(&message)}),
                    "callback.emit" => {
                        self.emitted.push(message["content"].clone());
                        json!({"type": "callback.result", "memories": []})
                    }
                    _ => return message,
                };
                let mut answer = answer;
                answer["re"] = message["id"].clone();
                unsent.push(answer);
            }
        }
    }

    fn send(&mut self, message: &Value) -> Vec<Value> {
        let answer = self.guest.send(&serde_json::to_vec(message).unwrap());
        let mut rest = &answer[8..];
        let mut messages = Vec::new();
        while let Some((length, text)) = rest.split_first_chunk() {
            let (text, after) = text.split_at(u32::from_le_bytes(*length) as usize);
            messages.push(serde_json::from_slice(text).unwrap());
            rest = after;
        }
        messages
    }

    /// The whole room is in one table, and its second half in the other too.
    fn memories(&self, call: &Value) -> Value {
        assert_eq!(
            (&call["method"], &call["parent"]),
            (&json!("getMemories"), &json!(self.last_id))
        );
        let query = &call["args"][0];
        assert_eq!(
            (&query["roomId"], &query["count"]),
            (&json!(ROOM), &json!(200))
        );
        match query["tableName"].as_str().unwrap() {
            "messages" => json!(self.room),
            _ => json!(self.room[self.room.len() / 2..]),
        }
    }

    fn remember(&mut self, entity: &str, text: &str) -> Value {
        let at = self.room.len();
        let content = json!({"text": text, "source": "test"});
        let memory = json!({
            "id": format!("m{at:04}"), "entityId": entity, "roomId": ROOM, "createdAt": at, "content": content
        });
        self.room.push(memory.clone());
        memory
    }

    fn say(&mut self, text: &str) -> Value {
        let memory = self.remember(USER, text);
        let answer =
            self.ask(json!({"type": "action.invoke", "action": "ELIZA_REPLY", "memory": memory}));
        let reply = answer["result"]["text"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        self.remember(AGENT, &reply);
        answer
    }

    fn topics(&mut self, text: &str) -> Value {
        let memory = self.remember(USER, text);
        self.ask(json!({"type": "provider.get", "provider": "ELIZA_TOPICS", "memory": memory}))["result"].clone()
    }
}

#[test]
fn eliza_reply_holds_the_conversation() {
    let conversation: Value =
        serde_json::from_str(include_str!("../../conversation.json")).unwrap();
    let mut host = Host::open(Value::Null);
    for turn in conversation["turns"].as_array().unwrap() {
        let result = &host.say(turn["user"].as_str().unwrap())["result"];
        let data = json!({"keyword": turn["keyword"], "rule": turn["rule"]});
        assert_eq!(
            result,
            &json!({"success": true, "text": turn["reply"], "data": data})
        );
    }
}

#[test]
fn eliza_reply_emits_its_reply_before_it_ends() {
    let mut host = Host::open(Value::Null);
    host.say("I am unhappy");
    let content = json!({
        "text": "What has made you unhappy?", "actions": ["ELIZA_REPLY"], "source": "test", "inReplyTo": "m0000"
    });
    assert_eq!(host.emitted, [content]);
}

#[test]
fn validate_takes_what_has_a_text() {
    let mut host = Host::open(Value::Null);
    for (content, valid) in [
        (json!({"text": ""}), true),
        (json!({"text": 7}), false),
        (json!({}), false),
    ] {
        let memory = json!({"content": content});
        let answer =
            host.ask(json!({"type": "action.validate", "action": "ELIZA_REPLY", "memory": memory}));
        assert_eq!(answer["valid"], valid);
    }
}

#[test]
fn eliza_topics_lists_what_was_spoken_of() {
    let mut host = Host::open(Value::Null);
    let none = json!({"text": "No topics yet", "values": {"topics": ""}, "data": {"topics": []}});
    assert_eq!(host.topics(""), none);
    host.say("I am unhappy");
    let result = host.topics("My boss ignores me");
    assert_eq!(result["text"], "Topics so far: i, my");
    assert_eq!(result["values"], json!({"topics": "i, my"}));
    assert_eq!(result["data"], json!({"topics": ["i", "my"]}));
}

#[test]
fn eliza_script_replaces_the_script() {
    let rule = json!({"id": "r", "decomposition": "*", "reassemblies": ["Heard (1)"]});
    let script = json!({
        "pre": [], "post": [], "classes": [], "keywords": [{"word": "x", "rank": 0, "rules": [rule]}], "none": ["What?"],
        "empty": ["Speak"]
    });
    let mut host = Host::open(json!(script.to_string()));
    assert_eq!(host.say("x y")["result"]["text"], "Heard x y");
    host.send(&json!({"type": "plugin.update", "settings": {"ELIZA_SCRIPT": "{}"}}));
    let error = host.say("x y");
    assert_eq!(error["code"], "handler_failed");
    assert_eq!(
        error["message"],
        "Cannot load the ELIZA script as $.pre is missing"
    );
    host.send(&json!({"type": "plugin.update", "settings": {"ELIZA_SCRIPT": null}}));
    assert_eq!(host.say("I am unhappy")["result"]["data"]["rule"], "i:sad");
}
