//! `route.handle`: a request of a web client.

use super::Call;
use super::fields::{BYTES, MAP, Refused, STRING, input, list, misshapen, text, unknown};
use crate::call::{RouteCall, RouteInputs, UploadedFile};
use crate::plugin::Route;
use crate::tasks::TaskFuture;
use crate::value::Value;

pub(super) fn handle(call: Call<'_>) -> Result<TaskFuture, Refused> {
    let fields = &mut *call.fields;
    let path = text(fields, "route")?;
    let method = text(fields, "method")?;
    let found = call.runtime.shared().registry.find(&[&method, &path]);
    let route: Route = found.ok_or_else(|| unknown::<Route>(&format!("{method} {path}")))?;
    let files = list(fields, "files")?;
    let inputs = RouteInputs {
        method,
        path: text(fields, "path")?,
        url: input(fields, "url", STRING)?,
        params: input(fields, "params", MAP)?,
        query: input(fields, "query", MAP)?,
        headers: input(fields, "headers", MAP)?,
        body: fields.take("body"),
        raw_body: input(fields, "rawBody", BYTES)?,
        files: files.into_iter().map(uploaded).collect::<Result<_, _>>()?,
    };
    Ok((route.handle)(RouteCall::new(call.runtime, inputs)))
}

fn uploaded(file: Value) -> Result<UploadedFile, Refused> {
    let Value::Map(mut file) = file else {
        return Err(misshapen("files", "an array of maps", &file));
    };
    let buffer = match file.take("buffer") {
        Value::Bytes(bytes) => bytes,
        other => return Err(misshapen("files[].buffer", "bytes", &other)),
    };
    Ok(UploadedFile {
        fieldname: text(&mut file, "fieldname")?,
        originalname: text(&mut file, "originalname")?,
        mimetype: text(&mut file, "mimetype")?,
        buffer,
    })
}
