//! What a guest's plugin has: the components that its manifest names, and those that it registered since.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use crate::error::{Error, Result};
use crate::error_codes::VALUE_REFUSED;
use crate::plugin::{Component, Components};
use crate::posted::Posted;
use crate::shared::lock;
use crate::value::{Map, Value};

#[derive(Default)]
pub(crate) struct Registry {
    /// What `plugin!` lists.
    declared: Components,
    registered: Mutex<Components>,
    /// Services whose methods the manifest leaves to the crate.
    without_methods: Vec<String>,
    /// What the init of that call has registered and the host has not answered.
    initialising: Mutex<(u64, VecDeque<Arc<Posted>>)>,
}

impl Registry {
    /// For a plugin that agrees with its manifest.
    pub(crate) fn new(declared: Components, manifest: &Value) -> Self {
        let services = manifest["services"].as_array().unwrap_or_default();
        let without = services
            .iter()
            .filter(|service| service["methods"].is_null());
        Self {
            declared,
            without_methods: without
                .filter_map(|service| service["name"].as_str().map(str::to_owned))
                .collect(),
            ..Self::default()
        }
    }

    /// The component with those values of its keys.
    pub(crate) fn find<C: Component>(&self, keys: &[&str]) -> Option<C> {
        let declared = self.declared.find(keys);
        declared.or_else(|| lock(&self.registered).find(keys))
    }

    /// All of them, where several may share their keys.
    pub(crate) fn all<C: Component>(&self, keys: &[&str]) -> Vec<C> {
        let mut found: Vec<C> = self.declared.all(keys).collect();
        found.extend(lock(&self.registered).all::<C>(keys));
        found
    }

    /// # Errors
    /// `value_refused` where the plugin has one of the same name.
    pub(crate) fn add<C: Component>(&self, component: C) -> Result<()> {
        let title = component.title();
        let mut registered = lock(&self.registered);
        let keys = [title.as_str()];
        if self.declared.find::<C>(&keys).is_some() || registered.find::<C>(&keys).is_some() {
            let message = format!(
                "Cannot register the {} {title} as its name must be the only one of its kind: the plugin has it already",
                C::KIND
            );
            return Err(Error::coded(VALUE_REFUSED, message));
        }
        registered.list_mut().push(component);
        Ok(())
    }

    pub(crate) fn remove<C: Component>(&self, title: &str) {
        let mut registered = lock(&self.registered);
        registered
            .list_mut::<C>()
            .retain(|known| !known.is(&[title]));
    }

    /// Whether the host knows the methods of a service by `service.start` only.
    pub(crate) fn has_methods_to_tell(&self, service: &str) -> bool {
        self.without_methods.iter().any(|name| name == service)
    }

    /// Registrations by the call are init's from here on.
    pub(crate) fn begin_init(&self, call: u64) {
        *lock(&self.initialising) = (call, VecDeque::new());
    }

    /// Keeps a registration for init, if it is init's.
    pub(crate) fn note(&self, call: Option<u64>, posted: &Arc<Posted>) {
        let mut initialising = lock(&self.initialising);
        if call == Some(initialising.0) {
            initialising.1.push_back(Arc::clone(posted));
        }
    }

    /// The next registration that init waits for.
    pub(crate) fn next_of_init(&self) -> Option<Arc<Posted>> {
        lock(&self.initialising).1.pop_front()
    }
}

/// The definition that the host is told: what the plugin says, under the component's own name.
pub(crate) fn definition_of<C: Component>(component: C, said: Value) -> Result<Map> {
    let mut definition = match said {
        Value::Null => Map::new(),
        Value::Map(definition) => definition,
        other => {
            let message = format!(
                "Cannot register the {} {} as its definition must be a map: current value is {}",
                C::KIND,
                component.title(),
                other.kind()
            );
            return Err(Error::coded(VALUE_REFUSED, message));
        }
    };
    if let Some(key) = C::KEYS.first() {
        definition.insert(*key, component.title());
    }
    Ok(definition)
}
