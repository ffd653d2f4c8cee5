//! The words of a script that name feelings, and how many of them a line has. A word counts wherever it stands: "not happy" is
//! pleasant too.

use std::collections::HashMap;

use super::place::{Place, Read, lower_word, once};
use super::words::{clauses, fold};

/// The words of a line that name feelings, in its order and in lower case, and how many of each kind they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feelings {
    pub pleasant: usize,
    pub unpleasant: usize,
    pub words: Vec<String>,
}

/// Whether each word is pleasant.
pub type FeelingWords = HashMap<String, bool>;

/// A script need not name any.
pub fn read_feelings(place: &Place) -> Read<FeelingWords> {
    let mut known = FeelingWords::new();
    if place.value.is_none() {
        return Ok(known);
    }
    for (kind, is_pleasant) in [("pleasant", true), ("unpleasant", false)] {
        for item in place.member(kind)?.some_items()? {
            let word = lower_word(&item)?;
            once(known.contains_key(&word), &item)?;
            known.insert(word, is_pleasant);
        }
    }
    Ok(known)
}

pub fn feelings_in(line: &str, known: &FeelingWords) -> Feelings {
    let mut words: Vec<String> = clauses(line)
        .concat()
        .iter()
        .map(|word| fold(word))
        .collect();
    words.retain(|word| known.contains_key(word));
    let pleasant = words
        .iter()
        .filter(|word| known.get(*word) == Some(&true))
        .count();
    Feelings {
        pleasant,
        unpleasant: words.len() - pleasant,
        words,
    }
}
