"""What a plugin raises where nobody waits for it is told in the host's log, and costs nobody a call."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

from elizaos_interop.limits import MAX_STRAY_ERRORS
from elizaos_interop.logger import Logger
from elizaos_interop.stray_errors import StrayErrors

SOURCE = """
    import asyncio, gc, sys, threading

    async def _raise(error): raise error
    async def _nothing(runtime): return {"success": True}

    async def _task(runtime):
        asyncio.create_task(_raise(ValueError("in a task")))
        await asyncio.sleep(0.01)
        gc.collect()
        return {"success": True}
    async def _timer(runtime):
        asyncio.get_running_loop().call_later(0, lambda: {}["in a timer"])
        await asyncio.sleep(0.01)
        return {"success": True}
    async def _thread(runtime):
        thread = threading.Thread(target=lambda: 1 / 0, name="worker")
        thread.start()
        thread.join()
        return {"success": True}
    class Broken:
        def __del__(self): raise ValueError("in a destructor")
    async def _destructor(runtime):
        Broken()
        return {"success": True}
    async def _exits(runtime):
        # Two at once: each leaves the loop.
        tasks = [asyncio.create_task(_raise(SystemExit(3))) for _ in range(2)]
        await asyncio.wait(tasks)
        return {"success": True}
    async def _interrupts(runtime):
        tasks = [asyncio.create_task(_raise(KeyboardInterrupt("now"))) for _ in range(2)]
        await asyncio.wait(tasks)
        return {"success": True}
    async def _awaited(runtime):
        try:
            await asyncio.create_task(_raise(SystemExit(3)))
        except SystemExit:
            return {"success": True}
    async def _exit_in_timer(runtime):
        asyncio.get_running_loop().call_soon(sys.exit, 3)
        await asyncio.sleep(0.01)
        return {"success": True}
    async def _stops(runtime):
        asyncio.get_running_loop().stop()
        await asyncio.sleep(0.01)
        return {"success": True}

    plugin = {"name": "stray", "actions": [{"name": name[1:].upper(), "handler": handler}
        for name, handler in list(globals().items()) if name.startswith("_") and asyncio.iscoroutinefunction(handler)
        and name != "_raise"]}
"""

STRAYS = {
    "TASK": "Task exception was never retrieved: ValueError: in a task",
    "TIMER": "KeyError: 'in a timer'",
    "THREAD": "An error that nobody caught in worker: ZeroDivisionError: division by zero",
    "DESTRUCTOR": "ValueError: in a destructor",
    "EXITS": "The plugin interrupted the event loop of its guest, which goes on: SystemExit: 3",
    "AWAITED": "which goes on: SystemExit: 3",
    "INTERRUPTS": "which goes on: KeyboardInterrupt: now",
    "EXIT_IN_TIMER": "which goes on: SystemExit: 3",
    "STOPS": "The plugin stopped the event loop of its guest, which goes on",
}


def answers(guest: GuestProcess, numbers: set[int]) -> list[dict[str, Any]]:
    """The records of the log that come until all of these are answered."""
    records = []
    while numbers:
        message = guest.receive()
        if message["type"] == "log":
            records.append(message)
        else:
            assert message["result"] == {"success": True}, message
            numbers.remove(message["re"])
    return records


@pytest.mark.parametrize("action", STRAYS)
def test_a_stray_error_is_told_and_the_guest_lives(start_guest: StartGuest, action: str) -> None:
    guest = start_guest(SOURCE)
    guest.start()
    guest.invoke(2, action)
    guest.invoke(3, "NOTHING")
    records = answers(guest, {2, 3})
    guest.invoke(4, "NOTHING")
    records += answers(guest, {4})
    told = [record for record in records if STRAYS[action] in record["message"]]
    assert told, records
    assert {record["level"] for record in told} == {"error"}
    if action != "STOPS":
        assert all("Traceback" in record["fields"]["traceback"] for record in told)
    guest.send({"type": "shutdown"})
    assert guest.wait() == 0


def test_a_flood_is_told_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("elizaos_interop.stray_errors.monotonic", lambda: now)
    written: list[str] = []
    strays = StrayErrors(Logger(lambda level, message, fields: written.append(message)))
    for number in range(MAX_STRAY_ERRORS + 5):
        strays.tell("An error", ValueError(number))
    assert len(written) == MAX_STRAY_ERRORS
    now = 60.0
    strays.tell("Another", None)
    assert written[-2:] == ["5 more errors that nobody caught were left out", "Another"]
