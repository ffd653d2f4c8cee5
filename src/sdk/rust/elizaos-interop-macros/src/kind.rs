//! The kinds of components that are functions, and what tells them apart.

/// One kind.
pub(crate) struct Kind {
    /// The attribute; also what its definition and its answer are called in snake case.
    pub(crate) attribute: &'static str,
    /// In sentences.
    pub(crate) noun: &'static str,
    pub(crate) signature: &'static str,
    /// The type of its definition.
    pub(crate) definition: &'static str,
    /// The definition's field that holds the function.
    pub(crate) handler: &'static str,
    pub(crate) key: Key,
    pub(crate) validate: Validate,
}

/// How the manifest's entry is found.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Key {
    /// By what stands behind this word.
    Text(&'static str),
    /// By method and path.
    Route,
    /// The manifest has none.
    None,
}

/// Whether a component of the kind may say which messages it suits.
#[derive(Clone, Copy)]
pub(crate) enum Validate {
    May,
    /// It may not, and why.
    Never(&'static str),
}

pub(crate) const ACTION: Kind = Kind {
    attribute: "action",
    noun: "an action",
    signature: "async fn(ActionCall) -> Result<ActionResult>",
    definition: "Action",
    handler: "invoke",
    key: Key::Text("name"),
    validate: Validate::May,
};

pub(crate) const EVALUATOR: Kind = Kind {
    attribute: "evaluator",
    noun: "an evaluator",
    signature: "async fn(EvaluatorCall) -> Result<ActionResult>",
    definition: "Evaluator",
    handler: "invoke",
    key: Key::Text("name"),
    validate: Validate::May,
};

pub(crate) const PROVIDER: Kind = Kind {
    attribute: "provider",
    noun: "a provider",
    signature: "async fn(ProviderCall) -> Result<ProviderResult>",
    definition: "Provider",
    handler: "get",
    key: Key::Text("name"),
    validate: Validate::Never("a provider has no validate: every message gets it"),
};

pub(crate) const ROUTE: Kind = Kind {
    attribute: "route",
    noun: "a route",
    signature: "async fn(RouteCall) -> Result<RouteResponse>",
    definition: "Route",
    handler: "handle",
    key: Key::Route,
    validate: Validate::Never("a route has no validate: its function answers whatever is asked"),
};

pub(crate) const EVENT: Kind = Kind {
    attribute: "event",
    noun: "an event's handler",
    signature: "async fn(EventCall) -> Result<()>",
    definition: "Event",
    handler: "handle",
    key: Key::Text("name"),
    validate: Validate::Never("an event's handler has no validate: it hears of every event"),
};

pub(crate) const MODEL: Kind = Kind {
    attribute: "model",
    noun: "a model",
    signature: "async fn(ModelCall) -> Result<impl Into<Value>>",
    definition: "Model",
    handler: "invoke",
    key: Key::Text("type"),
    validate: Validate::Never("a model has no validate: who uses it names it"),
};

pub(crate) const TASK_WORKER: Kind = Kind {
    attribute: "task_worker",
    noun: "a task worker",
    signature: "async fn(TaskCall) -> Result<()>",
    definition: "TaskWorker",
    handler: "execute",
    key: Key::Text("name"),
    validate: Validate::May,
};

pub(crate) const INIT: Kind = Kind {
    attribute: "init",
    noun: "init",
    signature: "async fn(InitCall) -> Result<()>",
    definition: "Init",
    handler: "run",
    key: Key::None,
    validate: Validate::Never("init has no validate: it runs once"),
};
