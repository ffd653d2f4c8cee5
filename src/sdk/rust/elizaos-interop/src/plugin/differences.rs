//! Where a manifest and the crate beside it name different components.

use super::manifest::{Misfit, invalid};
use super::{Action, Component, Evaluator, Event, Model, Plugin, Provider, Route, Service};
use crate::value::Value;

pub(super) struct Difference {
    pub(super) path: String,
    /// What the component is called.
    pub(super) title: String,
    pub(super) said: String,
}

/// What one list of a manifest is held against.
struct Registered {
    list: &'static str,
    kind: &'static str,
    keys: &'static [&'static str],
    titles: Vec<String>,
}

/// Every difference, in the order of the manifest's lists.
pub(super) fn differences(manifest: &Value, plugin: &Plugin) -> Result<Vec<Difference>, Misfit> {
    let mut differences = Vec::new();
    for registered in [
        Registered::of::<Action>(plugin),
        Registered::of::<Provider>(plugin),
        Registered::of::<Evaluator>(plugin),
        Registered::of::<Service>(plugin),
        Registered::of::<Route>(plugin),
        Registered::of::<Event>(plugin),
        Registered::of::<Model>(plugin),
    ] {
        registered.compare(&manifest[registered.list], &mut differences)?;
    }
    compare_methods(manifest, plugin, &mut differences);
    Ok(differences)
}

impl Registered {
    fn of<C: Component>(plugin: &Plugin) -> Self {
        let components = plugin.components.list::<C>();
        Self {
            list: C::LIST,
            kind: C::KIND,
            keys: C::KEYS,
            titles: components.iter().map(C::title).collect(),
        }
    }

    /// Holds one list of the manifest against what is registered of its kind.
    fn compare(&self, entries: &Value, differences: &mut Vec<Difference>) -> Result<(), Misfit> {
        let declared = self.declared(entries)?;
        let mut differ = |at: Option<usize>, title: &str, how: &str| {
            let at = at.map_or_else(String::new, |at| format!("[{at}]"));
            differences.push(Difference {
                path: format!("$.{}{at}", self.list),
                title: title.to_owned(),
                said: format!("{} {title} is {how}", self.kind),
            });
        };
        for (before, (at, title)) in declared.iter().enumerate() {
            if declared[..before].iter().any(|(_, known)| known == title) {
                differ(Some(*at), title, "in the manifest twice");
            } else if !self.titles.contains(title) {
                differ(Some(*at), title, "in the manifest only");
            }
        }
        for (before, title) in self.titles.iter().enumerate() {
            if self.titles[..before].contains(title) {
                // Several may hear of one event.
                if self.kind != Event::KIND {
                    differ(None, title, "registered twice");
                }
            } else if !declared.iter().any(|(_, known)| known == title) {
                differ(None, title, "registered only");
            }
        }
        Ok(())
    }

    /// The entries of the list: their places, and the values of their keys.
    fn declared(&self, entries: &Value) -> Result<Vec<(usize, String)>, Misfit> {
        let list = self.list;
        let entries = match entries {
            Value::Null => return Ok(Vec::new()),
            Value::Array(entries) => entries,
            other => return Err(invalid(&format!("$.{list}"), other, "an array")),
        };
        let mut declared = Vec::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            // A static route is the host's to serve: it reads files beside the manifest.
            if self.kind == Route::KIND && entry["type"] == "STATIC" {
                continue;
            }
            let mut values = Vec::with_capacity(self.keys.len());
            for key in self.keys {
                let Some(value) = entry[*key].as_str() else {
                    let path = format!("$.{list}[{at}].{key}");
                    return Err(invalid(&path, &entry[*key], "a string"));
                };
                values.push(value);
            }
            declared.push((at, values.join(" ")));
        }
        Ok(declared)
    }
}

/// Finds methods that the manifest says a service has, and that it has not.
fn compare_methods(manifest: &Value, plugin: &Plugin, differences: &mut Vec<Difference>) {
    let entries = manifest[Service::LIST].as_array().unwrap_or_default();
    for (at, entry) in entries.iter().enumerate() {
        let name = entry["name"].as_str().unwrap_or_default();
        let Some(service) = plugin.components.find::<Service>(&[name]) else {
            continue;
        };
        let methods = entry["methods"].as_array().unwrap_or_default();
        for method in methods.iter().filter_map(Value::as_str) {
            if !service.methods.contains(&method) {
                differences.push(Difference {
                    path: format!("$.{}[{at}].methods", Service::LIST),
                    title: method.to_owned(),
                    said: format!("method {method} of service {name} is in the manifest only"),
                });
            }
        }
    }
}
