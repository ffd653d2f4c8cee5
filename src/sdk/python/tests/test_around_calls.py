"""What a plugin may do before its init has ended, and what it may no longer do once a call has."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import INIT, GuestProcess

INITIALISES = """
    import asyncio
    from elizaos_interop import Action, Plugin, Provider, Service

    class Own(Service):
        service_type = "own"
        def ping(self): return "pong"

    async def init(config, runtime):
        state = await runtime.compose_state({"content": {"text": "init"}})
        assert state.text == "provided", state
    def init_in_thread(config, runtime):
        asyncio.run(init(config, runtime))

    async def provide(runtime, message): return "provided"
    def provide_in_thread(runtime, message): return "provided"
    async def act(runtime, message): return {"success": True}

    plugin = Plugin(
        name="p", init=%s, actions=[Action("ACT", "", act)], services=[Own],
        providers=[Provider("ASYNC", provide), Provider("DEF", provide_in_thread)],
    )
"""


@pytest.mark.parametrize("init", ["init", "init_in_thread"])
def test_requests_are_answered_while_init_runs(start_guest: StartGuest, init: str) -> None:
    guest = start_guest(INITIALISES % init)
    assert guest.ready()["type"] == "ready"
    guest.send(INIT)
    asked = guest.receive()
    assert (asked["method"], asked["parent"]) == ("composeState", 1)
    for number, provider in ((2, "ASYNC"), (3, "DEF")):
        guest.send({"type": "provider.get", "id": number, "provider": provider, "memory": {}})
        assert guest.receive()["result"] == {"text": "provided"}
    guest.invoke(4, "ACT")
    assert guest.result(4) == {"success": True}
    guest.send({"type": "service.start", "id": 5, "service": "own"})
    assert guest.receive()["methods"] == ["ping"]
    guest.send({"type": "host.result", "re": asked["id"], "value": {"text": "provided"}})
    assert guest.receive() == {"type": "plugin.init.result", "re": 1}


LATE = """
    from elizaos_interop import Action, Event, Evaluator, Plugin
    from elizaos_interop.errors import HostError

    kept = []
    async def keeps(runtime, message, state, options, callback): kept.append(callback)
    async def listens(payload): kept.append(payload.callback)
    def told():
        try:
            kept[-1]({"text": "late"})
        except HostError as error:
            return {"success": True, "data": {"code": error.code, "message": error.message}}
    async def emits(): return told()
    def emits_in_thread(): return told()

    plugin = Plugin(
        name="p", actions=[Action("KEEP", "", keeps), Action("EMIT", "", emits), Action("EMIT_IN_THREAD", "", emits_in_thread)],
        evaluators=[Evaluator("KEEP", "", keeps)], events=[Event("KEEP", listens)],
    )
"""


@pytest.fixture
def late(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(LATE)
    guest.start()
    return guest


@pytest.mark.parametrize("action", ["EMIT", "EMIT_IN_THREAD"])
@pytest.mark.parametrize(
    "request_",
    [
        {"type": "action.invoke", "action": "KEEP", "memory": {}},
        {"type": "evaluator.invoke", "evaluator": "KEEP", "memory": {}},
        {"type": "event.emit", "event": "KEEP", "payload": {}, "callback": True},
    ],
)
def test_a_late_callback_is_told_that_its_call_has_ended(
    late: GuestProcess, request_: dict[str, Any], action: str
) -> None:
    late.send({"id": 2, **request_})
    assert late.receive()["re"] == 2
    late.invoke(3, action)
    assert late.result(3)["data"] == {
        "code": "closed",
        "message": "Cannot emit a content as the call that the callback belongs to has ended",
    }
