//! The table of this guest's requests that are open.

use std::collections::BTreeMap;
use std::mem;
use std::task::{Poll, Waker};

use super::ask::{Answer, Ask};
use super::parts::{Part, Parts};
use crate::codec::{Incoming, Kind};
use crate::error::{Error, Result};
use crate::error_codes::{INTERNAL, OVERLOADED, PROTOCOL_VIOLATION};
use crate::limits::{MAX_IN_FLIGHT, MAX_WAITING};
use crate::value::Value;

/// The open requests, by id.
pub(super) struct Requests {
    last_id: u64,
    open: BTreeMap<u64, Open>,
    /// How many are with the host and have no answer.
    pub(super) in_flight: usize,
    pub(super) max_in_flight: usize,
    /// The messages of those that wait for a place, the oldest first.
    waiting: BTreeMap<u64, Vec<u8>>,
}

impl Default for Requests {
    fn default() -> Self {
        Self {
            last_id: 0,
            open: BTreeMap::new(),
            in_flight: 0,
            max_in_flight: MAX_IN_FLIGHT,
            waiting: BTreeMap::new(),
        }
    }
}

struct Open {
    /// The host's id of the call inside which it was made.
    parent: Option<u64>,
    answer: &'static Answer,
    state: State,
    /// Where something may come before the answer.
    parts: Option<Box<Parts>>,
}

enum State {
    Waiting(Waker),
    Settled(Result<Value>),
}

impl State {
    /// The waker of the one who waits: taken, as cloning it may be code of the plugin's. Who is woken polls, and leaves
    /// another one.
    fn wake(&mut self) -> Option<Waker> {
        match self {
            Self::Waiting(waker) => Some(mem::replace(waker, Waker::noop().clone())),
            Self::Settled(_) => None,
        }
    }
}

/// A request that nobody waits for any more.
pub(super) struct Forgotten {
    /// Of the one who waited; none if the host had answered.
    pub(super) waker: Option<Waker>,
    /// Whether the host has it and is still to answer.
    pub(super) is_under_way: bool,
    /// The host's requests inside of it that have no answer.
    pub(super) contents: Vec<u64>,
}

impl Requests {
    pub(super) fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    pub(super) fn open(&mut self, id: u64, parent: Option<u64>, ask: &Ask, waker: Waker) {
        let open = Open {
            parent,
            answer: ask.answer(),
            state: State::Waiting(waker),
            parts: Parts::of(ask.takes()),
        };
        self.open.insert(id, open);
    }

    /// Whether a further request from outside of calls must wait.
    ///
    /// # Errors
    /// `overloaded` where too many wait already.
    pub(super) fn is_full(&self) -> Result<bool> {
        if self.in_flight < self.max_in_flight {
            return Ok(false);
        }
        let waiting = self.waiting.len();
        if waiting < MAX_WAITING {
            return Ok(true);
        }
        let message = format!("Cannot ask the host as {waiting} requests wait already");
        Err(Error::coded(OVERLOADED, message))
    }

    pub(super) fn wait(&mut self, id: u64, message: Vec<u8>) {
        self.waiting.insert(id, message);
    }

    /// Takes the message of the oldest request that waits, where there is a place for it.
    pub(super) fn next_waiting(&mut self) -> Option<Vec<u8>> {
        if self.in_flight >= self.max_in_flight {
            return None;
        }
        let (_, message) = self.waiting.pop_first()?;
        self.in_flight += 1;
        Some(message)
    }

    /// Takes an answer over. Returns the waker of the one who waits for it, if there is one.
    pub(super) fn answer(&mut self, id: u64, mut message: Incoming) -> Option<Waker> {
        if self.waiting.contains_key(&id) {
            // An answer to what was never asked.
            return None;
        }
        let (kind, field) = self.open.get(&id)?.answer;
        let result = match message.kind {
            // Of a type that a later protocol may define, and that says nothing to this one.
            Kind::Other(_) => return None,
            Kind::Error => Err(Error::from_wire(message.fields)),
            ref received if received == kind => Ok(message.fields.take(field)),
            other => Err(Error::coded(
                PROTOCOL_VIOLATION,
                format!(
                    "Cannot use the answer to a request as its type must be {} or error: current value is {}",
                    kind.name(),
                    other.name()
                ),
            )),
        };
        self.settle(id, result)
    }

