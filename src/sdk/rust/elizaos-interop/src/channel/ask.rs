//! What a guest asks of its host, as the fields of the request.

use std::borrow::Cow;

use super::Fields;
use crate::codec::{Kind, Refusal};
use crate::value::{Map, Value};

pub(crate) enum Ask {
    /// A method of elizaOS's runtime.
    HostCall {
        method: Cow<'static, str>,
        args: Vec<Value>,
        takes: Takes,
    },
    /// To give a content to the handler's callback.
    Emit { content: Value },
    /// A method of a service of the agent.
    ServiceCall {
        service: String,
        method: String,
        args: Vec<Value>,
    },
    /// To take note of a component beyond the manifest.
    Register { kind: &'static str, definition: Map },
}

/// What a host call takes before its answer.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Takes {
    Nothing,
    /// A model's text in parts.
    Texts,
    /// Contents for a callback.
    Contents,
}

/// The type of an answer, and its field that holds what was asked for.
pub(super) type Answer = (Kind, &'static str);

static HOST_RESULT: Answer = (Kind::HostResult, "value");
static CALLBACK_RESULT: Answer = (Kind::CallbackResult, "memories");
static SERVICE_RESULT: Answer = (Kind::ServiceResult, "value");
static COMPONENT_RESULT: Answer = (Kind::ComponentResult, "value");

impl Ask {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::HostCall { .. } => "host.call",
            Self::Emit { .. } => "callback.emit",
            Self::ServiceCall { .. } => "service.call",
            Self::Register { .. } => "component.register",
        }
    }

    pub(super) fn write(&self, fields: &mut Fields<'_>) -> Result<(), Refusal> {
        match self {
            Self::HostCall {
                method,
                args,
                takes,
            } => {
                fields.text("method", method);
                fields.array("args", args)?;
                match takes {
                    Takes::Nothing => {}
                    Takes::Texts => fields.flag("stream", true),
                    Takes::Contents => fields.flag("callback", true),
                }
                Ok(())
            }
            Self::Emit { content } => fields.value("content", content),
            Self::ServiceCall {
                service,
                method,
                args,
            } => {
                fields.text("service", service);
                fields.text("method", method);
                fields.array("args", args)
            }
            Self::Register { kind, definition } => {
                fields.text("kind", kind);
                fields.map("definition", definition)
            }
        }
    }

    pub(super) fn answer(&self) -> &'static Answer {
        match self {
            Self::HostCall { .. } => &HOST_RESULT,
            Self::Emit { .. } => &CALLBACK_RESULT,
            Self::ServiceCall { .. } => &SERVICE_RESULT,
            Self::Register { .. } => &COMPONENT_RESULT,
        }
    }

    pub(super) fn takes(&self) -> Takes {
        match self {
            Self::HostCall { takes, .. } => *takes,
            _ => Takes::Nothing,
        }
    }
}
