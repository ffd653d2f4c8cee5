"""Routes, as a host hands HTTP requests to them."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess
from route_requests import request

SOURCE = """
    import dataclasses
    from elizaos_interop import Plugin, Route, ValueRefusedError

    @dataclasses.dataclass
    class Fact:
        n: int

    def shown(request):
        return {"method": request.method, "path": request.path, "url": request.url, "params": request.params, "query": request.query,
                "headers": request.headers, "body": request.body, "raw": request.raw_body, "files": request.files, "file": request.file}

    async def look(request, response): response.json(shown(request))
    async def fields(request, response):
        response.json([request.params.room_id, request.file.originalname, request.files[0].fieldname, request.query.get("q"), type(request).__name__])

    def quick(request, response): response.status(201).set_header("X-Some", 5).setHeader("set-cookie", ["a=1", "b=2"]).send("text")
    async def sends(request, response):
        values = {"text": "é", "bytes": bytearray(b"ab"), "view": memoryview(b"cd"), "map": {"a": 1}, "list": [1], "number": 3, "true": True,
                  "none": None, "fact": Fact(1), "empty": ""}
        response.send(values[request.query["what"]])
    async def nothing(request, response): response.status(202)
    async def end(request, response): response.end()
    async def end_with(request, response): response.end(b"last")
    async def null(request, response): response.json(None)

    async def misuses(request, response):
        what = request.query["what"]
        try:
            {"status": lambda: response.status("200"), "low": lambda: response.status(100), "true": lambda: response.status(True),
             "name": lambda: response.set_header("a\\nb", "c"), "value": lambda: response.set_header("a", "b\\r\\nc"), "empty": lambda: response.set_header("", "b"),
             "none": lambda: response.set_header("a", None), "write": lambda: response.write(3), "end": lambda: response.end({}),
             "json": lambda: response.json({"n": 2 ** 60})}[what]()
        except ValueRefusedError as error:
            response.json({"error": error.message})

    async def big(request, response): response.send("x" * 2000)

    class Handler:
        def __call__(self, request, response): response.send("from an object")

    plugin = Plugin(name="routing", routes=[
        Route("GET", "/look", look), Route("POST", "/look", fields, name="Fields", public=True, is_multipart=True), Route("get", "/quick", quick),
        Route("GET", "/send", sends), Route("GET", "/nothing", nothing), Route("DELETE", "/end", end), Route("GET", "/end-with", end_with),
        Route("GET", "/null", null), Route("GET", "/misuse", misuses), Route("GET", "/big", big),
        {"type": "PUT", "path": "/object", "handler": Handler(), "isMultipart": False}, Route("STATIC", "/static", file_path="./static"),
    ])
