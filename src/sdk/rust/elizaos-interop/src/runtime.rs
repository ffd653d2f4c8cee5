//! The agent's runtime, as one call sees it. What elizaOS answers synchronously comes from what the host told at init and since;
//! the rest is one request to the host, made inside the call.

mod dynamic;
mod environment;
mod handlers;
mod host_methods;
mod local;
mod memories;
mod models;
mod register;
mod services;
mod storage;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::task::{Poll, Waker};

use crate::channel::{self, Ask, Request, Takes, Write};
use crate::error::Result;
use crate::host_call::HostCall;
use crate::log::Logger;
use crate::seat::Seat;
use crate::shared::Shared;
use crate::value::Value;

pub use handlers::IntoMemories;
use host_methods::host_methods;
pub use models::ModelStream;
pub use services::ServiceLoad;

/// elizaOS's runtime, under its own names in snake case, with its positional arguments. A `None` at the end of them is
/// not sent.
///
/// What is asked of the host counts as part of the call whose handler awaits it, and is cancelled with it. A runtime may
/// be kept beyond its call, by a service or by a thread of the plugin's own: what it asks where no handler runs is part of
/// the call that it belongs to, while that is under way, and of none afterwards. It is cheap to clone.
#[derive(Clone)]
pub struct Runtime {
    seat: Arc<Seat>,
    /// The host's id of the call that it belongs to.
    call: u64,
}

impl Runtime {
    pub(crate) fn new(seat: Arc<Seat>, call: u64) -> Self {
        Self { seat, call }
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.seat.shared
    }

    /// The host's id of the call that it belongs to, which may be over.
    pub(crate) fn id(&self) -> u64 {
        self.call
    }

    /// The call inside which something that is done now counts.
    pub(crate) fn call_around(&self) -> Option<u64> {
        let running = crate::scope::call_of(self.shared());
        running.or_else(|| self.seat.is_of(self.call).then_some(self.call))
    }

    /// The call that it belongs to, while that is under way.
    pub(crate) fn own_call(&self) -> Result<u64> {
        if self.seat.is_of(self.call) {
            return Ok(self.call);
        }
        Err(channel::ended("emit a content"))
    }

    pub(crate) fn send_text(&self, text: &str) -> Result<()> {
        let channel = &self.shared().channel;
        channel.send_text(&self.seat, self.call, text)
    }

    pub(crate) fn begin_response(&self, write: &mut Write<'_>) -> Result<()> {
        let channel = &self.shared().channel;
        channel.begin_response(&self.seat, self.call, write)
    }

    pub(crate) fn poll_chunk(&self, data: &Value, waker: &Waker) -> Poll<Result<()>> {
        self.shared().channel.poll_chunk(self.call, data, waker)
    }

    /// The agent's log, for lines about the call.
    pub fn logger(&self) -> Logger<'_> {
        Logger::new(self)
    }

    /// A value of the plugin's own that lives as long as the guest: one of each type, made by `Default` when it is first
    /// asked for, shared by all calls. Every agent has a guest of its own, which a global would mix up.
    pub fn local<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.shared().local()
    }

    fn request(
        &self,
        method: impl Into<Cow<'static, str>>,
        args: Vec<Value>,
        takes: Takes,
    ) -> Request {
        let method = method.into();
        let ask = Ask::HostCall {
            method,
            args,
            takes,
        };
        Request::new(self.clone(), ask)
    }

    fn ask<T>(
        &self,
        method: impl Into<Cow<'static, str>>,
        args: Vec<Value>,
        read: fn(Value) -> Result<T>,
    ) -> HostCall<T> {
        HostCall::new(self.request(method, args, Takes::Nothing), read)
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Runtime({}, call {})",
            self.shared().plugin,
            self.call
        )
    }
}
