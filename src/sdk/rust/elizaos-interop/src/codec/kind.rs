//! The types of message that a guest of this SDK takes, and their names.

/// The type of a message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    ActionInvoke,
    ActionValidate,
    CallbackEmit,
    CallbackResult,
    Cancel,
    ComponentResult,
    Error,
    EvaluatorInvoke,
    EvaluatorValidate,
    EventEmit,
    HostResult,
    Init,
    ModelChunk,
    ModelInvoke,
    Ping,
    ProviderGet,
    RouteHandle,
    RouteMore,
    ServiceCall,
    ServiceResult,
    ServiceStart,
    ServiceStop,
    TaskExecute,
    TaskValidate,
    Update,
    /// Of a part of the protocol, or of a version of it, that this SDK does not know.
    Other(String),
}

/// The most frequent ones first.
static KINDS: [(&str, Kind); 25] = [
    ("action.invoke", Kind::ActionInvoke),
    ("provider.get", Kind::ProviderGet),
    ("action.validate", Kind::ActionValidate),
    ("host.result", Kind::HostResult),
    ("callback.result", Kind::CallbackResult),
    ("error", Kind::Error),
    ("cancel", Kind::Cancel),
    ("ping", Kind::Ping),
    ("service.call", Kind::ServiceCall),
    ("model.chunk", Kind::ModelChunk),
    ("route.more", Kind::RouteMore),
    ("event.emit", Kind::EventEmit),
    ("evaluator.validate", Kind::EvaluatorValidate),
    ("evaluator.invoke", Kind::EvaluatorInvoke),
    ("model.invoke", Kind::ModelInvoke),
    ("route.handle", Kind::RouteHandle),
    ("service.result", Kind::ServiceResult),
    ("callback.emit", Kind::CallbackEmit),
    ("task.validate", Kind::TaskValidate),
    ("task.execute", Kind::TaskExecute),
    ("plugin.update", Kind::Update),
    ("plugin.init", Kind::Init),
    ("service.start", Kind::ServiceStart),
    ("service.stop", Kind::ServiceStop),
    ("component.result", Kind::ComponentResult),
];

impl Kind {
    /// As the protocol writes it.
    pub(crate) fn name(&self) -> &str {
        if let Self::Other(name) = self {
            return name;
        }
        let found = KINDS.iter().find(|(_, kind)| kind == self);
        found.map_or("", |(name, _)| name)
    }

    pub(super) fn of(name: &str) -> Self {
        match KINDS.iter().find(|(known, _)| *known == name) {
            Some((_, kind)) => kind.clone(),
            None => Self::Other(name.to_owned()),
        }
    }
}
