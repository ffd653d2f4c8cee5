"""What a plugin registers by its runtime, beyond its manifest."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

SOURCE = """
    import asyncio
    from elizaos_interop import Action, Evaluator, Event, Model, Plugin, Provider, TaskWorker

    async def done(*given): return {"success": True, "text": "registered"}
    async def says(): return "said"

    class Clock:
        service_type = "clock"
        capability_description = "Tells the time"
        def __init__(self, runtime): pass
        def tell_time(self): return "noon"

    seen = []

    async def act(runtime, message, state, options):
        kind, given = options["register"], options.get("given", [])
        def again(payload): seen.append(["again", payload.n])
        things = {
            "action": Action("LATE", "Late", done), "provider": Provider("LATE", done), "evaluator": Evaluator("LATE", "", done),
            "service": Clock, "model": Model("LATE", says, priority=3), "event": Event("LATE", again), "task_worker": TaskWorker("LATE", done),
            "known": Action("ACT", "", done), "broken": {"name": "BROKEN"}, "nameless": {"handler": done}, "listen": Event("KNOWN", again),
            "big": Action("BIG", "", done, examples=[2 ** 60]),
        }
        method = {"known": "action", "broken": "action", "nameless": "action", "big": "action", "listen": "event"}.get(kind, kind)
        request = getattr(runtime, f"register_{method}")(things[kind])
        if options.get("wait", True):
            await request
        return {"success": True}

    async def shows(runtime):
        return {"success": True, "data": {"seen": seen}}

    async def listens(payload):
        seen.append(["known", payload.n])

    plugin = Plugin(name="registering", actions=[Action("ACT", "", act), Action("SHOW", "", shows)], events={"KNOWN": [listens]})
"""

DEFINITIONS: dict[str, Any] = {
    "action": {"name": "LATE", "description": "Late"},
    "provider": {"name": "LATE"},
    "evaluator": {"name": "LATE", "description": ""},
    "service": {"name": "clock", "description": "Tells the time"},
    "model": {"type": "LATE", "priority": 3},
    "event": {"name": "LATE"},
    "task": {"name": "LATE", "validates": False},
}

USES: dict[str, tuple[dict[str, Any], str]] = {
    "action": ({"type": "action.invoke", "action": "LATE"}, "action.result"),
    "provider": ({"type": "provider.get", "provider": "LATE"}, "provider.result"),
    "evaluator": ({"type": "evaluator.invoke", "evaluator": "LATE"}, "evaluator.result"),
    "service": ({"type": "service.start", "service": "clock"}, "service.result"),
    "model": ({"type": "model.invoke", "model": "LATE"}, "model.result"),
    "event": ({"type": "event.emit", "event": "LATE", "payload": {"n": 1}}, "event.result"),
    "task": ({"type": "task.execute", "worker": "LATE", "task": {}, "options": {}}, "task.result"),
}


def registers(guest: GuestProcess, kind: str, **options: Any) -> dict[str, Any]:
    """The next message."""
    guest.invoke(2, "ACT", options={"register": kind, **options})
    return guest.receive()


@pytest.mark.parametrize("kind", DEFINITIONS)
def test_a_component_is_told_and_works_before_the_host_has_answered(
    start_guest: StartGuest, kind: str
) -> None:
    guest = start_guest(SOURCE)
    guest.start()
    request = registers(guest, "task_worker" if kind == "task" else kind)
    assert request == {
        "type": "component.register", "id": 1, "parent": 2, "kind": kind, "definition": DEFINITIONS[kind],
    }  # fmt: skip
    use, answer = USES[kind]
    guest.send({**use, "id": 3})
    assert guest.receive()["type"] == answer
    guest.send({"type": "component.result", "re": 1})
    assert guest.result(2) == {"success": True}


@pytest.mark.parametrize("kind", DEFINITIONS)
def test_what_the_host_refuses_is_taken_back(start_guest: StartGuest, kind: str) -> None:
    guest = start_guest(SOURCE)
    guest.start()
    registers(guest, "task_worker" if kind == "task" else kind)
    guest.send({"type": "error", "re": 1, "code": "permission_denied", "message": "not you"})
    messages = [guest.receive(), guest.receive()]
    log = next(message for message in messages if message["type"] == "log")
    answer = next(message for message in messages if message["type"] == "error")
    name = "clock" if kind == "service" else "LATE"
    assert log["message"] == f"The {kind} {name} could not be registered: not you"
    assert (answer["code"], answer["details"]["cause"]["code"]) == ("handler_failed", "permission_denied")
    guest.send({**USES[kind][0], "id": 3})
    assert guest.receive()["code"] == "component_unknown"


def test_a_registration_need_not_be_awaited(start_guest: StartGuest) -> None:
    guest = start_guest(SOURCE)
    guest.start()
    assert registers(guest, "action", wait=False)["type"] == "component.register"
    assert guest.result(2) == {"success": True}
    guest.send({"type": "error", "re": 1, "code": "value_refused", "message": "no room"})
    assert guest.receive()["message"] == "The action LATE could not be registered: no room"


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("known", "Cannot register the action ACT as the plugin has one of that name already"),
        ("broken", "Cannot serve the plugin as action.handler must be a function: current value is None"),
        ("nameless", "Cannot serve the plugin as action.name must be a string that is not empty: current value is None"),
        ("big", "Cannot send $.actions.BIG.examples[0] as it must be an integer within ±2^53: current value is 1152921504606846976"),
    ],
)  # fmt: skip
def test_what_is_no_new_component_is_refused_in_the_plugin(
    start_guest: StartGuest, kind: str, message: str
) -> None:
    guest = start_guest(SOURCE)
    guest.start()
    answer = registers(guest, kind)
    assert (answer["code"], answer["message"]) == ("handler_failed", message)
    assert answer["details"]["cause"] == {"code": "value_refused", "message": message}


def test_a_further_handler_of_an_event_is_the_plugins_own_affair(start_guest: StartGuest) -> None:
    guest = start_guest(SOURCE)
    guest.start()
    assert registers(guest, "listen") == {"type": "action.result", "re": 2, "result": {"success": True}}
    guest.send({"type": "event.emit", "id": 3, "event": "KNOWN", "payload": {"n": 7}})
    assert guest.receive() == {"type": "event.result", "re": 3}
    guest.invoke(4, "SHOW")
    assert guest.result(4)["data"] == {"seen": [["known", 7], ["again", 7]]}


INIT = """
    import asyncio
    from elizaos_interop import Action, Plugin

    async def done(runtime): return {"success": True}

    %s

    plugin = Plugin(name="registering", init=init)
