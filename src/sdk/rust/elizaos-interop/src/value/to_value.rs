//! Anything that serde can serialise, as a [`Value`].

mod containers;

use serde::ser::{Error as _, Serialize, Serializer};

use super::Value;
use crate::Result;
use crate::error::{Error, Failure};
use crate::error_codes::VALUE_REFUSED;
use containers::{Entries, Items, tagged};

/// The value of anything that serde can serialise: structs and maps become maps, enum variants a text or a map with one
/// key, as `serde_json` has them; bytes (`serde_bytes`) stay bytes.
///
/// # Errors
/// `value_refused` for a map key that is no text, for an integer that fits no `i64`, and for what the type itself refuses.
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<Value> {
    value.serialize(ToValue).map_err(|failure| {
        Error::coded(
            VALUE_REFUSED,
            format!("Cannot make a value as it must be {failure}"),
        )
    })
}

struct ToValue;

type Outcome = std::result::Result<Value, Failure>;

macro_rules! scalars {
    ($($method:ident($type:ty) => $value:expr;)*) => {$(
        fn $method(self, scalar: $type) -> Outcome {
            let value: fn($type) -> Value = $value;
            Ok(value(scalar))
        }
    )*};
}

macro_rules! large_integers {
    ($($method:ident($type:ty);)*) => {$(
        fn $method(self, number: $type) -> Outcome {
            i64::try_from(number).map(Value::Int).map_err(|_| {
                Failure::custom(format_args!("an integer within ±2^53: current value is {number}"))
            })
        }
    )*};
}

impl Serializer for ToValue {
    type Ok = Value;
    type Error = Failure;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Entries;
    type SerializeStruct = Entries;
    type SerializeStructVariant = Entries;

    scalars! {
        serialize_bool(bool) => Value::from;
        serialize_i8(i8) => Value::from;
        serialize_i16(i16) => Value::from;
        serialize_i32(i32) => Value::from;
        serialize_i64(i64) => Value::from;
        serialize_u8(u8) => Value::from;
        serialize_u16(u16) => Value::from;
        serialize_u32(u32) => Value::from;
        serialize_f32(f32) => Value::from;
        serialize_f64(f64) => Value::from;
        serialize_char(char) => |character| Value::String(character.into());
        serialize_str(&str) => |text| Value::from(text);
        serialize_bytes(&[u8]) => |bytes| Value::Bytes(bytes.to_owned());
        serialize_unit_struct(&'static str) => |_| Value::Null;
    }

    large_integers! {
        serialize_u64(u64);
        serialize_i128(i128);
        serialize_u128(u128);
    }

    fn serialize_unit(self) -> Outcome {
        Ok(Value::Null)
    }

    fn serialize_none(self) -> Outcome {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Outcome {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T>(self, _: &'static str, value: &T) -> Outcome
    where
        T: Serialize + ?Sized,
    {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &str, _: u32, variant: &'static str) -> Outcome {
        Ok(variant.into())
    }

    fn serialize_newtype_variant<T>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Outcome
    where
        T: Serialize + ?Sized,
    {
        Ok(tagged(Some(variant), value.serialize(self)?))
    }

    fn serialize_seq(self, len: Option<usize>) -> std::result::Result<Items, Failure> {
        Ok(Items::new(None, len.unwrap_or(0)))
    }

    fn serialize_tuple(self, len: usize) -> std::result::Result<Items, Failure> {
        Ok(Items::new(None, len))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        len: usize,
    ) -> std::result::Result<Items, Failure> {
        Ok(Items::new(None, len))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> std::result::Result<Items, Failure> {
        Ok(Items::new(Some(variant), len))
    }

    fn serialize_map(self, len: Option<usize>) -> std::result::Result<Entries, Failure> {
        Ok(Entries::new(None, len.unwrap_or(0)))
    }

    fn serialize_struct(
        self,
        _: &'static str,
        len: usize,
    ) -> std::result::Result<Entries, Failure> {
        Ok(Entries::new(None, len))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> std::result::Result<Entries, Failure> {
        Ok(Entries::new(Some(variant), len))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;
    use crate::json;

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    enum Shape {
        Dot,
        Circle(f64),
        Line(i32, i32),
        Box { wide: u8 },
    }

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Drawing {
        made_by: Option<&'static str>,
        shapes: Vec<Shape>,
        names: BTreeMap<&'static str, char>,
    }

    #[test]
    fn to_value_follows_the_shapes_of_serde_json() {
        let drawing = Drawing {
            made_by: None,
            shapes: vec![
                Shape::Dot,
                Shape::Circle(1.5),
                Shape::Line(-1, 2),
                Shape::Box { wide: 3 },
            ],
            names: BTreeMap::from([("first", 'a')]),
        };
        let shapes = json!(["dot", {"circle": 1.5}, {"line": [-1, 2]}, {"box": {"wide": 3}}]);
        assert_eq!(
            to_value(&drawing).unwrap(),
            json!({"madeBy": null, "shapes": shapes, "names": {"first": "a"}})
        );
    }

    #[test]
    fn to_value_refuses_keys_that_are_no_text_and_large_integers() {
        let error = to_value(&BTreeMap::from([(1, 2)])).unwrap_err();
        assert_eq!(error.code(), "value_refused");
        assert!(error.to_string().contains("a map with text keys"));
        let error = to_value(&u64::MAX).unwrap_err();
        assert!(error.to_string().contains("18446744073709551615"));
    }
}
