"""One request of the host that the plugin works on, and which of them the running code belongs to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any


class Call:
    """`id` is the host's. Once it has ended, whatever its handler still does reaches nobody.

    `on_follow_up` takes what the host says of it while it is under way: `route.more`.
    """

    __slots__ = ("has_ended", "id", "is_cancelled", "on_follow_up", "task")

    def __init__(self, number: int) -> None:
        self.id = number
        self.has_ended = False
        self.is_cancelled = False
        self.on_follow_up: Callable[[dict[str, Any]], None] | None = None
        self.task: asyncio.Task[None] | None = None


current_call: ContextVar[Call | None] = ContextVar("elizaos_interop_call", default=None)
"""Tasks and handler threads inherit it; threads that a plugin starts itself do not."""