"""

INITS = {
    "async": """
    async def init(config, runtime):
        runtime.register_action(Action("ONE", "", done))
        await runtime.register_action(Action("TWO", "", done))
    """,
    "in a thread": """
    def init(config, runtime):
        runtime.register_action(Action("ONE", "", done))
        runtime.register_action(Action("TWO", "", done))
    """,
    "later": """
    async def init(config, runtime):
        runtime.register_action(Action("ONE", "", done))
        async def later():
            await asyncio.sleep(0)
            runtime.register_action(Action("TWO", "", done))
        asyncio.ensure_future(later())
    """,
    "who swallows": """
    async def init(config, runtime):
        for name in ("ONE", "TWO"):
            try:
                await runtime.register_action(Action(name, "", done))
            except Exception:
                pass
    """,
}


def init(start_guest: StartGuest, source: str) -> GuestProcess:
    guest = start_guest(INIT % source.strip())
    guest.ready()
    guest.send({"type": "plugin.init", "id": 1, "protocol": 1})
    return guest


@pytest.mark.parametrize("form", INITS.values(), ids=INITS.keys())
def test_init_ends_when_its_registrations_are_answered(start_guest: StartGuest, form: str) -> None:
    guest = init(start_guest, form)
    first = guest.receive()
    if form == INITS["who swallows"]:
        # It waits for each.
        guest.send({"type": "component.result", "re": first["id"]})
    second = guest.receive()
    assert [first["definition"]["name"], second["definition"]["name"]] == ["ONE", "TWO"]
    if form != INITS["who swallows"]:
        guest.send({"type": "component.result", "re": first["id"]})
    guest.send({"type": "ping", "id": 2})
    assert guest.receive() == {"type": "pong", "re": 2}
    guest.send({"type": "component.result", "re": second["id"]})
    assert guest.receive() == {"type": "plugin.init.result", "re": 1}


@pytest.mark.parametrize("form", [INITS["async"], INITS["in a thread"], INITS["who swallows"]])
def test_init_fails_with_what_the_host_refuses(start_guest: StartGuest, form: str) -> None:
    guest = init(start_guest, form)
    while (message := guest.receive())["type"] in ("component.register", "log"):
        if message["type"] == "component.register":
            guest.send({"type": "error", "re": message["id"], "code": "permission_denied", "message": "no"})
    assert (message["re"], message["code"]) == (1, "handler_failed")
    assert message["details"]["cause"] == {"code": "permission_denied", "message": "no"}
