//! Providers: what an agent is told before it decides.

use std::borrow::Cow;

use crate::call::ProviderCall;
use crate::channel::Fields;
use crate::codec::Refusal;
use crate::tasks::TaskFuture;
use crate::value::{Map, Value};

/// A provider: its name in the manifest, and what runs it. Made by [`provider`](macro@crate::provider).
#[derive(Clone, Copy, Debug)]
pub struct Provider {
    /// As the manifest has it.
    pub name: &'static str,
    /// The handler. Answers [`Answer::Provider`](super::Answer).
    pub get: fn(ProviderCall) -> TaskFuture,
}

/// Implemented by [`provider`](macro@crate::provider) under the function's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no provider",
    label = "put #[elizaos::provider(name = \"…\")] on its function"
)]
pub trait DefinesProvider {
    /// The provider.
    fn provider() -> Provider;
}

/// What a provider adds to the state: elizaOS's `ProviderResult`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProviderResult {
    /// For the prompt.
    pub text: Option<String>,
    /// Merged into the state's values.
    pub values: Option<Map>,
    /// For other components, under the provider's name.
    pub data: Option<Value>,
}

impl ProviderResult {
    /// A result with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same result with a text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// The same result with one more of the values.
    #[must_use]
    pub fn value(mut self, key: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        self.values.get_or_insert_default().insert(key, value);
        self
    }

    /// The same result with data, usually a map.
    #[must_use]
    pub fn data(mut self, data: impl Into<Value>) -> Self {
        self.data = Some(data.into());
        self
    }

    pub(super) fn write(&self, fields: &mut Fields<'_>) -> Result<(), Refusal> {
        if let Some(text) = &self.text {
            fields.text("text", text);
        }
        if let Some(values) = &self.values {
            fields.map("values", values)?;
        }
        if let Some(data) = &self.data {
            fields.value("data", data)?;
        }
        Ok(())
    }
}

/// What a provider's handler may return: a result, perhaps a result, or nothing.
#[diagnostic::on_unimplemented(
    message = "a provider cannot return `Result<{Self}>`",
    label = "return Result<ProviderResult>, Result<Option<ProviderResult>> or Result<()>"
)]
pub trait IntoProviderResult {
    /// None where the handler returned nothing.
    fn into_provider_result(self) -> Option<ProviderResult>;
}

impl IntoProviderResult for ProviderResult {
    fn into_provider_result(self) -> Option<ProviderResult> {
        Some(self)
    }
}

impl IntoProviderResult for Option<ProviderResult> {
    fn into_provider_result(self) -> Option<ProviderResult> {
        self
    }
}

impl IntoProviderResult for () {
    fn into_provider_result(self) -> Option<ProviderResult> {
        None
    }
}
