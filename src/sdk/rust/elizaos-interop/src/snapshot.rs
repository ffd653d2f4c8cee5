//! What the host told of the agent: a handler reads it without asking (PROTOCOL.md: `plugin.init`, `plugin.update`).

use std::sync::Arc;

use crate::value::{Map, Value};

/// The agent as `plugin.init` described it, and as `plugin.update` changed it since.
#[derive(Clone, Default)]
pub(crate) struct Snapshot {
    pub(crate) agent_id: Arc<str>,
    pub(crate) character: Arc<Value>,
    pub(crate) settings: Arc<Map>,
    /// Types of the services that run or are starting.
    pub(crate) services: Arc<[String]>,
    pub(crate) conversation_length: Option<u64>,
}

impl Snapshot {
    /// From the fields of `plugin.init`.
    pub(crate) fn from_init(fields: &mut Map) -> Self {
        let agent = fields.get("agent");
        let mut snapshot = Self {
            agent_id: agent
                .and_then(|agent| agent["id"].as_str())
                .unwrap_or_default()
                .into(),
            conversation_length: agent
                .and_then(|agent| agent["conversationLength"].as_i64())
                .and_then(|length| u64::try_from(length).ok()),
            ..Self::default()
        };
        if let Value::Map(mut agent) = fields.take("agent") {
            snapshot.character = Arc::new(agent.take("character"));
        }
        snapshot.update(fields);
        snapshot
    }

    /// Takes `settings`, `character` and `services` over from the fields that have them; each replaces the one before.
    pub(crate) fn update(&mut self, fields: &mut Map) {
        if let Value::Map(settings) = fields.take("settings") {
            self.settings = Arc::new(settings);
        }
        if let character @ Value::Map(_) = fields.take("character") {
            self.character = Arc::new(character);
        }
        if let Value::Array(types) = fields.take("services") {
            let types = types.into_iter().filter_map(|name| match name {
                Value::String(name) => Some(name),
                _ => None,
            });
            self.services = types.collect();
        }
    }

    /// Changes a setting that the plugin may see; another's stays unseen.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        if let Some(setting) = Arc::make_mut(&mut self.settings).get_mut(name) {
            *setting = value;
        }
    }
}
