//! The call of init.

use crate::runtime::Runtime;
use crate::value::Value;

/// The start of a guest: nothing else is asked of it before this has ended.
#[derive(Debug)]
pub struct InitCall {
    runtime: Runtime,
    config: Value,
}

impl InitCall {
    pub(crate) fn new(runtime: Runtime, config: Value) -> Self {
        Self { runtime, config }
    }

    of_runtime! {
        /// The agent's runtime. What is registered by it here is registered when init ends; init fails where the host
        /// refuses it.
    }

    /// What elizaOS hands to a plugin's init: a map of texts.
    pub fn config(&self) -> &Value {
        &self.config
    }
}
