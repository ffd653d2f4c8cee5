//! The runtime's methods that run actions and evaluators, and give what they say to a callback.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use crate::channel::{Part, Request, Takes};
use crate::error::{Error, Result};
use crate::error_codes::INTERNAL;
use crate::host_call::{self, HostCall};
use crate::memory::Memory;
use crate::runtime::Runtime;
use crate::runtime::host_methods::trimmed;
use crate::scope;
use crate::value::Value;

impl Runtime {
    /// Runs the actions that responses, a list of elizaOS's `Memory`, name.
    pub fn process_actions(
        &self,
        message: impl Into<Value>,
        responses: impl Into<Value>,
        state: impl Into<Value>,
    ) -> HostCall<()> {
        let args = trimmed(vec![message.into(), responses.into(), state.into()], 2);
        self.ask("processActions", args, host_call::nothing)
    }

    /// The same, and gives what the actions say to `callback`, one content after the other.
    ///
    /// ```
    /// # use elizaos::{ActionCall, Result, json};
    /// # async fn handler(call: ActionCall) -> Result<()> {
    /// // Passes what the actions say on to the own callback.
    /// let responses = json!([{"content": {"text": "Hello", "actions": ["GREET"]}}]);
    /// call.runtime()
    ///     .process_actions_with(call.message(), responses, call.state(), |content| call.emit(content))
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// What an action failed with. What the callback fails with is the action's to know.
    pub async fn process_actions_with<A, M>(
        &self,
        message: impl Into<Value>,
        responses: impl Into<Value>,
        state: impl Into<Value>,
        callback: impl FnMut(Value) -> A,
    ) -> Result<()>
    where
        A: Future<Output = Result<M>>,
        M: IntoMemories,
    {
        // The callback stands in the fourth place.
        let args = vec![message.into(), responses.into(), state.into(), Value::Null];
        let request = self.request("processActions", args, Takes::Contents);
        answered(request, callback).await.map(|_| ())
    }

    /// Runs the evaluators for a message; responses are a list of elizaOS's `Memory`. Resolves to elizaOS's `Evaluator`s
    /// without what cannot cross, or null.
    pub fn evaluate(
        &self,
        message: impl Into<Value>,
        state: impl Into<Value>,
        did_respond: bool,
        responses: impl Into<Value>,
    ) -> HostCall<Value> {
        let args = evaluation(message, state, did_respond, responses);
        self.ask("evaluate", trimmed(args, 3), host_call::any)
    }

    /// The same, and gives what the evaluators say to `callback`, one content after the other.
    ///
    /// # Errors
    /// What an evaluator failed with. What the callback fails with is the evaluator's to know.
    pub async fn evaluate_with<A, M>(
        &self,
        message: impl Into<Value>,
        state: impl Into<Value>,
        did_respond: bool,
        responses: impl Into<Value>,
        callback: impl FnMut(Value) -> A,
    ) -> Result<Value>
    where
        A: Future<Output = Result<M>>,
        M: IntoMemories,
    {
        let args = evaluation(message, state, did_respond, responses);
        let request = self.request("evaluate", args, Takes::Contents);
        answered(request, callback).await
    }
}

/// The callback stands in the fourth place.
fn evaluation(
    message: impl Into<Value>,
    state: impl Into<Value>,
    did_respond: bool,
    responses: impl Into<Value>,
) -> Vec<Value> {
    let (message, state, responses) = (message.into(), state.into(), responses.into());
    vec![message, state, did_respond.into(), Value::Null, responses]
}

/// What a callback may return: the memories that it made of a content, or nothing.
pub trait IntoMemories {
    /// The memories.
    fn into_memories(self) -> Vec<Memory>;
}

impl IntoMemories for Vec<Memory> {
    fn into_memories(self) -> Vec<Memory> {
        self
    }
}

impl IntoMemories for () {
    fn into_memories(self) -> Vec<Memory> {
        Vec::new()
    }
}

/// Gives the contents that come of a request to a callback, until the answer comes.
async fn answered<A, M>(mut request: Request, mut callback: impl FnMut(Value) -> A) -> Result<Value>
where
    A: Future<Output = Result<M>>,
    M: IntoMemories,
{
    loop {
        let (id, content) = match request.next().await? {
            Part::Answer(value) => return Ok(value),
            Part::Content { id, content } => (id, content),
            Part::Text(_) => return Err(Error::coded(INTERNAL, "A text came of no model")),
        };
        answer(&request, id, || callback(content)).await;
    }
}

/// Works on a content, the host's request `id`, as a call of its own, until it is answered or cancelled.
async fn answer<A, M>(request: &Request, id: u64, begin: impl FnOnce() -> A)
where
    A: Future<Output = Result<M>>,
    M: IntoMemories,
{
    let shared = request.runtime().shared();
    let Some(around) = request.id() else { return };
    let mut work = pin!(scope::within(id, begin));
    let ended = poll_fn(|context| {
        if !shared.channel.is_answering(around, id, context.waker()) {
            return Poll::Ready(None);
        }
        scope::within(id, || work.as_mut().poll(context)).map(Some)
    });
    match ended.await {
        None => {}
        Some(Ok(memories)) => {
            let memories = memories.into_memories();
            shared.channel.answer_content(around, id, memories);
        }
        Some(Err(error)) => {
            let told = error.to_handler_failed(&shared.plugin);
            if shared.channel.end_content(around, id) {
                shared.channel.fail_with(id, &told);
            }
        }
    }
}
