"""The runtime methods that a guest may ask of its host (`hostMethod` of plugin.schema.json), and what reads
the result of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .shapes import as_memories, as_memory, as_state

HOST_METHODS: dict[str, Callable[[Any], Any]] = {
    "composeState": as_state,
    "createMemory": lambda value: value,
    "emitEvent": lambda value: None,
    "getMemories": as_memories,
    "getMemoryById": as_memory,
    "useModel": lambda value: value,
}
