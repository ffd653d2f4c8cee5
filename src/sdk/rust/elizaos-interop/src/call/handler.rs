//! The call of an action's or an evaluator's handler: elizaOS gives both the same.

use crate::channel::{Ask, Request};
use crate::host_call::{HostCall, memories};
use crate::memory::Memory;
use crate::runtime::Runtime;
use crate::value::Value;

/// A call of an action.
pub type ActionCall = HandlerCall;

/// A call of an evaluator.
pub type EvaluatorCall = HandlerCall;

/// A call of an action or of an evaluator. What the manifest's `takes` does not list is null.
#[derive(Debug)]
pub struct HandlerCall {
    runtime: Runtime,
    inputs: Inputs,
}

/// The inputs of a call, to be taken apart; each is null where the host sent none.
#[derive(Debug, Default)]
pub struct Inputs {
    /// elizaOS's `Memory`: the message that is being answered.
    pub message: Memory,
    /// elizaOS's `State`: `{values, data, text}`.
    pub state: Value,
    /// elizaOS's `HandlerOptions`, a map.
    pub options: Value,
    /// The responses so far, a list of elizaOS's `Memory`.
    pub responses: Value,
}

impl HandlerCall {
    pub(crate) fn new(runtime: Runtime, inputs: Inputs) -> Self {
        Self { runtime, inputs }
    }

    of_runtime! {
        /// The agent's runtime, as this call sees it.
    }

    /// The message that is being answered.
    pub fn message(&self) -> &Memory {
        &self.inputs.message
    }

    /// elizaOS's `State`: `{values, data, text}`.
    pub fn state(&self) -> &Value {
        &self.inputs.state
    }

    /// elizaOS's `HandlerOptions`, a map. [`from_value`](crate::from_value) reads it as a type of yours.
    pub fn options(&self) -> &Value {
        &self.inputs.options
    }

    /// The responses so far, a list of elizaOS's `Memory`.
    pub fn responses(&self) -> &Value {
        &self.inputs.responses
    }

    /// All inputs, to be taken apart without copies.
    pub fn into_inputs(self) -> Inputs {
        self.inputs
    }

    /// Says something to the conversation: gives the handler's callback a content, a map such as
    /// `{text, actions, source, inReplyTo}`. Resolves to the memories that the host made of it, often none. Contents arrive
    /// in the order in which they are awaited, and before the handler's result.
    pub fn emit(&self, content: impl Into<Value>) -> HostCall<Vec<Memory>> {
        let content = content.into();
        let request = Request::new(self.runtime.clone(), Ask::Emit { content });
        HostCall::new(request, memories)
    }
}
