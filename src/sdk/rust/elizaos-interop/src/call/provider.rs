//! The call of a provider's handler.

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

    of_runtime! {
        /// The agent's runtime, as this call sees it.
    }

    /// The message that the state is composed for.
    pub fn message(&self) -> &Memory {
        &self.message
    }

    /// elizaOS's `State` so far: `{values, data, text}`.
    pub fn state(&self) -> &Value {
        &self.state
    }
}
