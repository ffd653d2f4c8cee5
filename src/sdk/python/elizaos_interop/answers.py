"""What the host's methods answer, as elizaOS's shapes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .environment_shapes import Component, Entity, Participant, Relationship, Room, Task, World
from .record import Record, as_kind
from .runtime_members import HOST_METHODS
from .shapes import Outcome, as_memories, as_memory, as_state

READERS: dict[str, Callable[[Any], Any]] = {"memory": as_memory, "memories": as_memories, "state": as_state}
"""By the result shapes of the schema."""

KINDS: dict[type[Record], tuple[str, ...]] = {
    Room: ("getRoom", "getRooms", "getRoomsByIds", "getRoomsByWorld"),
    World: ("getWorld", "getAllWorlds"),
    Entity: ("getEntityById", "getEntitiesByIds", "getEntitiesForRoom"),
    Component: ("getComponent", "getComponents"),
    Relationship: ("getRelationship", "getRelationships"),
    Participant: ("getParticipantsForEntity",),
    Task: ("getTask", "getTasks", "getTasksByName"),
    Outcome: ("getActionResults",),
}
"""Maps, or lists of them, whose absent fields read as None."""


def _reader(kind: type[Record]) -> Callable[[Any], Any]:
    return lambda value: as_kind(kind, value)


ANSWERS = {
    **{method: READERS[shape] for method, shape in HOST_METHODS.items() if shape in READERS},
    **{method: _reader(kind) for kind, methods in KINDS.items() for method in methods},
}
"""What reads the value of each method; that of any other is as it comes."""
