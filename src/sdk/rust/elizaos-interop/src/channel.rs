//! The guest's end of the connection to its host (PROTOCOL.md §2): messages that wait to be fetched, and requests that
//! wait for their answers. Deadlines are the host's business.

mod ask;
mod callbacks;
mod flows;
mod outbox;
mod parts;
mod request;
mod requests;
mod responses;

use std::mem;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};

use crate::codec::{Incoming, Refusal};
use crate::error::{Error, Result};
use crate::error_codes::{CANCELLED, CLOSED};
use crate::shared::lock;
use crate::value::{Map, Value};
use crate::wake::Hub;

pub(crate) use ask::{Ask, Takes};
use flows::Flows;
use outbox::Outbox;
pub(crate) use outbox::{Fields, Write};
pub(crate) use parts::Part;
pub(crate) use request::Request;
use requests::{Forgotten, Requests};

/// A message was put into the outbox, or a value in it may not be sent.
type Sent = std::result::Result<(), Refusal>;

pub(crate) struct Channel {
    hub: Arc<Hub>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    outbox: Outbox,
    requests: Requests,
    flows: Flows,
    closed: bool,
}

impl Channel {
    pub(crate) fn new(hub: Arc<Hub>) -> Self {
        Self {
            hub,
            state: Mutex::default(),
        }
    }

    /// Puts one message into the outbox; refused values leave nothing there. Any thread may call it;
    /// what it sends after the end is dropped.
    pub(crate) fn send(&self, kind: &str, write: &mut Write<'_>) -> Sent {
        let mut state = lock(&self.state);
        if state.closed {
            return Ok(());
        }
        let sent = state.outbox.push(kind, write);
        drop(state);
        self.hub.announce();
        sent
    }

    /// Answers a request of the host; by `value_refused` where the answer may not be sent.
    pub(crate) fn answer(&self, re: u64, kind: &str, write: &mut Write<'_>) {
        let sent = self.send(kind, &mut |fields| {
            fields.integer("re", re);
            write(fields)
        });
        if let Err(refusal) = sent {
            let error = Error::from(refusal);
            self.fail(re, error.code(), error.message());
        }
    }

    /// Ends a request of the host by an error without details.
    pub(crate) fn fail(&self, re: u64, code: &str, message: &str) {
        let told = [("code", code), ("message", message)];
        self.fail_with(re, &Map::from_iter(told));
    }

