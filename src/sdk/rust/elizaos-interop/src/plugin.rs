//! A plugin as its crate declares it: a manifest, and the handlers of what the manifest names. A kind of component is a
//! file here (its definition), one of `call` (what its handler is given) and an arm of `Answer`.

mod action;
mod answer;
mod manifest;
mod provider;

pub use action::{Action, ActionResult, DefinesAction, IntoActionResult, IntoVerdict};
pub use answer::Answer;
pub use provider::{DefinesProvider, IntoProviderResult, Provider, ProviderResult};

pub(crate) use manifest::{Manifest, Misfit};

/// A plugin: made by [`plugin!`](crate::plugin!), run by the exported functions or by a [`Guest`](crate::Guest).
#[derive(Clone, Debug)]
pub struct Plugin {
    pub(crate) manifest: &'static str,
    pub(crate) actions: Vec<Action>,
    pub(crate) providers: Vec<Provider>,
}

impl Plugin {
    /// A plugin with the text of its `plugin.json` and no components yet.
    pub fn new(manifest: &'static str) -> Self {
        Self {
            manifest,
            actions: Vec::new(),
            providers: Vec::new(),
        }
    }

    /// Adds the action of a function that [`action`](macro@crate::action) stands on.
    #[must_use]
    pub fn with_action<A: DefinesAction>(mut self) -> Self {
        self.actions.push(A::action());
        self
    }

    /// Adds the provider of a function that [`provider`](macro@crate::provider) stands on.
    #[must_use]
    pub fn with_provider<P: DefinesProvider>(mut self) -> Self {
        self.providers.push(P::provider());
        self
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
