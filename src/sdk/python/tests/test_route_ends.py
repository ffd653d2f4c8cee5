"""How handlers of routes end: after their response, by raising, by a cancel."""

from __future__ import annotations

import pytest
from conftest import StartGuest
from guest_process import GuestProcess
from route_requests import request, shown

SOURCE = """
    import asyncio, gc
    from elizaos_interop import Action, Plugin, Route

    log = []

    async def late(request, response, runtime):
        response.json({"sent": response.headers_sent})
        log.append(response.headersSent)
        response.status(500).set_header("x", "y").json({"second": True})
        await response.write("more")
        response.end().end("more")
        await runtime.get_memory_by_id("afterwards")
        raise RuntimeError("after the end")

    async def fails(request, response): raise RuntimeError("secret detail")

    def fails_in_thread(request, response): raise SystemExit("secret")

    async def waits(request, response, runtime):
        await runtime.get_cache("gate")

    async def waits_for_ever(request, response):
        try:
            await asyncio.Event().wait()
        finally:
            log.append("finally")

    async def counts_tasks(runtime):
        gc.collect()
        return {"success": True, "data": {"tasks": sum(isinstance(found, asyncio.Task) for found in gc.get_objects())}}

    async def end(request, response): response.end()

    async def shows(runtime):
        return {"success": True, "data": {"log": log}}

    plugin = Plugin(name="ending", actions=[Action("SHOW", "", shows), Action("TASKS", "", counts_tasks)], routes=[
        Route("GET", "/late", late), Route("GET", "/fail", fails), Route("GET", "/fail-in-thread", fails_in_thread),
        Route("GET", "/wait", waits), Route("GET", "/for-ever", waits_for_ever), Route("DELETE", "/end", end),
    ])
"""


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    guest.start()
    return guest


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


@pytest.mark.parametrize(
    ("route", "message"), [("/fail", "secret detail"), ("/fail-in-thread", "SystemExit: secret")]
)
def test_a_handler_that_raises_answers_an_error(guest: GuestProcess, route: str, message: str) -> None:
    answer = request(guest, route)
    assert (answer["type"], answer["code"], answer["message"]) == ("error", "handler_failed", message)
    assert "some_plugin.py" in answer["details"]["traceback"]
    assert "elizaos_interop/" not in answer["details"]["traceback"]
    assert request(guest, "/end", "DELETE")["type"] == "route.response"


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
