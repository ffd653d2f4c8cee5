//! What ELIZA offers over HTTP: replies, what was said and spoken of in a room, and a digest of what she is sent.

use elizaos::{Result, RouteCall, RouteResponse, json};
use sha2::{Digest, Sha256};

use crate::given::problem;
use crate::session::{ELIZA, PERSON, history_of, remember, said_in};
use crate::setting::eliza_of;

#[elizaos::route(GET, "/rooms/:roomId/topics")]
pub async fn topics(call: RouteCall) -> Result<RouteResponse> {
    let said = said_in(call.runtime(), room_of(&call));
    let topics = eliza_of(call.runtime())?.topics(&said);
    Ok(RouteResponse::new().json(json!({"topics": topics})))
}

/// A line at a time, so that a reader need not wait for the last.
#[elizaos::route(GET, "/rooms/:roomId/transcript")]
pub async fn transcript(call: RouteCall) -> Result<()> {
    let mut body = call.begin(200, [("content-type", "text/plain; charset=utf-8")])?;
    for line in history_of(call.runtime(), room_of(&call)) {
        let (who, text) = (line.who, line.text.replace(['\r', '\n'], " "));
        body.write(format!("{who}: {text}\n")).await?;
    }
    Ok(())
}

/// Goes on with the room's session where `roomId` is given, and keeps both lines in it.
#[elizaos::route(POST, "/reply")]
pub async fn reply(call: RouteCall) -> Result<RouteResponse> {
    let (runtime, body) = (call.runtime(), call.body());
    let Some(text) = body["text"].as_str() else {
        let problem = problem("body.text", body.get("text"), "must be a string");
        let error = json!({"error": format!("Cannot reply as {problem}")});
        return Ok(RouteResponse::new().status(400).json(error));
    };
    let room = body["roomId"].as_str();
    let history = room.map(|room| said_in(runtime, room)).unwrap_or_default();
    let answer = eliza_of(runtime)?.respond(&history, text);
    if let Some(room) = room {
        remember(runtime, room, PERSON, text);
        remember(runtime, room, ELIZA, &answer.reply);
    }
    Ok(RouteResponse::new().json(json!({"reply": answer.reply, "keyword": answer.keyword})))
}

#[elizaos::route(POST, "/digest")]
pub async fn digest(call: RouteCall) -> Result<RouteResponse> {
    let bytes = call.raw_body().unwrap_or_default();
    let sha256: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(RouteResponse::new().json(json!({"sha256": sha256, "bytes": bytes.len()})))
}

fn room_of(call: &RouteCall) -> &str {
    call.param("roomId").unwrap_or_default()
}
