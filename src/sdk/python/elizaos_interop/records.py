"""What handlers are given: dicts with elizaOS's camelCase keys that also answer attributes in either case.

`message["roomId"]`, `message.room_id` and `message.roomId` are the same, for reading and for setting. A field
that elizaOS knows and that is absent is None; an attribute that nobody knows raises AttributeError.
"""

from __future__ import annotations

from collections.abc import Mapping, ValuesView
from functools import lru_cache
from typing import Any, ClassVar


class Record(dict[str, Any]):
    """Any map from the host. `dict`'s own methods (`items`, `get`, …) win over keys of the same name."""

    __slots__ = ()
    FIELDS: ClassVar[frozenset[str]] = frozenset()
    KINDS: ClassVar[Mapping[str, type[Record]]] = {}

    def __getattr__(self, name: str) -> Any:
        key = name if name in self else camel_case(name)
        if key in self:
            value = self[key]
            if type(value) is dict:
                # The plugin put it there, and now reads it as it reads the host's.
                value = self[key] = self.KINDS.get(key, Record)(value)
            return value
        if key in self.FIELDS:
            return None
        known = ", ".join(self) or "none"
        raise AttributeError(f"{type(self).__name__} has no field {name!r}; it has: {known}")

    def __setattr__(self, name: str, value: Any) -> None:
        self[name if name in self else camel_case(name)] = value

    def __delattr__(self, name: str) -> None:
        key = name if name in self else camel_case(name)
        if key not in self:
            raise AttributeError(f"{type(self).__name__} has no field {name!r}")
        del self[key]


class Content(Record):
    """elizaOS `Content`: text, actions, attachments and whatever else a client adds."""

    __slots__ = ()
    FIELDS = frozenset(
        {
            "actions",
            "attachments",
            "channelType",
            "data",
            "inReplyTo",
            "mentionContext",
            "metadata",
            "providers",
        }
        | {"responseId", "responseMessageId", "source", "target", "text", "thought", "url"}
    )


class Memory(Record):
    """elizaOS `Memory`. `content` is a Content; `created_at` counts milliseconds since the epoch."""

    __slots__ = ()
    FIELDS = frozenset(
        {"agentId", "content", "createdAt", "embedding", "entityId", "id", "metadata", "roomId", "similarity"}
        | {"unique", "worldId"}
    )
    KINDS: ClassVar[Mapping[str, type[Record]]] = {"content": Content}


class State(Record):
    """elizaOS `State`: `values`, `data`, `text`. `state.values` is the map; called, it is `dict.values`."""

    __slots__ = ()
    FIELDS = frozenset({"data", "text", "values"})

    @property
    def values(self) -> StateValues:  # type: ignore[override]
        found = self.get("values")
        if type(found) is StateValues:
            return found
        values = StateValues(found if isinstance(found, dict) else {})
        object.__setattr__(values, "_state", self)
        if isinstance(found, dict):
            self["values"] = values
        return values


class StateValues(Record):
    """The map at `state.values`, which is what a dict's `values` method is as well."""

    __slots__ = ("_state",)

    def __call__(self) -> ValuesView[Any]:
        return dict.values(object.__getattribute__(self, "_state"))

    def __reduce__(self) -> tuple[type[Record], tuple[dict[str, Any]]]:
        return Record, (dict(self),)


class Options(Record):
    """elizaOS `HandlerOptions`, without its functions."""

    __slots__ = ()
    FIELDS = frozenset({"actionContext", "actionPlan", "parameters"})


class Character(Record):
    """elizaOS `Character`, without secrets."""

    __slots__ = ()
    FIELDS = frozenset(
        {
            "adjectives",
            "bio",
            "id",
            "knowledge",
            "messageExamples",
            "name",
            "plugins",
            "postExamples",
            "secrets",
        }
        | {"settings", "style", "system", "templates", "topics", "username"}
    )


@lru_cache(maxsize=4096)
def camel_case(name: str) -> str:
    """`room_id` → `roomId`. Leading underscores stay, and so do names that have none."""
    start = len(name) - len(name.lstrip("_"))
    first, *rest = name[start:].split("_")
    return name[:start] + first + "".join(word[:1].upper() + word[1:] for word in rest)


def as_memory(value: Any) -> Any:
    """A Memory with its Content. Like its siblings it leaves alone what is no map."""
    memory = _as(Memory, value)
    if isinstance(memory, Memory) and "content" in memory:
        memory["content"] = _as(Content, memory["content"])
    return memory


def as_memories(value: Any) -> Any:
    """A list of Memory."""
    return [as_memory(item) for item in value] if isinstance(value, list) else value


def as_state(value: Any) -> Any:
    """A State."""
    return _as(State, value)


def as_options(value: Any) -> Any:
    """Options."""
    return _as(Options, value)


def as_character(value: Any) -> Any:
    """A Character."""
    return _as(Character, value)


def _as(kind: type[Record], value: Any) -> Any:
    """The decoder makes Records, which all have one memory layout: changing the class copies nothing."""
    if type(value) is Record:
        object.__setattr__(value, "__class__", kind)
        return value
    return kind(value) if isinstance(value, dict) and not isinstance(value, kind) else value
