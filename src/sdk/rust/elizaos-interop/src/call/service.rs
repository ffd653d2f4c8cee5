//! The call of a service's method.

use std::sync::Arc;

use crate::runtime::Runtime;
use crate::value::Value;

/// A call of a method, by another plugin or by this one.
#[derive(Debug)]
pub struct ServiceCall {
    runtime: Runtime,
    args: Vec<Value>,
}

impl ServiceCall {
    pub(crate) fn new(runtime: Runtime, args: Vec<Value>) -> Self {
        Self { runtime, args }
    }

    /// The agent's runtime, as this call sees it; that of `start` belongs to the start.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The arguments.
    pub fn args(&self) -> &[Value] {
        &self.args
    }

    /// One of the arguments, from 0; null where there are fewer.
    pub fn arg(&self, at: usize) -> &Value {
        self.args.get(at).unwrap_or(&Value::Null)
    }

    /// The arguments, to be taken apart without copies.
    pub fn into_args(self) -> Vec<Value> {
        self.args
    }

    /// This guest's own value of a type, as [`Runtime::local`] has it.
    pub fn local<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.runtime.local()
    }
}
