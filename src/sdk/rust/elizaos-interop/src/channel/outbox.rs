//! Messages that wait for the host to fetch them, already in the form of an answer (ABI 1): behind the header each is its
//! length and its JSON text. Writing and handing over copy nothing.

use crate::codec::{
    Refusal, has_too_many_values, write_array, write_integer, write_map, write_text, write_value,
};
use crate::limits::{MAX_FRAME_BYTES, MAX_VALUES};
use crate::value::{Map, Value};

/// `u32 byteLength, u32 wakeAfterMs`.
const HEADER: usize = 8;

/// A buffer that grew beyond this for one large message is given back afterwards.
const KEPT_BYTES: usize = 1024 * 1024;

pub(super) struct Outbox(Vec<u8>);

impl Default for Outbox {
    fn default() -> Self {
        Self(vec![0; HEADER])
    }
}

/// Fills in the header of an answer.
pub(super) fn write_header(answer: &mut [u8], wake_after_ms: u32) {
    // `push` keeps the messages within a u32.
    let bytes = u32::try_from(answer.len().saturating_sub(HEADER)).unwrap_or(0);
    if let Some(header) = answer.first_chunk_mut::<HEADER>() {
        let [a, b, c, d] = bytes.to_le_bytes();
        let [e, f, g, h] = wake_after_ms.to_le_bytes();
        *header = [a, b, c, d, e, f, g, h];
    }
}

/// Makes an empty outbox of the last answer.
pub(super) fn reset(answer: &mut Vec<u8>) {
    answer.clear();
    answer.shrink_to(KEPT_BYTES);
    answer.resize(HEADER, 0);
}

impl Outbox {
    pub(super) fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }

    /// Adds one message, or nothing if a value in it may not be sent. One copy of this serves all types of message.
    pub(super) fn push(&mut self, kind: &str, write: &mut Write<'_>) -> Result<(), Refusal> {
        let start = self.0.len();
        self.0.extend_from_slice(&[0; 4]);
        self.0.push(b'{');
        let mut fields = Fields {
            out: &mut self.0,
            depth: 1,
            empty: true,
        };
        fields.text("type", kind);
        let mut written = write(&mut fields);
        self.0.push(b'}');
        let length = self.0.len() - start - 4;
        if written.is_ok() && length > MAX_FRAME_BYTES {
            written = Err(Refusal::new(format!(
                "at most {MAX_FRAME_BYTES} bytes long: current length is {length}"
            )));
        }
        let message = self.0.get(start + 4..).unwrap_or_default();
        if written.is_ok() && has_too_many_values(message) {
            let rule = format!("of at most {MAX_VALUES} values, with all that they hold");
            written = Err(Refusal::new(rule));
        }
        if written.is_ok() && u32::try_from(self.0.len()).is_err() {
            written = Err(Refusal::new("smaller than 4 GiB with all that waits"));
        }
        match (
            &written,
            u32::try_from(length),
            self.0.get_mut(start..start + 4),
        ) {
            (Ok(()), Ok(length), Some(place)) => place.copy_from_slice(&length.to_le_bytes()),
            _ => self.0.truncate(start),
        }
        written
    }

    /// Adds a message of a request and takes it away again, to be added later.
    pub(super) fn set_aside(
        &mut self,
        kind: &str,
        write: &mut Write<'_>,
    ) -> Result<Vec<u8>, Refusal> {
        let start = self.0.len();
        self.push(kind, write)?;
        Ok(self.0.split_off(start))
    }

    pub(super) fn add(&mut self, mut message: Vec<u8>) {
        self.0.append(&mut message);
    }

    pub(super) fn push_cancel(&mut self, re: u64) {
        // An integer always passes.
        let _ = self.push("cancel", &mut |fields| {
            fields.integer("re", re);
            Ok(())
        });
    }
}

/// Writes the fields of a message, once.
pub(crate) type Write<'w> = dyn FnMut(&mut Fields<'_>) -> Result<(), Refusal> + 'w;

/// The fields of a map that is being written. Keys are this crate's own words and need no escapes.
pub(crate) struct Fields<'b> {
    out: &'b mut Vec<u8>,
    /// Levels around the values of the fields.
    depth: usize,
    empty: bool,
}

impl Fields<'_> {
    /// In line, where the key's length is known: a copy of a few bytes is no call then.
    #[inline(always)]
    fn key(&mut self, key: &str) {
        self.out.reserve(key.len() + 4);
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        self.out.push(b'"');
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    #[inline]
    pub(crate) fn integer(&mut self, key: &str, number: u64) {
        self.key(key);
        write_integer(self.out, i64::try_from(number).unwrap_or(i64::MAX));
    }

    #[inline]
    pub(crate) fn flag(&mut self, key: &str, flag: bool) {
        self.key(key);
        let text: &[u8] = if flag { b"true" } else { b"false" };
        self.out.extend_from_slice(text);
    }

    #[inline]
    pub(crate) fn null(&mut self, key: &str) {
        self.key(key);
        self.out.extend_from_slice(b"null");
    }

    #[inline]
    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        write_text(self.out, text);
    }

    #[inline]
    pub(crate) fn value(&mut self, key: &str, value: &Value) -> Result<(), Refusal> {
        self.key(key);
        write_value(self.out, value, self.depth)
            .map_err(|refusal| refusal.inside(format!(".{key}")))
    }

    pub(crate) fn map(&mut self, key: &str, map: &Map) -> Result<(), Refusal> {
        self.key(key);
        write_map(self.out, map, self.depth + 1)
            .map_err(|refusal| refusal.inside(format!(".{key}")))
    }

    pub(crate) fn array(&mut self, key: &str, items: &[Value]) -> Result<(), Refusal> {
        self.key(key);
        write_array(self.out, items, self.depth + 1)
            .map_err(|refusal| refusal.inside(format!(".{key}")))
    }

    /// A map whose fields `write` adds.
    pub(crate) fn nested(&mut self, key: &str, write: &mut Write<'_>) -> Result<(), Refusal> {
        self.key(key);
        self.out.push(b'{');
        write(&mut Fields {
            out: self.out,
            depth: self.depth + 1,
            empty: true,
        })
        .map_err(|refusal| refusal.inside(format!(".{key}")))?;
        self.out.push(b'}');
        Ok(())
    }
}
