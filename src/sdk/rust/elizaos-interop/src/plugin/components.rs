//! The components of a plugin, by kind.

use super::{Action, Evaluator, Event, Model, Provider, Route, Service, TaskWorker};

/// A component: its definition in Rust, which the manifest's entry completes.
pub(crate) trait Component: Copy + 'static {
    /// What one is called; in `component.register` too.
    const KIND: &'static str;
    /// The list of the manifest.
    const LIST: &'static str;
    /// The fields of the manifest's entry that tell it apart from others of its kind.
    const KEYS: &'static [&'static str];

    /// Whether these are the values of its keys.
    fn is(&self, keys: &[&str]) -> bool;

    /// The values of its keys, for people.
    fn title(&self) -> String;

    fn list(components: &Components) -> &Vec<Self>;

    fn list_mut(components: &mut Components) -> &mut Vec<Self>;
}

macro_rules! kinds {
    ($($list:ident of $component:ident: $kind:literal by $($key:literal $field:ident),+;)*) => {
        #[derive(Clone, Debug, Default)]
        pub(crate) struct Components {
            $($list: Vec<$component>,)*
        }

        $(
            impl Component for $component {
                const KIND: &'static str = $kind;
                const LIST: &'static str = stringify!($list);
                const KEYS: &'static [&'static str] = &[$($key),+];

                fn is(&self, keys: &[&str]) -> bool {
                    keys == [$(self.$field),+]
                }

                fn title(&self) -> String {
                    [$(self.$field),+].join(" ")
                }

                fn list(components: &Components) -> &Vec<Self> {
                    &components.$list
                }

                fn list_mut(components: &mut Components) -> &mut Vec<Self> {
                    &mut components.$list
                }
            }
        )*
    };
}

kinds! {
    actions of Action: "action" by "name" name;
    providers of Provider: "provider" by "name" name;
    evaluators of Evaluator: "evaluator" by "name" name;
    services of Service: "service" by "name" name;
    routes of Route: "route" by "type" method, "path" path;
    events of Event: "event" by "name" name;
    models of Model: "model" by "type" name;
    task_workers of TaskWorker: "task" by "name" name;
}

impl Components {
    pub(crate) fn list<C: Component>(&self) -> &[C] {
        C::list(self)
    }

    pub(crate) fn list_mut<C: Component>(&mut self) -> &mut Vec<C> {
        C::list_mut(self)
    }

    pub(crate) fn all<C: Component>(&self, keys: &[&str]) -> impl Iterator<Item = C> {
        let known = self.list::<C>().iter();
        known.filter(move |known| known.is(keys)).copied()
    }

    pub(crate) fn find<C: Component>(&self, keys: &[&str]) -> Option<C> {
        self.all(keys).next()
    }
}
