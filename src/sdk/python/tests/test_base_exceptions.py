"""Whatever a plugin raises, Exception or not, ends its call by an error, and the guest lives and can shut down."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from conftest import StartGuest
from guest_process import INIT, GuestProcess

SOURCE = """
    import asyncio, builtins
    from elizaos_interop import (
        Action, Evaluator, Event, Model, Plugin, Provider, Route, Service, TaskWorker,
    )

    class PanicException(BaseException):
        '''As PyO3 makes it of a panic.'''

    class Unreadable(BaseException):
        def __str__(self): raise PanicException("in __str__")

    def failure(name):
        if name == "BaseExceptionGroup":
            return BaseExceptionGroup("several", [PanicException("one")])
        kinds = {"PanicException": PanicException, "Unreadable": Unreadable}
        return (kinds.get(name) or getattr(asyncio, name, None) or getattr(builtins, name))("boom")

    NAME = "%s"

    def fails(*given): raise failure(NAME)
    async def fails_at_once(*given): raise failure(NAME)
    async def fails_later(*given):
        await asyncio.sleep(0)
        raise failure(NAME)
    def returns_what_fails(*given): return fails_later()

    async def streams(*given):
        yield "a part"
        raise failure(NAME)
    def streams_in_thread(*given):
        yield "a part"
        raise failure(NAME)

    class RaisingMap(dict):
        def items(self): raise failure(NAME)
    class RaisingList(list):
        def __iter__(self): raise failure(NAME)
    async def asks(runtime, message, state, options):
        def callback(content): raise failure(NAME)
        await runtime.process_actions(message, [], None, callback)
    async def answers(*given): return {"success": True}

    class Starts(Service):
        service_type = "starts"
        @classmethod
        def start(cls, runtime): raise failure(NAME)
    class Calls(Service):
        service_type = "calls"
        async def method(self): raise failure(NAME)
        def method_in_thread(self): raise failure(NAME)
        async def stop(self): raise failure(NAME)

    WAYS = {"DEF": fails, "FIRST": fails_at_once, "LATER": fails_later, "RETURNED": returns_what_fails}
    async def init(config, runtime):
        for way, function in WAYS.items():
            runtime.register_task_worker(TaskWorker(way, function, function))

    plugin = Plugin(
        name="raising", init=init, services=[Starts, Calls],
        actions=[
            Action("ANSWERS", "", answers), Action("ASKS", "", asks),
            Action("MAP", "", lambda *given: RaisingMap(a=1)), Action("LIST", "", lambda *given: {"a": RaisingList([1])}),
            *(Action(way, "", function, function) for way, function in WAYS.items()),
        ],
        providers=[Provider(way, function) for way, function in WAYS.items()],
        evaluators=[Evaluator(way, "", function, function) for way, function in WAYS.items()],
        routes=[Route("GET", "/" + way, function) for way, function in WAYS.items()],
        events=[Event(way, function) for way, function in WAYS.items()],
        models=[Model(way, function) for way, function in {**WAYS, "STREAM": streams, "ITERATOR": streams_in_thread}.items()],
    )
