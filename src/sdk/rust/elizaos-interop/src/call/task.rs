//! The call of a task worker.

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

    of_runtime! {
        /// The agent's runtime, as this call sees it.
    }

    /// elizaOS's `Task`: `{id, name, description, tags, metadata, roomId, …}`.
    pub fn task(&self) -> &Value {
        &self.task
    }

    /// What the one who has the task run says besides, a map.
    pub fn options(&self) -> &Value {
        &self.options
    }
}
