//! A request that goes out at once and is not taken back when nobody awaits it: a registration, a changed setting. It is
//! driven by its answer, whose waker it is; a refusal that nobody hears of is logged.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use crate::channel::Ask;
use crate::error::{Error, Result};
use crate::error_codes::CANCELLED;
use crate::shared::{Shared, lock};
use crate::value::Value;

pub(crate) struct Posted {
    shared: Arc<Shared>,
    /// For the log, as `register the action GREET`.
    what: String,
    state: Mutex<State>,
}

struct State {
    stage: Stage,
    /// Of those who wait for the end.
    wakers: Vec<Waker>,
    /// Nobody will look at how it ends.
    is_unheard: bool,
}

enum Stage {
    /// The request, and what is done where it is refused.
    Asked(u64, Undo),
    Ended(Result<()>),
}

type Undo = Box<dyn FnOnce(&Shared) + Send>;

impl Posted {
    /// Sends a request from inside the call `parent`, if there is one.
    pub(crate) fn send(
        shared: &Arc<Shared>,
        parent: Option<u64>,
        what: String,
        ask: &Ask,
        undo: impl FnOnce(&Shared) + Send + 'static,
    ) -> Arc<Self> {
        let posted = Self::ended(shared, what, Ok(()));
        // Held while the request goes out: its answer may be read by another thread before this one has its id.
        let mut state = lock(&posted.state);
        match shared
            .channel
            .start(parent, ask, Arc::clone(&posted).into())
        {
            Ok(id) => state.stage = Stage::Asked(id, Box::new(undo)),
            Err(error) => {
                undo(shared);
                state.stage = Stage::Ended(Err(error));
            }
        }
        drop(state);
        posted
    }

    /// One that has ended before it went out.
    pub(crate) fn ended(shared: &Arc<Shared>, what: String, result: Result<()>) -> Arc<Self> {
        Arc::new(Self {
            shared: Arc::clone(shared),
            what,
            state: Mutex::new(State {
                stage: Stage::Ended(result),
                wakers: Vec::new(),
                is_unheard: false,
            }),
        })
    }

    /// How it ended. May be asked by several, and again.
    pub(crate) fn poll(&self, context: &mut Context<'_>) -> Poll<Result<()>> {
        let waker = context.waker().clone();
        let mut state = lock(&self.state);
        match &state.stage {
            Stage::Ended(Ok(())) => Poll::Ready(Ok(())),
            Stage::Ended(Err(error)) => Poll::Ready(Err(error.again())),
            Stage::Asked(..) => {
                if !state.wakers.iter().any(|known| known.will_wake(&waker)) {
                    state.wakers.push(waker);
                }
                Poll::Pending
            }
        }
    }

    /// Nobody looks at how it ends: a refusal is logged.
    pub(crate) fn forget(&self) {
        let mut state = lock(&self.state);
        state.is_unheard = true;
        if let Stage::Ended(Err(error)) = &state.stage {
            self.complain(error);
        }
    }

    /// A host that has cancelled the call around knows that it took nothing.
    fn complain(&self, error: &Error) {
        if error.code() == CANCELLED {
            return;
        }
        let message = format!("Cannot {}: {}", self.what, error.message());
        self.shared
            .channel
            .log(None, "warn", &message, &Value::Null);
    }
}

/// The answer is there.
impl Wake for Posted {
    fn wake(self: Arc<Self>) {
        let mut state = lock(&self.state);
        let Stage::Asked(id, _) = state.stage else {
            return;
        };
        let waker = Waker::from(Arc::clone(&self));
        let Poll::Ready(answer) = self.shared.channel.poll(id, &waker) else {
            return;
        };
        let ended = Stage::Ended(answer.map(|_| ()));
        let asked = mem::replace(&mut state.stage, ended);
        if let (Stage::Ended(Err(error)), Stage::Asked(_, undo)) = (&state.stage, asked) {
            undo(&self.shared);
            if state.is_unheard {
                self.complain(error);
            }
        }
        let wakers = mem::take(&mut state.wakers);
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// A component that is being registered. It is the guest's at once, and the request is on its way; awaiting this tells whether
/// the host took it. One that it refused is gone again; where nobody awaits that, the refusal is logged.
pub struct Registration {
    posted: Arc<Posted>,
    is_heard: bool,
}

impl Registration {
    pub(crate) fn new(posted: Arc<Posted>) -> Self {
        Self {
            posted,
            is_heard: false,
        }
    }
}

impl Future for Registration {
    type Output = Result<()>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let polled = self.posted.poll(context);
        self.is_heard |= polled.is_ready();
        polled
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        if !self.is_heard {
            self.posted.forget();
        }
    }
}

impl std::fmt::Debug for Registration {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Registration({})", self.posted.what)
    }
}
