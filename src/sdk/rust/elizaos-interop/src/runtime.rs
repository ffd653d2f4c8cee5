//! The agent's runtime, as one call sees it. What elizaOS answers synchronously comes from what the host told at init;
//! the rest is one request to the host, made inside the call.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::channel::{Ask, Request};
use crate::error::Result;
use crate::host_call::{self, HostCall};
use crate::log::Logger;
use crate::memory::Memory;
use crate::shared::Shared;
use crate::value::Value;

/// elizaOS's runtime, under its own names. It belongs to one call: what is asked of the host here counts as part of
/// that call, and is cancelled with it. It is cheap to clone and may be moved to a thread of the plugin's own.
#[derive(Clone)]
pub struct Runtime {
    shared: Arc<Shared>,
    /// The host's id of the call.
    call: u64,
}

impl Runtime {
    pub(crate) fn new(shared: Arc<Shared>, call: u64) -> Self {
        Self { shared, call }
    }

    pub(crate) fn request(&self, ask: Ask) -> Request {
        Request::new(Arc::clone(&self.shared), self.call, ask)
    }

    /// A setting of the agent that the plugin may see: what its manifest's `config` declares and what the user grants.
    /// None where it is unknown or null.
    pub fn get_setting(&self, key: &str) -> Option<Value> {
        let snapshot = self.shared.snapshot();
        let value = snapshot.settings.get(key)?;
        (!value.is_null()).then(|| value.clone())
    }

    /// The agent's id, a UUID; empty before `plugin.init`.
    pub fn agent_id(&self) -> Arc<str> {
        Arc::clone(&self.shared.snapshot().agent_id)
    }

    /// elizaOS's `Character`, without secrets; null before `plugin.init`.
    pub fn character(&self) -> Arc<Value> {
        Arc::clone(&self.shared.snapshot().character)
    }

    /// The agent's log, for lines about this call.
    pub fn logger(&self) -> Logger<'_> {
        Logger::new(&self.shared, self.call)
    }

    /// A value of the plugin's own that lives as long as the guest: one of each type, made by `Default` when it is first
    /// asked for, shared by all calls. Every agent has a guest of its own, which a global would mix up.
    pub fn local<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.shared.local()
    }

    /// Memories by elizaOS's query: `{tableName, roomId?, entityId?, count?, unique?, start?, end?, …}`.
    pub fn get_memories(&self, query: impl Into<Value>) -> HostCall<Vec<Memory>> {
        self.ask("getMemories", vec![query.into()], host_call::memories)
    }

    /// The memory with that id, if there is one.
    pub fn get_memory_by_id(&self, id: impl Into<String>) -> HostCall<Option<Memory>> {
        let args = vec![Value::String(id.into())];
        self.ask("getMemoryById", args, host_call::perhaps_memory)
    }

    /// Stores a memory in a table such as `messages`; `unique` is elizaOS's. Resolves to its id, a UUID.
    pub fn create_memory(
        &self,
        memory: impl Into<Value>,
        table_name: impl Into<String>,
        unique: bool,
    ) -> HostCall<String> {
        let table_name = Value::String(table_name.into());
        let args = vec![memory.into(), table_name, unique.into()];
        self.ask("createMemory", args, host_call::id)
    }

    /// elizaOS's `State` for a message, `{values, data, text}`, composed by the usual providers and those in `include`, or
    /// by those in `include` only.
    pub fn compose_state(
        &self,
        message: impl Into<Value>,
        include: &[&str],
        only_include: bool,
    ) -> HostCall<Value> {
        let mut args = vec![message.into()];
        if only_include || !include.is_empty() {
            args.extend([include.into(), only_include.into()]);
        }
        self.ask("composeState", args, host_call::any)
    }

    /// Tells the agent's listeners of an event.
    pub fn emit_event(&self, event: impl Into<String>, payload: impl Into<Value>) -> HostCall<()> {
        let args = vec![Value::String(event.into()), payload.into()];
        self.ask("emitEvent", args, host_call::nothing)
    }

    /// Runs a model of a type such as `TEXT_SMALL` with elizaOS's parameters for it, such as `{prompt}`. Resolves to what
    /// the model answers: text, an embedding, an object.
    pub fn use_model(
        &self,
        model_type: impl Into<String>,
        params: impl Into<Value>,
    ) -> HostCall<Value> {
        let args = vec![Value::String(model_type.into()), params.into()];
        self.ask("useModel", args, host_call::any)
    }

    /// Calls a method of elizaOS's runtime by its TypeScript name, with its positional arguments. The host answers
    /// `unsupported` for a method that it does not offer to plugins.
    pub fn call(
        &self,
        method: impl Into<String>,
        args: impl IntoIterator<Item = Value>,
    ) -> HostCall<Value> {
        self.ask(method.into(), args.into_iter().collect(), host_call::any)
    }

    fn ask<T>(
        &self,
        method: impl Into<Cow<'static, str>>,
        args: Vec<Value>,
        read: fn(Value) -> Result<T>,
    ) -> HostCall<T> {
        let method = method.into();
        HostCall::new(self.request(Ask::HostCall { method, args }), read)
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Runtime({}, call {})",
            self.shared.plugin, self.call
        )
    }
}
