"""What the host sends for a request of the guest before its answer: parts of a text, contents for a callback.

Filled in the loop's thread, and emptied by whoever awaits the answer, in whatever loop that is: there the
plugin's functions run.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections import deque
from typing import Any

from . import error_codes
from .call import Call
from .errors import RequestRefusedError

Waiter = tuple[asyncio.AbstractEventLoop, "asyncio.Future[None]"]


class CallbackRequest:
    """One `callback.emit` of the host. `reply` is what the plugin's function returns or raises."""

    __slots__ = ("call", "content", "reply")

    def __init__(self, call: Call, content: Any) -> None:
        self.call = call
        self.content = content
        self.reply: concurrent.futures.Future[Any] = concurrent.futures.Future()


class Feed:
    """An asynchronous iterator over what was put, which ends with `end`. For one reader at a time.

    `of` is what the request asked for: `str`, parts of a text, or `CallbackRequest`.
    """

    def __init__(self, of: type[str] | type[CallbackRequest]) -> None:
        self.of = of
        self._items: deque[str | CallbackRequest] = deque()
        self._waiter: Waiter | None = None
        self._has_ended = False
        self._is_closed = False
        self._lock = threading.Lock()

    def put(self, item: str | CallbackRequest) -> None:
        """Adds one for the reader."""
        with self._lock:
            if self._is_closed:
                _refuse(item)
                return
            self._items.append(item)
            self._wake()

    def end(self) -> None:
        """The request has its answer, or will never have one."""
        with self._lock:
            self._has_ended = True
            self._wake()

    def close(self) -> None:
        """Nobody will read the rest."""
        with self._lock:
            self._is_closed = True
            rest = list(self._items)
            self._items.clear()
        for item in rest:
            _refuse(item)

    def __aiter__(self) -> Feed:
        return self

    async def __anext__(self) -> str | CallbackRequest:
        while True:
            with self._lock:
                if self._items:
                    return self._items.popleft()
                if self._has_ended:
                    raise StopAsyncIteration
                loop = asyncio.get_running_loop()
                self._waiter = (loop, loop.create_future())
                waiting = self._waiter[1]
            await waiting

    def _wake(self) -> None:
        if self._waiter is None:
            return
        loop, future = self._waiter
        self._waiter = None
        try:
            loop.call_soon_threadsafe(_settle, future)
        except RuntimeError:
            # A loop of the plugin's own, which has been closed: nobody waits in it.
            pass


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _refuse(item: str | CallbackRequest) -> None:
    if isinstance(item, CallbackRequest) and item.reply.set_running_or_notify_cancel():
        text = "Cannot take the content as nobody waits for the request that its callback belongs to"
        item.reply.set_exception(RequestRefusedError(error_codes.CANCELLED, text))
