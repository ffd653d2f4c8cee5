//! Values from the JSON text of the protocol.

use serde::de::DeserializeSeed;

use crate::error::Error;
use crate::error_codes::PROTOCOL_VIOLATION;
use crate::value::{Seed, Value};

/// Reads the JSON text of a value, as it passes between a host and a guest in one process.
///
/// # Errors
/// `protocol_violation` for what is no JSON, for the key `__proto__` and for more than 64 levels.
pub fn decode(text: &[u8]) -> crate::Result<Value> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    Seed::<true> { depth: 0 }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| Error::coded(PROTOCOL_VIOLATION, format!("Cannot read a value: {error}")))
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
    }
}
