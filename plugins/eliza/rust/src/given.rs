//! Values that others give, judged in the words in which the engine judges its script.

use elizaos::{Value, from_value};

use crate::engine::place::Place;

/// What is wrong with a value that breaks the rule; none is a missing one.
pub fn problem(path: &str, value: Option<&Value>, rule: &str) -> String {
    let value: Option<serde_json::Value> = value.and_then(|value| from_value(value).ok());
    let place = Place {
        path: path.to_owned(),
        value: value.as_ref(),
    };
    place.problem(rule)
}
