//! Requests of the host inside one of this guest's: a content for the callback that came with it, or a part of a model's text.

use std::task::Waker;

use super::Channel;
use crate::error_codes::{CANCELLED, UNSUPPORTED};
use crate::memory::Memory;
use crate::shared::lock;
use crate::value::Value;

impl Channel {
    /// Hands a part of a model's text to the request that asked for it. One that nobody asked for is ignored.
    pub(crate) fn text(&self, re: u64, text: String) {
        let waker = lock(&self.state).requests.text(re, text);
        waker.into_iter().for_each(Waker::wake);
    }

    /// Hands the host's request `id`, a content, to the request `parent`, whose callback answers it.
    pub(crate) fn content(&self, parent: Option<u64>, id: u64, content: Value) {
        let mut state = lock(&self.state);
        // The same id twice: the first one will be answered.
        if state.requests.around(id).is_some() {
            return;
        }
        let waker = parent.and_then(|parent| state.requests.content(parent, id, content));
        drop(state);
        match waker {
            Some(waker) => waker.wake(),
            None => {
                let message = "The request callback.emit is supported inside a request that takes a callback only";
                self.fail(id, UNSUPPORTED, message);
            }
        }
    }

    /// The host has cancelled its request `id`. Does nothing for one that is no content.
    pub(crate) fn cancel_content(&self, id: u64) {
        let mut state = lock(&self.state);
        let Some(request) = state.requests.around(id) else {
            return;
        };
        let parts = state.requests.parts(request);
        let waker = parts.and_then(|parts| parts.end_content(id)).flatten();
        drop(state);
        self.fail(id, CANCELLED, "The call was cancelled by the host");
        waker.into_iter().for_each(Waker::wake);
    }

    /// Whether the callback still has the host's request `id`, inside of `request`; the waker is told when it has not.
    pub(crate) fn is_answering(&self, request: u64, id: u64, waker: &Waker) -> bool {
        let mut waker = Some(waker.clone());
        let requests = &mut lock(&self.state).requests;
        let parts = requests.parts(request);
        parts.is_some_and(|parts| parts.is_answering(id, &mut waker))
    }

    /// Answers the host's request `id` with what the callback made of its content, unless it was cancelled.
    pub(crate) fn answer_content(&self, request: u64, id: u64, memories: Vec<Memory>) {
        if !self.end_content(request, id) {
            return;
        }
        let memories: Vec<Value> = memories.into_iter().map(Value::from).collect();
        self.answer(id, "callback.result", &mut |fields| {
            fields.array("memories", &memories)
        });
    }

    /// Whether the host's request `id` is still to be answered, by the one who asks.
    pub(crate) fn end_content(&self, request: u64, id: u64) -> bool {
        let mut state = lock(&self.state);
        let parts = state.requests.parts(request);
        let ended = parts.and_then(|parts| parts.end_content(id));
        drop(state);
        ended.is_some()
    }
}
