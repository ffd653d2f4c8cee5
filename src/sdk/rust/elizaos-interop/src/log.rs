//! Lines in the agent's log.

use std::fmt;
use std::str::FromStr;

use crate::runtime::Runtime;
use crate::value::Value;

/// How much a line of the log matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Every step.
    Trace,
    /// For whoever looks for a fault.
    Debug,
    /// What happened.
    Info,
    /// What should not have happened and did no harm.
    Warn,
    /// What failed.
    Error,
    /// What ends the plugin.
    Fatal,
}

impl Level {
    /// As the protocol writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trace => "trace",
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
            Self::Fatal => "fatal",
        }
    }
}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(name: &str) -> Result<Self, UnknownLevel> {
        match name {
            "trace" => Ok(Self::Trace),
            "debug" => Ok(Self::Debug),
            "info" => Ok(Self::Info),
            "warn" => Ok(Self::Warn),
            "error" => Ok(Self::Error),
            "fatal" => Ok(Self::Fatal),
            _ => Err(UnknownLevel(name.to_owned())),
        }
    }
}

/// The name of no [`Level`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLevel(String);

impl fmt::Display for UnknownLevel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Cannot log as the level must be one of trace, debug, info, warn, error, fatal: current value is {}",
            self.0
        )
    }
}

impl std::error::Error for UnknownLevel {}

/// The agent's log, for lines about one call. Sending a line waits for nothing.
#[derive(Clone, Copy)]
pub struct Logger<'r>(&'r Runtime);

impl<'r> Logger<'r> {
    pub(crate) fn new(runtime: &'r Runtime) -> Self {
        Self(runtime)
    }

    /// A line with fields: a map, or null for none. Fields that cannot be sent are left out.
    pub fn log(&self, level: Level, message: impl AsRef<str>, fields: impl Into<Value>) {
        let (level, message, fields) = (level.as_str(), message.as_ref(), fields.into());
        let channel = &self.0.shared().channel;
        channel.log(self.0.call_around(), level, message, &fields);
    }

    /// A line of level trace.
    pub fn trace(&self, message: impl AsRef<str>) {
        self.log(Level::Trace, message, Value::Null);
    }

    /// A line of level debug.
    pub fn debug(&self, message: impl AsRef<str>) {
        self.log(Level::Debug, message, Value::Null);
    }

    /// A line of level info.
    pub fn info(&self, message: impl AsRef<str>) {
        self.log(Level::Info, message, Value::Null);
    }

    /// A line of level warn.
    pub fn warn(&self, message: impl AsRef<str>) {
        self.log(Level::Warn, message, Value::Null);
    }

    /// A line of level error.
    pub fn error(&self, message: impl AsRef<str>) {
        self.log(Level::Error, message, Value::Null);
    }

    /// A line of level fatal.
    pub fn fatal(&self, message: impl AsRef<str>) {
        self.log(Level::Fatal, message, Value::Null);
    }
}

impl fmt::Debug for Logger<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Logger of {:?}", self.0)
    }
}
