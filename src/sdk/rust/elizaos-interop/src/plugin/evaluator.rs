//! Evaluators: what looks at a message after the agent has answered it.

use crate::call::{EvaluatorCall, ValidateCall};
use crate::tasks::TaskFuture;

/// An evaluator: its name in the manifest, and what runs it. Made by [`evaluator`](macro@crate::evaluator).
#[derive(Clone, Copy, Debug)]
pub struct Evaluator {
    /// As the manifest has it.
    pub name: &'static str,
    /// Says whether the evaluator suits a message; none says that it always does. Answers
    /// [`Answer::Verdict`](super::Answer).
    pub validate: Option<fn(ValidateCall) -> TaskFuture>,
    /// The handler. Answers [`Answer::Evaluator`](super::Answer).
    pub invoke: fn(EvaluatorCall) -> TaskFuture,
}

/// Implemented by [`evaluator`](macro@crate::evaluator) under the function's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no evaluator",
    label = "put #[elizaos::evaluator(name = \"…\")] on its function"
)]
pub trait DefinesEvaluator {
    /// The evaluator.
    fn evaluator() -> Evaluator;
}
