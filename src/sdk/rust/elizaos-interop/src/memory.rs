//! elizaOS's `Memory`, read by name. It is the host's value as it came: what has no method here is there by key.

use std::ops::Deref;

use crate::value::Value;

/// A message or another memory: `{id, entityId, agentId, roomId, createdAt, content: {text, source, …}, …}`, each field
/// as elizaOS defines it and optional. Reads as a [`Value`]: `memory["metadata"]["type"]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory(Value);

impl Memory {
    /// The memory's own id, a UUID.
    pub fn id(&self) -> Option<&str> {
        self["id"].as_str()
    }

    /// The id of whoever it is from, a UUID.
    pub fn entity_id(&self) -> Option<&str> {
        self["entityId"].as_str()
    }

    /// The id of the room that it belongs to, a UUID.
    pub fn room_id(&self) -> Option<&str> {
        self["roomId"].as_str()
    }

    /// When it was made, in milliseconds since the Unix epoch.
    pub fn created_at(&self) -> Option<f64> {
        self["createdAt"].as_f64()
    }

    /// elizaOS's `Content`, `{text, source, actions, inReplyTo, …}`; null where there is none.
    pub fn content(&self) -> &Value {
        &self["content"]
    }

    /// The text of the content.
    pub fn text(&self) -> Option<&str> {
        self.content()["text"].as_str()
    }

    /// The name of the client that the content came through.
    pub fn source(&self) -> Option<&str> {
        self.content()["source"].as_str()
    }
}

impl Deref for Memory {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.0
    }
}

impl From<Value> for Memory {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

impl From<Memory> for Value {
    fn from(memory: Memory) -> Self {
        memory.0
    }
}

impl From<&Memory> for Value {
    fn from(memory: &Memory) -> Self {
        memory.0.clone()
    }
}
