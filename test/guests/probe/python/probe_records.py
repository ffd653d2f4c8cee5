"""What the probe remembers. A process serves one agent."""

from __future__ import annotations

from typing import Any


class Records:
    def __init__(self) -> None:
        self.calls = 0
        self.config: dict[str, Any] = {}
        self.seen: list[Any] = []
        """`n` of the payloads of its events, in the order in which their handlers started."""
        self.tasks: list[dict[str, Any]] = []
        self.started: list[Any] = []
        """What the starts of its service `probe` returned."""


records = Records()
