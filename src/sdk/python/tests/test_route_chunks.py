"""Responses that go out in chunks, of which few may be ahead of the client."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess
from route_requests import request, shown

SOURCE = """
    import asyncio, threading
    from elizaos_interop import Action, HostError, Plugin, Route

    log = []

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

    async def late_head(request, response):
        await response.write("a")
        response.status(404)
        response.set_header("x", "y")

    async def fails_late(request, response):
        await response.write("begun")
        raise RuntimeError("secret detail")

    given_up = threading.Event()

    held = []

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

    async def awaits_a_chunk_without_room(runtime):
        while not held[0]._chunks._waiting:
            await asyncio.sleep(0)
        return {"success": True}

    async def joins(runtime):
        await asyncio.to_thread(given_up.wait)
        return {"success": True, "data": {"log": log}}

    async def big_chunk(request, response): await response.write("x" * 2000)

    async def shows(runtime):
        return {"success": True, "data": {"log": log}}

    plugin = Plugin(name="chunking", actions=[Action("SHOW", "", shows), Action("JOIN", "", joins), Action("AWAIT", "", awaits_a_chunk_without_room)], routes=[
        Route("GET", "/chunks", chunks), Route("GET", "/thread", chunks_in_thread), Route("GET", "/loop", chunks_in_own_loop),
        Route("GET", "/careless", careless), Route("GET", "/written-json", written_json), Route("GET", "/late-head", late_head),
        Route("GET", "/fail-late", fails_late), Route("GET", "/go-on", goes_on), Route("GET", "/big-chunk", big_chunk),
    ])
"""


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    guest.start()
    return guest


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


def test_the_head_cannot_change_after_the_first_chunk(guest: GuestProcess) -> None:
    assert request(guest, "/late-head")["type"] == "route.head"
    assert guest.receive()["data"] == "a"
    assert guest.receive()["level"] == "warn"
    assert guest.receive() == {"type": "route.end", "re": 2}


def test_a_handler_may_raise_after_its_first_chunk(guest: GuestProcess) -> None:
    assert request(guest, "/fail-late")["type"] == "route.head"
    assert guest.receive()["data"] == "begun"
    assert guest.receive()["code"] == "handler_failed"


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


def test_a_chunk_that_the_host_takes_no_more_of_is_refused(start_guest: StartGuest) -> None:
    guest = start_guest(SOURCE)
    guest.start(limits={"maxFrameBytes": 1024, "maxInFlight": 1})
    assert request(guest, "/big-chunk")["type"] == "route.head"
    refused = guest.receive()
    assert refused["details"]["cause"]["code"] == "value_refused"
    assert "route.chunk as it must be at most 1024 bytes long: current length is " in refused["message"]
    guest.send({"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}
