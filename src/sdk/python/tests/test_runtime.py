"""`runtime` as handlers see it, over a real connection."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest

ASKING = """
    import asyncio, datetime, uuid
    from elizaos_interop import Action, HostError, Plugin

    given_to_init = []

    async def init(config, runtime):
        given_to_init.append([config, runtime.get_setting("A"), runtime.agent_id, runtime.character.name])

    async def ask(runtime, message, state, options):
        arguments = options.get("args", [])
        names = options.get("names", {})
        return {"success": True, "data": {"value": await getattr(runtime, options["method"])(*arguments, **names)}}

    async def objects(runtime, message):
        await runtime.create_memory(
            {"id": uuid.UUID(int=1), "created_at": datetime.datetime(2024, 1, 1), "x": runtime}, "facts", True
        )

    async def sync(runtime, message, state, options):
        character = runtime.character
        found = {
            "A": runtime.get_setting("A"), "B": runtime.get_setting("B"), "agent_id": runtime.agent_id,
            "name": character.name, "bio": character["bio"], "system": character.system,
            "length": runtime.get_conversation_length(), "eliza_os": runtime.has_eliza_os(), "fetch": runtime.fetch,
            "run_ids": len({str(uuid.UUID(runtime.create_run_id())) for _ in range(2)}),
        }
        return {"success": True, "data": found}

    async def wraps(runtime, message):
        try:
            await runtime.get_memory_by_id("x")
        except HostError as error:
            raise RuntimeError("Wrapped") from error

    async def refused(runtime, message):
        await runtime.get_memories(count=2 ** 60)

    async def shows_init(runtime, message):
        return {"success": True, "data": {"given": given_to_init}}

    async def bad_callback(runtime, message, state, options, callback):
        await callback("no map")

    async def two(runtime, message):
        first, second = runtime.get_memory_by_id("1"), runtime.get_memory_by_id("2")
        return {"success": True, "data": {"found": [await second, await first]}}

    plugin = Plugin(name="asking", init=init, config={"A": "default", "B": None, "C": object()}, actions=[
        Action("ASK", "", ask), Action("OBJECTS", "", objects), Action("SYNC", "", sync), Action("WRAP", "", wraps),
        Action("REFUSED", "", refused), Action("INIT", "", shows_init), Action("BAD", "", bad_callback),
        Action("TWO", "", two),
    ])
