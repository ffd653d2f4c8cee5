//! The call of init.

use std::sync::Arc;

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

    /// The agent's runtime. What is registered by it here is registered when init ends; init fails where the host
    /// refuses it.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// What elizaOS hands to a plugin's init: a map of texts.
    pub fn config(&self) -> &Value {
        &self.config
    }

    /// This guest's own value of a type, as [`Runtime::local`] has it.
    pub fn local<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.runtime.local()
    }
}
