//! The reader and the writer of JSON, held against serde_json: they take and refuse the same texts, and read the same of them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use elizaos::{MAX_INTEGER, Value, decode, encode};
use serde_json::Value as Wire;

const TEXTS: &[&str] = &[
    r#"{"type":"action.invoke","id":3,"memory":{"id":"m","content":{"text":"a\"b\\c\/d\b\f\n\r\t\u00e9\ud83d\ude00"}}}"#,
    r#" [ 0 , -0, 1.5e+3, 1E-2, 12345678901234567, 123456789012345678901234567890, -9007199254740993, 2.5, 1e308, 5e-324 ] "#,
    r#"{"Füße":["日本語",true,false,null,{},[]],"":"","a":{"b":{"c":[[[1]]]}}}"#,
    r#""\u0000\u001f\u007f\u2028\ufeff""#,
    "\"a long text without anything that must be escaped, so that whole words of it are looked at at once\"",
];

/// Replacements that bend a text: JSON's own marks, and what is none of them.
const BENT: &[&str] = &[
    "", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "1", "-", "+", ".", "e", "E", "u", "n", "t",
    " ", "\n", "\t", "\u{0}", "\u{1f}", "\u{7f}", "é", "😀", "\\u", "\\ud800", "\\udc00",
    "\\u00zz", "//", "tru", "nul", "1e999", "01", "\u{feff}",
];

#[test]
fn decode_takes_and_reads_what_serde_json_does() {
    let mut read = 0;
    for text in TEXTS {
        read += usize::from(agree(text));
        let places = text
            .char_indices()
            .map(|(at, character)| (at, at + character.len_utf8()));
        for (from, to) in places {
            read += usize::from(agree(&text[..from]));
            for bent in BENT {
                read += usize::from(agree(&format!("{}{bent}{}", &text[..from], &text[to..])));
                read += usize::from(agree(&format!("{}{bent}{}", &text[..from], &text[from..])));
            }
        }
    }
    assert!(read > 5000, "{read} texts were JSON");
}

#[test]
fn decode_reads_every_double_that_is_written() {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..100_000 {
        // xorshift64*
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        let number = f64::from_bits(state.wrapping_mul(0x2545_F491_4F6C_DD1D));
        let text = encode(&Value::Float(number)).unwrap();
        if !number.is_finite() {
            assert_eq!(text, b"null");
            continue;
        }
        let wire: f64 = serde_json::from_slice(&text).unwrap();
        assert_eq!(wire.to_bits(), number.to_bits());
        assert_eq!(
            decode(&text).unwrap().as_f64().map(f64::to_bits),
            Some(number.to_bits())
        );
        let long = format!("{number:.30}");
        assert_eq!(
            decode(long.as_bytes()).unwrap().as_f64(),
            serde_json::from_str(&long).ok(),
            "{long}"
        );
    }
}

#[test]
fn encode_writes_texts_as_serde_json_does() {
    let alphabet: Vec<char> = "a\"\\\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}é日😀 "
        .chars()
        .collect();
    for length in 0..40 {
        for first in 0..alphabet.len() {
            let text: String = (0..length)
                .map(|at| {
                    if at % 7 == 3 {
                        alphabet[(first + at) % alphabet.len()]
                    } else {
                        'x'
                    }
                })
                .collect();
            let written = encode(&Value::from(text.as_str())).unwrap();
            assert_eq!(written, serde_json::to_vec(&text).unwrap());
            assert_eq!(decode(&written).unwrap(), Value::from(text));
        }
    }
}

/// Whether the text is JSON. Both must say the same and read the same.
fn agree(text: &str) -> bool {
    let wire: Result<Wire, _> = serde_json::from_str(text);
    match (decode(text.as_bytes()), wire) {
        (Ok(value), Ok(wire)) => {
            assert!(
                same(&value, &wire),
                "{text:?} reads as {value:?}, expected {wire}"
            );
            true
        }
        (Err(_), Err(_)) => false,
        (value, wire) => panic!("{text:?} reads as {value:?}, expected {wire:?}"),
    }
}

fn same(value: &Value, wire: &Wire) -> bool {
    match (value, wire) {
        (Value::Null, Wire::Null) => true,
        (Value::Bool(flag), Wire::Bool(other)) => flag == other,
        (Value::String(text), Wire::String(other)) => text == other,
        (Value::Array(items), Wire::Array(others)) => {
            items.len() == others.len()
                && items
                    .iter()
                    .zip(others)
                    .all(|(item, other)| same(item, other))
        }
        (Value::Map(map), Wire::Object(other)) => {
            map.len() == other.len()
                && map
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        (Value::Int(number), Wire::Number(other)) => {
            number.abs() <= MAX_INTEGER && other.as_i64() == Some(*number)
        }
        (Value::Float(number), Wire::Number(other)) => {
            other.as_f64().map(f64::to_bits) == Some(number.to_bits())
        }
        _ => false,
    }
}