"""


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    routes = guest.start()["routes"]
    assert routes[:3] == [
        {"type": "GET", "path": "/look"},
        {"type": "POST", "path": "/look", "name": "Fields", "public": True, "isMultipart": True},
        {"type": "GET", "path": "/quick"},
    ]
    assert routes[-2:] == [
        {"type": "PUT", "path": "/object", "isMultipart": False},
        {"type": "STATIC", "path": "/static", "filePath": "./static"},
    ]
    return guest


def test_a_handler_is_given_the_request(guest: GuestProcess) -> None:
    given = {
        "url": "/x/look?a=1", "params": {"id": "1"}, "query": {"a": "1"}, "headers": {"accept": ["a", "b"]}, "body": {"b": 1},
        "rawBody": b"{}", "files": [],
    }  # fmt: skip
    answer = request(guest, "/look", **given)
    raw = given.pop("rawBody")
    assert answer == {
        "type": "route.response", "re": 2, "status": 200, "headers": {},
        "json": {"method": "GET", "path": "/x/look", **given, "raw": raw, "file": None},
    }  # fmt: skip


@pytest.mark.parametrize(
    "absent", [{}, {"params": None, "query": 3, "headers": [], "files": {}, "body": None}]
)
def test_what_is_absent_is_empty(guest: GuestProcess, absent: Any) -> None:
    assert request(guest, "/look", **absent)["json"] == {
        "method": "GET", "path": "/x/look", "url": "/x/look", "params": {}, "query": {}, "headers": {}, "body": None,
        "raw": None, "files": [], "file": None,
    }  # fmt: skip


def test_bytes_alone_are_the_body_too(guest: GuestProcess) -> None:
    found = request(guest, "/look", rawBody=b"ab")["json"]
    assert (found["body"], found["raw"]) == (b"ab", b"ab")


def test_a_body_that_is_not_there_is_none_and_null_stays_null(guest: GuestProcess) -> None:
    assert request(guest, "/look", rawBody=b"")["json"]["body"] is None
    assert request(guest, "/look", body=None, rawBody=b"null")["json"]["body"] is None


def test_fields_are_attributes(guest: GuestProcess) -> None:
    file = {"fieldname": "one", "originalname": "one.png", "mimetype": "image/png", "size": 1, "buffer": b"x"}
    answer = request(guest, "/look", "POST", params={"roomId": "r"}, files=[file], query={})
    assert answer["json"] == ["r", "one.png", "one", None, "RouteRequest"]


def test_status_and_headers_go_out_with_the_body(guest: GuestProcess) -> None:
    headers = {"x-some": "5", "set-cookie": ["a=1", "b=2"]}
    assert request(guest, "/quick") == {
        "type": "route.response", "re": 2, "status": 201, "headers": headers, "body": "text",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("text", {"body": "é"}),
        ("bytes", {"body": b"ab"}),
        ("view", {"body": b"cd"}),
        ("empty", {"body": ""}),
        ("map", {"json": {"a": 1}}),
        ("list", {"json": [1]}),
        ("number", {"json": 3}),
        ("true", {"json": True}),
        ("fact", {"json": {"n": 1}}),
        ("none", {}),
    ],
)
def test_send_takes_any_value(guest: GuestProcess, what: str, content: Any) -> None:
    head = {"type": "route.response", "re": 2, "status": 200, "headers": {}}
    assert request(guest, "/send", query={"what": what}) == {**head, **content}


@pytest.mark.parametrize(
    ("route", "method", "fields"),
    [
        ("/nothing", "GET", {"status": 202}),
        ("/end", "DELETE", {"status": 200}),
        ("/end-with", "GET", {"status": 200, "body": b"last"}),
        ("/null", "GET", {"status": 200, "json": None}),
        ("/object", "PUT", {"status": 200, "body": "from an object"}),
    ],
)
def test_ends_of_every_kind(guest: GuestProcess, route: str, method: str, fields: Any) -> None:
    assert request(guest, route, method) == {"type": "route.response", "re": 2, "headers": {}, **fields}


STATUS = "Cannot set the status of a response as it must be an integer from 200 to 599: current value is"


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("status", f"{STATUS} '200'"),
        ("low", f"{STATUS} 100"),
        ("true", f"{STATUS} True"),
        ("name", "Cannot set the header 'a\\nb' of a response as its name must be a text of one line: current value is 'a\\nb'"),
        ("value", "Cannot set the header 'a' of a response as its value must be a text of one line: current value is 'b\\r\\nc'"),
        ("empty", "Cannot set the header '' of a response as its name must be a text of one line: current value is ''"),
        ("none", "Cannot set the header 'a' of a response as its value must be a text of one line: current value is None"),
        ("write", "Cannot write to a response as a chunk must be a text or bytes: current value is 3 (json and send take others)"),
        ("end", "Cannot write to a response as a chunk must be a text or bytes: current value is {} (json and send take others)"),
        ("json", "Cannot send $.json.n as it must be an integer within ±2^53: current value is 1152921504606846976"),
    ],
)  # fmt: skip
def test_what_no_response_can_hold_is_refused(guest: GuestProcess, what: str, message: str) -> None:
    assert request(guest, "/misuse", query={"what": what})["json"] == {"error": message}


@pytest.mark.parametrize(
    ("route", "method", "message"),
    [
        (
            "/nobody",
            "GET",
            "The plugin has no route 'GET /nobody'; it has: GET /look, POST /look, GET /quick",
        ),
        ("/look", "PUT", "The plugin has no route 'PUT /look'"),
        (None, None, "The plugin has no route 'None None'"),
        ("/static", "STATIC", "The plugin has no handler for the route 'STATIC /static'; it has: none"),
    ],
)
def test_an_unknown_route_is_told(guest: GuestProcess, route: Any, method: Any, message: str) -> None:
    answer = request(guest, route, method)
    assert answer["code"] == "component_unknown"
    assert answer["message"].startswith(message)


def test_a_body_that_the_host_takes_no_more_of_is_refused(start_guest: StartGuest) -> None:
    guest = start_guest(SOURCE)
    guest.start(limits={"maxFrameBytes": 1024, "maxInFlight": 1})
    answer = request(guest, "/big")
    assert (answer["code"], answer["re"]) == ("value_refused", 2)
    assert "must be at most 1024 bytes long: current length is " in answer["message"]
    guest.send({"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}


SHORT_FORMS = """
    from elizaos_interop import Plugin, Route

    ANSWERS = {
        "redirect": lambda response: response.redirect("/else where?q=%20"),
        "redirect-status": lambda response: response.redirect(308, "https://example.com/a?b=c"),
        "send-status": lambda response: response.send_status(404),
        "sendStatus": lambda response: response.sendStatus(299),
        "html": lambda response: response.type("html").send("<b>"),
        "csv": lambda response: response.content_type(".csv").send("1,2"),
        "whole": lambda response: response.type("image/x-own").send(b"1"),
        "none": lambda response: response.contentType("nothing-such").end(),
    }

    async def answer(request, response):
        ANSWERS[request.params.name](response)

    plugin = Plugin(name="short", routes=[Route("GET", "/:name", answer)])
"""


def test_a_response_has_the_short_forms_of_express(start_guest: StartGuest) -> None:
    guest = start_guest(SHORT_FORMS)
    guest.start()

    def answer(name: str) -> tuple[Any, Any, Any]:
        given = request(guest, "/:name", params={"name": name})
        return given["status"], given["headers"], given.get("body")

    plain = {"content-type": "text/plain; charset=utf-8"}
    place = "/else%20where?q=%20"
    assert answer("redirect") == (302, {"location": place, **plain}, f"Found. Redirecting to {place}")
    place = "https://example.com/a?b=c"
    permanent = f"Permanent Redirect. Redirecting to {place}"
    assert answer("redirect-status") == (308, {"location": place, **plain}, permanent)
    assert answer("send-status") == (404, plain, "Not Found")
    assert answer("sendStatus") == (299, plain, "299")
    assert answer("html") == (200, {"content-type": "text/html; charset=utf-8"}, "<b>")
    assert answer("csv") == (200, {"content-type": "text/csv; charset=utf-8"}, "1,2")
    assert answer("whole") == (200, {"content-type": "image/x-own"}, b"1")
    assert answer("none") == (200, {"content-type": "application/octet-stream"}, None)
