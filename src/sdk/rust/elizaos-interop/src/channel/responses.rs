//! What is sent of a call before its answer: the chunks of a response, the parts of a text. Nothing goes out once the call has
//! its answer, whoever still holds on to it.

use std::task::{Poll, Waker};

use super::{Channel, State, Write, ended};
use crate::error::{Error, Result};
use crate::error_codes::VALUE_REFUSED;
use crate::seat::Seat;
use crate::shared::lock;
use crate::value::Value;

impl Channel {
    /// Sends the head of a response in chunks.
    pub(crate) fn begin_response(
        &self,
        seat: &Seat,
        call: u64,
        write: &mut Write<'_>,
    ) -> Result<()> {
        let mut state = lock(&self.state);
        if state.flows.get_mut(call).is_some() {
            let message =
                "Cannot begin a response as it must not have begun: its head has been sent already";
            return Err(Error::coded(VALUE_REFUSED, message));
        }
        state.send_part(seat, call, "route.head", "begin a response", write)?;
        state.flows.begin(call);
        drop(state);
        self.hub.announce();
        Ok(())
    }

    /// Sends a chunk, or waits until there is room for it.
    pub(crate) fn poll_chunk(&self, call: u64, data: &Value, waker: &Waker) -> Poll<Result<()>> {
        // Cloned outside of the lock, and dropped behind it: both may be code of the plugin's.
        let waker = waker.clone();
        let mut state = lock(&self.state);
        let State { outbox, flows, .. } = &mut *state;
        let Some(flow) = flows.get_mut(call) else {
            return Poll::Ready(Err(ended("write to a response")));
        };
        let (has_room, _unused) = flow.has_room(waker);
        if !has_room {
            drop(state);
            return Poll::Pending;
        }
        let seq = flow.next;
        let sent = outbox.push("route.chunk", &mut |fields| {
            fields.integer("re", call);
            fields.integer("seq", seq);
            fields.value("data", data)
        });
        if sent.is_ok() {
            flow.next += 1;
        }
        drop(state);
        self.hub.announce();
        Poll::Ready(sent.map_err(Error::from))
    }

    /// A chunk has reached the client.
    pub(crate) fn chunk_reached(&self, call: u64, seq: u64) {
        let waker = lock(&self.state).flows.reached(call, seq);
        waker.into_iter().for_each(Waker::wake);
    }

    /// Nothing more is written. Returns whether the response had begun.
    pub(crate) fn end_response(&self, call: u64) -> bool {
        let (had_begun, waker) = lock(&self.state).flows.end(call);
        waker.into_iter().for_each(Waker::wake);
        had_begun
    }

    /// Sends a part of a model's text.
    pub(crate) fn send_text(&self, seat: &Seat, call: u64, text: &str) -> Result<()> {
        let mut state = lock(&self.state);
        state.send_part(
            seat,
            call,
            "model.chunk",
            "give a part of a text",
            &mut |fields| {
                fields.text("text", text);
                Ok(())
            },
        )?;
        drop(state);
        self.hub.announce();
        Ok(())
    }
}

impl State {
    /// Under one lock with the look whether the call is under way: its answer cannot come in between.
    fn send_part(
        &mut self,
        seat: &Seat,
        call: u64,
        kind: &str,
        what: &str,
        write: &mut Write<'_>,
    ) -> Result<()> {
        if self.closed || !seat.is_of(call) {
            return Err(ended(what));
        }
        self.outbox.push(kind, &mut |fields| {
            fields.integer("re", call);
            write(fields)
        })?;
        Ok(())
    }
}
