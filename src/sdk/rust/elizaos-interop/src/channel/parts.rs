//! What comes of a request before its answer: a model's text in parts, or contents for a callback, which are requests of the
//! host inside this one.

use std::collections::VecDeque;
use std::mem;
use std::task::Waker;

use super::ask::Takes;
use crate::value::Value;

/// What came of a request.
pub(crate) enum Part {
    Text(String),
    /// The host's request of that id: to give the content to the callback.
    Content {
        id: u64,
        content: Value,
    },
    /// The last one.
    Answer(Value),
}

/// What came and has not been taken.
pub(super) enum Parts {
    Texts(VecDeque<String>),
    Contents {
        waiting: VecDeque<(u64, Value)>,
        /// The one that the callback has.
        answering: Option<u64>,
        /// Of the callback's work.
        waker: Option<Waker>,
    },
}

impl Parts {
    /// None of most requests, which costs them nothing.
    pub(super) fn of(takes: Takes) -> Option<Box<Self>> {
        match takes {
            Takes::Nothing => None,
            Takes::Texts => Some(Box::new(Self::Texts(VecDeque::new()))),
            Takes::Contents => Some(Box::new(Self::Contents {
                waiting: VecDeque::new(),
                answering: None,
                waker: None,
            })),
        }
    }

    pub(super) fn take(&mut self) -> Option<Part> {
        match self {
            Self::Texts(texts) => texts.pop_front().map(Part::Text),
            Self::Contents {
                waiting, answering, ..
            } => {
                let (id, content) = waiting.pop_front()?;
                *answering = Some(id);
                Some(Part::Content { id, content })
            }
        }
    }

    /// False if the request asked for no text.
    pub(super) fn add_text(&mut self, text: String) -> bool {
        let Self::Texts(texts) = self else {
            return false;
        };
        texts.push_back(text);
        true
    }

    /// False if the request has no callback.
    pub(super) fn add_content(&mut self, id: u64, content: Value) -> bool {
        let Self::Contents { waiting, .. } = self else {
            return false;
        };
        waiting.push_back((id, content));
        true
    }

    /// Takes the host's request out. None if it is not under way here, else the waker of the callback's work on it, where
    /// the callback has it.
    pub(super) fn end_content(&mut self, id: u64) -> Option<Option<Waker>> {
        let Self::Contents {
            waiting,
            answering,
            waker,
        } = self
        else {
            return None;
        };
        if *answering == Some(id) {
            *answering = None;
            return Some(waker.take());
        }
        let at = waiting.iter().position(|(waits, _)| *waits == id)?;
        waiting.remove(at);
        Some(None)
    }

    /// Whether the callback has the host's request. `own` replaces the waker of its work, and is that one afterwards.
    pub(super) fn is_answering(&mut self, id: u64, own: &mut Option<Waker>) -> bool {
        match self {
            Self::Contents {
                answering, waker, ..
            } if *answering == Some(id) => {
                mem::swap(waker, own);
                true
            }
            _ => false,
        }
    }

    /// The host's requests that are under way here.
    pub(super) fn contents(&self) -> impl Iterator<Item = u64> {
        let (waiting, answering) = match self {
            Self::Contents {
                waiting, answering, ..
            } => (Some(waiting), *answering),
            Self::Texts(_) => (None, None),
        };
        let waiting = waiting.into_iter().flatten().map(|(id, _)| *id);
        answering.into_iter().chain(waiting)
    }
}
