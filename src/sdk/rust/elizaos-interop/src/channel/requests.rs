//! Requests of this guest to its host: what is asked, the table of those that are open, and the future of each.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::Fields;
use crate::codec::{Incoming, Kind, Refusal};
use crate::error::{Error, Result};
use crate::error_codes::{INTERNAL, PROTOCOL_VIOLATION};
use crate::shared::Shared;
use crate::value::Value;

/// What a guest asks of its host.
pub(crate) enum Ask {
    /// A method of elizaOS's runtime.
    HostCall {
        method: Cow<'static, str>,
        args: Vec<Value>,
    },
    /// To give a content to the handler's callback.
    Emit { content: Value },
}

impl Ask {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::HostCall { .. } => "host.call",
            Self::Emit { .. } => "callback.emit",
        }
    }

    pub(super) fn write(&self, fields: &mut Fields<'_>) -> std::result::Result<(), Refusal> {
        match self {
            Self::HostCall { method, args } => {
                fields.text("method", method);
                fields.array("args", args)
            }
            Self::Emit { content } => fields.value("content", content),
        }
    }

    /// The type of the answer, and its field that holds what was asked for.
    fn answer(&self) -> Answer {
        match self {
            Self::HostCall { .. } => (Kind::HostResult, "value"),
            Self::Emit { .. } => (Kind::CallbackResult, "memories"),
        }
    }
}

type Answer = (Kind, &'static str);

/// The open requests, by id.
#[derive(Default)]
pub(super) struct Requests {
    last_id: u64,
    open: BTreeMap<u64, Open>,
}

enum Open {
    Waiting {
        parent: u64,
        answer: Answer,
        waker: Waker,
    },
    Settled(Result<Value>),
}

impl Requests {
    pub(super) fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    pub(super) fn open(&mut self, id: u64, parent: u64, ask: &Ask, waker: Waker) {
        let answer = ask.answer();
        self.open.insert(
            id,
            Open::Waiting {
                parent,
                answer,
                waker,
            },
        );
    }

    /// Takes an answer over. Returns the waker of the one who waits for it, if there is one.
    pub(super) fn answer(&mut self, id: u64, mut message: Incoming) -> Option<Waker> {
        let Some(Open::Waiting { answer, .. }) = self.open.get(&id) else {
            return None;
        };
        // Of a type that a later protocol may define, and that says nothing to this one.
        if matches!(message.kind, Kind::Other(_)) {
            return None;
        }
        let (kind, field) = answer;
        let result = match message.kind {
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
        let open = self.open.get_mut(&id)?;
        if matches!(open, Open::Settled(_)) {
            return None;
        }
        match std::mem::replace(open, Open::Settled(result)) {
            Open::Waiting { waker, .. } => Some(waker),
            Open::Settled(_) => None,
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
        let waits = |open: &Open| matches!(open, Open::Waiting { parent: made_in, .. } if *made_in == parent);
        self.open
            .iter()
            .filter(|(_, open)| waits(open))
            .map(|(id, _)| *id)
            .collect()
    }

    /// `waker` replaces the one that waits, and is that one afterwards: dropping it may be code of the plugin's.
    pub(super) fn poll(&mut self, id: u64, waker: &mut Waker) -> Poll<Result<Value>> {
        match self.open.get_mut(&id) {
            Some(Open::Waiting { waker: waiting, .. }) => {
                std::mem::swap(waiting, waker);
                Poll::Pending
            }
            _ => Poll::Ready(match self.open.remove(&id) {
                Some(Open::Settled(result)) => result,
                _ => Err(Error::coded(INTERNAL, "A request was lost")),
            }),
        }
    }

    /// Forgets a request. Returns the waker of the one who waited for it, unless it had ended before.
    pub(super) fn forget(&mut self, id: u64) -> Option<Waker> {
        match self.open.remove(&id)? {
            Open::Waiting { waker, .. } => Some(waker),
            Open::Settled(_) => None,
        }
    }
}

/// A request to the host: it is sent when it is first polled, and cancelled when it is dropped before its answer.
pub(crate) struct Request {
    shared: Arc<Shared>,
    /// The host's id of the call inside which it is made.
    parent: u64,
    stage: Stage,
}

enum Stage {
    New(Ask),
    Sent(u64),
    Over,
}

impl Request {
    pub(crate) fn new(shared: Arc<Shared>, parent: u64, ask: Ask) -> Self {
        Self {
            shared,
            parent,
            stage: Stage::New(ask),
        }
    }
}

impl Future for Request {
    type Output = Result<Value>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<Value>> {
        let channel = &self.shared.channel;
        let polled = match &self.stage {
            Stage::New(ask) => match channel.start(self.parent, ask, context.waker().clone()) {
                Ok(id) => {
                    self.stage = Stage::Sent(id);
                    return Poll::Pending;
                }
                Err(error) => Poll::Ready(Err(error)),
            },
            Stage::Sent(id) => channel.poll(*id, context.waker()),
            Stage::Over => Poll::Pending,
        };
        if polled.is_ready() {
            self.stage = Stage::Over;
        }
        polled
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        if let Stage::Sent(id) = self.stage {
            self.shared.channel.abandon(id);
        }
    }
}
