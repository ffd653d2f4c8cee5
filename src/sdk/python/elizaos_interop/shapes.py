"""elizaOS's own shapes, as records. Their fields are those of its TypeScript types and its Python SDK."""

from __future__ import annotations

from collections.abc import ValuesView
from typing import Any, ClassVar

from .record import Kinds, Record, as_kind, set_attribute


class Media(Record):
    """elizaOS `Media`, an attachment of a content."""

    __slots__ = ()
    FIELDS = frozenset({"contentType", "description", "id", "source", "text", "title", "url"})


class MentionContext(Record):
    """elizaOS `MentionContext`."""

    __slots__ = ()
    FIELDS = frozenset({"isMention", "isReply", "isThread", "mentionType"})


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
        | {"responseId", "responseMessageId", "simple", "source", "target", "text", "thought", "type", "url"}
    )
    KINDS: ClassVar[Kinds] = {"attachments": Media, "mentionContext": MentionContext}


class Memory(Record):
    """elizaOS `Memory`. `content` is a Content; `created_at` counts milliseconds since the epoch."""

    __slots__ = ()
    FIELDS = frozenset(
        {"agentId", "content", "createdAt", "embedding", "entityId", "id", "metadata", "roomId", "similarity"}
        | {"unique", "worldId"}
    )
    KINDS: ClassVar[Kinds] = {"content": Content}


class Outcome(Record):
    """elizaOS `ActionResult` of an earlier action."""

    __slots__ = ()
    FIELDS = frozenset({"data", "error", "success", "text", "values"})


class StateData(Record):
    """elizaOS `StateData`."""

    __slots__ = ()
    FIELDS = frozenset(
        {"actionPlan", "actionResults", "entity", "providers", "room", "workingMemory", "world"}
    )
    KINDS: ClassVar[Kinds] = {"actionResults": Outcome}


class State(Record):
    """elizaOS `State`: `values`, `data`, `text`. `state.values` is the map; called, it is `dict.values`."""

    __slots__ = ()
    FIELDS = frozenset({"data", "extra", "text", "values"})
    KINDS: ClassVar[Kinds] = {"data": StateData}

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


class ActionContext(Record):
    """elizaOS `ActionContext`, without its functions."""

    __slots__ = ()
    FIELDS = frozenset({"previousResults"})
    KINDS: ClassVar[Kinds] = {"previousResults": Outcome}


class Options(Record):
    """elizaOS `HandlerOptions`, without its functions."""

    __slots__ = ()
    FIELDS = frozenset({"actionContext", "actionPlan", "actionPlanJson", "parameters"})
    KINDS: ClassVar[Kinds] = {"actionContext": ActionContext}


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
        | {
            "advancedMemory",
            "advancedPlanning",
            "settings",
            "style",
            "system",
            "templates",
            "topics",
            "username",
        }
    )


def as_memory(value: Any) -> Any:
    """A Memory with its Content. Like its siblings it leaves alone what is no map."""
    memory = as_kind(Memory, value)
    if type(memory) is Memory:
        content = memory.get("content")
        if type(content) is Record:
            set_attribute(content, "__class__", Content)
        elif type(content) is not Content and isinstance(content, dict):
            memory["content"] = as_kind(Content, content)
    return memory


def as_memories(value: Any) -> Any:
    """A list of Memory."""
    return [as_memory(item) for item in value] if isinstance(value, list) else value


def as_state(value: Any) -> Any:
    """A State."""
    return None if value is None else as_kind(State, value)


def as_options(value: Any) -> Any:
    """Options."""
    return None if value is None else as_kind(Options, value)


def as_character(value: Any) -> Any:
    """A Character."""
    return as_kind(Character, value)
