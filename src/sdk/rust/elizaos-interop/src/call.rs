//! What a handler is given: the inputs of its call, and the runtime as that call sees it.

mod action;
mod provider;
mod validate;

pub use action::{ActionCall, Inputs};
pub use provider::ProviderCall;
pub use validate::ValidateCall;
