//! The call of a provider's handler.

use std::sync::Arc;

use crate::memory::Memory;
use crate::runtime::Runtime;
use crate::value::Value;

/// A call of a provider. What the manifest's `takes` does not list is null.
#[derive(Debug)]
pub struct ProviderCall {
    runtime: Runtime,
    message: Memory,
    state: Value,
}

impl ProviderCall {
    pub(crate) fn new(runtime: Runtime, message: Memory, state: Value) -> Self {
        Self {
            runtime,
            message,
            state,
        }
    }

    /// The agent's runtime, as this call sees it.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The message that the state is composed for.
    pub fn message(&self) -> &Memory {
        &self.message
    }

    /// elizaOS's `State` so far: `{values, data, text}`.
    pub fn state(&self) -> &Value {
        &self.state
    }

    /// This guest's own value of a type, as [`Runtime::local`] has it.
    pub fn local<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.runtime.local()
    }
}
