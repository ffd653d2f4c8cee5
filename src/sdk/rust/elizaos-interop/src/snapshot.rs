//! What the host told of the agent: a handler reads it without asking (PROTOCOL.md: `plugin.init`, `plugin.update`).

use std::sync::Arc;

use crate::value::{Map, Value};

/// The agent as `plugin.init` described it, and as `plugin.update` changed it since.
#[derive(Clone, Default)]
pub(crate) struct Snapshot {
    pub(crate) agent_id: Arc<str>,
    pub(crate) character: Arc<Value>,
    pub(crate) settings: Arc<Map>,
}

impl Snapshot {
    /// From the fields of `plugin.init`.
    pub(crate) fn from_init(fields: &mut Map) -> Self {
        let mut snapshot = Self {
            agent_id: fields
                .get("agent")
                .and_then(|agent| agent["id"].as_str())
                .unwrap_or_default()
                .into(),
            ..Self::default()
        };
        if let Value::Map(mut agent) = fields.take("agent") {
            snapshot.character = Arc::new(agent.take("character"));
        }
        snapshot.update(fields);
        snapshot
    }

    /// Takes `settings` and `character` over from the fields that have them; each replaces the one before.
    pub(crate) fn update(&mut self, fields: &mut Map) {
        if let Value::Map(settings) = fields.take("settings") {
            self.settings = Arc::new(settings);
        }
        if let character @ Value::Map(_) = fields.take("character") {
            self.character = Arc::new(character);
        }
    }
}
