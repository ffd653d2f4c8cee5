//! The call of a route: the request of a web client.

use super::RouteWriter;
use crate::error::Result;
use crate::plugin::add_header;
use crate::runtime::Runtime;
use crate::value::{Map, Value};

/// A request of a web client, as the agent's server read it.
#[derive(Debug)]
pub struct RouteCall {
    runtime: Runtime,
    inputs: RouteInputs,
}

/// What the host sends of a request; null where it sends nothing.
#[derive(Debug)]
pub(crate) struct RouteInputs {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) url: Value,
    pub(crate) params: Value,
    pub(crate) query: Value,
    pub(crate) headers: Value,
    pub(crate) body: Value,
    pub(crate) raw_body: Value,
    pub(crate) files: Vec<UploadedFile>,
}

/// A file of a multipart body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UploadedFile {
    /// The name of its field.
    pub fieldname: String,
    /// Its name on the client's machine.
    pub originalname: String,
    /// Its MIME type, as the client says.
    pub mimetype: String,
    /// Its bytes.
    pub buffer: Vec<u8>,
}

impl UploadedFile {
    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.buffer.len()
    }
}

impl RouteCall {
    pub(crate) fn new(runtime: Runtime, inputs: RouteInputs) -> Self {
        Self { runtime, inputs }
    }

    of_runtime! {
        /// The agent's runtime, as this call sees it.
    }

    /// The request's method, such as GET.
    pub fn method(&self) -> &str {
        &self.inputs.method
    }

    /// The request's own path, without its query.
    pub fn path(&self) -> &str {
        &self.inputs.path
    }

    /// Path and query, as the client wrote them.
    pub fn url(&self) -> &str {
        self.inputs.url.as_str().unwrap_or(&self.inputs.path)
    }

    /// What stands in the place of each `:name` of the route's path, a map.
    pub fn params(&self) -> &Value {
        &self.inputs.params
    }

    /// What stands in the place of one `:name` of the route's path.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.inputs.params[name].as_str()
    }

    /// The query, a map: texts, and lists of texts.
    pub fn query(&self) -> &Value {
        &self.inputs.query
    }

    /// The headers, a map: names in lower case, and texts or lists of texts.
    pub fn headers(&self) -> &Value {
        &self.inputs.headers
    }

    /// A header with one value, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.inputs.headers[name].as_str()
    }

    /// The body as the server parsed it: a map of JSON or of a form, a text, or bytes; null where there is none.
    pub fn body(&self) -> &Value {
        match &self.inputs.body {
            Value::Null => &self.inputs.raw_body,
            body => body,
        }
    }

    /// The body's bytes, where the server kept them.
    pub fn raw_body(&self) -> Option<&[u8]> {
        let raw = self.inputs.raw_body.as_bytes();
        raw.or_else(|| self.inputs.body.as_bytes())
    }

    /// The body as a text, where it is one.
    pub fn text(&self) -> Option<&str> {
        let raw = || std::str::from_utf8(self.raw_body()?).ok();
        self.inputs.body.as_str().or_else(raw)
    }

    /// The files of a multipart body, whose fields are the body.
    pub fn files(&self) -> &[UploadedFile] {
        &self.inputs.files
    }

    /// Begins a response in chunks: sends its head. The handler then returns `Result<()>`, and the response ends with it.
    ///
    /// # Errors
    /// `value_refused` for a status that is not from 200 to 599, and for a second beginning.
    pub fn begin<N: AsRef<str>, V: Into<String>>(
        &self,
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Result<RouteWriter> {
        let mut map = Map::new();
        for (name, value) in headers {
            add_header(&mut map, name.as_ref(), value.into());
        }
        RouteWriter::begin(&self.runtime, status, &map)
    }
}
