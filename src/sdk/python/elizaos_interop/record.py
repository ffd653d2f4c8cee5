"""What handlers are given: dicts with elizaOS's camelCase keys that also answer attributes in either case.

`message["roomId"]`, `message.room_id` and `message.roomId` are the same, for reading and for setting. A field
that elizaOS knows and that is absent is None; an attribute that nobody knows raises AttributeError.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

Kinds = Mapping[str, "type[Record]"]
"""What the maps, or lists of maps, at some keys are."""


set_attribute = object.__setattr__
"""What Record's own would make a key of: the class."""


class Record(dict[str, Any]):
    """Any map from the host. `dict`'s own methods (`items`, `get`, …) win over keys of the same name."""

    __slots__ = ()
    FIELDS: ClassVar[frozenset[str]] = frozenset()
    KINDS: ClassVar[Kinds] = {}

    def __init_subclass__(cls) -> None:
        for key in cls.FIELDS:
            for name in {key, snake_case(key)}:
                # What dict or the class itself has of that name wins.
                if not hasattr(cls, name):
                    setattr(cls, name, _field(name, key, cls.KINDS.get(key, Record)))

    def __getattr__(self, name: str) -> Any:
        key = name if name in self else camel_case(name)
        try:
            value = self[key]
        except KeyError:
            if key in self.FIELDS:
                return None
            known = ", ".join(self) or "none"
            text = f"{type(self).__name__} has no field {name!r}; it has: {known}"
            raise AttributeError(text) from None
        if type(value) in RAW:
            value = self[key] = as_kind(self.KINDS.get(key, Record), value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        self[name if name in self else camel_case(name)] = value

    def __delattr__(self, name: str) -> None:
        key = name if name in self else camel_case(name)
        if key not in self:
            raise AttributeError(f"{type(self).__name__} has no field {name!r}")
        del self[key]


def _field(name: str, key: str, kind: type[Record]) -> property:
    """What `__getattr__` would do for a known field: that is asked only after a look-up that fails."""

    def read(record: Record) -> Any:
        found = name if name in record else key
        value = record.get(found)
        if type(value) in RAW:
            value = record[found] = as_kind(kind, value)
        return value

    return property(read)


@lru_cache(maxsize=4096)
def camel_case(name: str) -> str:
    """`room_id` → `roomId`. Leading underscores stay, and so do names that have none."""
    start = len(name) - len(name.lstrip("_"))
    first, *rest = name[start:].split("_")
    return name[:start] + first + "".join(word[:1].upper() + word[1:] for word in rest)


@lru_cache(maxsize=4096)
def snake_case(name: str) -> str:
    """`roomId` → `room_id`, `hasElizaOS` → `has_eliza_os`."""
    return re.sub("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def as_kind(kind: type[Record], value: Any) -> Any:
    """A map, or the maps of a list, as records of a kind; anything else as it is.

    The decoder makes plain Records, and all kinds have one memory layout: changing the class copies nothing.
    """
    if type(value) is Record:
        if kind is not Record:
            set_attribute(value, "__class__", kind)
        return value
    if isinstance(value, list):
        first = type(value[0]) if value else None
        if first is dict or (first is Record and kind is not Record):
            value[:] = [as_kind(kind, item) for item in value]
        return value
    return kind(value) if isinstance(value, dict) and not isinstance(value, kind) else value


RAW = frozenset({dict, list, Record})
"""What is looked at when a plugin reads it: records that have no kind yet, and what a plugin put there."""
