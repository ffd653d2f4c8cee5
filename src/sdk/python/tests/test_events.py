"""Events, as a host emits them, and the order in which handlers start."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

SOURCE = """
    import asyncio, threading
    from elizaos_interop import Action, Event, Plugin

    seen = []
    gate = threading.Event()

    async def hears(payload):
        seen.append(["async", payload.get("n")])
        await asyncio.sleep(0)

    def hears_in_thread(payload):
        seen.append(["thread", payload.n])

    async def calls_back(payload):
        memories = await payload.callback({"text": "heard"})
        seen.append(["memories", memories])

    async def looks(payload):
        message = payload.message
        seen.append({
            "runtime": payload.runtime.agent_id, "same": payload["runtime"] is payload.runtime, "callback": payload.callback,
            "source": payload.source, "room": payload.room_id, "text": message and message.content.text, "type": type(payload).__name__,
        })

    async def fails(payload): raise ValueError("deaf")
    def fails_in_thread(payload): raise SystemExit("leaves")
    async def asks(payload): await payload.runtime.get_memory_by_id(payload.n)
    async def emits(payload): await payload.runtime.emit_event("NEXT", payload)
    def blocks(payload): gate.wait()
    def emits_and_waits(payload): asyncio.run(payload.runtime.emit_event("NEXT", n=payload.n))
    async def opens(payload): gate.set()

    async def shows(runtime):
        return {"success": True, "data": {"seen": seen}}

    plugin = Plugin(name="hearing", actions=[Action("SHOW", "", shows)], events=[
        Event("ASYNC", hears), Event("THREAD", hears_in_thread), Event("CALLBACK", calls_back), Event("LOOK", looks),
        Event("FAIL", [hears, fails, fails_in_thread]), Event("FAIL_IN_THREAD", fails_in_thread), Event("ASK", asks), Event("EMIT", emits),
        Event("BLOCK", blocks), Event("BOTH", [blocks, opens]), Event("NESTED", emits_and_waits),
    ])
"""


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    assert guest.start()["events"][:2] == [{"name": "ASYNC"}, {"name": "THREAD"}]
    return guest


def emit(guest: GuestProcess, event: str, number: int = 2, **fields: Any) -> None:
    guest.send({"type": "event.emit", "id": number, "event": event, **fields})


def seen(guest: GuestProcess) -> Any:
    guest.invoke(900, "SHOW")
    return guest.result(900)["data"]["seen"]


def test_a_hundred_events_start_their_handlers_in_order(guest: GuestProcess) -> None:
    kinds = ["ASYNC", "THREAD", "THREAD"]
    expected = []
    for n in range(100):
        event = kinds[n % 3]
        emit(guest, event, n + 2, payload={"n": n})
        expected.append([event.lower(), n])
    assert {guest.receive()["type"] for _ in range(100)} == {"event.result"}
    assert seen(guest) == expected


def test_the_payload_has_the_runtime_and_elizaos_shapes(guest: GuestProcess) -> None:
    emit(guest, "LOOK", payload={"message": {"content": {"text": "hi"}}, "source": "test"})
    assert guest.receive() == {"type": "event.result", "re": 2}
    assert seen(guest) == [
        {
            "runtime": "00000000-0000-4000-8000-000000000003", "same": True, "callback": None, "source": "test",
            "room": None, "text": "hi", "type": "EventPayload",
        }
    ]  # fmt: skip


@pytest.mark.parametrize("fields", [{}, {"payload": None}, {"payload": "text"}, {"payload": [1]}])
def test_what_is_no_payload_is_elizaos_own(guest: GuestProcess, fields: dict[str, Any]) -> None:
    emit(guest, "LOOK", **fields)
    assert guest.receive()["type"] == "event.result"
    assert seen(guest)[0]["source"] == "runtime"


def test_the_callback_reaches_whoever_emitted(guest: GuestProcess) -> None:
    emit(guest, "CALLBACK", payload={}, callback=True)
    content = guest.receive()
    assert (content["type"], content["parent"], content["content"]) == ("callback.emit", 2, {"text": "heard"})
    guest.send({"type": "callback.result", "re": content["id"], "memories": [{"id": "m"}]})
    assert guest.receive() == {"type": "event.result", "re": 2}
    assert seen(guest) == [["memories", [{"id": "m"}]]]


@pytest.mark.parametrize(("event", "message"), [("FAIL", "deaf"), ("FAIL_IN_THREAD", "SystemExit: leaves")])
def test_the_first_failure_is_told_when_all_have_ended(guest: GuestProcess, event: str, message: str) -> None:
    emit(guest, event, payload={})
    answer = guest.receive()
    assert (answer["type"], answer["code"], answer["message"]) == ("error", "handler_failed", message)
    assert "some_plugin.py" in answer["details"]["traceback"]
    assert seen(guest) == ([["async", None]] if event == "FAIL" else [])


def test_an_unknown_event_is_told(guest: GuestProcess) -> None:
    emit(guest, "ASYNK")
    assert guest.receive()["code"] == "component_unknown"


def test_a_payload_can_be_emitted_again(guest: GuestProcess) -> None:
    emit(guest, "EMIT", payload={"n": 1}, callback=True)
    call = guest.receive()
    assert (call["method"], call["args"], call["parent"]) == ("emitEvent", ["NEXT", {"n": 1}], 2)


def test_a_handler_that_blocks_does_not_keep_the_next_from_starting(guest: GuestProcess) -> None:
    emit(guest, "BOTH", payload={})
    assert guest.receive() == {"type": "event.result", "re": 2}
    emit(guest, "BLOCK", 3, payload={})
    assert guest.receive() == {"type": "event.result", "re": 3}


def test_a_handler_in_a_thread_may_wait_for_an_event_of_the_same_plugin(guest: GuestProcess) -> None:
    emit(guest, "NESTED", payload={"n": 1})
    call = guest.receive()
    assert call["args"] == ["NEXT", {"n": 1}]
    emit(guest, "THREAD", 3, payload={"n": 2})
    assert guest.receive() == {"type": "event.result", "re": 3}
    guest.send({"type": "host.result", "re": call["id"], "value": None})
    assert guest.receive() == {"type": "event.result", "re": 2}


def test_cancel_ends_what_handlers_ask(guest: GuestProcess) -> None:
    emit(guest, "ASK", payload={"n": "m"})
    call = guest.receive()
    guest.send({"type": "cancel", "re": 2})
    assert guest.receive() == {"type": "cancel", "re": call["id"]}
    assert guest.receive()["code"] == "cancelled"
    emit(guest, "ASYNC", 3, payload={"n": 1})
    assert guest.receive() == {"type": "event.result", "re": 3}
