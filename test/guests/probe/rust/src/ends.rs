//! The ways in which a handler may end.

use elizaos::{ActionCall, ActionResult, Error, Result};

use super::is_not_no;

/// Fails with `options.message`.
#[elizaos::action(name = "FAIL", validate = is_not_no)]
pub async fn fail(call: ActionCall) -> Result<ActionResult> {
    Err(Error::new(message(&call)))
}

/// Answers that it did not succeed, and why: `options.message`.
#[elizaos::action(name = "REFUSE", validate = is_not_no)]
pub async fn refuse(call: ActionCall) -> Result<ActionResult> {
    Ok(ActionResult::refused(message(&call)))
}

/// Returns nothing.
#[elizaos::action(name = "NOTHING", validate = is_not_no)]
pub async fn nothing(_: ActionCall) -> Result<()> {
    Ok(())
}

/// Panics with `options.message`.
#[elizaos::action(name = "PANIC", validate = is_not_no)]
pub async fn panics(call: ActionCall) -> Result<ActionResult> {
    panic!("{}", message(&call))
}

fn message(call: &ActionCall) -> &str {
    call.options()["message"].as_str().unwrap_or_default()
}
