from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import msgpack
import pytest
from msgpack import _cmsgpack

from elizaos_interop.codec import Codec
from elizaos_interop.record import Record, as_kind, camel_case
from elizaos_interop.shapes import (
    Content,
    Memory,
    Options,
    Outcome,
    State,
    as_memories,
    as_memory,
    as_options,
    as_state,
)

codec = Codec(_cmsgpack)


def received(value: Any) -> Any:
    """As it comes from a host."""
    return codec.decode(msgpack.packb(value))


def memory() -> Any:
    content = {
        "text": "hi",
        "attachments": [{"contentType": "image"}],
        "custom_key": 1,
        "custom": {"deepKey": 2},
    }
    return as_memory(received({"id": "m", "roomId": "r", "content": content}))


def test_a_memory_answers_keys_and_attributes_in_both_cases() -> None:
    message = memory()
    assert type(message) is Memory
    assert message["roomId"] == message.room_id == message.roomId == message.get("roomId") == "r"
    assert message.content.custom_key == message.content["custom_key"] == 1
    assert message.content.custom.deep_key == message["content"].custom["deepKey"] == 2
    assert message.content.attachments[0].content_type == "image"
    assert isinstance(message["content"], Content)
    assert isinstance(message, dict)


def test_a_known_field_that_is_absent_is_none_and_an_unknown_one_is_an_error() -> None:
    message = memory()
    assert message.world_id is message.created_at is message.content.in_reply_to is None
    assert message["content"].source is None
    for unknown in ("nobody", "text", "__deepcopy__"):
        with pytest.raises(
            AttributeError, match=f"Memory has no field '{unknown}'; it has: id, roomId, content"
        ):
            getattr(message, unknown)
    assert not hasattr(message.content, "roomId")
    with pytest.raises(KeyError):
        message["worldId"]


def test_attributes_can_be_set_and_deleted() -> None:
    message = memory()
    message.content.text = "changed"
    message.world_id = "w"
    message.content.custom_key = 2
    assert message["content"]["text"] == "changed"
    assert message["worldId"] == "w"
    assert message["content"]["custom_key"] == 2
    del message.world_id
    assert "worldId" not in message
    with pytest.raises(AttributeError):
        del message.world_id


def test_a_dict_that_a_plugin_puts_in_reads_as_the_hosts() -> None:
    message = memory()
    message.content = {"text": "new", "inReplyTo": "x"}
    assert (message.content.text, message.content.in_reply_to, message.content.source) == ("new", "x", None)
    message.content.text = "newer"
    assert message["content"]["text"] == "newer"
    message.metadata = {"scope": "room"}
    assert message.metadata.scope == "room"


def test_maps_below_have_kinds_too() -> None:
    message = memory()
    (attachment,) = message.content.attachments
    assert attachment.title is None
    assert message.content.attachments[0] is attachment
    assert message["content"]["attachments"][0] is attachment
    message.content.mention_context = {"isMention": True}
    assert message.content.mention_context.mention_type is None
    state = as_state(received({"data": {"actionResults": [{"success": True}]}}))
    assert state.data.room is None
    assert state.data.action_results[0].error is None
    options = as_options(received({"actionContext": {"previousResults": []}}))
    assert options.action_context.previous_results == []
    assert options.action_plan is None


def test_lists_stay_the_same_object() -> None:
    message = memory()
    message.content.attachments.append({"id": "new"})
    assert message["content"]["attachments"][1] == {"id": "new"}
    embedding = [0.5] * 3
    message.embedding = embedding
    assert message.embedding is embedding


def test_the_values_of_a_state_are_a_map_and_a_method() -> None:
    state = as_state(
        received({"values": {"agentName": "Tess"}, "data": {"room": {"worldId": "w"}}, "text": "t"})
    )
    assert type(state) is State
    assert state.values["agentName"] == state.values.agent_name == state.values.get("agentName") == "Tess"
    assert state["values"]["agentName"] == "Tess"
    assert list(state.values()) == [{"agentName": "Tess"}, {"room": {"worldId": "w"}}, "t"]
    assert state.data.room.world_id == "w"
    state.values["mood"] = "calm"
    assert state["values"]["mood"] == "calm"
    assert dict(state) == json.loads(json.dumps(state)) == codec.decode(codec.encode(state))


def test_a_state_without_values_has_empty_ones() -> None:
    state = as_state(received({"text": "t"}))
    assert state.values == {}
    assert list(state.values()) == ["t"]
    assert state.data is None


COPIES: list[Any] = [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]


@pytest.mark.parametrize("copied", COPIES)
def test_records_can_be_copied(copied: Any) -> None:
    message = memory()
    assert copied(message) == message
    assert copied(message).content.text == "hi"
    state = as_state(received({"values": {"a": 1}}))
    assert state.values.a == 1
    assert copied(state)["values"] == {"a": 1}


def test_a_key_in_snake_case_wins_over_the_field_of_that_name() -> None:
    message = as_memory(received({"room_id": "literal", "roomId": "field"}))
    assert (message.room_id, message.roomId) == ("literal", "field")
    message.room_id = "changed"
    assert message == {"room_id": "changed", "roomId": "field"}


def test_fields_are_told_by_the_class_except_where_dict_has_a_method() -> None:
    assert isinstance(vars(Memory)["room_id"], property)
    assert "values" not in vars(Outcome)
    outcome = as_kind(Outcome, received({"success": True, "values": {"a": 1}}))
    assert list(outcome.values()) == [True, {"a": 1}]


def test_dict_methods_win_over_keys() -> None:
    options = as_options(received({"items": [1], "get": 2}))
    assert type(options) is Options
    assert list(options.items()) == [("items", [1]), ("get", 2)]
    assert options["items"] == [1]


def test_what_is_no_map_is_left_alone() -> None:
    assert as_memory(None) is None
    assert as_state(None) is None
    assert as_memories(None) is None
    assert as_memories(["x", {"id": "m"}]) == ["x", {"id": "m"}]
    assert as_memory(Record(content="x")) == {"content": "x"}


@pytest.mark.parametrize(
    ("snake", "camel"),
    [
        ("room_id", "roomId"),
        ("in_reply_to", "inReplyTo"),
        ("roomId", "roomId"),
        ("text", "text"),
        ("_private_name", "_privateName"),
        ("max_tokens_2", "maxTokens2"),
        ("_", "_"),
        ("", ""),
    ],
)
def test_camel_case(snake: str, camel: str) -> None:
    assert camel_case(snake) == camel
