//! Values as the JSON text of the protocol. What may not pass is refused with its place, before anything is sent.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::scan::special;
use crate::error::Error;
use crate::error_codes::VALUE_REFUSED;
use crate::value::{MAX_DEPTH, MAX_INTEGER, MIN_INTEGER, Map, Value};

/// The JSON text of a value, as it passes between a host and a guest in one process.
///
/// # Errors
/// `value_refused` names the place of an integer beyond ±2^53 and of a value with more than 64 levels.
pub fn encode(value: &Value) -> crate::Result<Vec<u8>> {
    let mut text = Vec::new();
    write_value(&mut text, value, 0)?;
    Ok(text)
}

/// A value that may not be sent: the way to it, innermost step first, and what it must be.
#[derive(Debug)]
pub(crate) struct Refusal(Box<(Vec<String>, String)>);

impl Refusal {
    pub(crate) fn new(rule: impl Into<String>) -> Self {
        Self(Box::new((Vec::new(), rule.into())))
    }

    /// The same refusal, seen from one level further out.
    pub(crate) fn inside(mut self, step: String) -> Self {
        self.0.0.push(step);
        self
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let (steps, rule) = *refusal.0;
        let path: String = steps.into_iter().rev().collect();
        Self::coded(
            VALUE_REFUSED,
            format!("Cannot send ${path} as it must be {rule}"),
        )
    }
}

/// Writes a value that stands inside `depth` others.
pub(crate) fn write_value(out: &mut Vec<u8>, value: &Value, depth: usize) -> Result<(), Refusal> {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Int(number @ MIN_INTEGER..=MAX_INTEGER) => write_integer(out, *number),
        Value::Int(number) => {
            let rule = format!("an integer within ±2^53: current value is {number}");
            return Err(Refusal::new(rule));
        }
        Value::Float(number) => write_number(out, *number),
        Value::String(text) => write_text(out, text),
        Value::Bytes(bytes) => {
            out.extend_from_slice(br#"{"$bytes":""#);
            out.extend_from_slice(STANDARD.encode(bytes).as_bytes());
            out.extend_from_slice(br#""}"#);
        }
        Value::Array(items) => write_array(out, items, inner(depth)?)?,
        Value::Map(map) => write_map(out, map, inner(depth)?)?,
    }
    Ok(())
}

fn inner(depth: usize) -> Result<usize, Refusal> {
    if depth < MAX_DEPTH {
        return Ok(depth + 1);
    }
    Err(Refusal::new(format!("at most {MAX_DEPTH} levels deep")))
}

/// Writes a list whose items stand inside `depth` others.
pub(crate) fn write_array(out: &mut Vec<u8>, items: &[Value], depth: usize) -> Result<(), Refusal> {
    out.push(b'[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write_value(out, item, depth).map_err(|refusal| refusal.inside(format!("[{at}]")))?;
    }
    out.push(b']');
    Ok(())
}

/// Writes a map whose values stand inside `depth` others.
pub(crate) fn write_map(out: &mut Vec<u8>, map: &Map, depth: usize) -> Result<(), Refusal> {
    // The key __proto__ is left out, so it does not count where a lone key is asked for.
    let lone = match map.len() {
        1 => true,
        2 => map.contains_key("__proto__"),
        _ => false,
    };
    out.push(b'{');
    let mut first = true;
    for (key, value) in map.iter() {
        if key == "__proto__" {
            continue;
        }
        if !first {
            out.push(b',');
        }
        first = false;
        if lone && key.starts_with('$') {
            write_text(out, &format!("${key}"));
        } else {
            write_text(out, key);
        }
        out.push(b':');
        write_value(out, value, depth).map_err(|refusal| refusal.inside(format!(".{key}")))?;
    }
    out.push(b'}');
    Ok(())
}

/// Writes a string with its quotes.
pub(crate) fn write_text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    let mut from = 0;
    loop {
        let at = special(bytes, from);
        out.extend_from_slice(bytes.get(from..at).unwrap_or_default());
        let Some(byte) = bytes.get(at) else { break };
        write_escape(out, *byte);
        from = at + 1;
    }
    out.push(b'"');
}

/// Writes one of the bytes that `special` finds.
fn write_escape(out: &mut Vec<u8>, byte: u8) {
    let letter = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0C => b'f',
        b'\r' => b'r',
        _ => {
            let digit = |half: u8| b"0123456789abcdef"[usize::from(half & 0x0F)];
            out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', letter]);
}

/// Writes an integer.
pub(crate) fn write_integer(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Writes a double; what JSON cannot say becomes null.
fn write_number(out: &mut Vec<u8>, number: f64) {
    if !number.is_finite() {
        return out.extend_from_slice(b"null");
    }
    // The fewest digits that read as the same double.
    out.extend_from_slice(zmij::Buffer::new().format_finite(number).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn text(value: impl Into<Value>) -> String {
        String::from_utf8(encode(&value.into()).unwrap()).unwrap()
    }

    #[test]
    fn encode_writes_what_json_lacks_as_the_table_says() {
        assert_eq!(text(f64::NAN), "null");
        assert_eq!(text(f64::NEG_INFINITY), "null");
        assert_eq!(text(Value::Bytes(vec![0])), r#"{"$bytes":"AA=="}"#);
        assert_eq!(text(json!({"__proto__": 1, "a": 2})), r#"{"a":2}"#);
        assert_eq!(text(json!({"__proto__": 1})), "{}");
    }

    #[test]
    fn encode_escapes_what_a_string_cannot_hold() {
        let all: String = (0..=0x80).filter_map(char::from_u32).collect();
        assert_eq!(text(all.as_str()), serde_json::to_string(&all).unwrap());
    }

    #[test]
    fn encode_escapes_a_lone_dollar_key() {
        assert_eq!(text(json!({"$bytes": 1})), r#"{"$$bytes":1}"#);
        assert_eq!(text(json!({"$a": 1, "b": 2})), r#"{"$a":1,"b":2}"#);
        // With __proto__ left out the other key is alone.
        assert_eq!(text(json!({"$a": 1, "__proto__": 2})), r#"{"$$a":1}"#);
    }

    #[test]
    fn encode_refuses_by_place() {
        let error = encode(&json!({"a": [0, {"b": MAX_INTEGER + 1}]})).unwrap_err();
        assert_eq!(error.code(), "value_refused");
        assert_eq!(
            error.to_string(),
            "Cannot send $.a[1].b as it must be an integer within ±2^53: current value is 9007199254740993"
        );
        let mut deep = Value::from(0);
        for _ in 0..65 {
            deep = Value::Array(vec![deep]);
        }
        let error = encode(&deep).unwrap_err();
        assert!(error.to_string().ends_with("at most 64 levels deep"));
    }
}
