//! Lists and maps under way from serde to a [`Value`], with the variant's name around them where they are one of an enum.

use serde::ser::{self, Error as _, Serialize};

use super::ToValue;
use crate::error::Failure;
use crate::value::{Map, Value};

/// `{"variant": value}`, or the value itself where there is no variant.
pub(super) fn tagged(variant: Option<&'static str>, value: Value) -> Value {
    match variant {
        Some(variant) => Value::Map(Map::from_iter([(variant, value)])),
        None => value,
    }
}

/// A list in the making.
pub(super) struct Items {
    variant: Option<&'static str>,
    items: Vec<Value>,
}

impl Items {
    pub(super) fn new(variant: Option<&'static str>, len: usize) -> Self {
        Self {
            variant,
            items: Vec::with_capacity(len.min(MAX_RESERVED)),
        }
    }

    fn push<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Failure> {
        self.items.push(item.serialize(ToValue)?);
        Ok(())
    }

    fn finish(self) -> Value {
        tagged(self.variant, Value::Array(self.items))
    }
}

/// A map in the making.
pub(super) struct Entries {
    variant: Option<&'static str>,
    map: Map,
    /// The key whose value comes next.
    key: Option<String>,
}

impl Entries {
    pub(super) fn new(variant: Option<&'static str>, len: usize) -> Self {
        Self {
            variant,
            map: Map::with_capacity(len.min(MAX_RESERVED)),
            key: None,
        }
    }

    fn field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Failure> {
        self.map.insert(key, value.serialize(ToValue)?);
        Ok(())
    }

    fn finish(self) -> Value {
        tagged(self.variant, Value::Map(self.map))
    }
}

/// A length that a type announces is believed up to here.
const MAX_RESERVED: usize = 4096;

macro_rules! lists {
    ($($trait:ident::$method:ident)*) => {$(
        impl ser::$trait for Items {
            type Ok = Value;
            type Error = Failure;

            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Failure> {
                self.push(item)
            }

            fn end(self) -> Result<Value, Failure> {
                Ok(self.finish())
            }
        }
    )*};
}

lists! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

macro_rules! structs {
    ($($trait:ident)*) => {$(
        impl ser::$trait for Entries {
            type Ok = Value;
            type Error = Failure;

            fn serialize_field<T>(&mut self, key: &'static str, value: &T) -> Result<(), Failure>
            where
                T: Serialize + ?Sized,
            {
                self.field(key, value)
            }

            fn end(self) -> Result<Value, Failure> {
                Ok(self.finish())
            }
        }
    )*};
}

structs! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for Entries {
    type Ok = Value;
    type Error = Failure;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failure> {
        match key.serialize(ToValue)? {
            Value::String(text) => self.key = Some(text),
            other => {
                return Err(Failure::custom(format_args!(
                    "a map with text keys: a key is {}",
                    other.kind()
                )));
            }
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        let key = self.key.take().unwrap_or_default();
        self.map.insert(key, value.serialize(ToValue)?);
        Ok(())
    }

    fn end(self) -> Result<Value, Failure> {
        Ok(self.finish())
    }
}
