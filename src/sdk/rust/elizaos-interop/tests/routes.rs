//! Routes: requests as they come, responses whole and in chunks.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{Error, Result, RouteCall, RouteResponse, json};
use serde_json::{Value, json as wire};
use support::Host;

#[elizaos::route(POST, "/all/:id")]
async fn all(call: RouteCall) -> Result<RouteResponse> {
    let files: Vec<_> = call
        .files()
        .iter()
        .map(|file| json!([&file.originalname, file.size()]))
        .collect();
    Ok(RouteResponse::new().json(json!({
        "method": call.method(), "path": call.path(), "url": call.url(), "id": call.param("id"), "query": call.query(),
        "header": call.header("x-a"), "body": call.body(), "text": call.text(),
        "bytes": call.raw_body().map(<[u8]>::len), "files": files,
    })))
}

#[elizaos::route(GET, "/answer")]
async fn answer(call: RouteCall) -> Result<RouteResponse> {
    let response = RouteResponse::new();
    Ok(match call.query()["as"].as_str().unwrap_or_default() {
        "text" => response.text("a{}"),
        "css" => response.text("a{}").header("Content-Type", "text/css"),
        "bytes" => response.bytes([0, 255]),
        "cookies" => response.header("set-cookie", "a").header("Set-Cookie", "b"),
        "status" => response.status(99),
        _ => response.status(204),
    })
}

#[elizaos::route(GET, "/chunks")]
async fn chunks(call: RouteCall) -> Result<()> {
    let mut body = call.begin(201, [("X-A", "b")])?;
    for n in 0..6 {
        body.write(format!("{n}")).await?;
    }
    body.write(vec![7]).await
}

#[elizaos::route(GET, "/nothing")]
async fn nothing(_: RouteCall) -> Result<()> {
    Ok(())
}

#[elizaos::route(GET, "/both")]
async fn both(call: RouteCall) -> Result<RouteResponse> {
    let mut body = call.begin(200, [("a", "b")])?;
    body.write("written").await?;
    let again = call.begin(200, [("a", "b")]).unwrap_err();
    assert_eq!(again.code(), "value_refused");
    Ok(RouteResponse::new().text("returned"))
}

#[elizaos::route(GET, "/late")]
async fn late(call: RouteCall) -> Result<()> {
    call.begin(200, [("a", "b")])?.write("begun").await?;
    Err(Error::new("detail"))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "routes": [
        {"type": "POST", "path": "/all/:id"}, {"type": "GET", "path": "/answer"}, {"type": "GET", "path": "/chunks"},
        {"type": "GET", "path": "/nothing"}, {"type": "GET", "path": "/both"}, {"type": "GET", "path": "/late"},
        {"type": "STATIC", "path": "/static", "filePath": "./static"}
    ]}"#,
    routes: [all, answer, chunks, nothing, both, late],
}

fn get(id: u64, path: &str, query: Value) -> Value {
    wire!({"type": "route.handle", "id": id, "route": path, "method": "GET", "path": path, "query": query})
}

#[test]
fn a_route_is_given_the_whole_request() {
    let mut host = Host::ready(plugin());
    let mut request = wire!({
        "type": "route.handle", "id": 5, "route": "/all/:id", "method": "POST", "path": "/test/all/7",
        "url": "/test/all/7?q=1", "params": {"id": "7"}, "query": {"q": "1"}, "headers": {"x-a": "b"},
        "body": {"field": "1"},
        "files": [{"fieldname": "f", "originalname": "a.bin", "mimetype": "m", "size": 2, "buffer": {"$bytes": "AAE="}}]
    });
    let answer = host.ask(request.clone());
    let mut expected = wire!({
        "method": "POST", "path": "/test/all/7", "url": "/test/all/7?q=1", "id": "7", "query": {"q": "1"}, "header": "b",
        "body": {"field": "1"}, "text": null, "bytes": null, "files": [["a.bin", 2]]
    });
    assert_eq!(
        (&answer["type"], &answer["status"]),
        (&wire!("route.response"), &wire!(200))
    );
    assert_eq!(answer["json"], expected);

    // Bytes alone are the body; where the server made a text of them, it is both.
    let bytes = wire!({"$bytes": "aGk="});
    for (body, raw, seen) in [
        (wire!(null), &bytes, &bytes),
        (wire!("hi"), &bytes, &wire!("hi")),
    ] {
        request["body"] = body;
        request["rawBody"] = raw.clone();
        expected["body"] = seen.clone();
        expected["text"] = wire!("hi");
        expected["bytes"] = wire!(2);
        assert_eq!(host.ask(request.clone())["json"], expected);
    }
    request["files"] = wire!([{"fieldname": "f", "originalname": "a", "mimetype": "m", "size": 2, "buffer": "text"}]);
    assert_eq!(host.ask(request)["code"], "protocol_violation");
}

