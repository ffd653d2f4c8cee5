//! A response that is written in chunks, no faster than its client reads.

use std::future::poll_fn;

use crate::error::Result;
use crate::plugin::{Body, write_head};
use crate::runtime::Runtime;
use crate::value::Map;

/// A response that has begun. It ends when the route's handler returns.
#[derive(Debug)]
pub struct RouteWriter {
    runtime: Runtime,
}

impl RouteWriter {
    pub(crate) fn begin(runtime: &Runtime, status: u16, headers: &Map) -> Result<Self> {
        runtime.begin_response(&mut |fields| write_head(fields, status, headers))?;
        let runtime = runtime.clone();
        Ok(Self { runtime })
    }

    /// Writes a text or bytes. At most four chunks are ahead of the client: a fifth waits for it.
    ///
    /// # Errors
    /// `cancelled` once the call has ended; `value_refused` for a chunk that is too long for a message.
    pub async fn write(&mut self, chunk: impl Into<Body>) -> Result<()> {
        let chunk = chunk.into();
        poll_fn(|context| self.runtime.poll_chunk(chunk.as_value(), context.waker())).await
    }
}
