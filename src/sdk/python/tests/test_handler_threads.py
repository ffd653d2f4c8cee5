"""The threads of `def` handlers."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import pytest

from elizaos_interop.handler_threads import HandlerThreads


def test_it_gives_what_the_function_returns_or_raises() -> None:
    threads = HandlerThreads()

    def fails() -> None:
        raise SystemExit(5)

    async def main() -> None:
        here = threading.current_thread()
        there = await threads.run(threading.current_thread)
        assert there is not here
        assert there.daemon
        assert there.name == "elizaos-handler_1"
        with pytest.raises(SystemExit):
            await threads.run(fails)
        assert await threads.run(threading.current_thread) is there

    asyncio.run(main())


def test_it_starts_as_many_as_are_needed_and_allowed() -> None:
    threads = HandlerThreads(usual=3)
    meet = threading.Barrier(3)

    def names() -> str:
        meet.wait(20)
        return threading.current_thread().name

    async def main() -> set[str]:
        return set(await asyncio.gather(*(threads.run(names) for _ in range(12))))

    assert asyncio.run(main()) == {f"elizaos-handler_{number}" for number in (1, 2, 3)}


def test_what_is_cancelled_before_it_begins_never_does() -> None:
    threads = HandlerThreads(usual=1, most=1)
    gate = threading.Event()
    ran: list[int] = []

    async def main() -> None:
        first = threads.run(lambda: gate.wait(20))
        second = threads.run(lambda: ran.append(2))
        third = threads.run(lambda: ran.append(3))
        second.cancel()
        gate.set()
        assert await first is True
        await third

    asyncio.run(main())
    assert ran == [3]


def test_what_ends_after_its_loop_or_after_a_cancel_is_dropped() -> None:
    threads = HandlerThreads(usual=1, most=1)
    gate, begun = threading.Event(), threading.Event()
    ended: list[Any] = []

    def blocks() -> None:
        begun.set()
        ended.append(gate.wait(20))

    async def gives_up() -> None:
        begun.clear()
        future = threads.run(blocks)
        await asyncio.get_running_loop().run_in_executor(None, begun.wait, 20)
        future.cancel()

    asyncio.run(gives_up())
    gate.set()

    async def main() -> None:
        assert await threads.run(lambda: 5) == 5

    asyncio.run(main())
    assert ended == [True]


@pytest.mark.parametrize(("usual", "jobs"), [(1, 2), (2, 50), (32, 200)])
def test_jobs_that_wait_for_jobs_get_threads(usual: int, jobs: int) -> None:
    """None of them ends before the last has begun."""
    threads = HandlerThreads(usual)
    meet = threading.Barrier(jobs)
    before = threading.active_count()

    async def main() -> None:
        await asyncio.gather(*(threads.run(lambda: meet.wait(20)) for _ in range(jobs)))
        # As many as are usual stay.
        while threading.active_count() > before + usual:
            await asyncio.sleep(0.01)
        assert await threads.run(lambda: 5) == 5

    asyncio.run(asyncio.wait_for(main(), 20))


def test_jobs_that_end_get_no_more_threads_than_usual() -> None:
    threads = HandlerThreads(usual=2)
    names: set[str] = set()

    def brief() -> None:
        names.add(threading.current_thread().name)
        time.sleep(0.002)

    async def main() -> None:
        await asyncio.gather(*(threads.run(brief) for _ in range(100)))

    asyncio.run(main())
    assert len(names) <= 2


def test_there_is_an_end_to_it() -> None:
    threads = HandlerThreads(usual=1, most=3)
    gate = threading.Event()
    begun: list[int] = []

    def blocks() -> None:
        begun.append(1)
        gate.wait(20)

    async def main() -> None:
        running = asyncio.gather(*(threads.run(blocks) for _ in range(5)))
        while len(begun) < 3:
            await asyncio.sleep(0.01)
        assert threads._threads == 3
        gate.set()
        await running

    asyncio.run(asyncio.wait_for(main(), 20))
    assert len(begun) == 5
