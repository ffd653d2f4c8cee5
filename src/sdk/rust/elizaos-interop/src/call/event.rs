//! The call of what hears of an event.

use std::sync::Arc;

use crate::channel::{Ask, Request};
use crate::error::Error;
use crate::host_call::{HostCall, memories};
use crate::memory::Memory;
use crate::runtime::Runtime;
use crate::value::Value;

/// An event that was emitted.
#[derive(Debug)]
pub struct EventCall {
    runtime: Runtime,
    event: Arc<str>,
    payload: Value,
    has_callback: bool,
}

impl EventCall {
    pub(crate) fn new(
        runtime: Runtime,
        event: Arc<str>,
        payload: Value,
        has_callback: bool,
    ) -> Self {
        Self {
            runtime,
            event,
            payload,
            has_callback,
        }
    }

    of_runtime! {
        /// The agent's runtime, as this call sees it.
    }

    /// The event's name.
    pub fn event(&self) -> &str {
        &self.event
    }

    /// elizaOS's `EventPayload`, mostly a map, without what cannot cross: the runtime, functions.
    pub fn payload(&self) -> &Value {
        &self.payload
    }

    /// The payload, to be taken apart without copies.
    pub fn into_payload(self) -> Value {
        self.payload
    }

    /// Whether the payload came with a callback.
    pub fn has_callback(&self) -> bool {
        self.has_callback
    }

    /// Gives the payload's callback a content, a map such as `{text}`. Resolves to the memories that the host made of it;
    /// fails where there is no callback.
    pub fn emit(&self, content: impl Into<Value>) -> HostCall<Vec<Memory>> {
        let runtime = self.runtime.clone();
        let request = if self.has_callback {
            let content = content.into();
            Request::new(runtime, Ask::Emit { content })
        } else {
            let message = format!(
                "Cannot emit a content as the event {} must have a callback: its payload came without",
                self.event
            );
            Request::known(runtime, Err(Error::new(message)))
        };
        HostCall::new(request, memories)
    }
}
