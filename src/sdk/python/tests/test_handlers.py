"""Handlers of every kind, called by a real guest."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from conftest import StartGuest

from elizaos_interop.handlers import Handler

SIX = ("runtime", "message", "state", "options", "callback", "responses")

KINDS = """
    import asyncio, contextvars, functools, threading, time
    from elizaos_interop import Action, ActionResult, Plugin, Provider

    main_thread = threading.current_thread()

    def here():
        return "loop" if threading.current_thread() is main_thread else "thread"

    async def async_def(runtime, message):
        return {"success": True, "text": here()}

    def plain_def(runtime, message):
        return {"success": True, "text": here()}

    class Callable:
        async def __call__(self, runtime, message):
            return {"success": True, "text": here()}

    class Methods:
        async def method(self, runtime, message, state, options):
            return {"success": True, "data": options}

    def returns_request(runtime, message):
        return runtime.get_memory_by_id("one")

    def emits_and_goes_on(runtime, message, state, options, callback):
        callback({"text": "first"})
        callback({"text": "second"})
        return {"success": True, "text": here()}

    def own_loop(runtime, message, state, options, callback):
        async def both():
            memory = await runtime.get_memory_by_id("two")
            emitted = await asyncio.create_task(callback({"text": "emitted"}))
            return [memory, emitted]
        return {"success": True, "data": {"found": asyncio.run(both())}}

    def blocks(runtime, message, state, options):
        time.sleep(options.seconds)
        return {"success": True}

    def stops(runtime, message):
        raise StopIteration("here")

    def leaves(runtime, message):
        raise SystemExit(4)

    async def leaves_loop(runtime, message):
        raise SystemExit(5)

    async def keywords(runtime, message, *, options, callback):
        return {"success": True, "data": {"a": options.a, "c": callable(callback)}}

    async def cancels_itself(runtime, message):
        raise asyncio.CancelledError("inner")

    plugin = Plugin(
        name="kinds",
        actions=[
            Action("ASYNC", "", async_def),
            Action("DEF", "", plain_def),
            Action("LAMBDA", "", lambda runtime, message: async_def(runtime, message)),
            Action("PARTIAL", "", functools.partial(async_def)),
            Action("OBJECT", "", Callable()),
            Action("METHOD", "", Methods().method),
            Action("REQUEST", "", returns_request),
            Action("EMITS", "", emits_and_goes_on),
            Action("OWN_LOOP", "", own_loop),
            Action("BLOCKS", "", blocks),
            Action("STOPS", "", stops),
            Action("LEAVES", "", leaves),
            Action("LEAVES_LOOP", "", leaves_loop),
            Action("KEYWORDS", "", keywords),
            Action("CANCELS_ITSELF", "", cancels_itself),
            Action("TRUE", "", lambda runtime, message: True),
            Action("RESULT", "", lambda *given: ActionResult(True, data={"given": len(given)})),
            Action("TEXT", "", lambda runtime, message: "text"),
            Action("BIG", "", lambda runtime, message: {"data": {"x": [2 ** 60]}}),
        ],
        providers=[Provider("TEXT", lambda runtime, message: "as text"), Provider("NONE", lambda runtime: None)],
    )
