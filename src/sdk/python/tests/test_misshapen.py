"""Whatever a host sends, the guest answers what must be answered and goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import REPOSITORY, StartGuest
from guest_process import GuestProcess

SOURCE = """
    from elizaos_interop import Evaluator, Action, Plugin, Provider, Route, Service, TaskWorker

    async def ok(*given): return {"success": True}
    async def hears(payload): pass
    async def answers(request, response): response.json({"params": request.params, "query": request.query})
    class S(Service):
        service_type = "x"
        async def echo(self, *given): return list(given)
    async def init(config, runtime): pass

    plugin = Plugin(name="x", init=init, actions=[Action("x", "", ok, ok)], providers=[Provider("x", ok)], evaluators=[Evaluator("x", "", ok, ok)],
        services=[S], routes=[Route("GET", "x", answers)], events={"x": [hears]}, models={"x": ok})
"""

VALUES: list[Any] = [
    None,
    True,
    0,
    1,
    -1,
    1.5,
    float("inf"),
    float("nan"),
    2**53,
    "",
    "x",
    b"x",
    [],
    [[1]],
    {},
    {"x": {}},
]
"""What any field may hold that a sender got wrong."""


def messages_to_guests() -> list[tuple[str, list[str], str]]:
    """Type, fields and kind of each message that a host may send, from the schema."""
    schema = json.loads((REPOSITORY / "src/contract/plugin.schema.json").read_text())
    found = []
    for name, definition in schema["$defs"]["messages"].items():
        if definition["x-from"] in ("host", "both"):
            fields = [field for field in definition["properties"] if field not in ("type", "id")]
            found.append((name, fields, definition["x-kind"]))
    return found


MESSAGES = [message for message in messages_to_guests() if message[0] not in ("shutdown", "plugin.init")]


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    guest.start()
    guest.send({"type": "service.start", "id": 2, "service": "x"})
    guest.receive()
    return guest


def is_alive(guest: GuestProcess) -> bool:
    guest.send({"type": "ping", "id": 99_999})
    while (message := guest.receive()).get("re") != 99_999:
        assert message["type"] != "failed"
    return True


def test_the_schema_names_the_messages() -> None:
    names = [name for name, _, _ in MESSAGES]
    assert {"route.handle", "service.call", "callback.emit", "model.chunk", "plugin.update"} <= set(names)


@pytest.mark.parametrize(("name", "fields", "kind"), MESSAGES, ids=[name for name, _, _ in MESSAGES])
def test_a_field_of_any_value_ends_nothing(
    guest: GuestProcess, name: str, fields: list[str], kind: str
) -> None:
    asked: list[int] = []
    usual = dict.fromkeys(fields, "x") | {"instance": 1, "args": [], "payload": {}, "method": "GET"}
    for field in fields:
        for value in VALUES:
            message = {**{field: usual[field] for field in fields}, "type": name, field: value}
            if kind == "request":
                message["id"] = 100 + len(asked)
                asked.append(message["id"])
            guest.send(message)
    if kind == "request":
        answered = [guest.receive()["re"] for _ in asked]
        assert sorted(answered) == asked
    assert is_alive(guest)


@pytest.mark.parametrize(
    "field", ["protocol", "features", "limits", "config", "settings", "agent", "services"]
)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_an_init_of_any_value_is_answered(start_guest: StartGuest, field: str, value: Any) -> None:
    guest = start_guest(SOURCE)
    guest.ready()
    guest.send({"type": "plugin.init", "id": 1, "protocol": 1, field: value})
    answer = guest.receive()
    assert (answer["type"], answer["re"]) in (("plugin.init.result", 1), ("error", 1))
    assert is_alive(guest)


@pytest.mark.parametrize(
    "limits", [{"maxFrameBytes": value, "maxInFlight": value} for value in VALUES], ids=repr
)
def test_limits_of_any_value_leave_the_guest_able_to_speak(start_guest: StartGuest, limits: Any) -> None:
    guest = start_guest(SOURCE)
    guest.start(limits=limits)
    assert is_alive(guest)
