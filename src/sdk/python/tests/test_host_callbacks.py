"""Callbacks that a plugin gives to process_actions and evaluate, and that the host calls."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

SOURCE = """
    import asyncio, threading
    from elizaos_interop import Action, Plugin

    def taker(how, runtime, contents):
        async def coroutine(content):
            contents.append(content)
            return [{"id": content.text}]
        def plain(content): contents.append([content.text, content.source])
        async def asks(content):
            contents.append(await runtime.get_memory_by_id(content.text))
            return ({"id": "m"}, 5, None)
        def fails(content): raise ValueError("not this")
        async def stops(content): raise asyncio.CancelledError("inner")
        def big(content): return [{"n": 2 ** 60}]
        return {"async": coroutine, "plain": plain, "asks": asks, "fails": fails, "stops": stops, "big": big}[how]

    async def processes(runtime, message, state, options):
        contents = []
        await runtime.process_actions(message, [{"id": "r"}], state, taker(options["how"], runtime, contents), {"o": 1})
        return {"success": True, "data": {"contents": contents}}

    async def evaluates(runtime, message, state, options):
        contents = []
        found = await runtime.evaluate(message, state, True, taker(options["how"], runtime, contents), [])
        return {"success": True, "data": {"contents": contents, "found": found}}

    def in_thread(runtime, message, state, options):
        return asyncio.run(processes(runtime, message, state, options))

    async def gives_up(runtime, message, state, options):
        blocked = asyncio.Event()
        async def never(content):
            blocked.set()
            await asyncio.Event().wait()
        task = asyncio.ensure_future(runtime.process_actions(message, [], callback=never))
        await blocked.wait()
        # Until the host's next request has come too.
        await runtime.get_memory_by_id("both")
        task.cancel()
        await asyncio.wait([task])
        return {"success": True, "text": str(task.cancelled())}

    plugin = Plugin(name="calling", actions=[
        Action("PROCESS", "", processes), Action("EVALUATE", "", evaluates), Action("THREAD", "", in_thread), Action("GIVE_UP", "", gives_up),
    ])