"""


@pytest.mark.parametrize(
    ("options", "method", "args"),
    [
        (
            {"method": "get_memories", "args": [{"tableName": "t", "room_id": 1}]},
            "getMemories",
            [{"tableName": "t", "room_id": 1}],
        ),
        (
            {"method": "get_memories", "names": {"table_name": "t", "room_id": "r"}},
            "getMemories",
            [{"tableName": "t", "roomId": "r"}],
        ),
        (
            {"method": "get_memories", "args": [{"a_b": 1}], "names": {"count": 2, "start": None}},
            "getMemories",
            [{"a_b": 1, "count": 2}],
        ),
        ({"method": "create_memory", "args": [{"a": 1}]}, "createMemory", [{"a": 1}, "messages"]),
        (
            {"method": "create_memory", "args": [{"a": 1}, "facts", True]},
            "createMemory",
            [{"a": 1}, "facts", True],
        ),
        (
            {"method": "create_memory", "names": {"room_id": "r", "table_name": "facts"}},
            "createMemory",
            [{"roomId": "r"}, "facts"],
        ),
        ({"method": "compose_state", "args": [{}, ["TIME"], True]}, "composeState", [{}, ["TIME"], True]),
        (
            {"method": "compose_state", "args": [{}], "names": {"skip_cache": True}},
            "composeState",
            [{}, None, None, True],
        ),
        ({"method": "emit_event", "args": ["E", {"a": 1}]}, "emitEvent", ["E", {"a": 1}]),
        (
            {"method": "emit_event", "args": [["E", "F"]], "names": {"room_id": 1}},
            "emitEvent",
            [["E", "F"], {"roomId": 1}],
        ),
        (
            {"method": "use_model", "args": ["M"], "names": {"max_tokens": 1, "provider": "x"}},
            "useModel",
            ["M", {"maxTokens": 1}, "x"],
        ),
        ({"method": "call", "args": ["getFuture", 1, None, 2, None]}, "getFuture", [1, None, 2]),
    ],
)
def test_methods_become_host_calls(start_guest: StartGuest, options: Any, method: str, args: Any) -> None:
    guest = start_guest(ASKING)
    guest.start(settings={"A": None})
    guest.invoke(2, "ASK", options=options)
    call = guest.receive()
    assert call == {"type": "host.call", "id": 1, "parent": 2, "method": method, "args": args}
    guest.send({"type": "host.result", "re": 1, "value": {"some": ["answer"]}})
    assert guest.result(2)["data"] == {"value": {"some": ["answer"]}}


def test_arguments_are_converted(start_guest: StartGuest) -> None:
    guest = start_guest(ASKING)
    guest.start(settings={"A": None})
    guest.invoke(2, "OBJECTS")
    memory = {"id": "00000000-0000-0000-0000-000000000001", "created_at": "2024-01-01T00:00:00.000Z"}
    assert guest.receive()["args"] == [memory, "facts", True]


def test_requests_are_sent_when_they_are_made(start_guest: StartGuest) -> None:
    guest = start_guest(ASKING)
    guest.start(settings={"A": None})
    guest.invoke(2, "TWO")
    first, second = guest.receive(), guest.receive()
    guest.send({"type": "host.result", "re": first["id"], "value": {"id": "1"}})
    guest.send({"type": "host.result", "re": second["id"], "value": {"id": "2"}})
    assert guest.result(2)["data"] == {"found": [{"id": "2"}, {"id": "1"}]}


def test_what_the_host_told_is_answered_at_once(start_guest: StartGuest) -> None:
    guest = start_guest(ASKING)
    agent = {"id": "agent", "character": {"name": "Tess", "bio": ["b"]}}
    guest.start(settings={"A": "a", "B": None}, agent=agent, config={"C": "c"})
    guest.invoke(2, "SYNC")
    assert guest.result(2)["data"] == {
        "A": "a", "B": None, "agent_id": "agent", "name": "Tess", "bio": ["b"], "system": None,
        "length": 32, "eliza_os": False, "fetch": None, "run_ids": 2,
    }  # fmt: skip
    settings = {"A": None, "B": 1}
    guest.send({"type": "plugin.update", "settings": settings, "character": {"name": "Other", "bio": []}})
    guest.invoke(3, "SYNC")
    changed = guest.result(3)["data"]
    assert (changed["A"], changed["B"], changed["name"], changed["agent_id"]) == (None, 1, "Other", "agent")
    guest.invoke(4, "INIT")
    assert guest.result(4)["data"] == {"given": [[{"C": "c"}, "a", "agent", "Tess"]]}


def test_config_is_in_the_manifest(start_guest: StartGuest) -> None:
    assert start_guest(ASKING).start(settings={"A": None})["config"] == {"A": "default", "B": None}


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("config, runtime", "dict Runtime"),
        ("runtime", "Runtime"),
        ("config", "dict"),
        ("_settings", "dict"),
        ("agent_runtime, config", "Runtime dict"),
        ("", ""),
    ],
)
def test_init_takes_what_it_names(start_guest: StartGuest, signature: str, expected: str) -> None:
    source = f"""
        def init({signature}):
            print("init:", *(type(value).__name__ for value in locals().values()))
        plugin = {{"name": "x", "init": init}}
    """
    guest = start_guest(source)
    guest.start(settings={"A": None})
    assert f"init: {expected}".strip() in guest.printed()


def test_init_that_fails_is_told(start_guest: StartGuest) -> None:
    guest = start_guest(
        "def init(config): raise ValueError('no database')\nplugin = {'name': 'x', 'init': init}"
    )
    guest.ready()
    guest.send({"type": "plugin.init", "id": 1, "protocol": 1})
    answer = guest.receive()
    assert (answer["code"], answer["message"]) == ("handler_failed", "no database")


def test_another_version_of_the_protocol_is_refused(start_guest: StartGuest) -> None:
    guest = start_guest(ASKING)
    guest.ready()
    guest.send({"type": "plugin.init", "id": 1, "protocol": 2})
    assert guest.receive()["code"] == "protocol_version"


def test_an_error_of_the_host_is_the_cause_even_if_it_is_wrapped(start_guest: StartGuest) -> None:
    guest = start_guest(ASKING)
    guest.start(settings={"A": None})
    guest.invoke(2, "WRAP")
    guest.receive()
    cause = {"code": "permission_denied", "message": "not you", "details": {"plugin": "other"}}
    guest.send({"type": "error", "re": 1, **cause})
    answer = guest.receive()
    assert (answer["code"], answer["message"]) == ("handler_failed", "Wrapped")
    assert answer["details"]["cause"] == cause
    traceback = answer["details"]["traceback"]
    assert "elizaos_interop.errors.HostError: not you" in traceback
    assert "The above exception was the direct cause" in traceback
    assert "elizaos_interop/" not in traceback


def test_arguments_that_cannot_cross_are_refused_in_the_plugin(start_guest: StartGuest) -> None:
    guest = start_guest(ASKING)
    guest.start(settings={"A": None})
    guest.invoke(2, "REFUSED")
    answer = guest.receive()
    text = "Cannot send $.args[0].count as it must be an integer within ±2^53: current value is 1152921504606846976"
    assert (answer["code"], answer["message"]) == ("handler_failed", text)
    assert answer["details"]["cause"] == {"code": "value_refused", "message": text}


def test_a_content_that_is_no_map_is_refused(start_guest: StartGuest) -> None:
    guest = start_guest(ASKING)
    guest.start(settings={"A": None})
    guest.invoke(2, "BAD")
    assert guest.receive()["message"] == "Cannot emit a content as it must be a map: it is 'no map'"


def test_a_wrong_answer_fails_the_request(start_guest: StartGuest) -> None:
    guest = start_guest(ASKING)
    guest.start(settings={"A": None})
    guest.invoke(2, "WRAP")
    guest.receive()
    guest.send(
        {"type": "route.more", "re": 1, "seq": 0}, {"type": "callback.result", "re": 1, "memories": []}
    )
    answer = guest.receive()
    assert (
        answer["message"]
        == "Cannot use the answer to request 1 as it must be host.result: it is callback.result"
    )
