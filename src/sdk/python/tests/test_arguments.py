"""Parameters whose names are known decide what a function is given, in any order; else their places do."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

from elizaos_interop.arguments import Arguments

NAMES = ("runtime", "message", "state", "options", "callback", "responses")


class Methods:
    def method(self, callback: Any, message: Any) -> Any:
        return (callback, message)

    @classmethod
    def of_class(cls, state: Any, runtime: Any) -> Any:
        return (state, runtime)

    @staticmethod
    def of_nobody(cb: Any) -> Any:
        return cb

    def __call__(self, responses: Any, message: Any) -> Any:
        return (responses, message)


def wrapping(function: Any) -> Any:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapper


def by_place_only(message: Any, runtime: Any, /) -> Any:
    return (message, runtime)


FUNCTIONS: dict[str, tuple[Any, Any]] = {
    "the known ones in order": (lambda runtime, message, state: (runtime, message, state), NAMES[:3]),
    "one left out": (lambda runtime, message, callback=None: (runtime, message, callback), ("runtime", "message", "callback")),
    "another order": (lambda message, runtime: (message, runtime), ("message", "runtime")),
    "one alone": (lambda callback: callback, "callback"),
    "other words": (lambda memory, cb, opts: (memory, cb, opts), ("message", "callback", "options")),
    "underscored": (lambda _runtime, _message, _state: (_runtime, _message, _state), NAMES[:3]),
    "underscored, in another order": (lambda _message, _runtime: (_message, _runtime), ("message", "runtime")),
    "camel case": (lambda message, agentRuntime: (message, agentRuntime), ("message", "runtime")),  # noqa: N803
    "unknown ones by place": (lambda a, b, c=None: (a, b, c), NAMES[:3]),
    "unknown ones among those in order": (lambda runtime, message, s=None: (runtime, message, s), NAMES[:3]),
    "an unknown one takes what is left": (lambda rt, message, callback: (rt, message, callback), ("runtime", "message", "callback")),
    "two unknown ones": (lambda a, callback, b: (a, callback, b), ("runtime", "callback", "message")),
    "an author's own default is kept": (lambda runtime, message, callback=None, retries=3: (callback, retries), ("callback", 3)),
    "a default between": (lambda runtime, retries=3, message=None: (retries, message), (3, "message")),
    "two names for one": (lambda message, memory, callback: (message, memory, callback), ("message", "runtime", "callback")),
    "nothing": (lambda: "nothing", "nothing"),
    "the rest": (lambda runtime, *rest: (runtime, *rest), NAMES),
    "all": (lambda *everything: everything, NAMES),
    "the rest beside known ones": (lambda callback, *rest: (callback, *rest), ("callback", "runtime", "message", "state", "options", "responses")),
    "the rest by name": (lambda message, **rest: (message, rest), ("message", {name: name for name in NAMES if name != "message"})),
    "all by name": (lambda **rest: rest, {name: name for name in NAMES}),
    "by name only": (lambda runtime, *, _callback, other=5: (runtime, _callback, other), ("runtime", "callback", 5)),
    "by place only": (by_place_only, ("message", "runtime")),
    "a method": (Methods().method, ("callback", "message")),
    "a method of the class": (Methods.of_class, ("state", "runtime")),
    "a static method": (Methods.of_nobody, "callback"),
    "an object": (Methods(), ("responses", "message")),
    "a partial": (functools.partial(lambda config, callback, message: (config, callback, message), "own"), ("own", "callback", "message")),
    "a partial by name": (functools.partial(lambda runtime, state, callback: (runtime, state, callback), state="own"), ("runtime", "own", "callback")),
    "a partial of a rest": (functools.partial(lambda runtime, **rest: (runtime, rest["state"]), state="own"), ("runtime", "own")),
    "wrapped": (wrapping(lambda callback, message: (callback, message)), ("callback", "message")),
    "written in C": (max, "state"),
}  # fmt: skip


@pytest.mark.parametrize(("function", "expected"), FUNCTIONS.values(), ids=FUNCTIONS.keys())
def test_names_decide_where_they_are_known(function: Any, expected: Any) -> None:
    arguments = Arguments(function, NAMES)
    by_place, by_name = arguments.given(NAMES)
    assert function(*by_place, **by_name) == expected
    # Who calls may leave out those that are not reached.
    by_place, by_name = arguments.given(NAMES[: arguments.reach])
    assert function(*by_place, **by_name) == expected


def test_what_is_missing_is_told_by_python() -> None:
    def lacks(callback: Any, one: Any, two: Any) -> None:
        pass

    by_place, by_name = Arguments(lacks, ("runtime", "callback")).given(("runtime", "callback"))
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'two'"):
        lacks(*by_place, **by_name)


SOURCE = """
    from elizaos_interop import Action, Evaluator, Event, Model, Plugin, Provider, Route, TaskWorker

    told = []

    def kind(value): return "callback" if callable(value) and not hasattr(value, "agent_id") else type(value).__name__

    async def handler(callback, message, runtime):
        return {"kinds": [kind(callback), kind(message), kind(runtime)]}
    def published(runtime, message, callback=None):
        callback({"text": message.content.text})
        return {"kinds": [kind(runtime), kind(message), kind(callback)]}
    async def validate(state, runtime): return [kind(state), kind(runtime)] == ["State", "Runtime"]
    async def provide(state, message): return {"kinds": [kind(state), kind(message)]}
    async def route(res, runtime, req): res.json([kind(res), kind(runtime), kind(req)])
    async def listens(runtime, payload): told.extend([kind(runtime), kind(payload)])
    async def listens_to_payload(data, runtime): told.extend([kind(data), kind(runtime)])
    async def model(params, runtime): return [kind(params), kind(runtime)]
    async def work(task, runtime): told.extend([kind(task), kind(runtime)])
    async def tells(): return {"kinds": told}

    class Service:
        service_type = "service"
        def __init__(self, config=None, runtime=None): self.kinds = [kind(config), kind(runtime)]
        async def start(self, options=None, runtime=None): self.kinds += [kind(options), kind(runtime)]
        def tell(self): return self.kinds

    def init(runtime, config):
        runtime.register_task_worker(TaskWorker("WORK", work, validate))
        told.append(kind(runtime))

    plugin = Plugin(
        name="p", init=init, services=[Service],
        actions=[Action("ACT", "", handler, validate), Action("PUBLISHED", "", published), Action("TELL", "", tells)],
        evaluators=[Evaluator("EVALUATE", "", handler, validate)], providers=[Provider("PROVIDE", provide)],
        routes=[Route("GET", "/route", route)], events=[Event("EVENT", [listens, listens_to_payload])],
        models=[Model("MODEL", model)],
    )
