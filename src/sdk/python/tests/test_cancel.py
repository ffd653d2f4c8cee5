"""Cancellation from both sides, and what still runs after it."""

from __future__ import annotations

import pytest
from conftest import StartGuest

WAITERS = """
    import asyncio, threading, time
    from elizaos_interop import Action, HostError, Plugin

    log = []

    async def waits(runtime, message):
        try:
            await asyncio.Event().wait()
        finally:
            log.append("finally")

    async def refuses_to_end(runtime, message):
        while True:
            try:
                await runtime.get_memory_by_id("first")
            except asyncio.CancelledError:
                break
        try:
            await runtime.get_memory_by_id("second")
        except HostError as error:
            log.append(error.code)
        runtime.logger.info("still here")

    async def gathers(runtime, message):
        await asyncio.gather(runtime.get_memory_by_id("a"), runtime.get_memory_by_id("b"))

    go_on = threading.Event()

    def in_thread(runtime, message, state, options, callback):
        async def ask():
            try:
                await runtime.get_memory_by_id("from a thread")
            except HostError as error:
                log.append(error.code)
            try:
                await callback({"text": "late"})
            except HostError as error:
                log.append(error.code)
        asyncio.run(ask())
        go_on.set()

    async def gives_up(runtime, message):
        try:
            await asyncio.wait_for(runtime.use_model("TEXT_SMALL", prompt="x"), 0.01)
        except asyncio.TimeoutError:
            pass
        task = asyncio.create_task(runtime.use_model("TEXT_LARGE", prompt="y"))
        task.cancel()
        await asyncio.wait([task])
        return {"success": True, "text": str(task.cancelled())}

    background = []

    async def leaves_work_behind(runtime, message, state, options, callback):
        answered = asyncio.Event()
        async def later():
            await answered.wait()
            runtime.logger.info("later")
            background.append(await runtime.get_memory_by_id("later"))
            try:
                callback({"text": "too late"})
            except HostError as error:
                background.append(error.code)
        background.append(asyncio.create_task(later()))
        asyncio.get_running_loop().call_later(0.01, answered.set)
        return {"success": True}

    async def joins(runtime, message):
        await background[0]
        return {"success": True, "data": {"background": background[1:]}}

    async def shows(runtime, message):
        return {"success": True, "data": {"log": log}}

    async def joins_thread(runtime, message):
        await asyncio.get_running_loop().run_in_executor(None, go_on.wait)
        return {"success": True, "data": {"log": log}}

    plugin = Plugin(name="waiters", actions=[
        Action("WAIT", "", waits), Action("REFUSE", "", refuses_to_end), Action("GATHER", "", gathers),
        Action("THREAD", "", in_thread), Action("GIVE_UP", "", gives_up), Action("BEHIND", "", leaves_work_behind),
        Action("JOIN", "", joins), Action("SHOW", "", shows), Action("JOIN_THREAD", "", joins_thread),
    ])
"""

CANCELLED = {"type": "error", "code": "cancelled", "message": "The call was cancelled by the host"}


def test_cancel_runs_the_finally_of_a_handler(start_guest: StartGuest) -> None:
    guest = start_guest(WAITERS)
    guest.start()
    guest.invoke(2, "WAIT")
    guest.invoke(3, "SHOW")
    assert guest.result(3)["data"] == {"log": []}
    guest.send({"type": "cancel", "re": 2})
    assert guest.receive() == {**CANCELLED, "re": 2}
    guest.invoke(4, "SHOW")
    assert guest.result(4)["data"] == {"log": ["finally"]}
    guest.send({"type": "shutdown"})
    assert guest.wait() == 0
    assert guest.printed() == ""


def test_a_call_that_goes_on_after_cancel_reaches_nobody(start_guest: StartGuest) -> None:
    guest = start_guest(WAITERS)
    guest.start()
    guest.invoke(2, "REFUSE")
    assert guest.receive()["args"] == ["first"]
    guest.send({"type": "cancel", "re": 2})
    assert guest.receive() == {"type": "cancel", "re": 1}
    assert guest.receive() == {**CANCELLED, "re": 2}
    assert guest.receive() == {"type": "log", "level": "info", "message": "still here"}
    guest.invoke(3, "SHOW")
    assert guest.result(3)["data"] == {"log": ["cancelled"]}


def test_cancel_ends_requests_that_run_concurrently(start_guest: StartGuest) -> None:
    guest = start_guest(WAITERS)
    guest.start()
    guest.invoke(2, "GATHER")
    assert [guest.receive()["id"], guest.receive()["id"]] == [1, 2]
    guest.send({"type": "cancel", "re": 2})
    assert [guest.receive()["re"], guest.receive()["re"]] == [1, 2]
    assert guest.receive() == {**CANCELLED, "re": 2}


def test_cancel_ends_the_requests_of_a_thread(start_guest: StartGuest) -> None:
    guest = start_guest(WAITERS)
    guest.start()
    guest.invoke(2, "THREAD")
    assert guest.receive()["args"] == ["from a thread"]
    guest.send({"type": "cancel", "re": 2})
    assert guest.receive() == {"type": "cancel", "re": 1}
    assert guest.receive() == {**CANCELLED, "re": 2}
    guest.invoke(3, "JOIN_THREAD")
    assert guest.result(3)["data"] == {"log": ["cancelled", "cancelled"]}


def test_a_plugin_that_gives_up_tells_the_host(start_guest: StartGuest) -> None:
    guest = start_guest(WAITERS)
    guest.start()
    guest.invoke(2, "GIVE_UP")
    assert guest.receive()["method"] == "useModel"
    assert guest.receive() == {"type": "cancel", "re": 1}
    assert guest.receive()["args"] == ["TEXT_LARGE", {"prompt": "y"}]
    assert guest.receive() == {"type": "cancel", "re": 2}
    assert guest.result(2) == {"success": True, "text": "True"}


def test_work_that_outlives_its_call_has_no_parent(start_guest: StartGuest) -> None:
    guest = start_guest(WAITERS)
    guest.start()
    guest.invoke(2, "BEHIND")
    assert guest.result(2) == {"success": True}
    assert guest.receive() == {"type": "log", "level": "info", "message": "later"}
    call = guest.receive()
    assert call == {"type": "host.call", "id": 1, "method": "getMemoryById", "args": ["later"]}
    guest.send({"type": "host.result", "re": 1, "value": None})
    guest.invoke(3, "JOIN")
    assert guest.result(3)["data"] == {"background": [None, "closed"]}


@pytest.mark.parametrize("re", [2, 99])
def test_a_cancel_of_nothing_is_ignored(start_guest: StartGuest, re: int) -> None:
    guest = start_guest(WAITERS)
    guest.start()
    guest.invoke(2, "SHOW")
    guest.result(2)
    guest.send({"type": "cancel", "re": re}, {"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}
