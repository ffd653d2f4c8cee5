"""The reference plugins, as a host finds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import REPOSITORY, SDK
from guest_process import GuestProcess

AGENT = "00000000-0000-4000-8000-000000000003"
SAD: dict[str, Any] = {
    "id": "m9",
    "roomId": "room",
    "entityId": "user",
    "createdAt": 50,
    "content": {"text": "I am sad", "source": "test"},
}


@pytest.fixture
def eliza() -> Iterator[GuestProcess]:
    with GuestProcess(SDK, REPOSITORY / "plugins/eliza/python", "eliza_plugin") as guest:
        guest.start(settings={"ELIZA_SCRIPT": None})
        yield guest


def said(number: int, text: Any, **fields: Any) -> dict[str, Any]:
    return {"id": f"m{number}", "entityId": "user", "createdAt": number, "content": {"text": text}, **fields}


def answer_history(guest: GuestProcess, messages: list[Any], memories: list[Any]) -> None:
    first, second = guest.receive(), guest.receive()
    assert first["args"] == [{"tableName": "messages", "roomId": "room", "count": 200}]
    assert second["args"] == [{"tableName": "memories", "roomId": "room", "count": 200}]
    guest.send({"type": "host.result", "re": second["id"], "value": memories})
    guest.send({"type": "host.result", "re": first["id"], "value": messages})


def topics_of(guest: GuestProcess, messages: list[Any], memories: list[Any], memory: Any = SAD) -> Any:
    guest.send({"type": "provider.get", "id": 9, "provider": "ELIZA_TOPICS", "memory": memory})
    answer_history(guest, messages, memories)
    return guest.receive()["result"]


def test_echo_says_what_it_hears() -> None:
    with GuestProcess(SDK, REPOSITORY / "plugins/echo/python", "echo_plugin") as guest:
        assert guest.start()["name"] == "echo"
        guest.invoke(2, "ECHO", "hello", options={"a": 1})
        assert guest.result(2) == {"success": True, "text": "hello", "data": {"a": 1}}
        guest.send(
            {"type": "provider.get", "id": 3, "provider": "ECHO", "memory": {"content": {"text": "x"}}}
        )
        assert guest.receive()["result"] == {"text": "x"}


def test_eliza_replies_and_emits(eliza: GuestProcess) -> None:
    eliza.send({"type": "action.invoke", "id": 2, "action": "ELIZA_REPLY", "memory": SAD})
    answer_history(eliza, [], [])
    emit = eliza.receive()
    text = emit["content"]["text"]
    assert emit["content"] == {"text": text, "actions": ["ELIZA_REPLY"], "source": "test", "inReplyTo": "m9"}
    eliza.send({"type": "callback.result", "re": emit["id"], "memories": []})
    assert eliza.result(2) == {"success": True, "text": text, "data": {"keyword": "i", "rule": "i:sad"}}


def test_eliza_takes_the_others_earlier_lines_in_order(eliza: GuestProcess) -> None:
    dream, sorry, computer = "I dreamed", "sorry", "computers frighten me"
    messages = [said(3, sorry), said(1, dream), said(60, computer), SAD, said(2, None)]
    memories = [said(3, computer), said(4, computer, entityId=AGENT), {**SAD, "content": {"text": computer}}]
    assert topics_of(eliza, messages, memories)["data"] == {"topics": ["dream", "sorry", "i"]}


def test_eliza_knows_no_topics_at_first(eliza: GuestProcess) -> None:
    memory = {**SAD, "content": {}}
    expected: Any = {"text": "No topics yet", "values": {"topics": ""}, "data": {"topics": []}}
    assert topics_of(eliza, [], [], memory) == expected


@pytest.mark.parametrize(("content", "valid"), [({"text": ""}, True), ({}, False), ({"text": 3}, False)])
def test_eliza_replies_to_text_only(eliza: GuestProcess, content: Any, valid: bool) -> None:
    eliza.send({"type": "action.validate", "id": 2, "action": "ELIZA_REPLY", "memory": {"content": content}})
    assert eliza.receive()["valid"] is valid


def test_eliza_reads_another_script_from_its_setting(eliza: GuestProcess) -> None:
    eliza.send({"type": "plugin.update", "settings": {"ELIZA_SCRIPT": "{}"}})
    eliza.send({"type": "provider.get", "id": 9, "provider": "ELIZA_TOPICS", "memory": SAD})
    answer_history(eliza, [], [])
    answer = eliza.receive()
    assert answer["message"] == "Cannot load the ELIZA script as $.pre is missing"
    eliza.send({"type": "plugin.update", "settings": {"ELIZA_SCRIPT": None}})
    assert topics_of(eliza, [], [])["data"] == {"topics": ["i"]}
