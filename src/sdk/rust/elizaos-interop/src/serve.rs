//! What a guest does with each message of its host.

mod components;
mod fields;
mod init;
mod routes;
mod services;

use crate::codec::{Incoming, Kind};
use crate::error_codes::{CANCELLED, UNSUPPORTED};
use crate::guest::Guest;
use crate::plugin::Init;
use crate::runtime::Runtime;
use crate::tasks::TaskFuture;
use crate::value::{Map, Value};
use fields::Refused;

/// What the requests of the host find here.
pub(crate) enum Served {
    /// The plugin, whose components stand in the registry.
    Plugin { init: Option<Init> },
    /// The guest has said `failed`: every request ends by the same error.
    Nothing { code: &'static str, message: String },
}

/// A request of the host: the runtime as it sees it, and its fields.
struct Call<'c> {
    runtime: Runtime,
    fields: &'c mut Map,
}

impl Served {
    /// The only version of the protocol that this SDK speaks.
    pub(crate) const PROTOCOL: u64 = 1;
}

impl Guest {
    pub(crate) fn dispatch(&mut self, message: Incoming) {
        match (message.id, message.re) {
            // The same id twice: the first one is still being worked on and will be answered.
            (Some(id), _) if self.tasks.contains(id) => {}
            (Some(id), _) => {
                self.received = Some(id);
                if let Err(Refused { code, message }) = self.request(id, message) {
                    self.shared.channel.fail(id, code, &message);
                }
                self.received = None;
            }
            (None, Some(re)) => self.answer_or_follow_up(re, message),
            (None, None) => self.notice(message),
        }
    }

    fn request(&mut self, id: u64, message: Incoming) -> Result<(), Refused> {
        let Incoming {
            kind, mut fields, ..
        } = message;
        let channel = &self.shared.channel;
        if kind == Kind::Ping {
            channel.answer(id, "pong", &mut |_| Ok(()));
            return Ok(());
        }
        if let Served::Nothing { code, message } = &self.served {
            let message = message.clone();
            return Err(Refused { code, message });
        }
        if kind == Kind::CallbackEmit {
            // The request that has the callback answers.
            self.received = None;
            let parent = fields.take("parent").as_i64().map(i64::unsigned_abs);
            channel.content(parent, id, fields.take("content"));
            return Ok(());
        }
        let seat = self.tasks.seat(&self.shared, id);
        let call = Call {
            runtime: Runtime::new(seat, id),
            fields: &mut fields,
        };
        let work = self.work(&kind, call);
        let Ok(Some(future)) = work else {
            self.tasks.vacate();
            return work.map(|_| ());
        };
        // From here on the task answers, whatever happens.
        self.received = None;
        self.tasks.start(&self.shared, id, future);
        Ok(())
    }

    /// What works on a request; none if that was done at once.
    fn work(&self, kind: &Kind, call: Call<'_>) -> Result<Option<TaskFuture>, Refused> {
        match kind {
            Kind::ActionInvoke => components::invoke_action(call),
            Kind::ActionValidate => components::validate_action(call),
            Kind::ProviderGet => components::get_provider(call),
            Kind::EvaluatorInvoke => components::invoke_evaluator(call),
            Kind::EvaluatorValidate => components::validate_evaluator(call),
            Kind::EventEmit => components::emit_event(call),
            Kind::ModelInvoke => components::invoke_model(call),
            Kind::TaskExecute => components::execute_task(call),
            Kind::TaskValidate => components::validate_task(call),
            Kind::RouteHandle => routes::handle(call),
            Kind::ServiceStart => services::start(call),
            Kind::ServiceCall => services::call(call),
            Kind::ServiceStop => services::stop(call),
            Kind::Init => return self.init(call),
            other => Err(Refused {
                code: UNSUPPORTED,
                message: format!("The request {} is not supported", other.name()),
            }),
        }
        .map(Some)
    }

    fn answer_or_follow_up(&mut self, re: u64, mut message: Incoming) {
        let channel = &self.shared.channel;
        match message.kind {
            Kind::Cancel => self.cancel(re),
            Kind::ModelChunk => {
                if let Value::String(text) = message.fields.take("text") {
                    channel.text(re, text);
                }
            }
            Kind::RouteMore => {
                let seq = message.fields.take("seq").as_i64();
                if let Some(seq) = seq.and_then(|seq| u64::try_from(seq).ok()) {
                    channel.chunk_reached(re, seq);
                }
            }
            _ => channel.settle(re, message),
        }
    }

    fn cancel(&mut self, re: u64) {
        let channel = &self.shared.channel;
        channel.cancel_inside(re);
        if self.tasks.cancel(&self.shared, re) {
            let message = "The call was cancelled by the host";
            channel.fail(re, CANCELLED, message);
        } else {
            channel.cancel_content(re);
        }
    }

    fn notice(&mut self, mut message: Incoming) {
        if message.kind == Kind::Update {
            self.shared
                .change_snapshot(|snapshot| snapshot.update(&mut message.fields));
        }
    }
}
