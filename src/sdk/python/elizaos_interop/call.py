"""One request of the host that the plugin works on, and which of them the running code belongs to."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar


class Call:
    """`id` is the host's. Once it has ended, whatever its handler still does reaches nobody."""

    __slots__ = ("has_ended", "id", "is_cancelled", "task")

    def __init__(self, number: int) -> None:
        self.id = number
        self.has_ended = False
        self.is_cancelled = False
        self.task: asyncio.Task[None] | None = None


current_call: ContextVar[Call | None] = ContextVar("elizaos_interop_call", default=None)
"""Tasks and handler threads inherit it; threads that a plugin starts itself do not."""
