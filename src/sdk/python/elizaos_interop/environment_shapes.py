"""elizaOS's rooms, worlds, entities and tasks, as records: what the host's methods answer."""

from __future__ import annotations

from typing import ClassVar

from .record import Kinds, Record


class Component(Record):
    """elizaOS `Component`, a piece of an entity's data."""

    __slots__ = ()
    FIELDS = frozenset(
        {"agentId", "createdAt", "data", "entityId", "id", "roomId", "sourceEntityId", "type", "worldId"}
    )


class Entity(Record):
    """elizaOS `Entity`: a person, an agent, anything that speaks."""

    __slots__ = ()
    FIELDS = frozenset({"agentId", "components", "id", "metadata", "names"})
    KINDS: ClassVar[Kinds] = {"components": Component}


class Participant(Record):
    """elizaOS `Participant`."""

    __slots__ = ()
    FIELDS = frozenset({"entity", "id"})
    KINDS: ClassVar[Kinds] = {"entity": Entity}


class Relationship(Record):
    """elizaOS `Relationship` of two entities."""

    __slots__ = ()
    FIELDS = frozenset({"agentId", "createdAt", "id", "metadata", "sourceEntityId", "tags", "targetEntityId"})


class Room(Record):
    """elizaOS `Room`."""

    __slots__ = ()
    FIELDS = frozenset(
        {"agentId", "channelId", "id", "messageServerId", "metadata", "name", "serverId", "source", "type"}
        | {"worldId"}
    )


class World(Record):
    """elizaOS `World`: a server of many rooms."""

    __slots__ = ()
    FIELDS = frozenset({"agentId", "id", "messageServerId", "metadata", "name", "serverId"})


class Task(Record):
    """elizaOS `Task`."""

    __slots__ = ()
    FIELDS = frozenset(
        {"description", "entityId", "id", "metadata", "name", "roomId", "tags", "updatedAt", "worldId"}
    )
