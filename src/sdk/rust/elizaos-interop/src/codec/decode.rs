//! Values from JSON text: the protocol's (PROTOCOL.md §1), whose levels are counted and whose `$` escapes are taken off, and
//! plain ones.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::keys;
use super::reader::{Fault, Read, Reader};
use crate::error::Error;
use crate::error_codes::PROTOCOL_VIOLATION;
use crate::limits::MAX_VALUES;
use crate::value::{Key, MAX_DEPTH, Map, Value};

/// Levels of a text that is not the protocol's.
const MAX_PLAIN_DEPTH: usize = 128;

/// Entries that a memory, a state or a definition has: room for them is made at once.
const OUTER_ENTRIES: usize = 8;

/// Whose JSON it is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Rules {
    Wire,
    Plain,
}

impl Rules {
    fn levels(self) -> usize {
        match self {
            Self::Wire => MAX_DEPTH,
            Self::Plain => MAX_PLAIN_DEPTH,
        }
    }
}

/// Reads the JSON text of a value, as it passes between a host and a guest in one process.
///
/// # Errors
/// `protocol_violation` for what is no JSON, for the key `__proto__`, for more than 64 levels and for more than 1,000,000 values.
pub fn decode(text: &[u8]) -> crate::Result<Value> {
    let told = |why: &dyn std::fmt::Display| {
        Error::coded(PROTOCOL_VIOLATION, format!("Cannot read a value: {why}"))
    };
    let text = std::str::from_utf8(text).map_err(|error| told(&error))?;
    read_whole(text, Rules::Wire).map_err(|fault| told(&fault))
}

/// Reads JSON that is not the protocol's: nothing in it is escaped.
pub(crate) fn decode_plain(text: &str) -> Result<Value, Fault> {
    read_whole(text, Rules::Plain)
}

fn read_whole(text: &str, rules: Rules) -> Read<Value> {
    let mut reader = Reader::new(text);
    let mut value = Value::Null;
    read_value(&mut reader, rules, 0, &mut value)?;
    reader.end()?;
    Ok(value)
}

/// Reads a value that stands inside `depth` others to its place: values are large, and moving them on is what costs.
pub(super) fn read_value(
    reader: &mut Reader<'_>,
    rules: Rules,
    depth: usize,
    place: &mut Value,
) -> Read<()> {
    match reader.peek() {
        Some(b'{') => read_map(reader, rules, depth, place),
        Some(b'[') => read_array(reader, rules, depth, place),
        _ => reader.scalar(place),
    }
}

/// The key of an entry that is kept.
#[inline(always)]
pub(super) fn read_key(reader: &Reader<'_>, rules: Rules, name: Cow<'_, str>) -> Read<Key> {
    if rules == Rules::Wire && name == "__proto__" {
        return Err(reader.fault("a map may not have the key __proto__"));
    }
    Ok(keys::key(name))
}

fn read_array(reader: &mut Reader<'_>, rules: Rules, depth: usize, place: &mut Value) -> Read<()> {
    if depth >= rules.levels() {
        return Err(too_deep(reader, rules));
    }
    let mut items = Vec::new();
    reader.items(|reader| {
        items.push(Value::Null);
        match items.last_mut() {
            Some(place) => read_value(reader, rules, depth + 1, place),
            None => Ok(()),
        }
    })?;
    *place = Value::Array(items);
    Ok(())
}

fn read_map(reader: &mut Reader<'_>, rules: Rules, depth: usize, place: &mut Value) -> Read<()> {
    if depth > rules.levels() {
        return Err(too_deep(reader, rules));
    }
    let mut map = Map::new();
    reader.entries(|reader, name| {
        let key = read_key(reader, rules, name)?;
        if depth == 1 && map.is_empty() {
            map = Map::with_capacity(OUTER_ENTRIES);
        }
        read_value(reader, rules, depth + 1, map.place(key))
    })?;
    *place = match rules {
        Rules::Wire => unescape(map).map_err(|why| reader.fault(why))?,
        Rules::Plain => Value::Map(map),
    };
    // Bytes are no level of their own, and look like a map until they are read.
    if depth == rules.levels() && matches!(place, Value::Map(_)) {
        return Err(too_deep(reader, rules));
    }
    Ok(())
}

