"""All of elizaOS's runtime: what of it is offered, and that the rest is refused by name."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import SDK
from guest_process import GuestProcess
from runtime_names import in_python, members

from elizaos_interop.record import camel_case, snake_case
from elizaos_interop.runtime import Runtime
from elizaos_interop.runtime_members import HOST_METHODS, REFUSED_MEMBERS

PLUGIN = """
    import inspect
    from elizaos_interop import Action, Plugin

    async def ask(runtime, message, state, options):
        member = getattr(runtime, options["member"])
        value = member(*options.get("args", []), **options.get("names", {})) if callable(member) else member
        value = await value if inspect.isawaitable(value) else value
        if options.get("read"):
            value = value[0] if isinstance(value, list) else value
            value = repr(getattr(value, options["read"], "nothing"))
        return {"success": True, "data": {"value": value}}

    async def look(runtime, message, state, options):
        member = options["member"]
        return {"success": True, "data": {
            "has": hasattr(runtime, member), "or": getattr(runtime, member, "something else"), "shown": member in dir(runtime),
        }}

    plugin = Plugin(name="members", actions=[Action("ASK", "", ask), Action("LOOK", "", look)])
"""


class Asking:
    """One guest for all tests of this file."""

    def __init__(self, guest: GuestProcess) -> None:
        self.guest = guest
        self.number = 1

    def ask(self, action: str = "ASK", **options: Any) -> dict[str, Any]:
        """The next message that comes of it."""
        self.number += 1
        self.guest.invoke(self.number, action, options=options)
        return self.guest.receive()

    def answer(self, call: dict[str, Any], value: Any) -> Any:
        self.guest.send({"type": "host.result", "re": call["id"], "value": value})
        return self.guest.result(self.number)["data"]["value"]


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    folder = tmp_path_factory.mktemp("members")
    (folder / "some_plugin.py").write_text(inspect.cleandoc("\n" + PLUGIN))
    with GuestProcess(SDK, folder, "some_plugin") as guest:
        guest.start()
        yield Asking(guest)


def test_the_generated_tables_are_those_of_the_schema() -> None:
    assert {name: found["x-result"] for name, found in members("hostMethod").items()} == HOST_METHODS
    assert list(members("refusedRuntimeMember")) == list(REFUSED_MEMBERS)


# Keyed by elizaOS's name: arguments by position, and the same by name.
BY_NAME: dict[str, tuple[list[Any], dict[str, Any]]] = {
    "getMemories": ([{"tableName": "t", "roomId": "r"}], {"table_name": "t", "room_id": "r"}),
    "getMemoryById": (["m"], {"memory_id": "m"}),
    "getMemoriesByIds": ([["m"], "t"], {"ids": ["m"], "table_name": "t"}),
    "getMemoriesByRoomIds": ([{"tableName": "t", "roomIds": ["r"]}], {"table_name": "t", "room_ids": ["r"]}),
    "getMemoriesByWorldId": ([{"worldId": "w", "count": 1}], {"world_id": "w", "count": 1}),
    "getAllMemories": ([], {}),
    "searchMemories": ([{"embedding": [1], "match_threshold": 0.5}], {"embedding": [1], "match_threshold": 0.5}),
    "countMemories": (["r", None, "t"], {"room_id": "r", "table_name": "t"}),
    "getCachedEmbeddings": (
        [{"query_table_name": "t", "query_match_count": 2}],
        {"query_table_name": "t", "query_match_count": 2},
    ),
    "createMemory": ([{"content": {"text": "x"}}, "t", True], {"content": {"text": "x"}, "table_name": "t", "unique": True}),
    "updateMemory": ([{"id": "m", "metadata": {}}], {"id": "m", "metadata": {}}),
    "deleteMemory": (["m"], {"memory_id": "m"}),
    "deleteManyMemories": ([["m"]], {"memory_ids": ["m"]}),
    "deleteAllMemories": (["r", "t"], {"room_id": "r", "table_name": "t"}),
    "clearAllAgentMemories": ([], {}),
    "addEmbeddingToMemory": ([{"id": "m"}], {"memory": {"id": "m"}}),
    "queueEmbeddingGeneration": ([{"id": "m"}, "low"], {"memory": {"id": "m"}, "priority": "low"}),
    "getRoom": (["r"], {"room_id": "r"}),
    "getRooms": (["w"], {"world_id": "w"}),
    "getRoomsByIds": ([["r"]], {"room_ids": ["r"]}),
    "getRoomsByWorld": (["w"], {"world_id": "w"}),
    "getRoomsForParticipant": (["e"], {"entity_id": "e"}),
    "getRoomsForParticipants": ([["e"]], {"user_ids": ["e"]}),
    "createRoom": ([{"id": "r", "worldId": "w"}], {"id": "r", "world_id": "w"}),
    "createRooms": ([[{"id": "r"}]], {"rooms": [{"id": "r"}]}),
    "updateRoom": ([{"id": "r", "channelId": "c"}], {"id": "r", "channel_id": "c"}),
    "deleteRoom": (["r"], {"room_id": "r"}),
    "deleteRoomsByWorldId": (["w"], {"world_id": "w"}),
    "ensureRoomExists": ([{"id": "r"}], {"id": "r"}),
    "getParticipantsForRoom": (["r"], {"room_id": "r"}),
    "getParticipantsForEntity": (["e"], {"entity_id": "e"}),
    "isRoomParticipant": (["r", "e"], {"entity_id": "e", "room_id": "r"}),
    "getParticipantUserState": (["r", "e"], {"entity_id": "e", "room_id": "r"}),
    "addParticipant": (["e", "r"], {"room_id": "r", "entity_id": "e"}),
    "addParticipantsRoom": ([["e"], "r"], {"entity_ids": ["e"], "room_id": "r"}),
    "removeParticipant": (["e", "r"], {"entity_id": "e", "room_id": "r"}),
    "setParticipantUserState": (["r", "e", None], {"room_id": "r", "entity_id": "e", "state": None}),
    "ensureParticipantInRoom": (["e", "r"], {"entity_id": "e", "room_id": "r"}),
    "getEntityById": (["e"], {"entity_id": "e"}),
    "getEntitiesByIds": ([["e"]], {"entity_ids": ["e"]}),
    "getEntitiesForRoom": (["r", True], {"room_id": "r", "include_components": True}),
    "createEntity": ([{"id": "e", "names": ["n"]}], {"id": "e", "names": ["n"]}),
    "createEntities": ([[{"id": "e"}]], {"entities": [{"id": "e"}]}),
    "updateEntity": ([{"id": "e"}], {"id": "e"}),
    "getWorld": (["w"], {"world_id": "w"}),
    "getAllWorlds": ([], {}),
    "createWorld": ([{"name": "n", "messageServerId": "s"}], {"name": "n", "message_server_id": "s"}),
    "updateWorld": ([{"id": "w"}], {"id": "w"}),
    "removeWorld": (["w"], {"world_id": "w"}),
    "ensureWorldExists": ([{"id": "w"}], {"id": "w"}),
    "ensureConnection": (
        [{"entityId": "e", "roomId": "r", "worldId": "w"}],
        {"entity_id": "e", "room_id": "r", "world_id": "w", "source": None},
    ),
    "ensureConnections": (
        [[{"id": "e"}], [{"id": "r"}], "s", {"id": "w"}],
        {"entities": [{"id": "e"}], "rooms": [{"id": "r"}], "source": "s", "world": {"id": "w"}},
    ),
    "getComponent": (["e", "t", None, "s"], {"entity_id": "e", "component_type": "t", "source_entity_id": "s"}),
    "getComponents": (["e", "w"], {"entity_id": "e", "world_id": "w"}),
    "createComponent": ([{"entityId": "e", "data": {"a_b": 1}}], {"entity_id": "e", "data": {"a_b": 1}}),
    "updateComponent": ([{"id": "c"}], {"id": "c"}),
    "deleteComponent": (["c"], {"component_id": "c"}),
    "getRelationship": ([{"sourceEntityId": "a", "targetEntityId": "b"}], {"source_entity_id": "a", "target_entity_id": "b"}),
    "getRelationships": ([{"entityId": "e", "tags": []}], {"entity_id": "e", "tags": []}),
    "createRelationship": (
        [{"sourceEntityId": "a", "targetEntityId": "b"}],
        {"source_entity_id": "a", "target_entity_id": "b"},
    ),
    "updateRelationship": ([{"id": "x"}], {"id": "x"}),
    "getTask": (["t"], {"task_id": "t"}),
    "getTasks": ([{"roomId": "r", "tags": ["a"]}], {"room_id": "r", "tags": ["a"]}),
    "getTasksByName": (["n"], {"name": "n"}),
    "createTask": ([{"name": "n", "roomId": "r"}], {"name": "n", "room_id": "r"}),
    "updateTask": (["t", {"updatedAt": 1}], {"task_id": "t", "updated_at": 1}),
    "deleteTask": (["t"], {"task_id": "t"}),
    "getCache": (["k"], {"key": "k"}),
    "setCache": (["k", None], {"key": "k", "value": None}),
    "deleteCache": (["k"], {"key": "k"}),
    "getLogs": ([{"entityId": "e", "type": "t"}], {"entity_id": "e", "type": "t"}),
    "getAgentRunSummaries": ([{"limit": 1}], {"limit": 1}),
    "log": ([{"body": {}, "entityId": "e", "roomId": "r", "type": "t"}], {"body": {}, "entity_id": "e", "room_id": "r", "type": "t"}),
    "deleteLog": (["l"], {"log_id": "l"}),
    "useModel": (["M", {"maxTokens": 1}, "p"], {"model_type": "M", "max_tokens": 1, "provider": "p"}),
    "generateText": (["t", {"includeCharacter": False}], {"text": "t", "include_character": False}),
    "composeState": ([{"id": "m"}, ["P"], True, True], {"message": {"id": "m"}, "include_list": ["P"], "only_include": True, "skip_cache": True}),
    "processActions": ([{"id": "m"}, [], {"text": "s"}], {"message": {"id": "m"}, "responses": [], "state": {"text": "s"}}),
    "evaluate": ([{"id": "m"}, None, True, None, []], {"message": {"id": "m"}, "did_respond": True, "responses": []}),
    "getActionResults": (["m"], {"message_id": "m"}),
    "emitEvent": (["E", {"roomId": "r"}], {"event": "E", "room_id": "r"}),
    "sendMessageToTarget": ([{"source": "x"}, {"text": "t"}], {"target": {"source": "x"}, "content": {"text": "t"}}),
    "getServiceLoadPromise": (["weather"], {"service_type": "weather"}),
    "setSetting": (["K", None], {"key": "K", "value": None}),
    "initPromise": ([], {}),
}  # fmt: skip

ONE_WAY = frozenset({"setSetting"})


@pytest.mark.parametrize("method", HOST_METHODS)
def test_every_host_method_is_asked_by_position_and_by_name(asking: Asking, method: str) -> None:
    args, names = BY_NAME[method]
    for options in ({"args": args}, {"names": names}):
        call = asking.ask(member=in_python(method), read="nobody", **options)
        assert call == {
            "type": "host.call", "id": call["id"], "parent": asking.number, "method": method, "args": args,
        }  # fmt: skip
        if method in ONE_WAY:
            asking.guest.result(asking.number)
            asking.guest.send({"type": "host.result", "re": call["id"], "value": None})
        else:
            asking.answer(call, None)


@pytest.mark.parametrize("method", HOST_METHODS)
def test_every_host_method_has_a_signature_and_a_docstring(method: str) -> None:
    found = getattr(Runtime, in_python(method))
    assert in_python(method) in dir(Runtime)
    assert found.__doc__
    if method != "initPromise":
        assert next(iter(inspect.signature(found).parameters)) == "self"
        assert inspect.signature(found).return_annotation is not inspect.Signature.empty


@pytest.mark.parametrize("member", members("localRuntimeMember"))
def test_every_local_member_is_there(member: str) -> None:
    assert getattr(Runtime, in_python(member)).__doc__


@pytest.mark.parametrize(
    ("method", "arguments", "message"),
    [
        ("get_room", {}, "get_room() missing 1 required positional argument: 'room_id'"),
        ("get_room", {"args": ["r", "s"]}, "get_room() takes 2 positional arguments but 3 were given"),
        ("get_room", {"names": {"room": "r"}}, "get_room() got an unexpected keyword argument 'room'"),
        ("update_task", {"names": {"name": "n"}}, "update_task() missing 1 required positional argument: 'task_id'"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_told_as_python_does(
    asking: Asking, method: str, arguments: Any, message: str
) -> None:
    answer = asking.ask(member=method, **arguments)
    assert answer["code"] == "handler_failed"
    assert answer["message"].endswith(message)


@pytest.mark.parametrize(
    ("method", "args", "value", "read"),
    [
        ("get_memories_by_ids", [["m"]], [{"id": "m"}], "created_at"),
        ("search_memories", [{}], [{"id": "m"}], "world_id"),
        ("get_room", ["r"], {"id": "r"}, "world_id"),
        ("get_rooms", ["w"], [{"id": "r"}], "channel_id"),
        ("get_world", ["w"], {"id": "w"}, "server_id"),
        ("get_entity_by_id", ["e"], {"id": "e"}, "components"),
        ("get_task", ["t"], {"id": "t"}, "room_id"),
        ("get_action_results", ["m"], [{"success": True}], "error"),
        ("get_participants_for_entity", ["e"], [{"id": "p"}], "entity"),
        ("add_embedding_to_memory", [{}], {"id": "m"}, "embedding"),
    ],
)
def test_absent_fields_of_answers_are_none(
    asking: Asking, method: str, args: Any, value: Any, read: str
) -> None:
    call = asking.ask(member=method, args=args, read=read)
    assert asking.answer(call, value) == "None"


@pytest.mark.parametrize("member", REFUSED_MEMBERS)
def test_every_refused_member_says_why(asking: Asking, member: str) -> None:
    place = "from a plugin in another language or process"
    text = f"The runtime's {member} cannot be reached {place}: {REFUSED_MEMBERS[member]}"
    answer = asking.ask(member=in_python(member))
    assert (answer["code"], answer["message"]) == ("handler_failed", text)
    assert answer["details"]["cause"] == {"code": "unsupported", "message": text}
    looked = asking.ask("LOOK", member=in_python(member))["result"]["data"]
    assert looked == {"has": False, "or": "something else", "shown": False}


@pytest.mark.parametrize(
    ("member", "hint"),
    [
        ("get_memory_by_ids", "; did you mean get_memory_by_id or get_memories_by_ids"),
        ("getMemories", "; did you mean get_memories"),
        ("use_modle", "; did you mean use_model"),
        ("nothing_like_it", ""),
        ("__getstate_of_nobody__", ""),
    ],
)
def test_an_unknown_name_is_an_attribute_error_that_names_near_ones(
    asking: Asking, member: str, hint: str
) -> None:
    answer = asking.ask(member=member)
    assert answer["message"].startswith(f"The runtime of a Python plugin has no {member!r}{hint}")
    assert answer["message"].endswith("?" if hint else repr(member))
    assert asking.ask("LOOK", member=member)["result"]["data"]["has"] is False


@pytest.mark.parametrize("name", [*HOST_METHODS, *REFUSED_MEMBERS, *members("localRuntimeMember")])
def test_snake_case_is_the_rule_of_these_tests(name: str) -> None:
    assert snake_case(name) == in_python(name)
    if name not in ("hasElizaOS", "elizaOS"):
        assert camel_case(snake_case(name)) == name
