//! The future of one request to the host.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use super::ask::Ask;
use super::parts::Part;
use crate::error::{Error, Result};
use crate::error_codes::INTERNAL;
use crate::runtime::Runtime;
use crate::value::Value;

/// A request to the host: it is sent when it is first polled, and cancelled when it is dropped before its answer.
pub(crate) struct Request {
    runtime: Runtime,
    stage: Stage,
}

enum Stage {
    New(Ask),
    Sent(u64),
    /// Its end is known without asking.
    Known(Result<Value>),
    Over,
}

impl Request {
    pub(crate) fn new(runtime: Runtime, ask: Ask) -> Self {
        Self {
            runtime,
            stage: Stage::New(ask),
        }
    }

    /// A request that is never made, as its end is known.
    pub(crate) fn known(runtime: Runtime, result: Result<Value>) -> Self {
        Self {
            runtime,
            stage: Stage::Known(result),
        }
    }

    /// The next of what comes of it.
    pub(crate) async fn next(&mut self) -> Result<Part> {
        poll_fn(|context| self.poll_part(context)).await
    }

    /// Its id, once it is sent and until it has its answer.
    pub(crate) fn id(&self) -> Option<u64> {
        match self.stage {
            Stage::Sent(id) => Some(id),
            _ => None,
        }
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    fn poll_part(&mut self, context: &mut Context<'_>) -> Poll<Result<Part>> {
        let channel = &self.runtime.shared().channel;
        let polled = match &self.stage {
            Stage::New(ask) => {
                let waker = context.waker().clone();
                match parent(&self.runtime, ask)
                    .and_then(|parent| channel.start(parent, ask, waker))
                {
                    Ok(id) => {
                        self.stage = Stage::Sent(id);
                        return Poll::Pending;
                    }
                    Err(error) => Poll::Ready(Err(error)),
                }
            }
            Stage::Sent(id) => channel.poll(*id, context.waker()),
            Stage::Known(_) => match std::mem::replace(&mut self.stage, Stage::Over) {
                Stage::Known(result) => Poll::Ready(result.map(Part::Answer)),
                _ => Poll::Pending,
            },
            Stage::Over => Poll::Pending,
        };
        if matches!(polled, Poll::Ready(Ok(Part::Answer(_)) | Err(_))) {
            self.stage = Stage::Over;
        }
        polled
    }
}

/// The call inside which a request is made. A content is always the own call's.
fn parent(runtime: &Runtime, ask: &Ask) -> Result<Option<u64>> {
    match ask {
        Ask::Emit { .. } => runtime.own_call().map(Some),
        _ => Ok(runtime.call_around()),
    }
}

impl Future for Request {
    type Output = Result<Value>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<Value>> {
        self.poll_part(context).map(|part| match part? {
            Part::Answer(value) => Ok(value),
            // Parts come only of requests that ask for them, which are not awaited as a whole.
            _ => Err(Error::coded(
                INTERNAL,
                "A part came of a request without parts",
            )),
        })
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        if let Stage::Sent(id) = self.stage {
            self.runtime.shared().channel.abandon(id);
        }
    }
}
