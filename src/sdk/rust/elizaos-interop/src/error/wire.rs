//! Errors as the fields `code`, `message` and `details` of PROTOCOL.md §2, in both directions.

use std::error::Error as StdError;

use super::{Error, Source};
use crate::error_codes::HANDLER_FAILED;
use crate::value::{Map, Value};

/// A longer chain of causes ends here: what lies deeper explains nothing any more.
const MAX_CAUSES: usize = 8;

impl Error {
    /// The error that the fields of an `error` message tell; tolerates any shape.
    pub(crate) fn from_wire(mut fields: Map) -> Self {
        let code = match fields.take("code") {
            Value::String(code) => code,
            _ => HANDLER_FAILED.to_owned(),
        };
        let message = match fields.take("message") {
            Value::String(message) => message,
            _ => "The host gave no message".to_owned(),
        };
        let mut error = Self::coded(code, message);
        error.0.details = fields.take("details");
        error
    }

    /// What the caller of a handler is told when the handler returned this error.
    pub(crate) fn to_handler_failed(&self, plugin: &str) -> Map {
        let cause = match self.0.code {
            Some(_) => Some(self.to_wire(1)),
            None => self.cause(1),
        };
        handler_failed(self.message(), &format!("{self:?}"), cause, plugin)
    }

    fn to_wire(&self, depth: usize) -> Map {
        let mut wire = told(self.code(), self.message());
        match self.cause(depth) {
            Some(cause) => {
                wire.insert("details", Map::from_iter([("cause", cause)]));
            }
            None if !self.0.details.is_null() => {
                wire.insert("details", self.0.details.clone());
            }
            None => {}
        }
        wire
    }

    fn cause(&self, depth: usize) -> Option<Map> {
        if depth > MAX_CAUSES {
            return None;
        }
        match self.0.source.as_ref()? {
            Source::Inner(error) => Some(error.to_wire(depth + 1)),
            Source::Same(error) => error.source().map(|cause| cause_to_wire(cause, depth + 1)),
        }
    }
}

/// What the caller of a handler is told when the handler panicked with `text` at `place`.
pub(crate) fn panicked(text: &str, place: &str, plugin: &str) -> Map {
    let message = format!("{text}, panicked at {place}");
    let traceback = format!("panicked at {place}:\n{text}");
    handler_failed(&message, &traceback, None, plugin)
}

fn handler_failed(message: &str, traceback: &str, cause: Option<Map>, plugin: &str) -> Map {
    let mut details = Map::with_capacity(4);
    details.insert("traceback", traceback);
    if let Some(cause) = cause {
        details.insert("cause", cause);
    }
    details.insert("plugin", plugin);
    details.insert("language", "rust");
    let mut wire = told(HANDLER_FAILED, message);
    wire.insert("details", details);
    wire
}

fn cause_to_wire(error: &(dyn StdError + 'static), depth: usize) -> Map {
    let mut wire = told(HANDLER_FAILED, &error.to_string());
    if depth <= MAX_CAUSES
        && let Some(cause) = error.source()
    {
        let cause = cause_to_wire(cause, depth + 1);
        wire.insert("details", Map::from_iter([("cause", cause)]));
    }
    wire
}

fn told(code: &str, message: &str) -> Map {
    Map::from_iter([("code", code), ("message", message)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn to_handler_failed_carries_an_error_of_the_host_as_its_cause() {
        let Value::Map(fields) =
            json!({"code": "host_failed", "message": "no table", "details": {"language": "sql"}})
        else {
            unreachable!()
        };
        let wire = Value::from(Error::from_wire(fields.clone()).to_handler_failed("p"));
        assert_eq!(wire["code"], "handler_failed");
        assert_eq!(wire["message"], "no table");
        assert_eq!(wire["details"]["cause"], Value::Map(fields));
        assert_eq!(wire["details"]["plugin"], "p");
    }

    #[test]
    fn to_handler_failed_carries_context_and_sources_as_causes() {
        let parse = "x".parse::<i32>().unwrap_err();
        let wire = Error::from(std::io::Error::other(parse)).context("Cannot read the age");
        let wire = Value::from(wire.to_handler_failed("p"));
        assert_eq!(wire["message"], "Cannot read the age");
        let cause = &wire["details"]["cause"];
        assert_eq!(cause["message"], "invalid digit found in string");
        let traceback = wire["details"]["traceback"].as_str().unwrap_or_default();
        assert!(
            traceback.starts_with("Cannot read the age\n    at "),
            "{traceback}"
        );
    }

    #[test]
    fn from_wire_tolerates_any_shape() {
        let error = Error::from_wire(Map::from_iter([("code", 1), ("message", 2)]));
        assert_eq!(error.code(), "handler_failed");
        assert_eq!(error.to_string(), "The host gave no message");
    }
}
