"""All of elizaOS's runtime: what of it is offered, and that the rest is refused by name."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import SDK
from guest_process import GuestProcess
from host_arguments import BY_NAME
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
