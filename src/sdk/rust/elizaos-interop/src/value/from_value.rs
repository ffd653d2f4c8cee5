//! A [`Value`] as any type that serde can deserialise.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, VariantAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use super::{Map, Value};
use crate::Result;
use crate::error::{Error, Failure};

/// Reads a value as a type of yours; text and bytes may be borrowed from it.
///
/// ```
/// # use serde::Deserialize;
/// #[derive(Deserialize)]
/// struct Options<'a> { city: &'a str, days: Option<u8> }
///
/// let options = elizaos::json!({"city": "Oslo"});
/// let Options { city, days } = elizaos::from_value(&options)?;
/// assert_eq!((city, days), ("Oslo", None));
/// # Ok::<(), elizaos::Error>(())
/// ```
///
/// # Errors
/// Says what the type did not find, as serde puts it.
#[track_caller]
pub fn from_value<'v, T: Deserialize<'v>>(value: &'v Value) -> Result<T> {
    match T::deserialize(FromValue(value)) {
        Ok(read) => Ok(read),
        Err(failure) => Err(Error::new(format!("Cannot read a value: {failure}"))),
    }
}

#[derive(Clone, Copy)]
struct FromValue<'v>(&'v Value);

type Outcome<T> = std::result::Result<T, Failure>;

impl<'v> IntoDeserializer<'v, Failure> for FromValue<'v> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn entries(map: &Map) -> impl Iterator<Item = (&str, FromValue<'_>)> {
    map.iter().map(|(key, value)| (key, FromValue(value)))
}

impl<'v> Deserializer<'v> for FromValue<'v> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'v>>(self, visitor: V) -> Outcome<V::Value> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Int(number) => visitor.visit_i64(*number),
            // An integral double may have been an integer where it came from.
            Value::Float(number) => match self.0.as_i64() {
                Some(integer) => visitor.visit_i64(integer),
                None => visitor.visit_f64(*number),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Bytes(bytes) => visitor.visit_borrowed_bytes(bytes),
            Value::Array(items) => {
                let mut list = SeqDeserializer::new(items.iter().map(FromValue));
                let read = visitor.visit_seq(&mut list)?;
                list.end()?;
                Ok(read)
            }
            Value::Map(map) => {
                let mut rest = MapDeserializer::new(entries(map));
                let read = visitor.visit_map(&mut rest)?;
                rest.end()?;
                Ok(read)
            }
        }
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Outcome<V::Value> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V>(self, _: &'static str, visitor: V) -> Outcome<V::Value>
    where
        V: Visitor<'v>,
    {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'v>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Outcome<V::Value> {
        match self.0 {
            Value::String(variant) => visitor.visit_enum(Variant(variant, None)),
            Value::Map(map) if map.len() == 1 => match map.iter().next() {
                Some((variant, content)) => visitor.visit_enum(Variant(variant, Some(content))),
                None => Err(Failure::custom("expected a variant")),
            },
            other => Err(Failure::custom(format_args!(
                "expected the name of a variant or a map with one key, found {}",
                other.kind()
            ))),
        }
    }

    /// Bytes are a list of numbers to who asks for one, such as a `Vec<u8>`.
    fn deserialize_seq<V: Visitor<'v>>(self, visitor: V) -> Outcome<V::Value> {
        let Value::Bytes(bytes) = self.0 else {
            return self.deserialize_any(visitor);
        };
        let mut list = SeqDeserializer::new(bytes.iter().copied());
        let read = visitor.visit_seq(&mut list)?;
        list.end()?;
        Ok(read)
    }

    fn deserialize_tuple<V: Visitor<'v>>(self, _: usize, visitor: V) -> Outcome<V::Value> {
        self.deserialize_seq(visitor)
    }

    forward_to_deserialize_any! {
        <V: Visitor<'v>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        tuple_struct map struct identifier ignored_any
    }
}

/// A variant's name, and its content if it has one.
struct Variant<'v>(&'v str, Option<&'v Value>);

impl<'v> EnumAccess<'v> for Variant<'v> {
    type Error = Failure;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Outcome<(S::Value, Self)> {
        let name = seed.deserialize(self.0.into_deserializer())?;
        Ok((name, self))
    }
}

impl<'v> Variant<'v> {
    fn content(self) -> Outcome<FromValue<'v>> {
        match self.1 {
            Some(content) => Ok(FromValue(content)),
            None => Err(Failure::custom(format_args!(
                "the variant {} lacks its content",
                self.0
            ))),
        }
    }
}

impl<'v> VariantAccess<'v> for Variant<'v> {
    type Error = Failure;

    fn unit_variant(self) -> Outcome<()> {
        match self.1 {
            None | Some(Value::Null) => Ok(()),
            Some(_) => Err(Failure::custom(format_args!(
                "the variant {} has no content",
                self.0
            ))),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Outcome<S::Value> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, visitor: V) -> Outcome<V::Value> {
        self.content()?.deserialize_any(visitor)
    }

    fn struct_variant<V>(self, _: &'static [&'static str], visitor: V) -> Outcome<V::Value>
    where
        V: Visitor<'v>,
    {
        self.content()?.deserialize_any(visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde::Deserialize;

    use super::*;
    use crate::json;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "camelCase")]
    enum Shape {
        Dot,
        Circle(f64),
        Line(i32, i32),
        Box { wide: u8 },
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "camelCase")]
    struct Drawing<'v> {
        made_by: &'v str,
        pages: u32,
        scale: f64,
        note: Option<String>,
        shapes: Vec<Shape>,
        rest: HashMap<String, Value>,
    }

    #[test]
    fn from_value_reads_what_serde_json_would() {
        let value = json!({
            "madeBy": "me", "pages": 2.0, "scale": 1, "note": null, "unknown": [1],
            "shapes": ["dot", {"circle": 1.5}, {"line": [1, 2]}, {"box": {"wide": 3}}],
            "rest": {"a": [true]},
        });
        let drawing: Drawing = from_value(&value).unwrap();
        assert_eq!(drawing.made_by, "me");
        assert_eq!((drawing.pages, drawing.scale), (2, 1.0));
        assert_eq!(drawing.note, None);
        let shapes = [
            Shape::Dot,
            Shape::Circle(1.5),
            Shape::Line(1, 2),
            Shape::Box { wide: 3 },
        ];
        assert_eq!(drawing.shapes, shapes);
        assert_eq!(drawing.rest["a"], json!([true]));
    }

    #[test]
    fn from_value_says_what_it_missed() {
        let error = from_value::<Drawing>(&json!({"madeBy": 1})).unwrap_err();
        assert!(error.to_string().contains("integer `1`"), "{error}");
        let error = from_value::<Shape>(&json!("circle")).unwrap_err();
        assert!(error.to_string().contains("lacks its content"), "{error}");
    }
}