"""

KINDS = ["PanicException", "GeneratorExit", "SystemExit", "KeyboardInterrupt", "CancelledError", "Unreadable"]
if sys.version_info >= (3, 11):
    KINDS.append("BaseExceptionGroup")

WAYS = ["DEF", "FIRST", "LATER", "RETURNED"]

REQUESTS: dict[str, dict[str, Any]] = {
    **{f"{kind}.{what}": {kind: "*"} for kind in ("action", "evaluator") for what in ("invoke", "validate")},
    "provider.get": {"provider": "*"},
    "event.emit": {"event": "*", "payload": {}},
    "model.invoke": {"model": "*", "params": {}},
    "route.handle": {"route": "/*", "method": "GET", "path": "/*", "headers": {}, "query": {}, "params": {}},
    "task.execute": {"worker": "*", "task": {}, "options": {}},
    "task.validate": {"worker": "*", "memory": {}},
}  # fmt: skip


def started(start_guest: StartGuest, kind: str) -> GuestProcess:
    guest = start_guest(SOURCE.replace("%s", kind))
    guest.start()
    return guest


def error_of(guest: GuestProcess, number: int) -> dict[str, Any]:
    """The error that ends the request; parts before it are passed over."""
    while (answer := guest.receive())["type"] in ("model.chunk", "log", "cancel"):
        pass
    assert (answer["type"], answer["re"], answer["code"]) == ("error", number, "handler_failed"), answer
    return answer


def ends_well(guest: GuestProcess) -> None:
    """It works on, and shuts down when it is told to."""
    guest.invoke(900, "ANSWERS")
    # (A generator that asyncio closes after it raised GeneratorExit may be told as a stray error.)
    while (answer := guest.receive())["type"] == "log":
        pass
    assert (answer["re"], answer["result"]) == (900, {"success": True})
    guest.send({"type": "shutdown"})
    assert guest.wait() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_handler_may_raise_it_in_every_way(start_guest: StartGuest, kind: str) -> None:
    guest = started(start_guest, kind)
    number = 10
    for request, fields in REQUESTS.items():
        for way in WAYS:
            number += 1
            named = {
                name: value.replace("*", way) if isinstance(value, str) else value
                for name, value in fields.items()
            }
            guest.send({"type": request, "id": number, **named})
            assert kind in error_of(guest, number)["message"], (request, way)
    ends_well(guest)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("model", ["STREAM", "ITERATOR"])
def test_a_stream_may_raise_it(start_guest: StartGuest, kind: str, model: str) -> None:
    guest = started(start_guest, kind)
    guest.send({"type": "model.invoke", "id": 2, "model": model, "params": {}, "stream": True})
    assert guest.receive() == {"type": "model.chunk", "re": 2, "text": "a part"}
    assert kind in error_of(guest, 2)["message"]
    ends_well(guest)


@pytest.mark.parametrize("kind", KINDS)
def test_a_service_may_raise_it(start_guest: StartGuest, kind: str) -> None:
    guest = started(start_guest, kind)
    guest.send({"type": "service.start", "id": 2, "service": "starts"})
    assert kind in error_of(guest, 2)["message"]
    guest.send({"type": "service.start", "id": 3, "service": "calls"})
    assert guest.receive()["type"] == "service.result"
    for number, method in ((4, "method"), (5, "methodInThread")):
        guest.send({"type": "service.call", "id": number, "instance": 1, "method": method, "args": []})
        assert kind in error_of(guest, number)["message"]
    guest.send({"type": "service.stop", "id": 6, "instance": 1})
    assert kind in error_of(guest, 6)["message"]
    ends_well(guest)


@pytest.mark.parametrize("kind", KINDS)
def test_a_callback_of_the_plugin_may_raise_it(start_guest: StartGuest, kind: str) -> None:
    guest = started(start_guest, kind)
    guest.invoke(2, "ASKS")
    asked = guest.receive()
    guest.send({"type": "callback.emit", "id": 3, "parent": asked["id"], "content": {}})
    answers: dict[int, dict[str, Any]] = {}
    while len(answers) < 2:
        if (answer := guest.receive())["type"] == "error":
            answers[answer["re"]] = answer
    assert all(
        answer["code"] == "handler_failed" and kind in answer["message"] for answer in answers.values()
    )
    ends_well(guest)


@pytest.mark.parametrize("kind", [*KINDS, "ValueError"])
@pytest.mark.parametrize("action", ["MAP", "LIST"])
def test_a_result_may_raise_it_while_it_is_read(start_guest: StartGuest, kind: str, action: str) -> None:
    guest = started(start_guest, kind)
    guest.invoke(2, action)
    answer = guest.receive()
    assert (answer["type"], answer["re"], answer["code"]) == ("error", 2, "value_refused")
    ends_well(guest)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", ["fails", "fails_at_once", "fails_later"])
def test_init_may_raise_it(start_guest: StartGuest, kind: str, way: str) -> None:
    guest = start_guest(SOURCE.replace("%s", kind).replace("init=init", f"init={way}"))
    assert guest.ready()["type"] == "ready"
    guest.send(INIT)
    assert kind in error_of(guest, 1)["message"]
    ends_well(guest)


@pytest.mark.parametrize("message", [5, None, ["no text"]])
def test_an_error_that_is_misused_is_told_too(start_guest: StartGuest, message: Any) -> None:
    guest = start_guest(f"""
        from elizaos_interop import Action, Plugin
        from elizaos_interop.errors import HostError

        async def misuses(*given): raise HostError(None, {message!r})
        async def answers(*given): return {{"success": True}}
        plugin = Plugin(name="p", actions=[Action("MISUSE", "", misuses), Action("ANSWERS", "", answers)])
    """)
    guest.start()
    guest.invoke(2, "MISUSE")
    error_of(guest, 2)
    ends_well(guest)
