//! Init: what a plugin does before anything else is asked of it.

use crate::call::InitCall;
use crate::tasks::TaskFuture;

/// What runs at init. Made by [`init`](macro@crate::init).
#[derive(Clone, Copy, Debug)]
pub struct Init {
    /// The handler. Answers [`Answer::Init`](super::Answer).
    pub run: fn(InitCall) -> TaskFuture,
}

/// Implemented by [`init`](macro@crate::init) under the function's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no init",
    label = "put #[elizaos::init] on its function"
)]
pub trait DefinesInit {
    /// What runs.
    fn init() -> Init;
}
