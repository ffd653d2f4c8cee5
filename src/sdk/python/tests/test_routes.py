"""Routes, as a host hands HTTP requests to them."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

SOURCE = """
    import asyncio, dataclasses, gc, threading
    from elizaos_interop import Action, HostError, Plugin, Route, ValueRefusedError

    log = []

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

    async def chunks(request, response):
        for n in range(int(request.query["count"])):
            await response.write(f"chunk {n}")
            log.append(n)
        response.end(request.query.get("last"))

    def chunks_in_thread(request, response):
        for n in range(int(request.query["count"])):
            response.write(f"chunk {n}")
            log.append(n)

    def chunks_in_own_loop(request, response):
        async def write():
            for n in range(int(request.query["count"])):
                await response.write(f"chunk {n}")
                log.append(n)
        asyncio.run(write())

    async def careless(request, response):
        for n in range(20): response.write(str(n))

    async def written_json(request, response):
        response.set_header("content-type", "application/json")
        await response.write(b"")
        await response.write("[")
        response.json({"a": "é"})

    async def late(request, response, runtime):
        response.json({"sent": response.headers_sent})
        log.append(response.headersSent)
        response.status(500).set_header("x", "y").json({"second": True})
        await response.write("more")
        response.end().end("more")
        await runtime.get_memory_by_id("afterwards")
        raise RuntimeError("after the end")

    async def late_head(request, response):
        await response.write("a")
        response.status(404)
        response.set_header("x", "y")

    async def fails(request, response): raise RuntimeError("secret detail")
    def fails_in_thread(request, response): raise SystemExit("secret")
    async def fails_late(request, response):
        await response.write("begun")
        raise RuntimeError("secret detail")

    async def misuses(request, response):
        what = request.query["what"]
        try:
            {"status": lambda: response.status("200"), "low": lambda: response.status(100), "true": lambda: response.status(True),
             "name": lambda: response.set_header("a\\nb", "c"), "value": lambda: response.set_header("a", "b\\r\\nc"), "empty": lambda: response.set_header("", "b"),
             "none": lambda: response.set_header("a", None), "write": lambda: response.write(3), "end": lambda: response.end({}),
             "json": lambda: response.json({"n": 2 ** 60})}[what]()
        except ValueRefusedError as error:
            response.json({"error": error.message})

    async def waits(request, response, runtime):
        await runtime.get_cache("gate")

    async def waits_for_ever(request, response):
        try:
            await asyncio.Event().wait()
        finally:
            log.append("finally")

    given_up = threading.Event()

    def goes_on(request, response):
        held.append(response)
        for n in range(6):
            try:
                response.write(str(n))
            except HostError as error:
                log.append(error.code)
        try:
            response.end()
        except HostError as error:
            log.append(error.code)
        given_up.set()

    held = []

    async def awaits_a_chunk_without_room(runtime):
        while not held[0]._chunks._waiting:
            await asyncio.sleep(0)
        return {"success": True}

    async def counts_tasks(runtime):
        gc.collect()
        return {"success": True, "data": {"tasks": sum(isinstance(found, asyncio.Task) for found in gc.get_objects())}}

    async def joins(runtime):
        await asyncio.to_thread(given_up.wait)
        return {"success": True, "data": {"log": log}}

    async def big(request, response): response.send("x" * 2000)
    async def big_chunk(request, response): await response.write("x" * 2000)

    class Handler:
        def __call__(self, request, response): response.send("from an object")

    async def shows(runtime):
        return {"success": True, "data": {"log": log}}

    plugin = Plugin(name="routing", actions=[Action("SHOW", "", shows), Action("JOIN", "", joins), Action("AWAIT", "", awaits_a_chunk_without_room), Action("TASKS", "", counts_tasks)], routes=[
        Route("GET", "/look", look), Route("POST", "/look", fields, name="Fields", public=True, is_multipart=True), Route("get", "/quick", quick),
        Route("GET", "/send", sends), Route("GET", "/nothing", nothing), Route("DELETE", "/end", end), Route("GET", "/end-with", end_with),
        Route("GET", "/null", null), Route("GET", "/chunks", chunks), Route("GET", "/thread", chunks_in_thread), Route("GET", "/loop", chunks_in_own_loop),
        Route("GET", "/careless", careless), Route("GET", "/written-json", written_json), Route("GET", "/late", late), Route("GET", "/late-head", late_head),
        Route("GET", "/fail", fails), Route("GET", "/fail-in-thread", fails_in_thread), Route("GET", "/fail-late", fails_late),
        Route("GET", "/misuse", misuses), Route("GET", "/wait", waits), Route("GET", "/for-ever", waits_for_ever), Route("GET", "/go-on", goes_on), Route("GET", "/big", big), Route("GET", "/big-chunk", big_chunk),
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


def request(guest: GuestProcess, route: Any, method: Any = "GET", **fields: Any) -> dict[str, Any]:
    """The next message."""
    guest.send(
        {"type": "route.handle", "id": 2, "route": route, "method": method, "path": f"/x{route}", **fields}
    )
    return guest.receive()


def shown(guest: GuestProcess) -> Any:
    guest.invoke(900, "SHOW")
    return guest.result(900)["data"]["log"]


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


@pytest.mark.parametrize("route", ["/chunks", "/thread", "/loop"])
def test_four_chunks_go_ahead_of_the_client(guest: GuestProcess, route: str) -> None:
    assert request(guest, route, query={"count": "7"}) == {
        "type": "route.head", "re": 2, "status": 200, "headers": {},
    }  # fmt: skip
    chunks = [guest.receive() for _ in range(4)]
    assert chunks == [{"type": "route.chunk", "re": 2, "seq": n, "data": f"chunk {n}"} for n in range(4)]
    # A thread may not have noted its fourth yet.
    assert shown(guest)[:3] == [0, 1, 2]
    assert len(shown(guest)) <= 4
    guest.send({"type": "route.more", "re": 2, "seq": 0})
    assert guest.receive()["seq"] == 4
    guest.send({"type": "route.more", "re": 2, "seq": 2})
    assert [guest.receive()["seq"], guest.receive()["seq"]] == [5, 6]
    assert guest.receive() == {"type": "route.end", "re": 2}


def test_the_last_chunk_and_the_end_wait_for_room(guest: GuestProcess) -> None:
    request(guest, "/chunks", query={"count": "4", "last": "bye"})
    assert [guest.receive()["seq"] for _ in range(4)] == [0, 1, 2, 3]
    guest.send({"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}
    guest.send({"type": "route.more", "re": 2, "seq": 0})
    assert guest.receive() == {"type": "route.chunk", "re": 2, "seq": 4, "data": "bye"}
    assert guest.receive() == {"type": "route.end", "re": 2}


def test_chunks_that_nobody_awaits_keep_their_order(guest: GuestProcess) -> None:
    assert request(guest, "/careless")["type"] == "route.head"
    for n in range(20):
        assert guest.receive() == {"type": "route.chunk", "re": 2, "seq": n, "data": str(n)}
        guest.send({"type": "route.more", "re": 2, "seq": n})
    assert guest.receive() == {"type": "route.end", "re": 2}


@pytest.mark.parametrize("seq", [None, "0", -1, 1.5, float("inf"), float("nan"), [0]])
def test_a_misshapen_more_makes_no_room(guest: GuestProcess, seq: Any) -> None:
    request(guest, "/chunks", query={"count": "6"})
    assert [guest.receive()["seq"] for _ in range(4)] == [0, 1, 2, 3]
    guest.send({"type": "route.more", "re": 2, "seq": seq})
    assert shown(guest) == [0, 1, 2, 3]


def test_a_more_beyond_what_was_sent_makes_no_further_room(guest: GuestProcess) -> None:
    request(guest, "/chunks", query={"count": "9"})
    assert [guest.receive()["seq"] for _ in range(4)] == [0, 1, 2, 3]
    guest.send({"type": "route.more", "re": 2, "seq": 99})
    assert [guest.receive()["seq"] for _ in range(4)] == [4, 5, 6, 7]
    assert shown(guest) == [0, 1, 2, 3, 4, 5, 6, 7]


def test_json_after_chunks_is_the_last_chunk(guest: GuestProcess) -> None:
    assert request(guest, "/written-json")["headers"] == {"content-type": "application/json"}
    assert [guest.receive()["data"], guest.receive()["data"]] == ["[", '{"a": "é"}']
    assert guest.receive() == {"type": "route.end", "re": 2}


def test_a_response_goes_out_at_its_end_and_what_comes_later_is_left_out(guest: GuestProcess) -> None:
    warning = {
        "type": "log", "re": 2, "level": "warn",
        "message": "The route GET /late changed the head of its response after that was sent: that is left out",
    }  # fmt: skip
    assert request(guest, "/late") == warning
    messages = [guest.receive(), guest.receive()]
    answer = {"type": "route.response", "re": 2, "status": 200, "headers": {}, "json": {"sent": False}}
    assert answer in messages
    call = next(message for message in messages if message["type"] == "host.call")
    guest.send({"type": "host.result", "re": call["id"], "value": None})
    log = guest.receive()
    assert log["message"] == "The route GET /late raised after the end of its response: after the end"
    assert "some_plugin.py" in log["fields"]["traceback"]
    assert shown(guest) == [True]


def test_the_head_cannot_change_after_the_first_chunk(guest: GuestProcess) -> None:
    assert request(guest, "/late-head")["type"] == "route.head"
    assert guest.receive()["data"] == "a"
    assert guest.receive()["level"] == "warn"
    assert guest.receive() == {"type": "route.end", "re": 2}


@pytest.mark.parametrize(("route", "message"), [("/fail", "secret detail"), ("/fail-in-thread", "secret")])
def test_a_handler_that_raises_answers_an_error(guest: GuestProcess, route: str, message: str) -> None:
    answer = request(guest, route)
    assert (answer["type"], answer["code"], answer["message"]) == ("error", "handler_failed", message)
    assert "some_plugin.py" in answer["details"]["traceback"]
    assert "elizaos_interop/" not in answer["details"]["traceback"]
    assert request(guest, "/end", "DELETE")["type"] == "route.response"


def test_a_handler_may_raise_after_its_first_chunk(guest: GuestProcess) -> None:
    assert request(guest, "/fail-late")["type"] == "route.head"
    assert guest.receive()["data"] == "begun"
    assert guest.receive()["code"] == "handler_failed"


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


def test_cancel_ends_a_handler_and_what_it_asks(guest: GuestProcess) -> None:
    call = request(guest, "/wait")
    guest.send({"type": "cancel", "re": 2})
    assert guest.receive() == {"type": "cancel", "re": call["id"]}
    assert guest.receive()["code"] == "cancelled"


def test_handlers_that_have_ended_are_forgotten(guest: GuestProcess) -> None:
    for _ in range(50):
        assert request(guest, "/end", "DELETE")["type"] == "route.response"
    guest.invoke(3, "TASKS")
    assert guest.result(3)["data"]["tasks"] < 10


def test_cancel_runs_the_finally_of_a_handler(guest: GuestProcess) -> None:
    guest.send({"type": "route.handle", "id": 2, "route": "/for-ever", "method": "GET", "path": "/"})
    assert shown(guest) == []
    guest.send({"type": "cancel", "re": 2})
    assert guest.receive()["code"] == "cancelled"
    assert shown(guest) == ["finally"]


def test_a_handler_in_a_thread_is_told_of_the_cancel(guest: GuestProcess) -> None:
    request(guest, "/go-on")
    assert [guest.receive()["seq"] for _ in range(4)] == [0, 1, 2, 3]
    guest.invoke(4, "AWAIT")
    assert guest.result(4) == {"success": True}
    guest.send({"type": "cancel", "re": 2})
    assert guest.receive()["code"] == "cancelled"
    guest.invoke(3, "JOIN")
    assert guest.result(3)["data"] == {"log": ["cancelled"] * 2}


@pytest.mark.parametrize("route", ["/chunks", "/thread", "/loop", "/careless"])
def test_cancel_ends_a_handler_that_writes(guest: GuestProcess, route: str) -> None:
    request(guest, route, query={"count": "9"})
    assert [guest.receive()["seq"] for _ in range(4)] == [0, 1, 2, 3]
    guest.send({"type": "cancel", "re": 2}, {"type": "route.more", "re": 2, "seq": 3})
    assert guest.receive()["code"] == "cancelled"
    guest.send({"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}
    guest.send({"type": "shutdown"})
    assert guest.wait() == 0
    assert guest.printed() == ""


@pytest.mark.parametrize(("route", "type_"), [("/big", "error"), ("/big-chunk", "route.head")])
def test_what_the_host_takes_no_more_of_is_refused(start_guest: StartGuest, route: str, type_: str) -> None:
    guest = start_guest(SOURCE)
    guest.start(limits={"maxFrameBytes": 1024, "maxInFlight": 1})
    answer = request(guest, route)
    assert answer["type"] == type_
    if type_ == "route.head":
        answer = guest.receive()
    assert "must be at most 1024 bytes long: current length is " in answer["message"]
    guest.send({"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}
