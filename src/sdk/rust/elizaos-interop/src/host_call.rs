//! The future of what a handler asks of its host.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::channel::Request;
use crate::error::{Error, Result};
use crate::error_codes::PROTOCOL_VIOLATION;
use crate::memory::Memory;
use crate::value::Value;

/// A request to the host. It is sent when it is first polled, and cancelled when it is dropped before its answer.
///
/// Resolves to what was asked for, or to the host's error: its code, message and details.
#[must_use = "the host is asked only when this is awaited"]
pub struct HostCall<T> {
    request: Request,
    read: fn(Value) -> Result<T>,
}

impl<T> HostCall<T> {
    pub(crate) fn new(request: Request, read: fn(Value) -> Result<T>) -> Self {
        Self { request, read }
    }
}

impl<T> Future for HostCall<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        let read = self.read;
        let answer = Pin::new(&mut self.request).poll(context);
        answer.map(|answer| answer.and_then(read))
    }
}

impl<T> fmt::Debug for HostCall<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HostCall")
    }
}

pub(crate) fn any(answer: Value) -> Result<Value> {
    Ok(answer)
}

pub(crate) fn nothing(_: Value) -> Result<()> {
    Ok(())
}

pub(crate) fn perhaps(answer: Value) -> Result<Option<Value>> {
    Ok((!answer.is_null()).then_some(answer))
}

pub(crate) fn flag(answer: Value) -> Result<bool> {
    answer
        .as_bool()
        .ok_or_else(|| unexpected("a boolean", &answer))
}

pub(crate) fn count(answer: Value) -> Result<u64> {
    let count = answer.as_i64().and_then(|count| u64::try_from(count).ok());
    count.ok_or_else(|| unexpected("a count", &answer))
}

pub(crate) fn id(answer: Value) -> Result<String> {
    match answer {
        Value::String(id) => Ok(id),
        other => Err(unexpected("an id", &other)),
    }
}

pub(crate) fn perhaps_text(answer: Value) -> Result<Option<String>> {
    match answer {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => Err(unexpected("a string or null", &other)),
    }
}

/// elizaOS answers null where a list is empty, now and then.
pub(crate) fn list(answer: Value) -> Result<Vec<Value>> {
    match answer {
        Value::Null => Ok(Vec::new()),
        Value::Array(items) => Ok(items),
        other => Err(unexpected("an array", &other)),
    }
}

pub(crate) fn ids(answer: Value) -> Result<Vec<String>> {
    list(answer)?.into_iter().map(id).collect()
}

pub(crate) fn memory(answer: Value) -> Result<Memory> {
    Ok(answer.into())
}

pub(crate) fn perhaps_memory(answer: Value) -> Result<Option<Memory>> {
    Ok(perhaps(answer)?.map(Memory::from))
}

pub(crate) fn memories(answer: Value) -> Result<Vec<Memory>> {
    match answer {
        Value::Array(items) => Ok(items.into_iter().map(Memory::from).collect()),
        other => Err(unexpected("an array of memories", &other)),
    }
}

fn unexpected(rule: &str, value: &Value) -> Error {
    let kind = value.kind();
    let message =
        format!("Cannot use the host's answer as it must be {rule}: current value is {kind}");
    Error::coded(PROTOCOL_VIOLATION, message)
}
