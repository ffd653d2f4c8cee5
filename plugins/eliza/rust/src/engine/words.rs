//! Text to words, for the ELIZA engine. Every set of characters here is ASCII, and lengths count Unicode scalar values, so that
//! the TypeScript and Python engines cut a line at exactly the same places (../../../README.md).

use std::collections::HashMap;

/// Scalar values of a line that are read; the rest is dropped. It bounds the work that one line can cause.
pub const LINE_LIMIT: usize = 10_000;

const BREAKS: &[char] = &['.', ',', ';', ':', '!', '?'];
const MARKS: &str = "\"()<>[]{}*_~`";

/// The words of each clause that has any, as typed.
pub fn clauses(line: &str) -> Vec<Vec<String>> {
    cut(line)
        .split(BREAKS)
        .map(words)
        .filter(|words| !words.is_empty())
        .collect()
}

/// Lower-cases A to Z and nothing else: "É" stays "É".
pub fn fold(text: &str) -> String {
    text.to_ascii_lowercase()
}

/// Replaces runs of words in one pass from left to right: at each word the longest key wins, results are not replaced again.
#[derive(Debug, Default)]
pub struct Substitutions {
    replacements: HashMap<String, Vec<String>>,
    longest: usize,
}

impl Substitutions {
    pub fn contains(&self, from: &str) -> bool {
        self.replacements.contains_key(from)
    }

    pub fn insert(&mut self, from: String, to: &str) {
        self.longest = self.longest.max(from.split(' ').count());
        let to = to.split(' ').map(str::to_owned).collect();
        self.replacements.insert(from, to);
    }

    pub fn apply(&self, words: &[String]) -> Vec<String> {
        let mut result = Vec::with_capacity(words.len());
        let mut rest = words;
        while let Some((first, after)) = rest.split_first() {
            if let Some((taken, to)) = self.at_start(rest) {
                result.extend_from_slice(to);
                rest = rest.get(taken..).unwrap_or_default();
            } else {
                result.push(first.clone());
                rest = after;
            }
        }
        result
    }

    fn at_start(&self, words: &[String]) -> Option<(usize, &[String])> {
        let longest = self.longest.min(words.len());
        (1..=longest).rev().find_map(|taken| {
            let key = fold(&words.get(..taken)?.join(" "));
            Some((taken, self.replacements.get(&key)?.as_slice()))
        })
    }
}

fn cut(line: &str) -> &str {
    match line.char_indices().nth(LINE_LIMIT) {
        Some((end, _)) => line.get(..end).unwrap_or(line),
        None => line,
    }
}

fn words(clause: &str) -> Vec<String> {
    clause
        .split(is_blank)
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_blank(character: char) -> bool {
    character == ' ' || character.is_ascii_control() || MARKS.contains(character)
}
