//! The manifest of a plugin, held against what its crate registers. Both say the same, or the guest says `failed`: a
//! component that only one of them knows would be missed in the middle of a conversation.

use crate::error::Error;
use crate::error_codes::{MANIFEST_INVALID, MANIFEST_MISMATCH, MANIFEST_NOT_JSON};
use crate::plugin::Plugin;
use crate::value::Value;

/// A manifest that agrees with its plugin.
pub(crate) struct Manifest {
    pub(crate) name: String,
    pub(crate) value: Value,
}

/// Why a plugin cannot be served: the fields of `failed`.
#[derive(Debug)]
pub(crate) struct Misfit {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// JSON path in the manifest.
    pub(crate) path: String,
    pub(crate) value: String,
    pub(crate) remedy: &'static str,
}

/// The lists of a manifest, what one entry is called, and the field that tells entries apart.
const KINDS: [(&str, &str, &str); 7] = [
    ("actions", "action", "name"),
    ("providers", "provider", "name"),
    ("evaluators", "evaluator", "name"),
    ("services", "service", "name"),
    ("routes", "route", "path"),
    ("events", "event", "name"),
    ("models", "model", "type"),
];

const MEND: &str = "Mend the plugin.json that plugin! includes, and build again";

impl Manifest {
    /// Reads a plugin's manifest and holds it against what is registered.
    pub(crate) fn of(plugin: &Plugin) -> Result<Self, Misfit> {
        let value: Value = serde_json::from_str(plugin.manifest).map_err(|error| Misfit {
            code: MANIFEST_NOT_JSON,
            message: format!("Cannot read the manifest in the plugin: {error}"),
            path: "$".to_owned(),
            value: String::new(),
            remedy: MEND,
        })?;
        let Some(name) = value["name"].as_str().filter(|name| !name.is_empty()) else {
            return Err(invalid("$.name", &value["name"], "a name"));
        };
        let mut differences = Vec::new();
        for (list, kind, field) in KINDS {
            let declared = names(&value[list], list, field)?;
            compare(
                &declared,
                &registered(plugin, kind),
                (list, kind),
                &mut differences,
            );
        }
        let Some(first) = differences.first() else {
            let name = name.to_owned();
            return Ok(Self { name, value });
        };
        let said: Vec<&str> = differences
            .iter()
            .map(|found| found.said.as_str())
            .collect();
        Err(Misfit {
            code: MANIFEST_MISMATCH,
            message: format!(
                "Cannot serve {name} as its manifest and its crate must name the same components: {}",
                said.join("; ")
            ),
            path: first.path.clone(),
            value: first.name.clone(),
            remedy: "Name each component in plugin.json, and register it in plugin!",
        })
    }
}

impl Misfit {
    /// The manifest holds a value that may not be sent.
    pub(crate) fn unsendable(refusal: &Error) -> Self {
        Self {
            code: MANIFEST_INVALID,
            message: refusal.message().to_owned(),
            path: "$".to_owned(),
            value: String::new(),
            remedy: MEND,
        }
    }
}

impl From<Misfit> for Error {
    fn from(misfit: Misfit) -> Self {
        Self::coded(misfit.code, misfit.message)
    }
}

struct Difference {
    path: String,
    name: String,
    said: String,
}

fn compare(
    declared: &[&str],
    registered: &[&str],
    (list, kind): (&str, &str),
    differences: &mut Vec<Difference>,
) {
    let mut differ = |at: Option<usize>, name: &str, how: &str| {
        differences.push(Difference {
            path: at.map_or_else(|| format!("$.{list}"), |at| format!("$.{list}[{at}]")),
            name: name.to_owned(),
            said: format!("{kind} {name} is {how}"),
        });
    };
    for (at, name) in declared.iter().enumerate() {
        if declared[..at].contains(name) {
            differ(Some(at), name, "in the manifest twice");
        } else if !registered.contains(name) {
            differ(Some(at), name, "in the manifest only");
        }
    }
    for (at, name) in registered.iter().enumerate() {
        if registered[..at].contains(name) {
            differ(None, name, "registered twice");
        } else if !declared.contains(name) {
            differ(None, name, "registered only");
        }
    }
}

