//! Components that a plugin registers beyond its manifest. They are the guest's at once: the host may ask for one before it has
//! answered the registration.

use crate::channel::Ask;
use crate::plugin::{
    Component, DefinesAction, DefinesEvaluator, DefinesEvent, DefinesModel, DefinesProvider,
    DefinesService, DefinesTaskWorker,
};
use crate::posted::{Posted, Registration};
use crate::registry::definition_of;
use crate::runtime::Runtime;
use crate::value::{Map, Value};

impl Runtime {
    /// Registers an action. The definition is the manifest's entry without the name: `{description, similes?, takes?, …}`.
    pub fn register_action<C: DefinesAction>(&self, definition: impl Into<Value>) -> Registration {
        self.register(C::action(), definition.into())
    }

    /// Registers a provider. The definition is the manifest's entry without the name: `{description?, dynamic?, …}`, or null.
    pub fn register_provider<C: DefinesProvider>(
        &self,
        definition: impl Into<Value>,
    ) -> Registration {
        self.register(C::provider(), definition.into())
    }

    /// Registers an evaluator. The definition is the manifest's entry without the name: `{description, alwaysRun?, …}`.
    pub fn register_evaluator<C: DefinesEvaluator>(
        &self,
        definition: impl Into<Value>,
    ) -> Registration {
        self.register(C::evaluator(), definition.into())
    }

    /// Registers a service. The definition is the manifest's entry without the name: `{description?, methods?}`, or null.
    pub fn register_service<C: DefinesService>(
        &self,
        definition: impl Into<Value>,
    ) -> Registration {
        let service = C::service();
        let definition = match definition.into() {
            Value::Null => with_methods(Map::new(), service.methods),
            Value::Map(definition) => with_methods(definition, service.methods),
            other => other,
        };
        self.register(service, definition)
    }

    /// Registers a model. The definition is the manifest's entry without the type: `{priority?, provider?}`, or null.
    pub fn register_model<C: DefinesModel>(&self, definition: impl Into<Value>) -> Registration {
        self.register(C::model(), definition.into())
    }

    /// Hears of an event from now on.
    pub fn register_event<C: DefinesEvent>(&self) -> Registration {
        self.register(C::event(), Value::Null)
    }

    /// Registers a task worker.
    pub fn register_task_worker<C: DefinesTaskWorker>(&self) -> Registration {
        let worker = C::task_worker();
        let validates = worker.validate.is_some();
        let definition = Map::from_iter([("validates", validates)]);
        self.register(worker, definition.into())
    }

    fn register<C: Component>(&self, component: C, said: Value) -> Registration {
        let (shared, parent) = (self.shared(), self.call_around());
        let title = component.title();
        let what = format!("register the {} {title}", C::KIND);
        let known = definition_of(component, said)
            .and_then(|definition| shared.registry.add(component).map(|()| definition));
        let posted = match known {
            Err(error) => Posted::ended(shared, what, Err(error)),
            Ok(definition) => {
                let kind = C::KIND;
                let ask = Ask::Register { kind, definition };
                Posted::send(shared, parent, what, &ask, move |shared| {
                    shared.registry.remove::<C>(&title);
                })
            }
        };
        shared.registry.note(parent, &posted);
        Registration::new(posted)
    }
}

fn with_methods(mut definition: Map, methods: &[&'static str]) -> Value {
    if !definition.contains_key("methods") {
        let methods: Vec<Value> = methods.iter().map(|name| Value::from(*name)).collect();
        definition.insert("methods", methods);
    }
    definition.into()
}