"""


def asked(start_guest: StartGuest, action: str, how: str = "async") -> tuple[GuestProcess, dict[str, Any]]:
    guest = start_guest(SOURCE)
    guest.start()
    guest.invoke(2, action, options={"how": how}, state={"text": "s"})
    return guest, guest.receive()


def emit(guest: GuestProcess, number: int, content: Any = None, parent: Any = 1) -> dict[str, Any]:
    content = {"text": "c"} if content is None else content
    guest.send({"type": "callback.emit", "id": number, "parent": parent, "content": content})
    return guest.receive()


MEMORY = {"id": "m", "roomId": "r", "entityId": "e", "content": {"text": "hello"}}


def test_process_actions_says_that_it_has_a_callback(start_guest: StartGuest) -> None:
    guest, call = asked(start_guest, "PROCESS")
    assert call == {
        "type": "host.call", "id": 1, "parent": 2, "method": "processActions", "callback": True,
        "args": [MEMORY, [{"id": "r"}], {"text": "s"}, None, {"o": 1}],
    }  # fmt: skip
    for number, text in ((10, "one"), (11, "two")):
        answer = emit(guest, number, {"text": text})
        assert answer == {"type": "callback.result", "re": number, "memories": [{"id": text}]}
    guest.send({"type": "host.result", "re": 1, "value": None})
    assert guest.result(2)["data"] == {"contents": [{"text": "one"}, {"text": "two"}]}


def test_evaluate_says_so_too(start_guest: StartGuest) -> None:
    guest, call = asked(start_guest, "EVALUATE", "plain")
    assert (call["args"], call["callback"]) == ([MEMORY, {"text": "s"}, True, None, []], True)
    assert emit(guest, 10)["memories"] == []
    guest.send({"type": "host.result", "re": 1, "value": [{"name": "MOOD"}]})
    assert guest.result(2)["data"] == {"contents": [["c", None]], "found": [{"name": "MOOD"}]}


def test_contents_come_in_order(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "PROCESS", "plain")
    for n in range(50):
        guest.send({"type": "callback.emit", "id": 10 + n, "parent": 1, "content": {"text": str(n)}})
    assert [guest.receive()["re"] for _ in range(50)] == list(range(10, 60))
    guest.send({"type": "host.result", "re": 1, "value": None})
    assert guest.result(2)["data"]["contents"] == [[str(n), None] for n in range(50)]


def test_what_a_callback_asks_is_inside_the_hosts_request(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "PROCESS", "asks")
    request = emit(guest, 10)
    assert (request["method"], request["args"], request["parent"]) == ("getMemoryById", ["c"], 10)
    guest.send({"type": "host.result", "re": request["id"], "value": {"id": "found"}})
    assert guest.receive()["memories"] == [{"id": "m"}]
    guest.send({"type": "host.result", "re": 1, "value": None})
    assert guest.result(2)["data"]["contents"] == [{"id": "found"}]


def test_a_callback_runs_in_a_loop_of_its_own(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "THREAD")
    assert emit(guest, 10)["memories"] == [{"id": "c"}]
    guest.send({"type": "host.result", "re": 1, "value": None})
    assert guest.result(2)["data"]["contents"] == [{"text": "c"}]


@pytest.mark.parametrize(
    ("how", "code", "message"),
    [
        ("fails", "handler_failed", "not this"),
        ("big", "value_refused", "Cannot send $.memories[0].n as it must be an integer within ±2^53: current value is 1152921504606846976"),
    ],
)  # fmt: skip
def test_a_callback_that_fails_is_told_and_the_call_goes_on(
    start_guest: StartGuest, how: str, code: str, message: str
) -> None:
    guest, _ = asked(start_guest, "PROCESS", how)
    answer = emit(guest, 10)
    assert (answer["type"], answer["re"], answer["code"], answer["message"]) == ("error", 10, code, message)
    guest.send({"type": "host.result", "re": 1, "value": None})
    assert guest.result(2)["success"]


@pytest.mark.parametrize("parent", [None, 99, "1", [1], 0])
def test_a_content_for_nobody_is_refused(start_guest: StartGuest, parent: Any) -> None:
    guest, _ = asked(start_guest, "PROCESS")
    answer = emit(guest, 10, parent=parent)
    assert answer["code"] == "protocol_violation"
    assert answer["message"].startswith(
        "Cannot take the content as its parent must be a request of the plugin"
    )


def test_parts_of_a_text_are_not_for_a_callback(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "PROCESS")
    guest.send({"type": "model.chunk", "re": 1, "text": "part"})
    assert emit(guest, 10)["memories"] == [{"id": "c"}]
    guest.send({"type": "host.result", "re": 1, "value": None})
    assert guest.result(2)["data"] == {"contents": [{"text": "c"}]}


def test_a_content_that_is_no_map_is_refused(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "PROCESS")
    answer = emit(guest, 10, "text")
    assert answer["code"] == "protocol_violation"
    assert answer["message"] == "Cannot take the content as it must be a map: current value is 'text'"


def test_a_callback_of_a_request_that_ended_is_refused(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "PROCESS")
    guest.send({"type": "host.result", "re": 1, "value": None})
    guest.result(2)
    assert emit(guest, 10)["code"] == "protocol_violation"


def test_contents_still_come_while_the_plugin_shuts_down(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "PROCESS")
    guest.send({"type": "shutdown"})
    assert emit(guest, 10)["memories"] == [{"id": "c"}]
    guest.send({"type": "host.result", "re": 1, "value": None})
    assert guest.result(2)["success"]
    assert guest.wait() == 0


def test_whoever_gives_up_lets_the_hosts_requests_end(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "GIVE_UP")
    # The second waits for the first, which never ends.
    for number in (10, 11):
        guest.send({"type": "callback.emit", "id": number, "parent": 1, "content": {"n": number}})
    guest.send({"type": "host.result", "re": guest.receive()["id"], "value": None})
    messages = [guest.receive() for _ in range(4)]
    assert {"type": "cancel", "re": 1} in messages
    assert {"type": "action.result", "re": 2, "result": {"success": True, "text": "True"}} in messages
    assert sorted(message["re"] for message in messages if message["type"] == "error") == [10, 11]


def test_the_host_may_take_a_content_back(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "PROCESS", "asks")
    request = emit(guest, 10)
    guest.send({"type": "cancel", "re": 10})
    assert guest.receive() == {"type": "cancel", "re": request["id"]}
    assert (guest.receive()["re"], emit(guest, 11)["type"]) == (10, "host.call")
    guest.send({"type": "host.result", "re": 3, "value": {"id": "found"}})
    assert guest.receive()["re"] == 11
    guest.send({"type": "host.result", "re": 1, "value": None})
    assert guest.result(2)["data"]["contents"] == [{"id": "found"}]
