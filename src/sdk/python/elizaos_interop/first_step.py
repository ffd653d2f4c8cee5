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
    # The work of the task that is being made, in the one loop that there is, and what that task asked for.
    _wanted: Coroutine[Any, Any, Any] | None = None
    _asked: list[tuple[Callable[[], object], Context]] = []

    def start_at_once(
        loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T], name: str | None
    ) -> asyncio.Task[T]:
        """The same. Inside another task the first step waits for the loop's next turn."""
        global _wanted
        # The second is a destructor's, that runs while another task is made.
        if current_task(loop) is not None or _wanted is not None:
            return loop.create_task(work, name=name)
        # The instance's own hides its class's. Threads do not meet it: what they call is another function.
        loop.call_soon = _take  # type: ignore[method-assign, assignment]
        _wanted = work
        try:
            task = Task(work, loop=loop, name=name)
        finally:
            _wanted = None
            del loop.call_soon
        first_step, context = _asked.pop()
        context.run(first_step)
        return task

    def _take(step: Any, *arguments: Any, context: Any = None) -> asyncio.Handle | None:
        try:
            is_wanted = step.__self__.get_coro() is _wanted
        except AttributeError:
            is_wanted = False
        if is_wanted:
            _asked.append((step, context))
            return None
        # To make a task may collect garbage, and what a destructor asks for is the loop's.
        loop = asyncio.get_running_loop()
        return type(loop).call_soon(loop, step, *arguments, context=context)
