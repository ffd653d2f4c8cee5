//! The manifest of a plugin, held against what its crate registers. Both say the same, or the guest says `failed`: a
//! component that only one of them knows would be missed in the middle of a conversation.

use super::Plugin;
use super::differences::differences;
use crate::codec;
use crate::error::Error;
use crate::error_codes::{MANIFEST_INVALID, MANIFEST_MISMATCH, MANIFEST_NOT_JSON};
use crate::serve::Served;
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

const MEND: &str = "Mend the plugin.json that plugin! includes, and build again";

impl Manifest {
    /// Reads a plugin's manifest and holds it against what is registered.
    pub(crate) fn of(plugin: &Plugin) -> Result<Self, Misfit> {
        // An editor's byte order mark is no part of the JSON.
        let text = plugin.manifest.trim_start_matches('\u{feff}');
        let value = codec::decode_plain(text).map_err(|error| Misfit {
            code: MANIFEST_NOT_JSON,
            message: format!("Cannot read the manifest in the plugin: {error}"),
            path: "$".to_owned(),
            value: String::new(),
            remedy: MEND,
        })?;
        let Some(name) = value["name"].as_str().filter(|name| !name.is_empty()) else {
            return Err(invalid("$.name", &value["name"], "a name"));
        };
        let differences = differences(&value, plugin)?;
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
            value: first.title.clone(),
            remedy: "Name each component in plugin.json, and register it in plugin!",
        })
    }
}

impl Misfit {
    /// What requests find of a plugin that cannot be served.
    pub(crate) fn served(&self) -> Served {
        Served::Nothing {
            code: self.code,
            message: self.message.clone(),
        }
    }

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

pub(super) fn invalid(path: &str, value: &Value, rule: &str) -> Misfit {
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
        let actions = actions.iter().map(|name| Action {
            name,
            validate: None,
            invoke: |_| Box::pin(async { unreachable!() }),
        });
        plugin.components.list_mut().extend(actions);
        plugin
    }

    #[test]
    fn of_names_every_difference() {
        let manifest = r#"{"name": "p", "actions": [{"name": "A"}, {"name": "B"}, {"name": "B"}],
            "evaluators": [{"name": "E"}], "routes": [{"type": "STATIC", "path": "/x"}]}"#;
        let mut plugin = plugin(manifest, &["A", "C"]);
        plugin.components.list_mut().push(Provider {
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
    fn of_takes_a_manifest_with_a_byte_order_mark() {
        let marked = plugin("\u{feff}{\"name\": \"p\"}", &[]);
        assert_eq!(Manifest::of(&marked).ok().unwrap().name, "p");
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
