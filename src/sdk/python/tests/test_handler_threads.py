"""The threads of `def` handlers."""

from __future__ import annotations

import asyncio
import threading
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
    threads = HandlerThreads(most=3)
    meet = threading.Barrier(3)

    def names() -> str:
        meet.wait(20)
        return threading.current_thread().name

    async def main() -> set[str]:
        return set(await asyncio.gather(*(threads.run(names) for _ in range(12))))

    assert asyncio.run(main()) == {f"elizaos-handler_{number}" for number in (1, 2, 3)}


def test_what_is_cancelled_before_it_begins_never_does() -> None:
    threads = HandlerThreads(most=1)
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
    threads = HandlerThreads(most=1)
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