"""


@pytest.mark.parametrize("action", ["ASYNC", "LAMBDA", "PARTIAL", "OBJECT"])
def test_coroutines_run_in_the_loop(start_guest: StartGuest, action: str) -> None:
    guest = start_guest(KINDS)
    guest.start()
    guest.invoke(2, action)
    assert guest.result(2) == {"success": True, "text": "loop"}


def test_def_handlers_run_in_a_thread_and_the_loop_goes_on(start_guest: StartGuest) -> None:
    guest = start_guest(KINDS)
    guest.start()
    guest.invoke(2, "BLOCKS", options={"seconds": 3600})
    guest.invoke(3, "DEF")
    guest.invoke(4, "ASYNC")
    assert {guest.receive()["result"]["text"] for _ in range(2)} == {"thread", "loop"}


@pytest.mark.parametrize(
    ("action", "given", "result"),
    [
        ("METHOD", {"options": {"a": 1}}, {"success": True, "data": {"a": 1}}),
        ("KEYWORDS", {"options": {"a": 1}}, {"success": True, "data": {"a": 1, "c": True}}),
        ("TRUE", {}, {"success": True}),
        ("RESULT", {}, {"success": True, "data": {"given": 6}}),
    ],
)
def test_arguments_and_results(start_guest: StartGuest, action: str, given: Any, result: Any) -> None:
    guest = start_guest(KINDS)
    guest.start()
    guest.invoke(2, action, **given)
    assert guest.result(2) == result


def test_providers_may_return_their_text_or_nothing(start_guest: StartGuest) -> None:
    guest = start_guest(KINDS)
    guest.start()
    guest.send({"type": "provider.get", "id": 2, "provider": "TEXT"})
    assert guest.receive() == {"type": "provider.result", "re": 2, "result": {"text": "as text"}}
    guest.send({"type": "provider.get", "id": 3, "provider": "NONE"})
    assert guest.receive() == {"type": "provider.result", "re": 3, "result": None}


def test_a_def_handler_may_return_a_request(start_guest: StartGuest) -> None:
    guest = start_guest(KINDS)
    guest.start()
    guest.invoke(2, "REQUEST")
    call = guest.receive()
    assert (call["parent"], call["method"], call["args"]) == (2, "getMemoryById", ["one"])
    guest.send({"type": "host.result", "re": call["id"], "value": {"success": True, "text": "found"}})
    assert guest.result(2) == {"success": True, "text": "found"}


def test_a_def_handler_emits_in_order_before_its_answer(start_guest: StartGuest) -> None:
    guest = start_guest(KINDS)
    guest.start()
    guest.invoke(2, "EMITS")
    first, second = guest.receive(), guest.receive()
    assert [first["content"], second["content"]] == [{"text": "first"}, {"text": "second"}]
    assert (first["parent"], second["parent"]) == (2, 2)
    assert guest.result(2) == {"success": True, "text": "thread"}


def test_a_def_handler_may_await_in_a_loop_of_its_own(start_guest: StartGuest) -> None:
    guest = start_guest(KINDS)
    guest.start()
    guest.invoke(2, "OWN_LOOP")
    call = guest.receive()
    guest.send({"type": "host.result", "re": call["id"], "value": {"id": "two"}})
    emit = guest.receive()
    assert (emit["type"], emit["parent"]) == ("callback.emit", 2)
    guest.send({"type": "callback.result", "re": emit["id"], "memories": [{"id": "three"}]})
    assert guest.result(2) == {"success": True, "data": {"found": [{"id": "two"}, [{"id": "three"}]]}}


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ("STOPS", "A handler raised StopIteration: here"),
        ("LEAVES", "SystemExit: 4"),
        ("LEAVES_LOOP", "SystemExit: 5"),
        ("CANCELS_ITSELF", "CancelledError: inner"),
    ],
)
def test_whatever_a_handler_raises_ends_its_call_only(
    start_guest: StartGuest, action: str, message: str
) -> None:
    guest = start_guest(KINDS)
    guest.start()
    guest.invoke(2, action)
    answer = guest.receive()
    assert (answer["type"], answer["code"], answer["message"]) == ("error", "handler_failed", message)
    guest.invoke(3, "ASYNC")
    assert guest.result(3)["success"]


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ("TEXT", "Cannot send what the action TEXT returned as it must be a map or None: it is 'text'"),
        (
            "BIG",
            "Cannot send $.result.data.x[0] as it must be an integer within ±2^53: "
            "current value is 1152921504606846976",
        ),
    ],
)
def test_results_that_cannot_cross_are_refused(start_guest: StartGuest, action: str, message: str) -> None:
    guest = start_guest(KINDS)
    guest.start()
    guest.invoke(2, action)
    assert guest.receive() == {"type": "error", "re": 2, "code": "value_refused", "message": message}


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda: (), 0),
        (lambda runtime: (runtime,), 1),
        (lambda runtime, message: (runtime, message), 2),
        (lambda a, b, c=None: (a, b, c), 3),
        (lambda a, b, c, d, e, f, g="own": (a, b, c, d, e, f), 6),
        (lambda *args: args, 6),
    ],
)
def test_call_gives_as_many_arguments_as_are_taken(function: Any, expected: int) -> None:
    async def call() -> Any:
        return await Handler(function, SIX).call(*SIX)

    assert asyncio.run(call()) == SIX[:expected]


def test_def_handlers_may_wait_for_def_handlers_of_the_plugin(start_guest: StartGuest) -> None:
    """More than there are threads as a rule, and each of those waited for does the same."""
    guest = start_guest("""
        import asyncio
        from elizaos_interop import Action, Plugin

        def asks(runtime, message):
            return asyncio.run(awaits(runtime, message))
        async def awaits(runtime, message):
            return await runtime.get_memory_by_id(message.content.text)
        plugin = Plugin(name="nested", actions=[Action("ASK", "", asks)])
    """)
    guest.start()
    asked = 0
    for number in range(2, 102):
        guest.invoke(number, "ASK")
    answered: list[int] = []
    while len(answered) < 150:
        message = guest.receive()
        if message["type"] == "action.result":
            answered.append(message["re"])
            continue
        # The host has the first hundred wait until fifty more, which the plugin does for them, have ended.
        asked += 1
        if asked == 100:
            for number in range(102, 152):
                guest.invoke(number, "ASK")
        elif asked == 150:
            for number in range(1, 151):
                guest.send({"type": "host.result", "re": number, "value": {"success": True}})
    assert sorted(answered) == list(range(2, 152))
