//! The job that every floor and every peer in Rust does: read the request of an action, echo its text and options, write the answer.
//! Both sides are JSON, and what a handler would be given is decoded whole.

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize)]
struct Request {
    id: u64,
    memory: Value,
    options: Value,
}

#[derive(Serialize)]
struct Answer<'a> {
    r#type: &'static str,
    re: u64,
    result: ActionResult<'a>,
}

#[derive(Serialize)]
struct ActionResult<'a> {
    success: bool,
    text: &'a str,
    data: &'a Value,
}

/// Appends the answer to a request.
///
/// # Errors
/// For what is no JSON, or no request.
pub fn echo(request: &[u8], answer: &mut Vec<u8>) -> serde_json::Result<()> {
    let Request {
        id,
        memory,
        options,
    } = serde_json::from_slice(request)?;
    let result = ActionResult {
        success: true,
        text: memory["content"]["text"].as_str().unwrap_or_default(),
        data: &options,
    };
    serde_json::to_writer(
        answer,
        &Answer {
            r#type: "action.result",
            re: id,
            result,
        },
    )
}

/// The same from text to text, for glue that passes strings.
///
/// # Errors
/// As `echo`.
pub fn echo_text(request: &str) -> serde_json::Result<String> {
    let mut answer = Vec::with_capacity(request.len());
    echo(request.as_bytes(), &mut answer)?;
    // Infallible: serde_json writes UTF-8.
    Ok(String::from_utf8(answer).unwrap_or_default())
}
