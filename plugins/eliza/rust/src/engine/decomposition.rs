//! Matching of a clause against a decomposition such as "* i am * @sad *". Wildcards, from the left, each take as few words as
//! the rest allows.

use std::collections::HashSet;

use super::words::fold;

#[derive(Debug, Clone)]
pub enum Part {
    /// `*`: any number of words.
    Any,
    /// `+`: at least one word.
    Some,
    /// `_`: exactly one word.
    One,
    /// One word that is in the set.
    Of(HashSet<String>),
}

/// The words that each part took, or none when the decomposition does not cover the whole clause.
pub fn decompose(parts: &[Part], words: &[String]) -> Option<Vec<Vec<String>>> {
    let mut search = Match {
        parts,
        words,
        ends: vec![0; parts.len()],
        failed: HashSet::new(),
    };
    if !search.from(0, 0) {
        return None;
    }
    let mut start = 0;
    let capture = |end: usize| {
        let taken = words.get(start..end).unwrap_or_default().to_vec();
        start = end;
        taken
    };
    Some(search.ends.into_iter().map(capture).collect())
}

struct Match<'a> {
    parts: &'a [Part],
    words: &'a [String],
    ends: Vec<usize>,
    /// Wildcards that have failed. One is asked again only when the wildcard before it has grown, hence from a later word, and
    /// would fail there too. So each tries each end once, and a match costs at most parts times words.
    failed: HashSet<usize>,
}

impl Match<'_> {
    fn from(&mut self, index: usize, start: usize) -> bool {
        let fits = match self.parts.get(index) {
            None => return start == self.words.len(),
            Some(Part::Any) => return self.wild(index, start),
            Some(Part::Some) => return self.wild(index, start + 1),
            Some(Part::One) => start < self.words.len(),
            Some(Part::Of(set)) => self
                .words
                .get(start)
                .is_some_and(|word| set.contains(&fold(word))),
        };
        if fits {
            self.end(index, start + 1);
        }
        fits && self.from(index + 1, start + 1)
    }

    fn wild(&mut self, index: usize, shortest: usize) -> bool {
        if self.failed.contains(&index) {
            return false;
        }
        for end in shortest..=self.words.len() {
            self.end(index, end);
            if self.from(index + 1, end) {
                return true;
            }
        }
        self.failed.insert(index);
        false
    }

    fn end(&mut self, index: usize, end: usize) {
        if let Some(slot) = self.ends.get_mut(index) {
            *slot = end;
        }
    }
}
