//! The call of a model.

use std::sync::{Arc, Mutex};

use crate::error::Result;
use crate::runtime::Runtime;
use crate::shared::lock;
use crate::value::Value;

/// What was given of a text so far; none where nothing was.
pub(crate) type Given = Arc<Mutex<Option<String>>>;

/// A use of a model.
#[derive(Debug)]
pub struct ModelCall {
    runtime: Runtime,
    params: Value,
    is_streaming: bool,
    given: Given,
}

impl ModelCall {
    pub(crate) fn new(runtime: Runtime, params: Value, is_streaming: bool) -> Self {
        Self {
            runtime,
            params,
            is_streaming,
            given: Given::default(),
        }
    }

    pub(crate) fn given(&self) -> Given {
        Arc::clone(&self.given)
    }

    of_runtime! {
        /// The agent's runtime, as this call sees it.
    }

    /// elizaOS's parameters of the model's type: mostly a map such as `{prompt}`; a text, bytes or null for some types.
    pub fn params(&self) -> &Value {
        &self.params
    }

    /// The parameters, to be taken apart without copies.
    pub fn into_params(self) -> Value {
        self.params
    }

    /// Whether the caller takes the text in parts.
    pub fn is_streaming(&self) -> bool {
        self.is_streaming
    }

    /// Gives a part of the text: the caller has it at once if it takes parts, else with the rest. When the handler returns
    /// nothing, the parts together are what the model came to.
    ///
    /// # Errors
    /// `cancelled` once the call has ended; `value_refused` for a part that is too long for a message.
    pub fn chunk(&self, text: impl AsRef<str>) -> Result<()> {
        let text = text.as_ref();
        if self.is_streaming {
            self.runtime.send_text(text)?;
        }
        let mut given = lock(&self.given);
        given.get_or_insert_default().push_str(text);
        Ok(())
    }
}
