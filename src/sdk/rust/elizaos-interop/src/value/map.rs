//! A map with text keys that keeps their order. Most maps of a message are small, and searching a short list is faster
//! than hashing; a map that grows large gets an index, so that a hostile one costs no more than its size.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::mem;

use super::Value;

/// From this many entries on, keys are found through an index.
const INDEX_FROM: usize = 32;

/// A key; literals and those that most messages have are not copied.
pub(crate) type Key = Cow<'static, str>;
type Entry = (Key, Value);

/// A map from text to [`Value`]s, in the order in which the keys came.
#[derive(Clone, Default)]
pub struct Map {
    entries: Vec<Entry>,
    /// Present from `INDEX_FROM` entries on. In a box, as a value is as large as its largest kind.
    index: Option<Box<Index>>,
}

/// Where each key stands in `entries`.
#[derive(Clone)]
struct Index(HashMap<Key, usize>);

impl Map {
    /// An empty map.
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
            index: None,
        }
    }

    /// An empty map with room for so many entries.
    pub fn with_capacity(entries: usize) -> Self {
        Self {
            entries: Vec::with_capacity(entries),
            index: None,
        }
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value under the key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let at = self.position(key)?;
        self.entries.get(at).map(|(_, value)| value)
    }

    /// The value under the key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let at = self.position(key)?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// Whether it has the key.
    pub fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_some()
    }

    /// Puts a value under the key and returns the one that was there. A literal key is not copied.
    pub fn insert(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<Value>,
    ) -> Option<Value> {
        let (key, value) = (key.into(), value.into());
        if let Some(found) = self.get_mut(&key) {
            return Some(mem::replace(found, value));
        }
        *self.push(key) = value;
        None
    }

    /// The place of the value under the key: null where there was none.
    #[inline(always)]
    pub(crate) fn place(&mut self, key: Key) -> &mut Value {
        match self.position(&key) {
            Some(at) => &mut self.entries[at].1,
            None => self.push(key),
        }
    }

    /// The place of a key that it has not got. In line: an entry that is passed on costs more than to write it.
    #[inline(always)]
    fn push(&mut self, key: Key) -> &mut Value {
        let at = self.entries.len();
        if self.index.is_some() || at + 1 == INDEX_FROM {
            self.index_next(&key);
        }
        self.entries.push((key, Value::Null));
        &mut self.entries[at].1
    }

    #[cold]
    fn index_next(&mut self, key: &Key) {
        if self.index.is_none() {
            self.reindex();
        }
        if let Some(index) = &mut self.index {
            index.0.insert(key.clone(), self.entries.len());
        }
    }

    /// Takes the value under the key out; the order of the others stays. As slow as the map is long.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.position(key)?;
        let (_, value) = self.entries.remove(at);
        if self.index.is_some() {
            self.reindex();
        }
        Some(value)
    }

    /// Takes the value under the key out and leaves null.
    pub(crate) fn take(&mut self, key: &str) -> Value {
        self.get_mut(key).map(mem::take).unwrap_or_default()
    }

    /// The entries, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries
            .iter()
            .map(|(key, value)| (key.as_ref(), value))
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(key, _)| key)
    }

    /// The only entry, if there is exactly one.
    pub(crate) fn single(&mut self) -> Option<(&mut Key, &mut Value)> {
        match self.entries.as_mut_slice() {
            [(key, value)] => Some((key, value)),
            _ => None,
        }
    }

    #[inline]
    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.0.get(key).copied(),
            None => self.entries.iter().position(|(known, _)| known == key),
        }
    }

    fn reindex(&mut self) {
        let keys = self.entries.iter().map(|(key, _)| key.clone());
        let places = keys.enumerate().map(|(at, key)| (key, at));
        self.index = Some(Box::new(Index(places.collect())));
    }
}

/// Maps are equal when they have the same entries, in whatever order.
impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| other.get(key) == Some(value))
    }
}

impl fmt::Debug for Map {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self.iter()).finish()
    }
}

impl IntoIterator for Map {
    type Item = (Cow<'static, str>, Value);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<K: Into<Cow<'static, str>>, V: Into<Value>> Extend<(K, V)> for Map {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Into<Cow<'static, str>>, V: Into<Value>> FromIterator<(K, V)> for Map {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insert_keeps_the_order_and_returns_what_it_replaced() {
        let mut map = Map::new();
        map.insert("b", 1);
        map.insert("a", 2);
        assert_eq!(map.insert("b", 3), Some(Value::Int(1)));
        assert_eq!(map.keys().collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn a_large_map_finds_replaces_and_removes_as_a_small_one() {
        let mut map: Map = (0..100).map(|n| (format!("k{n}"), n)).collect();
        assert_eq!(map.insert("k7", "seven"), Some(Value::Int(7)));
        assert_eq!(map.remove("k3"), Some(Value::Int(3)));
        assert_eq!(map.remove("k3"), None);
        assert_eq!(map.len(), 99);
        assert_eq!(map.get("k99"), Some(&Value::Int(99)));
        assert_eq!(map.get("k7"), Some(&Value::from("seven")));
        assert_eq!(map.keys().nth(3), Some("k4"));
        // It keeps its index when it becomes small again.
        for n in 10..100 {
            assert!(map.remove(&format!("k{n}")).is_some());
        }
        assert_eq!(map.insert("k99", "again"), None);
        *map.place("k98".into()) = Value::from(98);
        assert_eq!(map.get("k99"), Some(&Value::from("again")));
        assert_eq!(map.keys().last(), Some("k98"));
    }

    #[test]
    fn eq_ignores_the_order() {
        let one: Map = [("a", 1), ("b", 2)].into_iter().collect();
        let other: Map = [("b", 2), ("a", 1)].into_iter().collect();
        assert_eq!(one, other);
        assert_ne!(one, [("a", 1)].into_iter().collect());
    }
}
