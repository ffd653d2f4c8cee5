//! The call of a task worker.

use std::sync::Arc;

use crate::runtime::Runtime;
use crate::value::Value;

/// A task to be worked on.
#[derive(Debug)]
pub struct TaskCall {
    runtime: Runtime,
    task: Value,
    options: Value,
}

impl TaskCall {
    pub(crate) fn new(runtime: Runtime, task: Value, options: Value) -> Self {
        Self {
            runtime,
            task,
            options,
        }
    }

    /// The agent's runtime, as this call sees it.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// elizaOS's `Task`: `{id, name, description, tags, metadata, roomId, …}`.
    pub fn task(&self) -> &Value {
        &self.task
    }

    /// What the one who has the task run says besides, a map.
    pub fn options(&self) -> &Value {
        &self.options
    }

    /// This guest's own value of a type, as [`Runtime::local`] has it.
    pub fn local<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.runtime.local()
    }
}
