//! JSON strings with escapes.

use super::scan::special;

/// Where an escape cannot be read, and why.
pub(super) type Bent = (usize, &'static str);

/// What stands between the quotes of a string, whose escapes may be bent and which has no quote without a backslash before it.
pub(super) fn unescape(raw: &str) -> Result<String, Bent> {
    let mut text = String::with_capacity(raw.len());
    let mut from = 0;
    loop {
        let at = special(raw.as_bytes(), from);
        text.push_str(raw.get(from..at).unwrap_or_default());
        if at >= raw.len() {
            return Ok(text);
        }
        let (character, length) = escape(raw.as_bytes(), at)?;
        text.push(character);
        from = at + length;
    }
}

/// The escape at `at`, and how long it is.
fn escape(raw: &[u8], at: usize) -> Result<(char, usize), Bent> {
    let character = match raw.get(at + 1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(raw, at),
        _ => return Err((at, "there is no such escape")),
    };
    Ok((character, 2))
}

/// `\uXXXX`, or two of them that are a pair of surrogates.
fn unicode(raw: &[u8], at: usize) -> Result<(char, usize), Bent> {
    let first = unit(raw, at)?;
    if let Some(character) = char::from_u32(first) {
        return Ok((character, 6));
    }
    let second = match raw.get(at + 6..at + 8) {
        Some(br"\u") => unit(raw, at + 6)?,
        _ => 0,
    };
    if !(0xD800..0xDC00).contains(&first) || !(0xDC00..0xE000).contains(&second) {
        return Err((at, "a surrogate must stand in a pair"));
    }
    let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    // Every pair is a character.
    let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    Ok((character, 12))
}

/// The four digits behind `\u`.
fn unit(raw: &[u8], at: usize) -> Result<u32, Bent> {
    let digits = raw.get(at + 2..at + 6).unwrap_or_default();
    let unit = digits.iter().try_fold(0, |unit, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(unit << 4 | digit)
    });
    match unit {
        Some(unit) if digits.len() == 4 => Ok(unit),
        _ => Err((at, "\\u must be followed by four hexadecimal digits")),
    }
}
