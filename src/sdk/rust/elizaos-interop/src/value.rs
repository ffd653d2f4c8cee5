//! What may pass between a host and a guest (PROTOCOL.md §1), as one Rust type.

mod convert;
mod from_value;
mod map;
mod serde_impls;
mod to_value;

use std::ops::Index;

pub use from_value::from_value;
pub(crate) use map::Key;
pub use map::Map;
pub use to_value::to_value;

/// Levels of arrays and maps that a value may have, itself included.
pub const MAX_DEPTH: usize = 64;

/// The largest integer that may pass, 2^53; the smallest is its negative.
pub const MAX_INTEGER: i64 = 1 << 53;

/// The smallest integer that may pass.
pub(crate) const MIN_INTEGER: i64 = -MAX_INTEGER;

/// A value of the protocol: null, a boolean, a number, text, bytes, a list or a map with text keys.
///
/// Build one with [`json!`](crate::json), [`From`] or [`to_value`]; read one with the `as_…` methods, with `value["key"]`,
/// which is null where nothing is, or with [`from_value`]. What cannot pass is found when the value is sent: an integer
/// beyond ±2^53 and more than 64 levels are refused with `value_refused`, NaN and infinities are sent as null.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Nothing; also what an absent field reads as.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// An integer within ±2^53.
    Int(i64),
    /// A double. One with an integral value may arrive as an integer, and the other way round.
    Float(f64),
    /// Text.
    String(String),
    /// Bytes; on the wire `{"$bytes": "<base64>"}`.
    Bytes(Vec<u8>),
    /// A list.
    Array(Vec<Value>),
    /// A map; its keys keep their order.
    Map(Map),
}

static NULL: Value = Value::Null;

impl Value {
    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The integer, if the value is one or a double with an integral value within ±2^53.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            Self::Float(number) if number.fract() == 0.0 && number.abs() <= MAX_INTEGER as f64 => {
                Some(*number as i64)
            }
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// The text, if it is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The bytes, if they are bytes.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The map, if it is one.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The value under a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_map().and_then(|map| map.get(key))
    }

    /// What it is, in the words of error messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) => "an integer",
            Self::Float(_) => "a number",
            Self::String(_) => "a string",
            Self::Bytes(_) => "bytes",
            Self::Array(_) => "an array",
            Self::Map(_) => "a map",
        }
    }

    /// A number itself, of others what they are. The standard library's way to write a double is large, and nothing else
    /// here has it.
    pub(crate) fn shown(&self) -> String {
        match (self.as_i64(), self) {
            (Some(number), _) => number.to_string(),
            (None, Self::Float(number)) => zmij::Buffer::new().format(*number).to_owned(),
            _ => self.kind().to_owned(),
        }
    }
}

/// `value["key"]`: null where there is no such key or no map.
impl Index<&str> for Value {
    type Output = Value;

    fn index(&self, key: &str) -> &Value {
        self.get(key).unwrap_or(&NULL)
    }
}

/// `value[0]`: null where there is no such item or no list.
impl Index<usize> for Value {
    type Output = Value;

    fn index(&self, at: usize) -> &Value {
        self.as_array()
            .and_then(|items| items.get(at))
            .unwrap_or(&NULL)
    }
}

/// Numbers are equal by value, since an integral double may arrive as an integer; maps are equal in any order.
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::String(a), Self::String(b)) => a == b,
            (Self::Bytes(a), Self::Bytes(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => a == b,
            (Self::Map(a), Self::Map(b)) => a == b,
            (Self::Int(_) | Self::Float(_), Self::Int(_) | Self::Float(_)) => {
                self.as_f64() == other.as_f64()
            }
            _ => false,
        }
    }
}

impl PartialEq<str> for Value {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_reads_null_where_nothing_is() {
        let value = Value::from(vec![Value::from(1), Value::from("two")]);
        assert_eq!(value[1], "two");
        assert!(value[2].is_null());
        assert!(value["key"]["deeper"][0].is_null());
    }

    #[test]
    fn eq_takes_an_integral_double_for_its_integer() {
        assert_eq!(Value::Int(2), Value::Float(2.0));
        assert_ne!(Value::Int(2), Value::Float(2.5));
        assert_ne!(Value::Int(0), Value::Null);
    }

    #[test]
    fn shown_is_the_number_or_what_else_it_is() {
        let shown = |value: Value| value.shown();
        assert_eq!(shown(Value::Int(-3)), "-3");
        assert_eq!(shown(Value::Float(3.0)), "3");
        assert_eq!(shown(Value::Float(0.5)), "0.5");
        assert_eq!(shown(Value::from("3")), "a string");
    }

    #[test]
    fn as_i64_takes_integral_doubles_within_the_range_only() {
        assert_eq!(Value::Float(3.0).as_i64(), Some(3));
        assert_eq!(Value::Float(3.5).as_i64(), None);
        assert_eq!(Value::Float(1e300).as_i64(), None);
    }
}
