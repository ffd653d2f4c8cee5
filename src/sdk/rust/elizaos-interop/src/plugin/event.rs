//! Events: what a plugin hears of.

use crate::call::EventCall;
use crate::tasks::TaskFuture;

/// One that hears of an event: the event's name in the manifest, and what runs. Made by [`event`](macro@crate::event).
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// The event's name, as the manifest has it.
    pub name: &'static str,
    /// The handler. Answers [`Answer::Event`](super::Answer).
    pub handle: fn(EventCall) -> TaskFuture,
}

/// Implemented by [`event`](macro@crate::event) under the function's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` hears of no event",
    label = "put #[elizaos::event(name = \"…\")] on its function"
)]
pub trait DefinesEvent {
    /// What hears of the event.
    fn event() -> Event;
}