#[test]
fn a_response_is_text_bytes_json_or_nothing() {
    let mut host = Host::ready(plugin());
    let plain = "text/plain; charset=utf-8";
    for (way, status, headers, body) in [
        ("text", 200, wire!({"content-type": plain}), wire!("a{}")),
        (
            "css",
            200,
            wire!({"content-type": "text/css"}),
            wire!("a{}"),
        ),
        ("bytes", 200, wire!({}), wire!({"$bytes": "AP8="})),
        (
            "cookies",
            200,
            wire!({"set-cookie": ["a", "b"]}),
            wire!(null),
        ),
        ("none", 204, wire!({}), wire!(null)),
    ] {
        let answer = host.ask(get(5, "/answer", wire!({"as": way})));
        assert_eq!(
            (&answer["status"], &answer["headers"]),
            (&wire!(status), &headers),
            "{way}"
        );
        assert_eq!(answer["body"], body, "{way}");
    }
    let error = host.ask(get(6, "/answer", wire!({"as": "status"})));
    assert_eq!(
        (&error["code"], &error["message"]),
        (
            &wire!("value_refused"),
            &wire!(
                "Cannot send $.status as it must be an integer from 200 to 599: current value is 99"
            )
        )
    );
    let answer = host.ask(get(7, "/nothing", wire!({})));
    assert_eq!(
        answer,
        wire!({"type": "route.response", "re": 7, "status": 200, "headers": {}})
    );
}

#[test]
fn write_keeps_at_most_four_chunks_ahead_of_the_client() {
    let mut host = Host::ready(plugin());
    host.send(get(5, "/chunks", wire!({})));
    assert_eq!(
        host.next(),
        wire!({"type": "route.head", "re": 5, "status": 201, "headers": {"x-a": "b"}})
    );
    let chunk =
        |seq: u64, data: Value| wire!({"type": "route.chunk", "re": 5, "seq": seq, "data": data});
    for n in 0..4 {
        assert_eq!(host.next(), chunk(n, wire!(n.to_string())));
    }
    assert!(host.is_idle());
    for n in 0..2 {
        let more = host.ask(wire!({"type": "route.more", "re": 5, "seq": n}));
        assert_eq!(more, chunk(n + 4, wire!((n + 4).to_string())));
    }
    // Of another call, or unreadable: nothing comes of it.
    host.send(wire!({"type": "route.more", "re": 6, "seq": 2}));
    host.send(wire!({"type": "route.more", "re": 5, "seq": -1}));
    assert!(host.is_idle());
    host.send(wire!({"type": "route.more", "re": 5, "seq": 3}));
    assert_eq!(host.next(), chunk(6, wire!({"$bytes": "Bw=="})));
    assert_eq!(host.next(), wire!({"type": "route.end", "re": 5}));
    host.send(wire!({"type": "route.more", "re": 5, "seq": 6}));
    assert!(host.is_idle());
}

#[test]
fn cancel_ends_a_response_that_waits_for_its_client() {
    let mut host = Host::ready(plugin());
    host.send(get(5, "/chunks", wire!({})));
    for _ in 0..5 {
        host.next();
    }
    let answer = host.ask(wire!({"type": "cancel", "re": 5}));
    assert_eq!(
        (&answer["re"], &answer["code"]),
        (&wire!(5), &wire!("cancelled"))
    );
    host.send(wire!({"type": "route.more", "re": 5, "seq": 0}));
    assert!(host.is_idle());
    // The next call of the same id begins anew.
    host.send(get(5, "/chunks", wire!({})));
    assert_eq!(host.next()["type"], "route.head");
    assert_eq!(host.next()["seq"], 0);
}

#[test]
fn what_is_returned_after_chunks_is_ignored_with_a_line_in_the_log() {
    let mut host = Host::ready(plugin());
    host.send(get(5, "/both", wire!({})));
    assert_eq!(host.next()["type"], "route.head");
    assert_eq!(host.next()["data"], "written");
    let line = host.next();
    assert_eq!(
        (&line["type"], &line["level"], &line["re"]),
        (&wire!("log"), &wire!("warn"), &wire!(5))
    );
    assert_eq!(host.next(), wire!({"type": "route.end", "re": 5}));
}

#[test]
fn an_error_after_the_head_ends_the_response_by_error() {
    let mut host = Host::ready(plugin());
    host.send(get(5, "/late", wire!({})));
    assert_eq!(host.next()["type"], "route.head");
    assert_eq!(host.next()["data"], "begun");
    assert_eq!(host.next()["message"], "detail");
    assert!(host.is_idle());
}
