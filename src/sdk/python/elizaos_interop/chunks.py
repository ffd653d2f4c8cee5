"""The chunks of a response on their way to the client: few may be ahead of it. PROTOCOL.md, Routes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from .errors import InteropError
from .limits import MAX_CHUNKS_AHEAD
from .request import AnswerFuture
from .whole import whole_number


class Chunks:
    """Sends them in order. Everything here runs in the loop's thread."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Callable[[], None], AnswerFuture]] = deque()
        self._sent = 0
        self._taken = 0
        self._when_sent: Callable[[], None] | None = None

    def put(self, send: Callable[[], None], future: AnswerFuture) -> None:
        """Sends a chunk as soon as there is room, and then settles the future of whoever waits for that."""
        self._waiting.append((send, future))
        self._flush()

    def take(self, message: dict[str, Any]) -> None:
        """Takes a `route.more`: the chunk of its `seq`, and all before it, have reached the client."""
        number = whole_number(message.get("seq"))
        if number is not None:
            self._taken = min(max(self._taken, number + 1), self._sent)
            self._flush()

    def finish(self, when_sent: Callable[[], None]) -> None:
        """Calls back once nothing waits."""
        self._when_sent = when_sent
        self._flush()

    def drop(self, error: InteropError) -> None:
        """Nobody will take the rest."""
        self._when_sent = None
        for _, future in self._waiting:
            # A cancelled asyncio future interrupts whoever awaits it; one of a thread cannot be cancelled.
            if not future.cancel() and not future.done():
                future.set_exception(error)
        self._waiting.clear()

    def _flush(self) -> None:
        while self._waiting and self._sent - self._taken < MAX_CHUNKS_AHEAD:
            send, future = self._waiting.popleft()
            self._sent += 1
            send()
            if not future.done():
                future.set_result(None)
        if self._when_sent is not None and not self._waiting:
            when_sent, self._when_sent = self._when_sent, None
            when_sent()
