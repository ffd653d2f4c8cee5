//! Actions: what an agent can do.

use std::borrow::Cow;

use crate::call::{ActionCall, ValidateCall};
use crate::channel::Fields;
use crate::codec::Refusal;
use crate::error::Result;
use crate::tasks::TaskFuture;
use crate::value::{Map, Value};

/// An action: its name in the manifest, and what runs it. Made by [`action`](macro@crate::action).
#[derive(Clone, Copy, Debug)]
pub struct Action {
    /// As the manifest has it.
    pub name: &'static str,
    /// Says whether the action suits a message; none says that it always does. Answers [`Answer::Verdict`](super::Answer).
    pub validate: Option<fn(ValidateCall) -> TaskFuture>,
    /// The handler. Answers [`Answer::Action`](super::Answer).
    pub invoke: fn(ActionCall) -> TaskFuture,
}

/// Implemented by [`action`](macro@crate::action) under the function's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no action",
    label = "put #[elizaos::action(name = \"…\")] on its function"
)]
pub trait DefinesAction {
    /// The action.
    fn action() -> Action;
}

/// What an action came to: elizaOS's `ActionResult`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActionResult {
    /// Whether it did what it is for.
    pub success: bool,
    /// What it did, for people and models.
    pub text: Option<String>,
    /// Merged into the state's values.
    pub values: Option<Map>,
    /// Kept with the result, for later actions.
    pub data: Option<Value>,
    /// Why it did not succeed.
    pub error: Option<String>,
}

impl ActionResult {
    /// A success.
    pub fn ok() -> Self {
        Self {
            success: true,
            ..Self::default()
        }
    }

    /// A refusal: the action worked as it should and did not do what it is for. A fault is an [`Error`](crate::Error).
    pub fn refused(error: impl Into<String>) -> Self {
        Self {
            error: Some(error.into()),
            ..Self::default()
        }
    }

    /// The same result with a text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// The same result with data, usually a map.
    #[must_use]
    pub fn data(mut self, data: impl Into<Value>) -> Self {
        self.data = Some(data.into());
        self
    }

    /// The same result with one more of the values.
    #[must_use]
    pub fn value(mut self, key: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        self.values.get_or_insert_default().insert(key, value);
        self
    }

    pub(super) fn write(&self, fields: &mut Fields<'_>) -> Result<(), Refusal> {
        fields.flag("success", self.success);
        if let Some(text) = &self.text {
            fields.text("text", text);
        }
        if let Some(values) = &self.values {
            fields.map("values", values)?;
        }
        if let Some(data) = &self.data {
            fields.value("data", data)?;
        }
        if let Some(error) = &self.error {
            fields.text("error", error);
        }
        Ok(())
    }
}

/// What an action's handler may return: a result, perhaps a result, or nothing.
#[diagnostic::on_unimplemented(
    message = "an action cannot return `Result<{Self}>`",
    label = "return Result<ActionResult>, Result<Option<ActionResult>> or Result<()>"
)]
pub trait IntoActionResult {
    /// None where the handler returned nothing.
    fn into_action_result(self) -> Option<ActionResult>;
}

impl IntoActionResult for ActionResult {
    fn into_action_result(self) -> Option<ActionResult> {
        Some(self)
    }
}

impl IntoActionResult for Option<ActionResult> {
    fn into_action_result(self) -> Option<ActionResult> {
        self
    }
}

impl IntoActionResult for () {
    fn into_action_result(self) -> Option<ActionResult> {
        None
    }
}

/// What a `validate` function may return.
#[diagnostic::on_unimplemented(
    message = "`validate` cannot return `{Self}`",
    label = "return bool or Result<bool>"
)]
pub trait IntoVerdict {
    /// Whether the component suits the message.
    ///
    /// # Errors
    /// What the function failed with.
    fn into_verdict(self) -> Result<bool>;
}

impl IntoVerdict for bool {
    fn into_verdict(self) -> Result<bool> {
        Ok(self)
    }
}

impl IntoVerdict for Result<bool> {
    fn into_verdict(self) -> Result<bool> {
        self
    }
}
