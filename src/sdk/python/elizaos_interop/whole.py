"""Integers as they arrive: a double with an integral value is one too. PROTOCOL.md §1."""

from __future__ import annotations

from typing import Any


def whole_number(value: Any, least: int = 0) -> int | None:
    """The integer, if the value is one that is not less than `least`."""
    if type(value) in (int, float) and value >= least and value % 1 == 0:
        return int(value)
    return None
