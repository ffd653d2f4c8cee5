//! A plugin as its crate declares it: a manifest, and the handlers of what the manifest names. A kind of component is a
//! file here (its definition), one of `call` (what its handler is given) and an arm of `Answer`.

mod action;
mod answer;
mod components;
mod differences;
mod evaluator;
mod event;
mod init;
mod manifest;
mod model;
mod provider;
mod route;
mod service;
mod task_worker;

pub use action::{Action, ActionResult, DefinesAction, IntoActionResult, IntoVerdict};
pub use answer::Answer;
pub use evaluator::{DefinesEvaluator, Evaluator};
pub use event::{DefinesEvent, Event};
pub use init::{DefinesInit, Init};
pub use model::{DefinesModel, IntoModelResult, Model, ModelResult};
pub use provider::{DefinesProvider, IntoProviderResult, Provider, ProviderResult};
pub use route::{Body, DefinesRoute, IntoRouteResponse, Route, RouteResponse};
pub(crate) use route::{add_header, write_head};
pub use service::{DefinesService, Service, ServiceFuture, ServiceObject};
pub use task_worker::{DefinesTaskWorker, TaskWorker};

pub(crate) use components::{Component, Components};
pub(crate) use manifest::{Manifest, Misfit};

/// A plugin: made by [`plugin!`](crate::plugin!), run by the exported functions or by a [`Guest`](crate::Guest).
#[derive(Clone, Debug)]
pub struct Plugin {
    pub(crate) manifest: &'static str,
    pub(crate) init: Option<Init>,
    pub(crate) components: Components,
}

macro_rules! with {
    ($($(#[$doc:meta])* $with:ident: $defines:ident::$define:ident;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $with<C: $defines>(mut self) -> Self {
            self.components.list_mut().push(C::$define());
            self
        }
    )*};
}

impl Plugin {
    /// A plugin with the text of its `plugin.json` and no components yet.
    pub fn new(manifest: &'static str) -> Self {
        Self {
            manifest,
            init: None,
            components: Components::default(),
        }
    }

    /// Has a function that [`init`](macro@crate::init) stands on run before anything else is asked of the plugin.
    #[must_use]
    pub fn with_init<I: DefinesInit>(mut self) -> Self {
        self.init = Some(I::init());
        self
    }

    with! {
        /// Adds the action of a function that [`action`](macro@crate::action) stands on.
        with_action: DefinesAction::action;
        /// Adds the provider of a function that [`provider`](macro@crate::provider) stands on.
        with_provider: DefinesProvider::provider;
        /// Adds the evaluator of a function that [`evaluator`](macro@crate::evaluator) stands on.
        with_evaluator: DefinesEvaluator::evaluator;
        /// Adds the service of a type on whose `impl` block [`service`](macro@crate::service) stands.
        with_service: DefinesService::service;
        /// Adds the route of a function that [`route`](macro@crate::route) stands on.
        with_route: DefinesRoute::route;
        /// Has a function that [`event`](macro@crate::event) stands on hear of its event.
        with_event: DefinesEvent::event;
        /// Adds the model of a function that [`model`](macro@crate::model) stands on.
        with_model: DefinesModel::model;
    }

    /// Whether the manifest is sound and names exactly the components that are registered. A guest checks it when it
    /// is opened and says `failed` otherwise; a unit test of the plugin's, `plugin().check().unwrap()`, finds it earlier.
    ///
    /// # Errors
    /// `manifest_not_json`, `manifest_invalid` or `manifest_mismatch`, with every difference in the message.
    pub fn check(&self) -> crate::Result<()> {
        Manifest::of(self).map(|_| ()).map_err(Into::into)
    }
}