/// Whether a text that was written here holds more values than a message may. A short one cannot: a value takes two bytes.
pub(crate) fn has_too_many_values(text: &[u8]) -> bool {
    if text.len() <= MAX_VALUES * 2 {
        return false;
    }
    let text = str::from_utf8(text).unwrap_or_default();
    Reader::new(text).skip_value().is_err()
}

fn too_deep(reader: &Reader<'_>, rules: Rules) -> Fault {
    let levels = rules.levels();
    reader.fault(&format!("values may be at most {levels} levels deep"))
}

/// Reads `{"$bytes": …}` as bytes, and takes one `$` off a lone key that begins with two.
fn unescape(mut map: Map) -> Result<Value, &'static str> {
    if let Some((key, value)) = map.single()
        && key.starts_with('$')
    {
        if key == "$bytes" {
            return match value.as_str().map(|text| STANDARD.decode(text)) {
                Some(Ok(bytes)) => Ok(Value::Bytes(bytes)),
                _ => Err("$bytes must be base64 with padding"),
            };
        }
        if key.starts_with("$$") {
            *key = Cow::Owned(key[1..].to_owned());
        }
    }
    Ok(Value::Map(map))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::MAX_INTEGER;

    #[test]
    fn decode_reads_digits_beyond_the_range_as_the_double_they_are() {
        assert_eq!(
            decode(b"9007199254740992").unwrap().as_i64(),
            Some(MAX_INTEGER)
        );
        let large = decode(b"1152921504606847000").unwrap();
        assert!(matches!(large, Value::Float(number) if number == 2f64.powi(60)));
        let large = decode(b"-100000000000000000000").unwrap();
        assert!(matches!(large, Value::Float(number) if number == -1e20));
    }

    #[test]
    fn decode_lets_the_last_of_two_equal_keys_win() {
        assert_eq!(decode(br#"{"a":1,"a":2}"#).unwrap()["a"], Value::from(2));
        let twice = decode(br#"{"id":1,"text":2,"\u0069d":3}"#).unwrap();
        assert_eq!(encode_text(&twice), r#"{"id":3,"text":2}"#);
    }

    #[test]
    fn decode_takes_bytes_where_a_map_would_be_too_deep() {
        let inside = |value: &str, levels: usize| {
            decode(format!("{}{value}{}", "[".repeat(levels), "]".repeat(levels)).as_bytes())
        };
        assert!(inside(r#"{"$bytes":"AA=="}"#, 64).is_ok());
        for deep in [r#"{"$bytes":"AA==","a":1}"#, r#"{"$$bytes":1}"#, "{}", "[]"] {
            let error = inside(deep, 64).unwrap_err();
            assert!(
                error.message().contains("at most 64 levels deep"),
                "{error}"
            );
            assert!(inside(deep, 63).is_ok());
        }
        assert!(inside(r#"{"$bytes":{"$bytes":"AA=="}}"#, 64).is_err());
    }

    #[test]
    fn decode_plain_leaves_dollars_and_deep_values_as_they_are() {
        let text = format!(
            r#"{{"$bytes":"AA==","a":{}1{}}}"#,
            "[".repeat(90),
            "]".repeat(90)
        );
        let value = decode_plain(&text).unwrap();
        assert_eq!(value["$bytes"], "AA==");
        assert!(decode(text.as_bytes()).is_err());
        assert_eq!(decode_plain(r#"{"$$":1}"#).unwrap()["$$"], Value::from(1));
        assert!(decode_plain(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn decode_names_the_place_of_a_fault() {
        let error = decode(b"{\n  \"a\": [1, 2,\n  tru]}").unwrap_err();
        assert_eq!(
            error.message(),
            "Cannot read a value: expected a value at line 3, column 3"
        );
    }

    fn encode_text(value: &Value) -> String {
        String::from_utf8(crate::encode(value).unwrap()).unwrap()
    }
}
