//! What a handler answers its request with, and how each kind is sent.

use super::{ActionResult, ProviderResult};
use crate::channel::Channel;

/// The answer of a handler, of whatever kind.
#[derive(Debug)]
pub enum Answer {
    /// Of `action.validate`.
    Verdict(bool),
    /// Of `action.invoke`; none where the handler returned nothing.
    Action(Option<ActionResult>),
    /// Of `provider.get`; none where the handler returned nothing.
    Provider(Option<ProviderResult>),
}

impl Answer {
    pub(crate) fn send(&self, channel: &Channel, request: u64) {
        match self {
            Self::Verdict(valid) => channel.answer(request, "validate.result", |fields| {
                fields.flag("valid", *valid);
                Ok(())
            }),
            Self::Action(result) => channel.answer(request, "action.result", |fields| {
                if let Some(result) = result {
                    return fields.nested("result", |fields| result.write(fields));
                }
                fields.null("result");
                Ok(())
            }),
            Self::Provider(result) => channel.answer(request, "provider.result", |fields| {
                if let Some(result) = result {
                    return fields.nested("result", |fields| result.write(fields));
                }
                fields.null("result");
                Ok(())
            }),
        }
    }
}