"""

MEMORY = {"memory": {"content": {"text": "hello"}}, "state": {"values": {}}}


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    guest.start()
    return guest


@pytest.mark.parametrize(
    ("request_", "field", "value"),
    [
        ({"type": "action.invoke", "action": "ACT", **MEMORY}, "result", {"kinds": ["callback", "Memory", "Runtime"]}),
        ({"type": "evaluator.invoke", "evaluator": "EVALUATE", **MEMORY}, "result", {"kinds": ["callback", "Memory", "Runtime"]}),
        ({"type": "action.validate", "action": "ACT", **MEMORY}, "valid", True),
        ({"type": "evaluator.validate", "evaluator": "EVALUATE", **MEMORY}, "valid", True),
        ({"type": "task.validate", "worker": "WORK", **MEMORY}, "valid", True),
        ({"type": "provider.get", "provider": "PROVIDE", **MEMORY}, "result", {"kinds": ["State", "Memory"]}),
        ({"type": "route.handle", "route": "/route", "method": "GET"}, "json", ["RouteResponse", "Runtime", "RouteRequest"]),
        ({"type": "model.invoke", "model": "MODEL", "params": {}}, "value", ["ModelParams", "Runtime"]),
    ],
)  # fmt: skip
def test_names_decide_in_every_kind(
    guest: GuestProcess, request_: dict[str, Any], field: str, value: Any
) -> None:
    guest.send({"id": 2, **request_})
    assert guest.receive()[field] == value


def test_names_decide_in_init_events_and_tasks(guest: GuestProcess) -> None:
    guest.send({"type": "event.emit", "id": 2, "event": "EVENT", "payload": {}})
    assert guest.receive()["type"] == "event.result"
    guest.send({"type": "task.execute", "id": 3, "worker": "WORK", "task": {}, "options": {}})
    assert guest.receive()["type"] == "task.result"
    guest.invoke(4, "TELL")
    listeners = ["Runtime", "EventPayload", "EventPayload", "Runtime"]
    assert guest.result(4) == {"kinds": ["Runtime", *listeners, "Task", "Runtime"]}


def test_names_decide_in_services(guest: GuestProcess) -> None:
    guest.send({"type": "service.start", "id": 2, "service": "service"})
    assert guest.receive()["type"] == "service.result"
    guest.send({"type": "service.call", "id": 3, "instance": 1, "method": "tell", "args": []})
    assert guest.receive()["value"] == ["NoneType", "Runtime"] * 2


def test_a_published_handler_gets_its_callback(guest: GuestProcess) -> None:
    guest.invoke(2, "PUBLISHED", state={"values": {}})
    assert guest.receive()["content"] == {"text": "hello"}
    assert guest.result(2) == {"kinds": ["Runtime", "Memory", "callback"]}
