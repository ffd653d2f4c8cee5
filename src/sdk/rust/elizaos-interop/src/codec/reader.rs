//! JSON text, read from its start to its end without going back. It takes what RFC 8259 has and nothing else; texts and numbers
//! become values here, and what is made of maps and lists is the caller's business.

use std::borrow::Cow;
use std::fmt;

use super::scan::special;
use super::unescape::unescape;
use crate::limits::MAX_VALUES;
use crate::value::{MAX_INTEGER, MIN_INTEGER, Value};

/// Why a text cannot be read, and where.
#[derive(Debug)]
pub(crate) struct Fault(Box<str>);

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

pub(super) type Read<T> = Result<T, Fault>;

pub(super) struct Reader<'t> {
    text: &'t str,
    /// The next byte.
    at: usize,
    /// How many values have begun, the whole included.
    values: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            values: 1,
        }
    }

    /// The next byte that is no white space, which stays.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                next => return next,
            }
        }
    }

    /// Goes beyond a punctuation mark, if it comes next.
    #[inline]
    fn skip(&mut self, mark: u8) -> bool {
        let comes = self.peek() == Some(mark);
        self.at += usize::from(comes);
        comes
    }

    /// A list; `item` reads each of its values.
    #[inline]
    pub(super) fn items(&mut self, mut item: impl FnMut(&mut Self) -> Read<()>) -> Read<()> {
        self.expect(b'[')?;
        if self.skip(b']') {
            return Ok(());
        }
        loop {
            self.count()?;
            item(self)?;
            if !self.follows(b']')? {
                return Ok(());
            }
        }
    }

    /// A map; `entry` reads the value behind each key.
    #[inline]
    pub(super) fn entries(
        &mut self,
        mut entry: impl FnMut(&mut Self, Cow<'t, str>) -> Read<()>,
    ) -> Read<()> {
        self.expect(b'{')?;
        if self.skip(b'}') {
            return Ok(());
        }
        loop {
            let key = self.string()?;
            self.expect(b':')?;
            // Bytes are one value.
            if key != "$bytes" {
                self.count()?;
            }
            entry(self, key)?;
            if !self.follows(b'}')? {
                return Ok(());
            }
        }
    }

    /// A string; copied only where it has escapes.
    #[inline]
    pub(super) fn string(&mut self) -> Read<Cow<'t, str>> {
        if !self.skip(b'"') {
            return Err(self.fault("expected a string"));
        }
        let start = self.at;
        self.at = special(self.text.as_bytes(), start);
        if self.byte() != Some(b'"') {
            return self.escaped(start).map(Cow::Owned);
        }
        let raw = self.text.get(start..self.at).unwrap_or_default();
        self.at += 1;
        Ok(Cow::Borrowed(raw))
    }

    /// The rest of a string whose first special byte is not its end.
    fn escaped(&mut self, start: usize) -> Read<String> {
        loop {
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => self.at = special(self.text.as_bytes(), self.at + 2),
                Some(_) => return Err(self.fault("a control character must be escaped")),
                None => return Err(self.fault("a string has no end")),
            }
        }
        let raw = self.text.get(start..self.at).unwrap_or_default();
        self.at += 1;
        unescape(raw).map_err(|(at, why)| {
            self.at = start + at;
            self.fault(why)
        })
    }

    /// A value that is no list and no map.
    pub(super) fn scalar(&mut self, place: &mut Value) -> Read<()> {
        *place = match self.peek() {
            Some(b'"') => Value::String(self.string()?.into_owned()),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.literal("true", Value::Bool(true))?,
            Some(b'f') => self.literal("false", Value::Bool(false))?,
            Some(b'n') => self.literal("null", Value::Null)?,
            _ => return Err(self.fault("expected a value")),
        };
        Ok(())
    }

    /// Goes beyond a value, of which nothing is kept.
    pub(super) fn skip_value(&mut self) -> Read<()> {
        match self.peek() {
            Some(b'{') => self.entries(|reader, _| reader.skip_value()),
            Some(b'[') => self.items(Self::skip_value),
            _ => self.scalar(&mut Value::Null),
        }
    }

    /// Before a value of a list or a map is made room for: a short text may hold many.
    #[inline]
    fn count(&mut self) -> Read<()> {
        self.values += 1;
        if self.values <= MAX_VALUES {
            return Ok(());
        }
        Err(self.fault(&format!("a message may hold at most {MAX_VALUES} values")))
    }

    /// Nothing but white space is left.
    pub(super) fn end(&mut self) -> Read<()> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.fault("expected the end")),
        }
    }

    #[cold]
    pub(super) fn fault(&self, why: &str) -> Fault {
        let read = self.text.as_bytes().get(..self.at);
        let read = read.unwrap_or(self.text.as_bytes());
        let line = read.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = read.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        Fault(format!("{why} at line {line}, column {column}").into())
    }

    #[inline]
    fn expect(&mut self, mark: u8) -> Read<()> {
        if self.skip(mark) {
            return Ok(());
        }
        Err(self.missed("", mark))
    }

    #[cold]
    fn missed(&self, or: &str, mark: u8) -> Fault {
        self.fault(&format!("expected {or}{}", char::from(mark)))
    }

    /// After an item: whether another follows.
    #[inline]
    fn follows(&mut self, end: u8) -> Read<bool> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(mark) if mark == end => {
                self.at += 1;
                Ok(false)
            }
            _ => Err(self.missed(", or ", end)),
        }
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn literal(&mut self, word: &str, value: Value) -> Read<Value> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(self.fault("expected a value"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn number(&mut self) -> Read<Value> {
        let start = self.at;
        let is_negative = self.byte() == Some(b'-');
        self.at += usize::from(is_negative);
        let digits = self.at;
        let size = self.digits()?;
        let count = self.at - digits;
        if count > 1 && self.text.as_bytes().get(digits) == Some(&b'0') {
            self.at = digits + 1;
            return Err(self.fault("a number may not begin with 0"));
        }
        let is_integer = !matches!(self.byte(), Some(b'.' | b'e' | b'E'));
        // So many digits always fit; and -0 is a double.
        if is_integer && count <= 18 && !(is_negative && size == 0) {
            let number = if is_negative { -size } else { size };
            return Ok(match number {
                MIN_INTEGER..=MAX_INTEGER => Value::Int(number),
                // JSON writes a large double, such as JavaScript's 2 ** 60, as digits only.
                _ => Value::Float(number as f64),
            });
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        match self.text.get(start..self.at).map(str::parse::<f64>) {
            Some(Ok(number)) if number.is_finite() => Ok(Value::Float(number)),
            _ => Err(self.fault("a number is too large")),
        }
    }

    /// One digit or more; their value, if there are at most 18.
    #[inline]
    fn digits(&mut self) -> Read<i64> {
        let (start, mut size) = (self.at, 0_i64);
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let digits = rest.iter().map(|byte| byte.wrapping_sub(b'0'));
        for digit in digits.take_while(|digit| *digit <= 9) {
            size = size.wrapping_mul(10).wrapping_add(i64::from(digit));
            self.at += 1;
        }
        if self.at == start {
            return Err(self.fault("expected a digit"));
        }
        Ok(size)
    }
}
