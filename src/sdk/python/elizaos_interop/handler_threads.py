"""The threads that `def` handlers run in. An executor of the library's hands over twice: this one once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from .limits import HANDLER_THREADS

Job = tuple[Callable[[], Any], asyncio.AbstractEventLoop, "asyncio.Future[Any]"]


class HandlerThreads:
    """Starts a thread when all are busy, up to a number. As daemons they keep no guest from its end."""

    def __init__(self, most: int = HANDLER_THREADS) -> None:
        self._most = most
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        # Jobs that have not ended, those that wait included.
        self._under_way = 0

    def run(self, function: Callable[[], Any]) -> asyncio.Future[Any]:
        """What the function returns or raises in a thread. Cancelled before it has begun, it never does."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        with self._lock:
            self._under_way += 1
            if self._threads < min(self._under_way, self._most):
                self._threads += 1
                name = f"elizaos-handler_{self._threads}"
                threading.Thread(target=self._work, name=name, daemon=True).start()
        self._jobs.put((function, loop, future))
        return future

    def _work(self) -> None:
        while True:
            self._end(*self._jobs.get())

    def _end(
        self, function: Callable[[], Any], loop: asyncio.AbstractEventLoop, future: asyncio.Future[Any]
    ) -> None:
        outcome = (None, None) if future.cancelled() else _outcome(function)
        with self._lock:
            self._under_way -= 1
        try:
            loop.call_soon_threadsafe(_settle, future, *outcome)
        except RuntimeError:
            # A loop of the plugin's own, which has been closed: nobody waits in it.
            pass


def _outcome(function: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    try:
        return function(), None
    except BaseException as error:
        return None, error


def _settle(future: asyncio.Future[Any], value: Any, error: BaseException | None) -> None:
    if future.done():
        # Cancelled meanwhile.
        return
    if error is None:
        future.set_result(value)
    else:
        future.set_exception(error)
