//! The call of a `validate` function: an action's, an evaluator's or a task worker's.

use crate::memory::Memory;
use crate::runtime::Runtime;
use crate::value::Value;

/// The question whether an action, an evaluator or a task suits a message. What the manifest's `takes` does not list is null.
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

    of_runtime! {
        /// The agent's runtime, as this call sees it.
    }

    /// The message.
    pub fn message(&self) -> &Memory {
        &self.message
    }

    /// elizaOS's `State`: `{values, data, text}`.
    pub fn state(&self) -> &Value {
        &self.state
    }
}
