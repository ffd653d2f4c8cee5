//! Routes: each shows one thing that a request or a response can be.

use elizaos::{Error, Result, RouteCall, RouteResponse, UploadedFile, Value, json};

#[elizaos::route(GET, "/hello")]
pub async fn hello(call: RouteCall) -> Result<RouteResponse> {
    let name = call.query()["name"].as_str().unwrap_or("world");
    let told = json!({"hello": name, "header": call.header("x-probe")});
    Ok(RouteResponse::new().json(told))
}

#[elizaos::route(GET, "/rooms/:roomId/items/:itemId")]
pub async fn item(call: RouteCall) -> Result<RouteResponse> {
    Ok(RouteResponse::new().json(json!({"params": call.params()})))
}

#[elizaos::route(GET, "/files/*")]
pub async fn files(call: RouteCall) -> Result<RouteResponse> {
    Ok(RouteResponse::new().json(json!({"path": call.path()})))
}

/// The body's bytes, as they came.
#[elizaos::route(POST, "/echo")]
pub async fn echo_body(call: RouteCall) -> Result<RouteResponse> {
    let content_type = call.header("content-type");
    Ok(RouteResponse::new()
        .status(201)
        .header("x-probe", "yes")
        .header(
            "content-type",
            content_type.unwrap_or("application/octet-stream"),
        )
        .bytes(call.raw_body().unwrap_or_default()))
}

#[elizaos::route(PUT, "/text")]
pub async fn text_body(call: RouteCall) -> Result<RouteResponse> {
    let text = call.text().unwrap_or_default();
    Ok(RouteResponse::new()
        .header("content-type", "text/plain")
        .text(format!("got {text}")))
}

#[elizaos::route(PATCH, "/json")]
pub async fn json_body(call: RouteCall) -> Result<RouteResponse> {
    Ok(RouteResponse::new().json(json!({"body": call.body()})))
}

#[elizaos::route(DELETE, "/things/:id")]
pub async fn delete_thing(_: RouteCall) -> Result<RouteResponse> {
    Ok(RouteResponse::new().status(204))
}

#[elizaos::route(GET, "/fail")]
pub async fn raises(_: RouteCall) -> Result<RouteResponse> {
    Err(Error::new("secret detail"))
}

/// Fails when its head has gone out already.
#[elizaos::route(GET, "/fail-late")]
pub async fn late(call: RouteCall) -> Result<()> {
    let mut body = call.begin(200, [("content-type", "text/plain")])?;
    body.write("begun").await?;
    Err(Error::new("secret detail"))
}

#[elizaos::route(POST, "/upload")]
pub async fn upload(call: RouteCall) -> Result<RouteResponse> {
    let files: Vec<Value> = call.files().iter().map(told).collect();
    Ok(RouteResponse::new().json(json!({"fields": call.body(), "files": files})))
}

fn told(file: &UploadedFile) -> Value {
    let sum: u64 = file.buffer.iter().map(|byte| u64::from(*byte)).sum();
    json!({
        "fieldname": &file.fieldname, "originalname": &file.originalname, "mimetype": &file.mimetype,
        "size": file.size(), "sum": sum,
    })
}
