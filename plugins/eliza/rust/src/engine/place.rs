//! A value, where it stands in the script, and what may be asked of it. Every refusal is worded here or passed to `fail` or `problem`.

use std::fmt;

use serde_json::Value;

use super::words::{clauses, fold};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptError(String);

impl fmt::Display for ScriptError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for ScriptError {}

pub type Read<T> = Result<T, ScriptError>;

#[derive(Debug, Clone)]
pub struct Place<'v> {
    pub path: String,
    /// None when the member is missing.
    pub value: Option<&'v Value>,
}

impl<'v> Place<'v> {
    pub fn member(&self, name: &str) -> Read<Self> {
        let Some(Value::Object(members)) = self.value else {
            return self.fail("must be an object");
        };
        Ok(Self {
            path: format!("{}.{name}", self.path),
            value: members.get(name),
        })
    }

    pub fn items(&self) -> Read<Vec<Self>> {
        let Some(Value::Array(values)) = self.value else {
            return self.fail("must be an array");
        };
        let item = |(index, value)| Self {
            path: format!("{}[{index}]", self.path),
            value: Some(value),
        };
        Ok(values.iter().enumerate().map(item).collect())
    }

    pub fn some_items(&self) -> Read<Vec<Self>> {
        let items = self.items()?;
        if items.is_empty() {
            return self.fail("must have at least one item");
        }
        Ok(items)
    }

    pub fn map_some<T>(&self, read: impl FnMut(&Self) -> Read<T>) -> Read<Vec<T>> {
        self.some_items()?.iter().map(read).collect()
    }

    pub fn text(&self) -> Read<String> {
        match self.value {
            Some(Value::String(text)) if !text.is_empty() => Ok(text.clone()),
            _ => self.fail("must be a non-empty string"),
        }
    }

    pub fn fail<T>(&self, rule: &str) -> Read<T> {
        Err(ScriptError(format!(
            "Cannot load the ELIZA script as {}",
            self.problem(rule)
        )))
    }

    /// What is wrong with a value that breaks the rule.
    pub fn problem(&self, rule: &str) -> String {
        let path = &self.path;
        match self.value {
            None => format!("{path} is missing"),
            Some(value) => format!("{path} {rule}: current value is {}", show(value)),
        }
    }
}

pub fn phrase(place: &Place) -> Read<String> {
    let words = place.text()?;
    if is_phrase(&words) {
        return Ok(words);
    }
    place.fail("must be words, one space apart")
}

pub fn lower_phrase(place: &Place) -> Read<String> {
    let words = place.text()?;
    if is_phrase(&words) && fold(&words) == words {
        return Ok(words);
    }
    place.fail("must be lower-case words, one space apart")
}

pub fn lower_word(place: &Place) -> Read<String> {
    let word = place.text()?;
    if is_lower_word(&word) {
        return Ok(word);
    }
    place.fail("must be one lower-case word")
}

pub fn is_lower_word(source: &str) -> bool {
    is_phrase(source) && !source.contains(' ') && fold(source) == source
}

pub fn once(is_taken: bool, place: &Place) -> Read<()> {
    if is_taken {
        return place.fail("must be used once only");
    }
    Ok(())
}

/// A phrase is what the engine itself would read as these words of one clause; nothing else could ever match.
fn is_phrase(source: &str) -> bool {
    matches!(clauses(source).as_slice(), [words] if words.join(" ") == source)
}

/// Only what prints alike in all three languages is printed; the rest is named.
fn show(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::String(text) => format!("\"{text}\""),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Number(number) => match number.as_f64() {
            Some(0.0) => "0".to_owned(),
            Some(number) if (0.001..1e15).contains(&number.abs()) => number.to_string(),
            _ => "a number".to_owned(),
        },
    }
}
