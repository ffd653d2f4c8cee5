"""Tasks whose first step runs at once are asyncio's own in everything else."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from elizaos_interop.first_step import start_at_once

place: contextvars.ContextVar[str] = contextvars.ContextVar("place", default="outside")


def at_top_level(run: Callable[[asyncio.AbstractEventLoop], None], turns: int = 1) -> None:
    """Runs a function as a callback of a loop, in no task, and then so many turns."""
    loop = asyncio.new_event_loop()

    def stop_after(left: int) -> None:
        loop.call_soon(stop_after, left - 1) if left else loop.stop()

    try:
        loop.call_soon(run, loop)
        loop.call_soon(stop_after, turns)
        loop.run_forever()
    finally:
        loop.close()


def started(work: Coroutine[Any, Any, Any], turns: int = 1) -> asyncio.Task[Any]:
    """A task that was started at top level, after so many turns."""
    tasks: list[asyncio.Task[Any]] = []
    at_top_level(lambda loop: tasks.append(start_at_once(loop, work, "some")), turns)
    return tasks[0]


def test_the_first_step_runs_at_once_in_its_own_task() -> None:
    seen: list[Any] = []

    async def work() -> int:
        seen.append(asyncio.current_task())
        return 5

    def run(loop: asyncio.AbstractEventLoop) -> None:
        task = start_at_once(loop, work(), "some")
        assert seen == [task]
        assert isinstance(task, asyncio.Task)
        assert (task.done(), task.result(), task.get_name()) == (True, 5, "some")
        assert asyncio.current_task() is None
        assert "call_soon" not in vars(loop)

    at_top_level(run)
    assert len(seen) == 1


def test_further_steps_run_in_turn() -> None:
    async def work() -> list[Any]:
        first = asyncio.current_task()
        await asyncio.sleep(0)
        return [first, asyncio.current_task()]

    task = started(work(), turns=3)
    assert task.result() == [task, task]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="asyncio.timeout is of 3.11")
def test_a_timeout_may_begin_in_the_first_step() -> None:
    async def work() -> str:
        try:
            async with asyncio.timeout(0):  # type: ignore[attr-defined, unused-ignore]
                await asyncio.Event().wait()
        except TimeoutError:
            return "timed out"
        return "not"

    assert started(work(), turns=50).result() == "timed out"


def test_wait_for_may_begin_in_the_first_step() -> None:
    async def work() -> str:
        try:
            await asyncio.wait_for(asyncio.Event().wait(), 0.000001)
        except asyncio.TimeoutError:
            return "timed out"
        return "not"

    assert started(work(), turns=50).result() == "timed out"


def test_context_variables_stay_in_the_task() -> None:
    async def work() -> list[str]:
        before = place.get()
        place.set("inside")
        await asyncio.sleep(0)
        return [before, place.get()]

    def run(loop: asyncio.AbstractEventLoop) -> None:
        tasks.append(start_at_once(loop, work(), None))
        assert place.get() == "outside"

    tasks: list[asyncio.Task[list[str]]] = []
    at_top_level(run, turns=3)
    assert tasks[0].result() == ["outside", "inside"]


def test_a_task_that_waits_can_be_cancelled() -> None:
    seen = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            seen.append("finally")

    tasks = []

    def run(loop: asyncio.AbstractEventLoop) -> None:
        tasks.append(start_at_once(loop, work(), None))
        tasks[0].cancel()

    at_top_level(run, turns=3)
    assert tasks[0].cancelled()
    assert seen == ["finally"]


def test_a_task_may_cancel_itself_in_its_first_step() -> None:
    async def work() -> None:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        await asyncio.sleep(0)

    assert started(work(), turns=3).cancelled()


def test_what_the_first_step_raises_is_the_tasks() -> None:
    async def work() -> None:
        raise ValueError("in the first step")

    assert isinstance(started(work()).exception(), ValueError)


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt])
def test_what_ends_the_process_ends_the_loop(kind: type[BaseException]) -> None:
    async def work() -> None:
        raise kind

    with pytest.raises(kind):
        started(work())


def test_what_a_destructor_asks_of_the_loop_while_a_task_is_made_is_done() -> None:
    """A step that the garbage collector took at the making of another task was lost, and so was its callback."""
    done: list[str] = []
    started_too: list[asyncio.Task[None]] = []

    class Garbage:
        def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
            self.itself, self.loop = self, loop

        def __del__(self) -> None:
            started_too.append(self.loop.create_task(work("a task")))
            started_too.append(start_at_once(self.loop, work("a task at once"), None))
            assert isinstance(self.loop.call_soon(done.append, "a callback"), asyncio.Handle)

    async def work(kind: str) -> None:
        done.append(kind)

    class Name:
        def __str__(self) -> str:
            # The making of a task asks for its name: now is the moment at which a collection may come.
            gc.collect()
            return "collecting"

    def run(loop: asyncio.AbstractEventLoop) -> None:
        for _ in range(3):
            Garbage(loop)
            task = start_at_once(loop, work("the task"), Name())  # type: ignore[arg-type]
            assert task.done()
            assert task.get_name() == "collecting"

    gc.disable()
    try:
        at_top_level(run, turns=3)
    finally:
        gc.enable()
    kinds = ["the task", "a task", "a task at once", "a callback"]
    assert {kind: done.count(kind) for kind in kinds} == dict.fromkeys(kinds, 3)
    assert all(task.done() for task in started_too)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="asyncio itself runs it inside another task")
def test_inside_a_task_the_first_step_waits_for_the_next_turn() -> None:
    seen: list[Any] = []

    async def inner() -> None:
        seen.append(asyncio.current_task())

    async def outer() -> None:
        task = start_at_once(asyncio.get_running_loop(), inner(), "inner")
        assert seen == []
        await task
        assert seen == [task]

    started(outer(), turns=5).result()
    assert len(seen) == 1
