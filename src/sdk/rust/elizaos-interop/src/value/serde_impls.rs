//! [`Value`] in serde: as itself in any format, and as the wire writes it in JSON. One visitor reads both; on the wire it
//! counts levels, refuses `__proto__` and takes the `$` escapes off (PROTOCOL.md §1).

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{MAX_DEPTH, MAX_INTEGER, MIN_INTEGER, Map, Value};

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::String(text) => serializer.serialize_str(text),
            Self::Bytes(bytes) => serializer.serialize_bytes(bytes),
            Self::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Map(map) => map.serialize(serializer),
        }
    }
}

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Seed::<false> { depth: 0 }.deserialize(deserializer)
    }
}

impl<'de> Deserialize<'de> for Map {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Map(map) => Ok(map),
            other => Err(D::Error::custom(format!(
                "expected a map, found {}",
                other.kind()
            ))),
        }
    }
}

/// Reads one value that stands inside `depth` others. `WIRE`: by the rules of the protocol's JSON.
#[derive(Clone, Copy)]
pub(crate) struct Seed<const WIRE: bool> {
    pub(crate) depth: usize,
}

impl<const WIRE: bool> Seed<WIRE> {
    fn inner<E: Error>(self, levels: usize) -> Result<Self, E> {
        if WIRE && self.depth >= levels {
            return Err(too_deep());
        }
        Ok(Self {
            depth: self.depth + 1,
        })
    }
}

impl<'de, const WIRE: bool> DeserializeSeed<'de> for Seed<WIRE> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, const WIRE: bool> Visitor<'de> for Seed<WIRE> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of the protocol")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    // JSON writes a large double, such as JavaScript's 2 ** 60, as digits only: beyond ±2^53 digits are a double.
    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(match number {
            MIN_INTEGER..=MAX_INTEGER => Value::Int(number),
            _ => Value::Float(number as f64),
        })
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(match i64::try_from(number) {
            Ok(number @ ..=MAX_INTEGER) => Value::Int(number),
            _ => Value::Float(number as f64),
        })
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Value, E> {
        Ok(Value::Bytes(bytes.to_owned()))
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Value, E> {
        Ok(Value::Bytes(bytes))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.inner(MAX_DEPTH)?;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        // Bytes are no level of their own, and look like a map until they are read.
        let inner = self.inner(MAX_DEPTH + 1)?;
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            if WIRE && key == "__proto__" {
                return Err(A::Error::custom("a map may not have the key __proto__"));
            }
            map.insert(key, access.next_value_seed(inner)?);
        }
        if !WIRE {
            return Ok(map.into());
        }
        match unescape(map)? {
            Value::Map(_) if self.depth >= MAX_DEPTH => Err(too_deep()),
            value => Ok(value),
        }
    }
}

fn too_deep<E: Error>() -> E {
    E::custom(format_args!(
        "values may be at most {MAX_DEPTH} levels deep"
    ))
}

/// Reads `{"$bytes": …}` as bytes, and takes one `$` off a lone key that begins with two.
fn unescape<E: Error>(mut map: Map) -> Result<Value, E> {
    if let Some((key, value)) = map.single()
        && key.starts_with('$')
    {
        if key == "$bytes" {
            return match value.as_str().map(|text| STANDARD.decode(text)) {
                Some(Ok(bytes)) => Ok(Value::Bytes(bytes)),
                _ => Err(E::custom("$bytes must be base64 with padding")),
            };
        }
        if key.starts_with("$$") {
            *key = Cow::Owned(key[1..].to_owned());
        }
    }
    Ok(Value::Map(map))
}
