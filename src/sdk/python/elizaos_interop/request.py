"""A request of this guest to its host: sent when it is made, awaited when the plugin wants the answer."""

from __future__ import annotations

import asyncio
import concurrent.futures
from collections.abc import Callable, Coroutine, Generator
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

AnswerFuture = asyncio.Future[Any] | concurrent.futures.Future[Any]


class HostRequest(Coroutine[Any, Any, T]):
    """Awaitable in any event loop, and a coroutine as far as `asyncio.create_task` and `asyncio.run` care.

    Being sent already, it need not be awaited at all: a `def` handler calls `callback(content)` and goes on.
    Cancelling whoever awaits it tells the host.
    """

    __slots__ = ("_abandon", "_future", "_read", "_steps")

    def __init__(self, future: AnswerFuture, read: Callable[[Any], T], abandon: Callable[[], None]) -> None:
        self._future = future
        self._read = read
        self._abandon = abandon
        self._steps: Generator[Any, None, T] | None = None

    def __await__(self) -> Generator[Any, None, T]:
        future = self._future
        waited = future if isinstance(future, asyncio.Future) else asyncio.wrap_future(future)
        try:
            answer = yield from waited
        except asyncio.CancelledError:
            self._abandon()
            raise
        return self._read(answer)

    def abandon(self) -> None:
        """Nobody waits for the answer any more: the host is told, unless it has answered."""
        self._abandon()

    def reading(self, read: Callable[[Any], R]) -> HostRequest[R]:
        """The same request, with another value made out of its answer."""
        return HostRequest(self._future, read, self._abandon)

    def when_done(self, tell: Callable[[BaseException | None], None]) -> None:
        """Tells how the request ended: None, or what it failed with. In the loop's thread."""
        self._future.add_done_callback(lambda future: tell(_failure(future)))

    def send(self, value: None) -> Any:
        """As a coroutine's."""
        if self._steps is None:
            self._steps = self.__await__()
        return self._steps.send(value)

    def throw(self, typ: Any, val: Any = None, tb: Any = None) -> Any:
        """As a coroutine's."""
        if self._steps is None:
            # A task that was cancelled before its first step.
            self._abandon()
            self._steps = self.__await__()
        if val is None and tb is None:
            return self._steps.throw(typ)
        return self._steps.throw(typ, val, tb)

    def close(self) -> None:
        """As a coroutine's."""
        if self._steps is not None:
            self._steps.close()


def _failure(future: AnswerFuture) -> BaseException | None:
    return asyncio.CancelledError() if future.cancelled() else future.exception()
