//! Models: what answers prompts, and other inputs.

use crate::call::ModelCall;
use crate::channel::Fields;
use crate::codec::Refusal;
use crate::tasks::TaskFuture;
use crate::value::Value;

/// A model: its type in the manifest, and what runs it. Made by [`model`](macro@crate::model).
#[derive(Clone, Copy, Debug)]
pub struct Model {
    /// The model's type, as the manifest has it.
    pub name: &'static str,
    /// The handler. Answers [`Answer::Model`](super::Answer).
    pub invoke: fn(ModelCall) -> TaskFuture,
}

/// Implemented by [`model`](macro@crate::model) under the function's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no model",
    label = "put #[elizaos::model(type = \"…\")] on its function"
)]
pub trait DefinesModel {
    /// The model.
    fn model() -> Model;
}

/// What a model came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelResult {
    /// Text, an embedding, an object: what the model's type asks for. Null stands for the text that was given in parts.
    pub value: Value,
    /// elizaOS's `TokenUsage`: `{promptTokens, completionTokens, totalTokens}`.
    pub usage: Option<Value>,
    /// Why the text ends where it does, such as `stop`.
    pub finish_reason: Option<String>,
}

impl ModelResult {
    /// A result with a value.
    pub fn new(value: impl Into<Value>) -> Self {
        Self {
            value: value.into(),
            ..Self::default()
        }
    }

    /// The same result with what it has used, a map.
    #[must_use]
    pub fn usage(mut self, usage: impl Into<Value>) -> Self {
        self.usage = Some(usage.into());
        self
    }

    /// The same result with why it ends.
    #[must_use]
    pub fn finish_reason(mut self, reason: impl Into<String>) -> Self {
        self.finish_reason = Some(reason.into());
        self
    }

    pub(super) fn write(&self, fields: &mut Fields<'_>) -> Result<(), Refusal> {
        fields.value("value", &self.value)?;
        if let Some(usage) = &self.usage {
            fields.value("usage", usage)?;
        }
        if let Some(reason) = &self.finish_reason {
            fields.text("finishReason", reason);
        }
        Ok(())
    }
}

/// What a model's handler may return: a value, nothing, or a [`ModelResult`].
#[diagnostic::on_unimplemented(
    message = "a model cannot return `Result<{Self}>`",
    label = "return Result<V> with a V that a Value can be made from, Result<()> or Result<ModelResult>"
)]
pub trait IntoModelResult {
    /// The result.
    fn into_model_result(self) -> ModelResult;
}

impl<V: Into<Value>> IntoModelResult for V {
    fn into_model_result(self) -> ModelResult {
        ModelResult::new(self)
    }
}

impl IntoModelResult for ModelResult {
    fn into_model_result(self) -> ModelResult {
        self
    }
}