    /// Ends a request. Returns the waker of the one who waits for it, unless it had ended before.
    pub(super) fn settle(&mut self, id: u64, result: Result<Value>) -> Option<Waker> {
        let state = &mut self.open.get_mut(&id)?.state;
        if matches!(state, State::Settled(_)) {
            return None;
        }
        // One that waits is not the host's to answer: only the end of the channel settles it.
        if self.waiting.remove(&id).is_none() {
            self.in_flight -= 1;
        }
        match mem::replace(state, State::Settled(result)) {
            State::Waiting(waker) => Some(waker),
            State::Settled(_) => None,
        }
    }

    pub(super) fn settle_all(&mut self, error: fn() -> Error) -> Vec<Waker> {
        let ids: Vec<u64> = self.open.keys().copied().collect();
        ids.into_iter()
            .filter_map(|id| self.settle(id, Err(error())))
            .collect()
    }

    /// The requests that wait and were made inside the call `parent`.
    pub(super) fn inside(&self, parent: u64) -> Vec<u64> {
        let waits =
            |open: &Open| open.parent == Some(parent) && matches!(open.state, State::Waiting(_));
        self.open
            .iter()
            .filter(|(_, open)| waits(open))
            .map(|(id, _)| *id)
            .collect()
    }

    /// A part of a model's text. Returns the waker of the one who waits for it, if there is one.
    pub(super) fn text(&mut self, id: u64, text: String) -> Option<Waker> {
        let open = self.open.get_mut(&id)?;
        let is_taken = open.parts.as_mut()?.add_text(text);
        is_taken.then(|| open.state.wake()).flatten()
    }

    /// A content for the callback of a request, which is the host's request `id`. Returns the waker of the one who has the
    /// callback; none if there is no such one.
    pub(super) fn content(&mut self, request: u64, id: u64, content: Value) -> Option<Waker> {
        let open = self.open.get_mut(&request)?;
        if matches!(open.state, State::Settled(_)) {
            return None;
        }
        let is_taken = open.parts.as_mut()?.add_content(id, content);
        is_taken.then(|| open.state.wake()).flatten()
    }

    /// The request inside which the host's request `id` is under way.
    pub(super) fn around(&self, id: u64) -> Option<u64> {
        let is_around = |open: &Open| {
            let parts = open.parts.as_ref();
            parts.is_some_and(|parts| parts.contents().any(|content| content == id))
        };
        let found = self.open.iter().find(|(_, open)| is_around(open));
        found.map(|(request, _)| *request)
    }

    /// What came of a request before its answer.
    pub(super) fn parts(&mut self, id: u64) -> Option<&mut Parts> {
        self.open.get_mut(&id)?.parts.as_deref_mut()
    }

    /// `waker` replaces the one that waits, and is that one afterwards: dropping it may be code of the plugin's.
    pub(super) fn poll(&mut self, id: u64, waker: &mut Waker) -> Poll<Result<Part>> {
        if let Some(open) = self.open.get_mut(&id) {
            if let Some(part) = open.parts.as_mut().and_then(|parts| parts.take()) {
                return Poll::Ready(Ok(part));
            }
            if let State::Waiting(waiting) = &mut open.state {
                mem::swap(waiting, waker);
                return Poll::Pending;
            }
        }
        Poll::Ready(match self.open.remove(&id) {
            Some(Open {
                state: State::Settled(result),
                ..
            }) => result.map(Part::Answer),
            _ => Err(Error::coded(INTERNAL, "A request was lost")),
        })
    }

    /// Forgets a request that nobody waits for any more.
    pub(super) fn forget(&mut self, id: u64) -> Option<Forgotten> {
        let Open { state, parts, .. } = self.open.remove(&id)?;
        let waker = match state {
            State::Waiting(waker) => Some(waker),
            State::Settled(_) => None,
        };
        let is_under_way = waker.is_some() && self.waiting.remove(&id).is_none();
        self.in_flight -= usize::from(is_under_way);
        Some(Forgotten {
            waker,
            is_under_way,
            contents: parts.iter().flat_map(|parts| parts.contents()).collect(),
        })
    }
}
