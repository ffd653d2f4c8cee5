"""The guest's loop reads frames where it waits, and serves everything else as any loop."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import StartGuest
from guest_process import INIT, GuestProcess

from elizaos_interop.guest_loop import FrameSelector, GuestLoop, Ready

POLL_US = 1000
LIMITS = {**INIT["limits"], "pollUs": POLL_US}

SOURCE = """
    import asyncio, os, threading, time
    from elizaos_interop import Action, Plugin

    ticks = []

    async def counts(runtime):
        return {"success": True, "data": {"ticks": len(ticks)}}

    async def starts(runtime):
        async def tick():
            while True:
                await asyncio.sleep(0.001)
                ticks.append(1)
        asyncio.get_running_loop().ticking = asyncio.create_task(tick())
        return {"success": True}

    async def listens(runtime, message, state, options):
        read, write = os.pipe()
        loop = asyncio.get_running_loop()
        heard = loop.create_future()
        loop.add_reader(read, lambda: heard.done() or heard.set_result(os.read(read, 100)))
        threading.Timer(options.seconds, os.write, (write, b"heard")).start()
        try:
            return {"success": True, "text": (await heard).decode()}
        finally:
            loop.remove_reader(read)

    async def sleeps(runtime, message, state, options):
        start = time.monotonic()
        await asyncio.sleep(options.seconds)
        return {"success": True, "data": {"seconds": time.monotonic() - start}}

    def in_thread(runtime, message, state, options):
        time.sleep(options.seconds)
        return {"success": True}

    async def blinds(runtime):
        # As a Python would whose loop keeps what it has to run under other names.
        asyncio.get_running_loop().frames.sees_loop = False
        return {"success": True}

    async def shown(runtime):
        return {"success": True, "data": {"cpu": time.process_time()}}

    plugin = Plugin(name="looping", actions=[Action("COUNT", "", counts), Action("START", "", starts), Action("LISTEN", "", listens),
        Action("SLEEP", "", sleeps), Action("THREAD", "", in_thread), Action("CPU", "", shown),
        Action("BLIND", "", blinds)])
