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
        state.requests.end_content(request, id);
        let waker = state.requests.waker(request);
        drop(state);
        self.fail(id, CANCELLED, "The call was cancelled by the host");
        waker.into_iter().for_each(Waker::wake);
    }

    /// Whether the host's request `id` is under way inside of `request`.
    pub(crate) fn has_content(&self, request: u64, id: u64) -> bool {
        lock(&self.state).requests.around(id) == Some(request)
    }

    /// Answers the host's request `id` with what the callback made of its content, unless it was cancelled.
    pub(crate) fn answer_content(&self, request: u64, id: u64, memories: Vec<Memory>) {
        if !lock(&self.state).requests.end_content(request, id) {
            return;
        }
        let memories: Vec<Value> = memories.into_iter().map(Value::from).collect();
        self.answer(id, "callback.result", &mut |fields| {
            fields.array("memories", &memories)
        });
    }

    /// Whether the host's request `id` is to be answered by an error of the callback's.
    pub(crate) fn end_content(&self, request: u64, id: u64) -> bool {
        lock(&self.state).requests.end_content(request, id)
    }
}
