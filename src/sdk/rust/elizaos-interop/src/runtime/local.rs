//! What the runtime answers without asking: from what the host told at init and since.

use std::sync::Arc;

use crate::channel::{Ask, Takes};
use crate::posted::Posted;
use crate::run_id;
use crate::runtime::Runtime;
use crate::value::Value;

/// elizaOS's own, where the host does not say.
const CONVERSATION_LENGTH: u64 = 32;

/// The longest name of a setting that the protocol takes.
const MAX_NAME_CHARS: usize = 256;

impl Runtime {
    /// The agent's id, a UUID; empty before `plugin.init`.
    pub fn agent_id(&self) -> Arc<str> {
        Arc::clone(&self.shared().snapshot().agent_id)
    }

    /// elizaOS's `Character`, without secrets; null before `plugin.init`.
    pub fn character(&self) -> Arc<Value> {
        Arc::clone(&self.shared().snapshot().character)
    }

    /// A setting of the agent that the plugin may see: what its manifest's `config` declares and what the user grants.
    /// None where it is unknown or null; the user is told once of one that the plugin may not see.
    pub fn get_setting(&self, key: &str) -> Option<Value> {
        let snapshot = self.shared().snapshot();
        let Some(value) = snapshot.settings.get(key) else {
            self.tell_missing(key);
            return None;
        };
        (!value.is_null()).then(|| value.clone())
    }

    fn tell_missing(&self, key: &str) {
        if key.chars().nth(MAX_NAME_CHARS).is_none() && self.shared().note_missing(key) {
            // Texts always pass.
            let _ = self
                .shared()
                .channel
                .send("setting.missing", &mut |fields| {
                    fields.text("name", key);
                    Ok(())
                });
        }
    }

    /// Changes a setting of the agent, for this plugin at once. Waits for nothing: a refusal of the host is logged.
    pub fn set_setting(&self, key: impl Into<String>, value: impl Into<Value>, secret: bool) {
        let (key, value) = (key.into(), value.into());
        let shared = self.shared();
        shared.change_snapshot(|snapshot| snapshot.set(&key, value.clone()));
        let what = format!("set the setting {key}");
        let mut args = vec![Value::String(key), value];
        if secret {
            args.push(secret.into());
        }
        let ask = Ask::HostCall {
            method: "setSetting".into(),
            args,
            takes: Takes::Nothing,
        };
        Posted::send(shared, self.call_around(), what, &ask, |_| {}).forget();
    }

    /// Whether the agent has a service of that type, which runs or is starting.
    pub fn has_service(&self, service_type: &str) -> bool {
        let services = &self.shared().snapshot().services;
        services.iter().any(|known| known == service_type)
    }

    /// The types of the agent's services that run or are starting.
    pub fn get_registered_service_types(&self) -> Arc<[String]> {
        Arc::clone(&self.shared().snapshot().services)
    }

    /// How many messages of a conversation the agent looks at.
    pub fn get_conversation_length(&self) -> u64 {
        let told = self.shared().snapshot().conversation_length;
        told.unwrap_or(CONVERSATION_LENGTH)
    }

    /// A new id for a run, a UUID.
    pub fn create_run_id(&self) -> String {
        run_id::create()
    }

    /// Whether other agents can be reached by way of this one: they cannot from a plugin in another language.
    pub fn has_eliza_os(&self) -> bool {
        false
    }
}
