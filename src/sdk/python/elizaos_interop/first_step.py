"""Tasks whose first step runs at once: most handlers have no second one, and need no turn of the loop.

Since Python 3.12 asyncio does that itself. Before, a task asks its loop by `call_soon` for its first step:
the function that the loop would call in its next turn is called now instead, in the context that goes with
it. It makes the task the current one and takes what the work raises, as in any turn: `asyncio.timeout`,
cancellation and context variables see no difference. Only inside another task's step it must not be called.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from contextvars import Context
from typing import Any, TypeVar

T = TypeVar("T")


if sys.version_info >= (3, 12):

    def start_at_once(
        loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T], name: str | None
    ) -> asyncio.Task[T]:
        """In the loop's thread, while it runs. `name` is the task's; asyncio makes one where it is None."""
        return asyncio.Task(work, loop=loop, name=name, eager_start=True)

else:
    Task = asyncio.Task
    current_task = asyncio.current_task
    _asked: list[tuple[Callable[[], object], Context]] = []

    def start_at_once(
        loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T], name: str | None
    ) -> asyncio.Task[T]:
        """The same. Inside another task the first step waits for the loop's next turn."""
        if current_task(loop) is not None:
            return loop.create_task(work, name=name)
        # The instance's own hides its class's. Threads do not meet it: what they call is another function.
        loop.call_soon = _take  # type: ignore[method-assign, assignment]
        try:
            task = Task(work, loop=loop, name=name)
        finally:
            del loop.call_soon
        first_step, context = _asked.pop()
        context.run(first_step)
        return task

    def _take(first_step: Callable[[], object], *, context: Context) -> None:
        _asked.append((first_step, context))
