//! The types of message that a guest of this SDK takes, and their names.

/// The type of a message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    ActionInvoke,
    ActionValidate,
    CallbackResult,
    Cancel,
    Error,
    HostResult,
    Init,
    Ping,
    ProviderGet,
    Update,
    /// Of a part of the protocol, or of a version of it, that this SDK does not know.
    Other(String),
}

const KINDS: [(&str, Kind); 10] = [
    ("action.invoke", Kind::ActionInvoke),
    ("provider.get", Kind::ProviderGet),
    ("action.validate", Kind::ActionValidate),
    ("host.result", Kind::HostResult),
    ("callback.result", Kind::CallbackResult),
    ("error", Kind::Error),
    ("cancel", Kind::Cancel),
    ("ping", Kind::Ping),
    ("plugin.init", Kind::Init),
    ("plugin.update", Kind::Update),
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
