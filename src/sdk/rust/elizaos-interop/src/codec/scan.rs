//! Looks for what a JSON string cannot hold as it is: a quote, a backslash, a control character. Reading and writing both spend
//! most of their time here, so it goes by eight bytes at a time.

type Word = [u8; 8];

/// Where the first such byte stands from `from` on; the length where there is none.
#[inline]
pub(super) fn special(bytes: &[u8], from: usize) -> usize {
    let (words, rest): (&[Word], _) = bytes.get(from..).unwrap_or_default().as_chunks();
    let mut at = from;
    for word in words {
        let found = specials(u64::from_le_bytes(*word));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += word.len();
    }
    let found = rest.iter().position(|byte| is_special(*byte));
    at + found.unwrap_or(rest.len())
}

fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// The lowest special byte has its top bit set, and none below it has.
#[inline]
fn specials(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    const TOPS: u64 = ONES << 7;
    // A byte that is less than the one that is subtracted sets its top bit. With bit 1 flipped a quote stands where a space did,
    // right above the control characters, so that one subtraction finds both.
    let control_or_quote = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * 0x5C)).wrapping_sub(ONES);
    // Bytes beyond ASCII have their top bit set as they are.
    (control_or_quote | backslash) & !word & TOPS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_finds_the_first_one_wherever_it_stands() {
        for length in 0..35 {
            for byte in 0..=u8::MAX {
                for filler in [b'a', 0x7F, 0x80, 0xFF, b'!', b' ', b'#', b'[', b']'] {
                    let mut bytes = vec![filler; length];
                    assert_eq!(special(&bytes, 0), length);
                    for at in 0..length {
                        bytes[at] = byte;
                        let expected = if is_special(byte) { at } else { length };
                        assert_eq!(special(&bytes, 0), expected, "{byte} at {at} of {length}");
                        assert_eq!(special(&bytes, at), expected);
                        assert_eq!(special(&bytes, at + 1), length);
                        bytes[at] = filler;
                    }
                }
            }
        }
    }

    #[test]
    fn special_finds_the_first_of_several() {
        let bytes = b"0123456789012345678901234567890123456789\"\\\n";
        assert_eq!(special(bytes, 0), 40);
        assert_eq!(special(bytes, 41), 41);
        assert_eq!(special(bytes, 43), 43);
        // From beyond the end there is nothing to find.
        assert_eq!(special(bytes, 44), 44);
    }
}
