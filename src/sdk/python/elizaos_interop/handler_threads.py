"""The threads that `def` handlers run in. An executor of the library's hands over twice: this one once."""

from __future__ import annotations

import asyncio
import threading

# By name, as a plugin may replace it: gevent's would start no thread.
from _thread import get_ident, start_new_thread
from collections.abc import Callable
from queue import SimpleQueue
from threading import _active, current_thread  # type: ignore[attr-defined]
from typing import Any

from .limits import HANDLER_THREADS, MAX_HANDLER_THREADS, STALL_SECONDS

Job = tuple[Callable[[], Any], asyncio.AbstractEventLoop, "asyncio.Future[Any]"]


class HandlerThreads:
    """Starts a thread when all are busy, up to a number; beyond it only where no job ends for a while, as
    those under way may wait for what waits for a thread. As daemons they keep no guest from its end.
    """

    def __init__(self, usual: int = HANDLER_THREADS, most: int = MAX_HANDLER_THREADS) -> None:
        self._usual = usual
        self._most = most
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        # Jobs that have not ended, those that wait included, and jobs that have.
        self._under_way = 0
        self._ended = 0
        # What looks whether jobs end while others wait.
        self._watcher: asyncio.AbstractEventLoop | None = None

    def run(self, function: Callable[[], Any]) -> asyncio.Future[Any]:
        """What the function returns or raises in a thread. Cancelled before it has begun, it never does."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        with self._lock:
            if self._threads <= self._under_way and not self._grow(self._usual):
                self._watch(loop)
            self._under_way += 1
            self._jobs.put((function, loop, future))
        return future

    def _grow(self, most: int) -> bool:
        if self._threads >= most:
            return False
        name = f"elizaos-handler_{self._threads + 1}"
        try:
            start_new_thread(self._work, (name,))
        except RuntimeError:
            # The system has no more.
            if self._threads == 0:
                raise
            return False
        self._threads += 1
        return True

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._watcher is None or self._watcher.is_closed():
            self._watcher = loop
            loop.call_later(STALL_SECONDS, self._look, loop, self._ended)

    def _look(self, loop: asyncio.AbstractEventLoop, ended: int) -> None:
        with self._lock:
            self._watcher = None
            waiting = self._jobs.qsize()
            if self._ended == ended:
                while waiting and self._grow(self._most):
                    waiting -= 1
            if waiting:
                self._watch(loop)

    def _work(self, name: str) -> None:
        try:
            # `threading` learns of the thread here, and forgets it below: before Python 3.13 not by itself.
            current_thread().name = name
        except Exception:
            # What a plugin has replaced there: the thread has no name.
            pass
        goes_on = True
        while goes_on:
            goes_on = self._end(*self._jobs.get())
        _active.pop(get_ident(), None)

    def _end(
        self, function: Callable[[], Any], loop: asyncio.AbstractEventLoop, future: asyncio.Future[Any]
    ) -> bool:
        """Whether the thread goes on: one beyond the usual number does while jobs wait."""
        outcome = (None, None) if future.cancelled() else _outcome(function)
        with self._lock:
            self._under_way -= 1
            self._ended += 1
            goes_on = self._threads <= self._usual or not self._jobs.empty()
            self._threads -= 0 if goes_on else 1
        try:
            loop.call_soon_threadsafe(_settle, future, *outcome)
        except RuntimeError:
            # A loop of the plugin's own, which has been closed: nobody waits in it.
            pass
        return goes_on


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