"""


@pytest.fixture(params=["sleeping", "polling", "blind"])
def guest(request: pytest.FixtureRequest, start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    guest.start(limits={**LIMITS, "pollUs": POLL_US if request.param == "polling" else 0})
    if request.param == "blind":
        guest.invoke(1000, "BLIND")
        guest.result(1000)
    return guest


def test_timers_run_while_frames_never_cease(guest: GuestProcess) -> None:
    guest.invoke(2, "START")
    guest.result(2)
    ticks, number = 0, 2
    deadline = time.monotonic() + 20
    while ticks < 20 and time.monotonic() < deadline:
        for _ in range(8):
            number += 1
            guest.invoke(number, "COUNT")
        for answered in range(number - 7, number + 1):
            ticks = guest.result(answered)["data"]["ticks"]
    assert ticks >= 20


@pytest.mark.parametrize("seconds", [0.0001, 0.02])
def test_other_descriptors_are_served(guest: GuestProcess, seconds: float) -> None:
    guest.invoke(2, "LISTEN", options={"seconds": seconds})
    assert guest.result(2)["text"] == "heard"


@pytest.mark.parametrize("seconds", [0.0002, 0.02])
def test_timers_wake_it_in_time(guest: GuestProcess, seconds: float) -> None:
    guest.invoke(2, "SLEEP", options={"seconds": seconds})
    assert seconds <= guest.result(2)["data"]["seconds"] < seconds + 1


@pytest.mark.parametrize("seconds", [0.0002, 0.02])
def test_threads_wake_it(guest: GuestProcess, seconds: float) -> None:
    guest.invoke(2, "THREAD", options={"seconds": seconds})
    assert guest.result(2) == {"success": True}


def test_it_ends_with_its_input(guest: GuestProcess) -> None:
    guest.invoke(2, "COUNT")
    guest.result(2)
    guest.hang_up()
    assert guest.wait() == 0


def test_an_idle_guest_uses_no_processor_however_long_it_may_poll(start_guest: StartGuest) -> None:
    guest = start_guest(SOURCE)
    guest.start(limits=LIMITS)
    guest.invoke(2, "CPU")
    before = guest.result(2)["data"]["cpu"]
    time.sleep(0.4)
    guest.invoke(3, "CPU")
    assert guest.result(3)["data"]["cpu"] - before < 0.05


def test_a_host_that_was_looked_for_in_vain_is_looked_for_less_often() -> None:
    ready: Ready = []
    asked = []

    def wait(timeout: float | None = None, /) -> Ready:
        asked.append(timeout)
        return ready

    selector = FrameSelector()
    selector.poll_seconds = 1e-5
    selector._wait = wait

    def looks() -> bool:
        asked.clear()
        selector.has_moved = True
        selector._look(None)
        return bool(asked)

    assert [looks() for _ in range(7)] == [True, False, True, False, False, False, True]
    ready = [(3, 1)]
    assert [looks() for _ in range(9)] == [False] * 7 + [True, True]
    selector.close()


@pytest.mark.parametrize("poll_us", [-1, 0.5, "1000", None, 10**9])
def test_what_is_no_time_to_poll_is_none(start_guest: StartGuest, poll_us: object) -> None:
    guest = start_guest(SOURCE)
    guest.start(limits={**LIMITS, "pollUs": poll_us})
    guest.invoke(2, "CPU")
    before = guest.result(2)["data"]["cpu"]
    time.sleep(0.2)
    guest.invoke(3, "CPU")
    assert guest.result(3)["data"]["cpu"] - before < 0.05


@pytest.fixture
def loop() -> Iterator[GuestLoop]:
    loop = GuestLoop()
    yield loop
    loop.close()


def test_a_read_that_leaves_nothing_to_run_goes_back_to_wait(loop: GuestLoop) -> None:
    theirs, ours = os.pipe()
    chunks: list[bytes] = []
    turns: list[float | None] = []
    select = loop.frames.select

    def counting(timeout: float | None = None) -> object:
        turns.append(timeout)
        return select(timeout)

    loop.frames.select = counting  # type: ignore[method-assign, assignment]

    def read() -> None:
        chunks.append(os.read(theirs, 1))
        assert asyncio.current_task() is None
        if chunks[-1] == b"z":
            loop.stop()

    loop.frames.follow(loop, theirs, read, lambda: None)
    os.write(ours, b"abcdefz")
    loop.run_forever()
    assert b"".join(chunks) == b"abcdefz"
    assert turns == [None]
    os.close(theirs)
    os.close(ours)


def test_what_waits_to_be_run_comes_before_what_is_read(loop: GuestLoop) -> None:
    theirs, ours = os.pipe()
    order: list[str] = []

    def read() -> None:
        order.append(os.read(theirs, 100).decode())
        loop.stop()

    loop.frames.follow(loop, theirs, read, lambda: order.append("flush"))
    os.write(ours, b"read")
    loop.call_soon(order.append, "first")
    loop.call_soon(order.append, "second")
    loop.run_forever()
    assert order == ["flush", "first", "second", "read"]
    os.close(theirs)
    os.close(ours)


def test_a_timer_that_a_read_makes_is_waited_for(loop: GuestLoop) -> None:
    theirs, ours = os.pipe()

    def read() -> None:
        os.read(theirs, 1)
        loop.call_later(0.001, loop.stop)

    loop.frames.follow(loop, theirs, read, lambda: None)
    os.write(ours, b"a")
    loop.run_forever()
    os.close(theirs)
    os.close(ours)


def test_a_timer_comes_while_reads_make_no_work(loop: GuestLoop, tmp_path: Path) -> None:
    """What can always be read, and a timer that was there before."""
    path = tmp_path / "endless"
    os.mkfifo(path)
    both = os.open(path, os.O_RDWR)
    os.write(both, b"a")
    loop.frames.follow(loop, both, lambda: None, lambda: None)
    loop.call_later(0.005, loop.stop)
    loop.run_forever()
    os.close(both)


def test_it_works_in_asyncios_debug_mode(start_guest: StartGuest) -> None:
    guest = start_guest(SOURCE, env={"PYTHONASYNCIODEBUG": "1"})
    guest.start()
    guest.invoke(2, "SLEEP", options={"seconds": 0.001})
    assert guest.result(2)["success"] is True
    guest.invoke(3, "COUNT")
    assert guest.result(3)["data"] == {"ticks": 0}


@pytest.mark.parametrize("over", ["socket", "pipes"])
def test_a_large_message_arrives_between_small_ones(start_guest: StartGuest, over: str) -> None:
    guest = start_guest(SOURCE, over=over)
    guest.start()
    guest.invoke(2, "COUNT")
    guest.invoke(3, "COUNT", "x" * 5_000_000)
    guest.invoke(4, "COUNT")
    assert [guest.result(number)["success"] for number in (2, 3, 4)] == [True] * 3
