//! The runtime's models, and the state that goes into their prompts.

use crate::channel::{Part, Request, Takes};
use crate::error::{Error, Result};
use crate::error_codes::INTERNAL;
use crate::host_call::{self, HostCall};
use crate::runtime::Runtime;
use crate::runtime::host_methods;
use crate::value::Value;

host_methods! {
    /// Runs a model of a type such as `TEXT_SMALL` with elizaOS's parameters for it, such as `{prompt}`. Resolves to what
    /// the model answers: text, an embedding, an object.
    "useModel" use_model(model_type: text, params: value) -> Value = any;

    /// The same by the models of one provider.
    "useModel" use_model_of(model_type: text, params: value, provider: text) -> Value = any;

    /// Runs a text model with the character in its prompt; the options are elizaOS's: `{modelType?, includeCharacter?, …}`.
    /// Resolves to `{text}`.
    "generateText" generate_text(input: text, options: value) -> Value = any;
}

impl Runtime {
    /// elizaOS's `State` for a message, `{values, data, text}`, composed by the usual providers and those in `include`, or
    /// by those in `include` only.
    pub fn compose_state(
        &self,
        message: impl Into<Value>,
        include: &[&str],
        only_include: bool,
    ) -> HostCall<Value> {
        let mut args = vec![message.into()];
        if only_include || !include.is_empty() {
            args.extend([include.into(), only_include.into()]);
        }
        self.ask("composeState", args, host_call::any)
    }

    /// Runs a text model and takes its text in parts, as they come.
    ///
    /// ```
    /// # use elizaos::{ActionCall, Result, json};
    /// # async fn handler(call: ActionCall) -> Result<()> {
    /// let mut stream = call.runtime().use_model_stream("TEXT_LARGE", json!({"prompt": "Once"}));
    /// while let Some(text) = stream.next().await? {
    ///     call.runtime().logger().info(text);
    /// }
    /// let whole = stream.value().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn use_model_stream(
        &self,
        model_type: impl Into<String>,
        params: impl Into<Value>,
    ) -> ModelStream {
        let args = vec![Value::String(model_type.into()), params.into()];
        ModelStream(Stage::UnderWay(self.request(
            "useModel",
            args,
            Takes::Texts,
        )))
    }
}

/// A model's text in parts. The model is asked when the first one is awaited, and cancelled when this is dropped before
/// the last one. A model that gives no parts has a value all the same.
#[must_use = "the model is asked only when a part is awaited"]
pub struct ModelStream(Stage);

enum Stage {
    UnderWay(Request),
    Ended(Value),
    Failed,
}

impl ModelStream {
    /// The next part; none at the end.
    ///
    /// # Errors
    /// What the model failed with.
    pub async fn next(&mut self) -> Result<Option<String>> {
        let Stage::UnderWay(request) = &mut self.0 else {
            return Ok(None);
        };
        match request.next().await {
            Ok(Part::Text(text)) => Ok(Some(text)),
            Ok(Part::Answer(value)) => {
                self.0 = Stage::Ended(value);
                Ok(None)
            }
            Ok(Part::Content { .. }) => {
                self.0 = Stage::Failed;
                Err(Error::coded(INTERNAL, "A content came of a model"))
            }
            Err(error) => {
                self.0 = Stage::Failed;
                Err(error)
            }
        }
    }

    /// What the model came to, the whole text: parts that have not been taken are left out.
    ///
    /// # Errors
    /// What the model failed with.
    pub async fn value(mut self) -> Result<Value> {
        while self.next().await?.is_some() {}
        match self.0 {
            Stage::Ended(value) => Ok(value),
            _ => Err(Error::new(
                "Cannot read the whole text as the model has failed",
            )),
        }
    }
}

impl std::fmt::Debug for ModelStream {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ModelStream")
    }
}
