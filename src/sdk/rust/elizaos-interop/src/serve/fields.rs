//! The fields of a request, read by the protocol's rules.

use crate::error_codes::{COMPONENT_UNKNOWN, PROTOCOL_VIOLATION};
use crate::plugin::Component;
use crate::value::{Map, Value};

/// Why a request cannot be worked on.
pub(super) struct Refused {
    pub(super) code: &'static str,
    pub(super) message: String,
}

/// What an input must be where there is one: a test of the value, and its words.
type Rule = (fn(&Value) -> bool, &'static str);

pub(super) const MAP: Rule = (|value| matches!(value, Value::Map(_)), "a map");
pub(super) const ARRAY: Rule = (|value| matches!(value, Value::Array(_)), "an array");
pub(super) const STRING: Rule = (|value| matches!(value, Value::String(_)), "a string");
pub(super) const FLAG: Rule = (|value| matches!(value, Value::Bool(_)), "a boolean");
pub(super) const BYTES: Rule = (|value| matches!(value, Value::Bytes(_)), "bytes");

/// An input that may be absent: null where it is.
pub(super) fn input(fields: &mut Map, key: &str, (fits, rule): Rule) -> Result<Value, Refused> {
    let value = fields.take(key);
    if value.is_null() || fits(&value) {
        return Ok(value);
    }
    Err(misshapen(key, rule, &value))
}

/// A flag that may be absent.
pub(super) fn flag(fields: &mut Map, key: &str) -> Result<bool, Refused> {
    Ok(input(fields, key, FLAG)?.as_bool().unwrap_or_default())
}

/// A list that may be absent.
pub(super) fn list(fields: &mut Map, key: &str) -> Result<Vec<Value>, Refused> {
    match input(fields, key, ARRAY)? {
        Value::Array(items) => Ok(items),
        _ => Ok(Vec::new()),
    }
}

/// A text that must be there.
pub(super) fn text(fields: &mut Map, key: &str) -> Result<String, Refused> {
    match fields.take(key) {
        Value::String(text) => Ok(text),
        other => Err(misshapen(key, "a string", &other)),
    }
}

/// An instance of a service.
pub(super) fn instance(fields: &mut Map) -> Result<u64, Refused> {
    let value = fields.take("instance");
    let instance = value.as_i64().and_then(|number| u64::try_from(number).ok());
    instance.ok_or_else(|| misshapen("instance", "a number that service.start answered", &value))
}

pub(super) fn unknown<C: Component>(title: &str) -> Refused {
    Refused {
        code: COMPONENT_UNKNOWN,
        message: format!("The plugin has no {} {title}", C::KIND),
    }
}

pub(super) fn misshapen(field: &str, rule: &str, value: &Value) -> Refused {
    let kind = value.kind();
    Refused {
        code: PROTOCOL_VIOLATION,
        message: format!(
            "Cannot work on the request as its {field} must be {rule}: current value is {kind}"
        ),
    }
}