    /// Ends a request of the host by an error: `{code, message, details}`.
    pub(crate) fn fail_with(&self, re: u64, error: &Map) {
        self.end_response(re);
        let mut without_details = |fields: &mut Fields<'_>| {
            fields.integer("re", re);
            for key in ["code", "message"] {
                if let Some(value) = error.get(key) {
                    fields.value(key, value)?;
                }
            }
            Ok(())
        };
        let sent = self.send("error", &mut |fields| {
            without_details(fields)?;
            match error.get("details") {
                Some(details) => fields.value("details", details),
                None => Ok(()),
            }
        });
        // A cause that came from far may be too deep to be sent on. Code and message are texts, which always pass.
        if sent.is_err() {
            let _ = self.send("error", &mut without_details);
        }
    }

    /// Says something to the host's log, about the request `re` if there is one. Fields that may not be sent are left out.
    pub(crate) fn log(&self, re: Option<u64>, level: &str, message: &str, extra: &Value) {
        let text = |fields: &mut Fields<'_>| {
            if let Some(re) = re {
                fields.integer("re", re);
            }
            fields.text("level", level);
            fields.text("message", message);
        };
        let sent = self.send("log", &mut |fields| {
            text(fields);
            match extra {
                Value::Map(_) => fields.value("fields", extra),
                _ => Ok(()),
            }
        });
        if sent.is_err() {
            // Texts always pass.
            let _ = self.send("log", &mut |fields| {
                text(fields);
                Ok(())
            });
        }
    }

    /// Sends a request from inside the call `parent`, if there is one, and returns its id. One from outside of calls waits where
    /// the host takes no more; one from inside never does, as the host may wait for it.
    pub(crate) fn start(&self, parent: Option<u64>, ask: &Ask, waker: Waker) -> Result<u64> {
        let mut state = lock(&self.state);
        if state.closed {
            return Err(closed());
        }
        let State {
            outbox, requests, ..
        } = &mut *state;
        let waits = parent.is_none() && requests.is_full()?;
        let id = requests.next_id();
        let mut write = |fields: &mut Fields<'_>| {
            fields.integer("id", id);
            if let Some(parent) = parent {
                fields.integer("parent", parent);
            }
            ask.write(fields)
        };
        if waits {
            let message = outbox.set_aside(ask.kind(), &mut write)?;
            requests.open(id, parent, ask, waker);
            requests.wait(id, message);
            return Ok(id);
        }
        outbox.push(ask.kind(), &mut write)?;
        requests.open(id, parent, ask, waker);
        requests.in_flight += 1;
        drop(state);
        self.hub.announce();
        Ok(id)
    }

    /// How many requests the host takes at once.
    pub(crate) fn limit_in_flight(&self, requests: usize) {
        lock(&self.state).requests.max_in_flight = requests;
    }

    pub(crate) fn poll(&self, id: u64, waker: &Waker) -> Poll<Result<Part>> {
        let mut waker = waker.clone();
        lock(&self.state).requests.poll(id, &mut waker)
    }

    /// Nobody waits for the request any more: the host is told, unless it has answered already.
    fn abandon(&self, id: u64) {
        let mut state = lock(&self.state);
        let Some(forgotten) = state.requests.forget(id) else {
            return;
        };
        let Forgotten {
            waker,
            is_under_way,
            contents,
        } = forgotten;
        if is_under_way {
            state.outbox.push_cancel(id);
            state.admit();
        }
        drop(state);
        // Behind the lock: it may be code of the plugin's.
        drop(waker);
        if is_under_way {
            self.hub.announce();
        }
        for content in contents {
            let message = "The request that has the callback was dropped";
            self.fail(content, CANCELLED, message);
        }
    }

    /// Hands an answer of the host to the request that waits for it. One to nobody, late or repeated, is ignored.
    pub(crate) fn settle(&self, re: u64, answer: Incoming) {
        let mut state = lock(&self.state);
        let settled = state.requests.answer(re, answer);
        state.admit();
        drop(state);
        // Woken outside of the lock: the waker may be an executor of the plugin's own.
        if let Some(waker) = settled {
            waker.wake();
        }
    }

    /// Fails a request whose answer could not be read.
    pub(crate) fn settle_unreadable(&self, re: u64, error: Error) {
        let mut state = lock(&self.state);
        let settled = state.requests.settle(re, Err(error));
        state.admit();
        drop(state);
        if let Some(waker) = settled {
            waker.wake();
        }
    }

    /// Ends the requests that were made inside a call of the host's which has been cancelled.
    pub(crate) fn cancel_inside(&self, parent: u64) {
        let mut state = lock(&self.state);
        let State {
            outbox, requests, ..
        } = &mut *state;
        let mut wakers = Vec::new();
        for id in requests.inside(parent) {
            wakers.extend(requests.settle(id, Err(cancelled())));
            outbox.push_cancel(id);
        }
        state.admit();
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Nothing is asked of the host from here on, and what waits for it fails.
    pub(crate) fn close(&self) {
        let mut state = lock(&self.state);
        state.closed = true;
        let mut wakers = state.requests.settle_all(closed);
        wakers.extend(state.flows.end_all());
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Swaps the messages that wait into `answer`, behind the header of an answer (ABI 1).
    pub(crate) fn fetch(&self, answer: &mut Vec<u8>, wake_after_ms: u32) {
        outbox::reset(answer);
        mem::swap(answer, lock(&self.state).outbox.buffer());
        outbox::write_header(answer, wake_after_ms);
    }
}

impl State {
    /// Sends the requests that wait, while there are places.
    fn admit(&mut self) {
        while let Some(message) = self.requests.next_waiting() {
            self.outbox.add(message);
        }
    }
}

/// What a request resolves to whose call was cancelled. Only a thread of the plugin's own can see it.
fn cancelled() -> Error {
    Error::coded(CANCELLED, "The call was cancelled by the host")
}

/// What is refused of a call that has its answer: only what outlives its handler can try it.
pub(crate) fn ended(what: &str) -> Error {
    Error::coded(CANCELLED, format!("Cannot {what} as its call has ended"))
}

fn closed() -> Error {
    Error::coded(CLOSED, "The plugin was closed")
}