fn registered(plugin: &Plugin, kind: &str) -> Vec<&'static str> {
    match kind {
        "action" => plugin.actions.iter().map(|action| action.name).collect(),
        "provider" => {
            let providers = plugin.providers.iter();
            providers.map(|provider| provider.name).collect()
        }
        _ => Vec::new(),
    }
}

/// The names in one list of the manifest.
fn names<'m>(entries: &'m Value, list: &str, field: &str) -> Result<Vec<&'m str>, Misfit> {
    let entries = match entries {
        Value::Null => return Ok(Vec::new()),
        Value::Array(entries) => entries,
        other => return Err(invalid(&format!("$.{list}"), other, "an array")),
    };
    let mut names = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        // A static route is the host's to serve: it reads files beside the manifest.
        if list == "routes" && entry["type"] == "STATIC" {
            continue;
        }
        let Some(name) = entry[field].as_str() else {
            let path = format!("$.{list}[{at}].{field}");
            return Err(invalid(&path, &entry[field], "a string"));
        };
        names.push(name);
    }
    Ok(names)
}

fn invalid(path: &str, value: &Value, rule: &str) -> Misfit {
    Misfit {
        code: MANIFEST_INVALID,
        message: format!(
            "Cannot serve a plugin as {path} of its manifest must be {rule}: current value is {}",
            value.kind()
        ),
        path: path.to_owned(),
        value: value.kind().to_owned(),
        remedy: MEND,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::{Action, Provider};

    fn plugin(manifest: &'static str, actions: &[&'static str]) -> Plugin {
        let mut plugin = Plugin::new(manifest);
        plugin.actions.extend(actions.iter().map(|name| Action {
            name,
            validate: None,
            invoke: |_| Box::pin(async { unreachable!() }),
        }));
        plugin
    }

    #[test]
    fn of_names_every_difference() {
        let manifest = r#"{"name": "p", "actions": [{"name": "A"}, {"name": "B"}, {"name": "B"}],
            "evaluators": [{"name": "E"}], "routes": [{"type": "STATIC", "path": "/x"}]}"#;
        let mut plugin = plugin(manifest, &["A", "C"]);
        plugin.providers.push(Provider {
            name: "P",
            get: |_| Box::pin(async { unreachable!() }),
        });
        let misfit = Manifest::of(&plugin).err().unwrap();
        assert_eq!(misfit.code, "manifest_mismatch");
        assert_eq!(
            misfit.message,
            "Cannot serve p as its manifest and its crate must name the same components: action B is in the manifest only; \
             action B is in the manifest twice; action C is registered only; provider P is registered only; evaluator E is \
             in the manifest only"
        );
        assert_eq!(
            (misfit.path.as_str(), misfit.value.as_str()),
            ("$.actions[1]", "B")
        );
    }

    #[test]
    fn of_takes_a_manifest_that_agrees() {
        let agreed = plugin(r#"{"name": "p", "actions": [{"name": "A"}]}"#, &["A"]);
        assert_eq!(Manifest::of(&agreed).ok().unwrap().name, "p");
    }

    #[test]
    fn of_refuses_what_is_no_manifest() {
        let code = |manifest| Manifest::of(&plugin(manifest, &[])).err().unwrap().code;
        assert_eq!(code("{"), "manifest_not_json");
        assert_eq!(code("[]"), "manifest_invalid");
        assert_eq!(code(r#"{"name": 1}"#), "manifest_invalid");
        assert_eq!(code(r#"{"name": "p", "actions": {}}"#), "manifest_invalid");
        assert_eq!(
            code(r#"{"name": "p", "actions": [{}]}"#),
            "manifest_invalid"
        );
    }
}
