//! `plugin.init`: what the host tells of the agent, and what the plugin does with it first.

use std::future::poll_fn;
use std::sync::Arc;

use super::fields::{MAP, Refused, input};
use super::{Call, Served};
use crate::call::InitCall;
use crate::error_codes::PROTOCOL_VERSION;
use crate::guest::Guest;
use crate::plugin::Init;
use crate::snapshot::Snapshot;
use crate::tasks::TaskFuture;
use crate::value::Value;

impl Guest {
    pub(super) fn init(&self, call: Call<'_>) -> Result<Option<TaskFuture>, Refused> {
        check_protocol(&call.fields.take("protocol"))?;
        let config = input(call.fields, "config", MAP)?;
        let limits = call.fields.take("limits");
        if let Some(requests) = limits["maxInFlight"]
            .as_i64()
            .filter(|requests| *requests > 0)
        {
            let requests = usize::try_from(requests).unwrap_or(usize::MAX);
            self.shared.channel.limit_in_flight(requests);
        }
        self.shared.set_snapshot(Snapshot::from_init(call.fields));
        if let Served::Plugin { init: Some(init) } = self.served {
            return Ok(Some(run(init, InitCall::new(call.runtime, config))));
        }
        let channel = &self.shared.channel;
        channel.answer(call.runtime.id(), "plugin.init.result", &mut |_| Ok(()));
        Ok(None)
    }
}

/// Ends when the host has answered all that init registered, and fails if it refused any of it.
fn run(init: Init, call: InitCall) -> TaskFuture {
    let shared = Arc::clone(call.runtime().shared());
    shared.registry.begin_init(call.runtime().id());
    let future = (init.run)(call);
    Box::pin(async move {
        let answer = future.await?;
        while let Some(posted) = shared.registry.next_of_init() {
            poll_fn(|context| posted.poll(context)).await?;
        }
        Ok(answer)
    })
}

fn check_protocol(chosen: &Value) -> Result<(), Refused> {
    if chosen.as_i64().map(i64::unsigned_abs) == Some(Served::PROTOCOL) {
        return Ok(());
    }
    Err(Refused {
        code: PROTOCOL_VERSION,
        message: format!(
            "Cannot speak the protocol that the host chose as its version must be {}: current value is {}",
            Served::PROTOCOL,
            chosen.shown()
        ),
    })
}
