//! Task workers: who does what the agent has noted to be done.

use crate::call::{TaskCall, ValidateCall};
use crate::tasks::TaskFuture;

/// A task worker: the name of its tasks, and what runs. Made by [`task_worker`](macro@crate::task_worker).
#[derive(Clone, Copy, Debug)]
pub struct TaskWorker {
    /// The name of the tasks that it works on.
    pub name: &'static str,
    /// Says whether tasks may be run for a message; none says that they always may. Answers
    /// [`Answer::Verdict`](super::Answer).
    pub validate: Option<fn(ValidateCall) -> TaskFuture>,
    /// The handler. Answers [`Answer::TaskWorker`](super::Answer).
    pub execute: fn(TaskCall) -> TaskFuture,
}

/// Implemented by [`task_worker`](macro@crate::task_worker) under the function's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no task worker",
    label = "put #[elizaos::task_worker(name = \"…\")] on its function"
)]
pub trait DefinesTaskWorker {
    /// The task worker.
    fn task_worker() -> TaskWorker;
}
