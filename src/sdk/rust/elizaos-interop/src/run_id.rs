//! Ids of runs: random UUIDs.

/// A UUID of version 4.
pub(crate) fn create() -> String {
    let mut bytes = random();
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut id = String::with_capacity(36);
    for (at, byte) in bytes.into_iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for digit in [byte >> 4, byte & 0x0F] {
            id.extend(char::from_digit(digit.into(), 16));
        }
    }
    id
}

#[cfg(target_arch = "wasm32")]
fn random() -> [u8; 16] {
    crate::imports::random()
}

/// The standard library seeds each of its hashers anew: enough for ids that nobody guesses at.
#[cfg(not(target_arch = "wasm32"))]
fn random() -> [u8; 16] {
    use std::hash::{BuildHasher, RandomState};
    let half = || RandomState::new().hash_one(0).to_ne_bytes();
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&half());
    bytes[8..].copy_from_slice(&half());
    bytes
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn create_makes_uuids_that_differ() {
        let ids: HashSet<String> = (0..1000).map(|_| create()).collect();
        assert_eq!(ids.len(), 1000);
        for id in ids {
            let parts: Vec<usize> = id.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12], "{id}");
            assert_eq!(&id[14..15], "4", "{id}");
            assert!("89ab".contains(&id[19..20]), "{id}");
        }
    }
}
