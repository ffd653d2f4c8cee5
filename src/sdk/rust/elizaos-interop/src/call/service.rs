//! The call of a service's method.

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

    of_runtime! {
        /// The agent's runtime, as this call sees it; that of `start` belongs to the start.
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
}
