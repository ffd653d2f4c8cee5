//! Messages that arrive, read in one pass: what every message has goes to fields, the rest to a map.

use super::Kind;
use super::decode::{Rules, read_key, read_value};
use super::reader::{Read, Reader};
use crate::value::{MAX_INTEGER, Map, Value};

/// A message that arrived.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) kind: Kind,
    /// Of a request.
    pub(crate) id: Option<u64>,
    /// Of an answer, a part or a notice about a request.
    pub(crate) re: Option<u64>,
    /// All other fields.
    pub(crate) fields: Map,
}

/// A message that breaks the protocol, with what was read of it before the fault.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) id: Option<u64>,
    pub(crate) re: Option<u64>,
    pub(crate) reason: String,
}

/// Reads one message.
pub(crate) fn read_message(text: &[u8]) -> Result<Incoming, Unreadable> {
    let mut head = Head::default();
    let read = read_text(text, &mut head);
    let Head { kind, id, re } = head;
    let reason = match (read, kind) {
        (Ok(fields), Some(kind)) => {
            return Ok(Incoming {
                kind,
                id,
                re,
                fields,
            });
        }
        (Ok(_), None) => "it must have the string type".to_owned(),
        (Err(reason), _) => reason,
    };
    Err(Unreadable { id, re, reason })
}

#[derive(Default)]
struct Head {
    kind: Option<Kind>,
    id: Option<u64>,
    re: Option<u64>,
}

/// What is no UTF-8 is read up to there: the head may tell whose message it was.
fn read_text(text: &[u8], head: &mut Head) -> Result<Map, String> {
    match str::from_utf8(text) {
        Ok(text) => read_fields(text, head).map_err(|fault| fault.to_string()),
        Err(error) => {
            let valid = text.get(..error.valid_up_to()).unwrap_or_default();
            let _ = read_fields(str::from_utf8(valid).unwrap_or_default(), head);
            Err(error.to_string())
        }
    }
}

fn read_fields(text: &str, head: &mut Head) -> Read<Map> {
    let mut reader = Reader::new(text);
    let mut fields = Map::with_capacity(8);
    reader.entries(|reader, name| {
        match &*name {
            "type" => head.kind = Some(Kind::of(&reader.string()?)),
            "id" => head.id = Some(request_id(reader, "id")?),
            "re" => head.re = Some(request_id(reader, "re")?),
            _ => {
                let key = read_key(reader, Rules::Wire, name)?;
                read_value(reader, Rules::Wire, 1, fields.place(key))?;
            }
        }
        Ok(())
    })?;
    reader.end()?;
    Ok(fields)
}

/// An integer from 1 within ±2^53, which JSON may write as a double.
fn request_id(reader: &mut Reader<'_>, field: &str) -> Read<u64> {
    let mut value = Value::Null;
    read_value(reader, Rules::Wire, 1, &mut value)?;
    if let Some(id @ 1..=MAX_INTEGER) = value.as_i64() {
        return Ok(id.unsigned_abs());
    }
    let found = value.shown();
    Err(reader.fault(&format!(
        "{field} must be a positive integer within 2^53: current value is {found},"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_message_tells_head_and_fields_apart() {
        let text = br#"{"type":"action.invoke","id":3.0,"action":"A","memory":{"id":"m"}}"#;
        let message = read_message(text).unwrap();
        assert_eq!(message.kind, Kind::ActionInvoke);
        assert_eq!((message.id, message.re), (Some(3), None));
        assert_eq!(
            message.fields.keys().collect::<Vec<_>>(),
            ["action", "memory"]
        );
    }

    #[test]
    fn read_message_keeps_the_id_that_stood_before_the_fault() {
        for text in [
            &br#"{"type":"ping","id":3,"#[..],
            br#"{"type":"action.invoke","id":3,"memory":{"__proto__":1}}"#,
            br#"{"type":"ping","id":3,"__proto__":1}"#,
            br#"{"id":3}"#,
            br#"{"type":"ping","id":3} {}"#,
        ] {
            let fault = read_message(text).unwrap_err();
            assert_eq!(fault.id, Some(3), "{fault:?}");
        }
    }

    #[test]
    fn read_message_refuses_what_is_no_message() {
        for text in [
            &b""[..],
            b"[]",
            b"null",
            b"\xff",
            b"{\"type\":\"\xff\"}",
            br#"{"type":7}"#,
            br#"{"type":"ping","id":0}"#,
            br#"{"type":"ping","id":-1}"#,
            br#"{"type":"ping","id":1.5}"#,
            br#"{"type":"ping","id":"1"}"#,
            br#"{"type":"cancel","re":9007199254740993000}"#,
        ] {
            let fault = read_message(text).unwrap_err();
            assert_eq!((fault.id, fault.re), (None, None), "{fault:?}");
        }
    }
}
