//! What a handler answers its request with, and how each kind is sent.

use super::{
    ActionResult, IntoActionResult, IntoModelResult, IntoProviderResult, IntoRouteResponse,
    ModelResult, ProviderResult, RouteResponse,
};
use crate::channel::{Channel, Fields, Write};
use crate::codec::Refusal;
use crate::shared::Shared;
use crate::value::Value;

/// The answer of a handler, of whatever kind.
#[derive(Debug)]
pub enum Answer {
    /// Of `action.validate`, `evaluator.validate` and `task.validate`.
    Verdict(bool),
    /// Of `action.invoke`; none where the handler returned nothing.
    Action(Option<ActionResult>),
    /// Of `evaluator.invoke`; none where the handler returned nothing.
    Evaluator(Option<ActionResult>),
    /// Of `provider.get`; none where the handler returned nothing.
    Provider(Option<ProviderResult>),
    /// Of `service.start`.
    Started {
        /// The number of the instance.
        instance: u64,
        /// The names of its methods, where the manifest has none.
        methods: Option<&'static [&'static str]>,
    },
    /// Of `service.call`: what the method returned.
    Service(Value),
    /// Of `service.stop`.
    Stopped,
    /// Of `route.handle`.
    Route(RouteResponse),
    /// Of `event.emit`.
    Event,
    /// Of `model.invoke`.
    Model(ModelResult),
    /// Of `task.execute`.
    TaskWorker,
    /// Of `plugin.init`.
    Init,
}

/// What the attributes make of what a handler returned.
#[doc(hidden)]
impl Answer {
    pub fn action(result: impl IntoActionResult) -> Self {
        Self::Action(result.into_action_result())
    }

    pub fn evaluator(result: impl IntoActionResult) -> Self {
        Self::Evaluator(result.into_action_result())
    }

    pub fn provider(result: impl IntoProviderResult) -> Self {
        Self::Provider(result.into_provider_result())
    }

    pub fn service(value: impl Into<Value>) -> Self {
        Self::Service(value.into())
    }

    pub fn route(response: impl IntoRouteResponse) -> Self {
        Self::Route(response.into_route_response())
    }

    pub fn event(_nothing: ()) -> Self {
        Self::Event
    }

    pub fn model(result: impl IntoModelResult) -> Self {
        Self::Model(result.into_model_result())
    }

    pub fn task_worker(_nothing: ()) -> Self {
        Self::TaskWorker
    }

    pub fn init(_nothing: ()) -> Self {
        Self::Init
    }
}

impl Answer {
    pub(crate) fn send(&self, shared: &Shared, request: u64) {
        let channel = &shared.channel;
        let (kind, write): (_, &mut Write<'_>) = match self {
            Self::Route(response) => return send_response(channel, request, response),
            Self::Verdict(valid) => ("validate.result", &mut |fields| {
                fields.flag("valid", *valid);
                Ok(())
            }),
            Self::Action(result) => ("action.result", &mut |fields| {
                write_result(fields, result.as_ref(), ActionResult::write)
            }),
            Self::Evaluator(result) => ("evaluator.result", &mut |fields| {
                write_result(fields, result.as_ref(), ActionResult::write)
            }),
            Self::Provider(result) => ("provider.result", &mut |fields| {
                write_result(fields, result.as_ref(), ProviderResult::write)
            }),
            Self::Started { instance, methods } => ("service.result", &mut |fields| {
                write_started(fields, *instance, *methods)
            }),
            Self::Service(value) => ("service.result", &mut |fields| fields.value("value", value)),
            Self::Model(result) => ("model.result", &mut |fields| result.write(fields)),
            Self::Stopped => ("service.result", &mut |_| Ok(())),
            Self::Event => ("event.result", &mut |_| Ok(())),
            Self::TaskWorker => ("task.result", &mut |_| Ok(())),
            Self::Init => ("plugin.init.result", &mut |_| Ok(())),
        };
        channel.answer(request, kind, write);
    }
}

/// elizaOS's result, or null where the handler returned nothing.
fn write_result<R>(
    fields: &mut Fields<'_>,
    result: Option<&R>,
    write: fn(&R, &mut Fields<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    match result {
        Some(result) => fields.nested("result", &mut |fields| write(result, fields)),
        None => {
            fields.null("result");
            Ok(())
        }
    }
}

fn write_started(
    fields: &mut Fields<'_>,
    instance: u64,
    methods: Option<&[&str]>,
) -> Result<(), Refusal> {
    fields.integer("instance", instance);
    let Some(methods) = methods else {
        return Ok(());
    };
    let methods: Vec<Value> = methods.iter().copied().map(Value::from).collect();
    fields.array("methods", &methods)
}

/// The whole response, or the end of one that was written in chunks.
fn send_response(channel: &Channel, request: u64, response: &RouteResponse) {
    if !channel.end_response(request) {
        let write: &mut Write<'_> = &mut |fields| response.write(fields);
        return channel.answer(request, "route.response", write);
    }
    if !response.is_untouched() {
        let message =
            "A route returned a response after it had written one in chunks: it was ignored";
        channel.log(Some(request), "warn", message, &Value::Null);
    }
    channel.answer(request, "route.end", &mut |_| Ok(()));
}
