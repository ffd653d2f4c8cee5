//! The call of an action's `validate` function.

use crate::memory::Memory;
use crate::runtime::Runtime;
use crate::value::Value;

/// The question whether an action suits a message. What the manifest's `takes` does not list is null.
#[derive(Debug)]
pub struct ValidateCall {
    runtime: Runtime,
    message: Memory,
    state: Value,
}

impl ValidateCall {
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

    /// The message that may be answered.
    pub fn message(&self) -> &Memory {
        &self.message
    }

    /// elizaOS's `State`: `{values, data, text}`.
    pub fn state(&self) -> &Value {
        &self.state
    }
}
