//! Messages that arrive, read in one pass: what every message has goes to fields, the rest to a map.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};

use super::Kind;
use crate::value::{MAX_INTEGER, Map, Seed, Value};

/// A message that arrived.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) kind: Kind,
    /// Of a request.
    pub(crate) id: Option<u64>,
    /// Of an answer, a part or a notice about a request.
    pub(crate) re: Option<u64>,
    /// All other fields.
    pub(crate) fields: Map,
}

/// A message that breaks the protocol, with what was read of it before the fault.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) id: Option<u64>,
    pub(crate) re: Option<u64>,
    pub(crate) reason: String,
}

/// Reads one message.
pub(crate) fn read_message(text: &[u8]) -> Result<Incoming, Unreadable> {
    let mut head = Head::default();
    let mut reader = serde_json::Deserializer::from_slice(text);
    let read = reader
        .deserialize_map(MessageVisitor(&mut head))
        .and_then(|fields| reader.end().map(|()| fields));
    match (read, head) {
        (
            Ok(fields),
            Head {
                kind: Some(kind),
                id,
                re,
            },
        ) => Ok(Incoming {
            kind,
            id,
            re,
            fields,
        }),
        (Ok(_), Head { id, re, .. }) => Err(Unreadable {
            id,
            re,
            reason: "it must have the string type".to_owned(),
        }),
        (Err(error), Head { id, re, .. }) => Err(Unreadable {
            id,
            re,
            reason: error.to_string(),
        }),
    }
}

#[derive(Default)]
struct Head {
    kind: Option<Kind>,
    id: Option<u64>,
    re: Option<u64>,
}

struct MessageVisitor<'h>(&'h mut Head);

impl<'de> Visitor<'de> for MessageVisitor<'_> {
    type Value = Map;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map with the string type")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Map, A::Error> {
        let mut fields = Map::with_capacity(8);
        let head = self.0;
        while let Some(key) = access.next_key_seed(Text(FieldName))? {
            match key {
                Field::Type => head.kind = Some(access.next_value_seed(Text(KindName))?),
                Field::Id => head.id = Some(request_id(&access.next_value()?, "id")?),
                Field::Re => head.re = Some(request_id(&access.next_value()?, "re")?),
                Field::Other(name) if name == "__proto__" => {
                    return Err(A::Error::custom("a map may not have the key __proto__"));
                }
                Field::Other(name) => {
                    fields.insert(name, access.next_value_seed(Seed::<true> { depth: 1 })?);
                }
            }
        }
        Ok(fields)
    }
}

/// An integer from 1 within ±2^53, which JSON may write as a double.
fn request_id<E: serde::de::Error>(value: &Value, field: &str) -> Result<u64, E> {
    match value.as_i64() {
        Some(id @ 1..=MAX_INTEGER) => Ok(id.unsigned_abs()),
        _ => Err(E::custom(format_args!(
            "{field} must be a positive integer within 2^53: current value is {}",
            value
                .as_f64()
                .map_or_else(|| value.kind().to_owned(), |number| number.to_string())
        ))),
    }
}

enum Field {
    Type,
    Id,
    Re,
    Other(String),
}

/// Makes something of a string without keeping the string.
trait FromText {
    type Made;
    fn make(self, text: &str) -> Self::Made;
}

struct FieldName;

impl FromText for FieldName {
    type Made = Field;

    fn make(self, name: &str) -> Field {
        match name {
            "type" => Field::Type,
            "id" => Field::Id,
            "re" => Field::Re,
            other => Field::Other(other.to_owned()),
        }
    }
}

struct KindName;

impl FromText for KindName {
    type Made = Kind;

    fn make(self, name: &str) -> Kind {
        Kind::of(name)
    }
}

struct Text<T>(T);

impl<'de, T: FromText> DeserializeSeed<'de> for Text<T> {
    type Value = T::Made;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Made, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, T: FromText> Visitor<'de> for Text<T> {
    type Value = T::Made;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<T::Made, E> {
        Ok(self.0.make(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_message_tells_head_and_fields_apart() {
        let text = br#"{"type":"action.invoke","id":3.0,"action":"A","memory":{"id":"m"}}"#;
        let message = read_message(text).unwrap();
        assert_eq!(message.kind, Kind::ActionInvoke);
        assert_eq!((message.id, message.re), (Some(3), None));
        assert_eq!(
            message.fields.keys().collect::<Vec<_>>(),
            ["action", "memory"]
        );
    }

    #[test]
    fn read_message_keeps_the_id_that_stood_before_the_fault() {
        for text in [
            &br#"{"type":"ping","id":3,"#[..],
            br#"{"type":"action.invoke","id":3,"memory":{"__proto__":1}}"#,
            br#"{"type":"ping","id":3,"__proto__":1}"#,
            br#"{"id":3}"#,
            br#"{"type":"ping","id":3} {}"#,
        ] {
            let fault = read_message(text).unwrap_err();
            assert_eq!(fault.id, Some(3), "{fault:?}");
        }
    }

    #[test]
    fn read_message_refuses_what_is_no_message() {
        for text in [
            &b""[..],
            b"[]",
            b"null",
            b"\xff",
            b"{\"type\":\"\xff\"}",
            br#"{"type":7}"#,
            br#"{"type":"ping","id":0}"#,
            br#"{"type":"ping","id":-1}"#,
            br#"{"type":"ping","id":1.5}"#,
            br#"{"type":"ping","id":"1"}"#,
            br#"{"type":"cancel","re":9007199254740993000}"#,
        ] {
            let fault = read_message(text).unwrap_err();
            assert_eq!((fault.id, fault.re), (None, None), "{fault:?}");
        }
    }
}
