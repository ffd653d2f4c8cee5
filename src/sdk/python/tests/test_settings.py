"""Settings: what the plugin sees of them, and what it may change."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

SOURCE = """
    import asyncio
    from elizaos_interop import Action, Plugin

    async def reads(runtime, message, state, options):
        return {"success": True, "data": {"values": [runtime.get_setting(key) for key in options["keys"]]}}

    def sets_in_thread(runtime, message, state, options):
        answer = runtime.set_setting(*options["args"])
        return {"success": True, "data": {"answer": answer, "value": runtime.get_setting(options["args"][0])}}

    async def sets(runtime, message, state, options): return sets_in_thread(runtime, message, state, options)

    plugin = Plugin(name="setting", actions=[Action("READ", "", reads), Action("SET", "", sets), Action("THREAD", "", sets_in_thread)])
"""


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    guest.start(settings={"A": "a", "NONE": None, "FALSE": False})
    return guest


def read(guest: GuestProcess, *keys: Any) -> tuple[list[Any], list[Any]]:
    """The values, and the names that were told to be missing."""
    guest.invoke(2, "READ", options={"keys": list(keys)})
    missing = []
    while (message := guest.receive())["type"] == "setting.missing":
        assert set(message) == {"type", "name"}
        missing.append(message["name"])
    return message["result"]["data"]["values"], missing


def test_a_setting_that_the_plugin_may_see_is_answered_at_once(guest: GuestProcess) -> None:
    assert read(guest, "A", "NONE", "FALSE") == (["a", None, False], [])


def test_a_missing_setting_is_told_once(guest: GuestProcess) -> None:
    assert read(guest, "X", "Y", "X") == ([None, None, None], ["X", "Y"])
    assert read(guest, "X", "Z") == ([None, None], ["Z"])


def test_a_setting_may_become_missing(guest: GuestProcess) -> None:
    assert read(guest, "A") == (["a"], [])
    guest.send({"type": "plugin.update", "settings": {"X": 1}})
    assert read(guest, "A", "X") == ([None, 1], ["A"])


@pytest.mark.parametrize("key", [None, 5, True])
def test_a_name_that_is_no_string_is_none(guest: GuestProcess, key: Any) -> None:
    assert read(guest, key) == ([None], [])


@pytest.mark.parametrize("action", ["SET", "THREAD"])
@pytest.mark.parametrize("args", [["A", "b"], ["A", None], ["A", True, False], ["A", "s", True]])
def test_a_change_is_seen_at_once_and_goes_out_one_way(
    guest: GuestProcess, action: str, args: list[Any]
) -> None:
    guest.invoke(2, action, options={"args": args})
    call = guest.receive()
    assert (call["method"], call["args"], call["parent"]) == ("setSetting", args, 2)
    assert guest.result(2)["data"] == {"answer": None, "value": args[1]}
    guest.send({"type": "host.result", "re": call["id"], "value": None})
    assert read(guest, "A") == ([args[1]], [])


@pytest.mark.parametrize("action", ["SET", "THREAD"])
def test_a_change_of_what_the_plugin_does_not_see_is_not_kept(guest: GuestProcess, action: str) -> None:
    guest.invoke(2, action, options={"args": ["OTHER", "x"]})
    call = guest.receive()
    assert guest.receive() == {"type": "setting.missing", "name": "OTHER"}
    assert guest.result(2)["data"]["value"] is None
    error = {"code": "permission_denied", "message": "The plugin may not: settings:OTHER"}
    guest.send({"type": "error", "re": call["id"], **error})
    log = guest.receive()
    text = "The setting OTHER could not be changed: The plugin may not: settings:OTHER"
    assert (log["type"], log["level"], log["message"]) == ("log", "warn", text)
