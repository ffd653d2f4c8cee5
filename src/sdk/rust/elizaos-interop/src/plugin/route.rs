//! Routes: what a plugin answers on the agent's web server.

use std::borrow::Cow;

use crate::call::RouteCall;
use crate::channel::Fields;
use crate::codec::Refusal;
use crate::tasks::TaskFuture;
use crate::value::{Map, Value};

/// A route: its method and path in the manifest, and what runs it. Made by [`route`](macro@crate::route).
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The type of the manifest's entry, such as GET.
    pub method: &'static str,
    /// As the manifest has it, such as `/rooms/:roomId`.
    pub path: &'static str,
    /// The handler. Answers [`Answer::Route`](super::Answer).
    pub handle: fn(RouteCall) -> TaskFuture,
}

/// Implemented by [`route`](macro@crate::route) under the function's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no route",
    label = "put #[elizaos::route(GET, \"/…\")] on its function"
)]
pub trait DefinesRoute {
    /// The route.
    fn route() -> Route;
}

/// A body, or a part of one: text or bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Body(Value);

impl Body {
    pub(crate) fn as_value(&self) -> &Value {
        &self.0
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self(Value::from(text))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self(Value::String(text))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Value::Bytes(bytes))
    }
}

impl From<&[u8]> for Body {
    fn from(bytes: &[u8]) -> Self {
        Self(Value::Bytes(bytes.to_owned()))
    }
}

/// A whole response.
///
/// ```
/// # use elizaos::{RouteResponse, json};
/// RouteResponse::new().status(404).json(json!({"error": "No such room"}));
/// RouteResponse::new().header("content-type", "text/css").text("a{}");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RouteResponse {
    status: u16,
    headers: Map,
    content: Content,
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    Nothing,
    Json(Value),
    Body(Body),
}

impl Default for RouteResponse {
    fn default() -> Self {
        Self {
            status: 200,
            headers: Map::new(),
            content: Content::Nothing,
        }
    }
}

impl RouteResponse {
    /// An empty response with the status 200.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same response with a status from 200 to 599.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same response with one more header. A header that is given again has both values.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
        add_header(&mut self.headers, name.as_ref(), value.into());
        self
    }

    /// The same response with a value as its body, which the server writes as JSON.
    #[must_use]
    pub fn json(mut self, value: impl Into<Value>) -> Self {
        self.content = Content::Json(value.into());
        self
    }

    /// The same response with a text as its body; `text/plain` where no header says otherwise.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.content = Content::Body(text.into().into());
        self
    }

    /// The same response with bytes as its body.
    #[must_use]
    pub fn bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.content = Content::Body(bytes.into().into());
        self
    }

    /// Whether there is nothing in it that a response which has been sent in chunks would lack.
    pub(super) fn is_untouched(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn write(&self, fields: &mut Fields<'_>) -> Result<(), Refusal> {
        let is_text = matches!(&self.content, Content::Body(Body(Value::String(_))));
        let mut headers = Cow::Borrowed(&self.headers);
        if is_text && !headers.contains_key(CONTENT_TYPE) {
            let plain = "text/plain; charset=utf-8";
            headers.to_mut().insert(CONTENT_TYPE, plain);
        }
        write_head(fields, self.status, &headers)?;
        match &self.content {
            Content::Nothing => Ok(()),
            Content::Json(value) => fields.value("json", value),
            Content::Body(Body(body)) => fields.value("body", body),
        }
    }
}

const CONTENT_TYPE: &str = "content-type";

/// Names are in lower case; one that is given again has a list of values.
pub(crate) fn add_header(headers: &mut Map, name: &str, value: String) {
    let name = name.to_ascii_lowercase();
    match headers.get_mut(&name) {
        None => {
            headers.insert(name, value);
        }
        Some(Value::Array(values)) => values.push(value.into()),
        Some(one) => {
            let first = std::mem::take(one);
            *one = Value::Array(vec![first, value.into()]);
        }
    }
}

pub(crate) fn write_head(
    fields: &mut Fields<'_>,
    status: u16,
    headers: &Map,
) -> Result<(), Refusal> {
    if !(200..600).contains(&status) {
        let rule = format!("an integer from 200 to 599: current value is {status}");
        return Err(Refusal::new(rule).inside(".status".to_owned()));
    }
    fields.integer("status", status.into());
    fields.map("headers", headers)
}

/// What a route's handler may return: a response, or nothing, which is an empty one or the end of what was written.
#[diagnostic::on_unimplemented(
    message = "a route cannot return `Result<{Self}>`",
    label = "return Result<RouteResponse>, or Result<()> where the response is written in chunks"
)]
pub trait IntoRouteResponse {
    /// The response.
    fn into_route_response(self) -> RouteResponse;
}

impl IntoRouteResponse for RouteResponse {
    fn into_route_response(self) -> RouteResponse {
        self
    }
}

impl IntoRouteResponse for () {
    fn into_route_response(self) -> RouteResponse {
        RouteResponse::new()
    }
}
