//! The error of handlers and of what they ask of the host.

mod failure;
mod wire;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::panic::Location;

use crate::error_codes::HANDLER_FAILED;
use crate::value::Value;

pub(crate) use failure::Failure;
pub(crate) use wire::panicked;

/// The result of handlers and of what they ask of the host.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a handler failed, or why the host refused what a handler asked.
///
/// Anything that implements [`std::error::Error`] becomes one by `?`, which notes the place. An error of the host
/// carries its `code`, `message` and `details`; returned from a handler it reaches the caller as the cause of
/// `handler_failed`, so that a failure which crossed several languages reads as one chain.
///
/// Like `anyhow::Error`, it does not implement [`std::error::Error`] itself.
pub struct Error(Box<Inner>);

struct Inner {
    /// Of [`crate::error_codes`]; none where a handler raised it.
    code: Option<Cow<'static, str>>,
    message: String,
    /// As the host sent them; null where there are none.
    details: Value,
    place: Option<&'static Location<'static>>,
    source: Option<Source>,
}

enum Source {
    /// The error that this one was made of; the message is its own.
    Same(Box<dyn StdError + Send + Sync>),
    /// The error to which this one added context.
    Inner(Error),
}

impl Error {
    /// An error with a message: what could not be done, to what, and why.
    #[track_caller]
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            code: None,
            message: message.into(),
            details: Value::Null,
            place: Some(Location::caller()),
            source: None,
        }))
    }

    /// An error with a code of the protocol.
    pub(crate) fn coded(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            code: Some(code.into()),
            message: message.into(),
            details: Value::Null,
            place: None,
            source: None,
        }))
    }

    /// The same error for another who waits for it. Of one with a source only the message is kept.
    pub(crate) fn again(&self) -> Self {
        Self(Box::new(Inner {
            code: self.0.code.clone(),
            message: self.0.message.clone(),
            details: self.0.details.clone(),
            place: self.0.place,
            source: None,
        }))
    }

    /// The same error beneath a message that says what it made fail.
    #[must_use]
    #[track_caller]
    pub fn context(self, message: impl Into<String>) -> Self {
        let mut outer = Self::new(message);
        outer.0.source = Some(Source::Inner(self));
        outer
    }

    /// One of [`crate::error_codes`]: the host's, or `handler_failed` for an error of the plugin's own.
    pub fn code(&self) -> &str {
        self.0.code.as_deref().unwrap_or(HANDLER_FAILED)
    }

    /// The text, without that of its causes.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What the host told beyond the message: `{traceback, cause: {code, message, details}, plugin, language}`, each
    /// optional; null where it told nothing.
    pub fn details(&self) -> &Value {
        &self.0.details
    }

    /// The error of another type that this one was made of, if it was of that type.
    pub fn downcast_ref<E: StdError + 'static>(&self) -> Option<&E> {
        match &self.0.source {
            Some(Source::Same(error)) => error.downcast_ref(),
            Some(Source::Inner(error)) => error.downcast_ref(),
            None => None,
        }
    }
}

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    #[track_caller]
    fn from(error: E) -> Self {
        let mut made = Self::new(error.to_string());
        made.0.source = Some(Source::Same(Box::new(error)));
        made
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message())
    }
}

/// The message, where it was made, and its causes.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        match &inner.code {
            Some(code) => write!(formatter, "{code}: {}", inner.message)?,
            None => formatter.write_str(&inner.message)?,
        }
        if let Some(place) = inner.place {
            write!(formatter, "\n    at {place}")?;
        }
        match &inner.source {
            None => Ok(()),
            Some(Source::Inner(error)) => write!(formatter, "\ncaused by: {error:?}"),
            Some(Source::Same(error)) => {
                let mut next = error.source();
                while let Some(cause) = next {
                    write!(formatter, "\ncaused by: {cause}")?;
                    next = cause.source();
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::ParseIntError;

    use super::*;

    fn parse(text: &str) -> Result<i32> {
        Ok(text.parse::<i32>()?)
    }

    #[test]
    fn from_notes_the_place_of_the_question_mark() {
        let error = parse("x").unwrap_err();
        assert_eq!(error.code(), "handler_failed");
        assert!(error.downcast_ref::<ParseIntError>().is_some());
        let place = format!("at {}:", file!());
        assert!(format!("{error:?}").contains(&place), "{error:?}");
    }

    #[test]
    fn context_keeps_the_chain() {
        let error = parse("x").unwrap_err().context("Cannot read the age");
        assert_eq!(error.to_string(), "Cannot read the age");
        assert!(error.downcast_ref::<ParseIntError>().is_some());
        let shown = format!("{error:?}");
        assert!(
            shown.contains("caused by: invalid digit found in string"),
            "{shown}"
        );
    }
}
