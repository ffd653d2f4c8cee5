"""The runtime's methods for rooms, participants, entities, worlds, components and relationships.

`host_method` gives each its body. An object's fields may be given by name: `create_room(id=…, source="x")`.
"""
# mypy: disable-error-code="empty-body"

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .environment_shapes import Component, Entity, Participant, Relationship, Room, World
from .host_calls import HostCalls, host_method
from .request import HostRequest


class RoomMethods(HostCalls):
    """Where an agent speaks."""

    @host_method
    def get_room(self, room_id: Any) -> HostRequest[Room | None]:
        """The room of that id, or None."""

    @host_method
    def get_rooms(self, world_id: Any) -> HostRequest[list[Room]]:
        """The rooms of a world."""

    @host_method
    def get_rooms_by_ids(self, room_ids: Sequence[Any]) -> HostRequest[list[Room] | None]:
        """The rooms of these ids."""

    @host_method
    def get_rooms_by_world(self, world_id: Any) -> HostRequest[list[Room]]:
        """The rooms of a world."""

    @host_method
    def get_rooms_for_participant(self, entity_id: Any) -> HostRequest[list[str]]:
        """Ids of the rooms that an entity is in."""

    @host_method
    def get_rooms_for_participants(self, user_ids: Sequence[Any]) -> HostRequest[list[str]]:
        """Ids of the rooms that some entities are in."""

    @host_method
    def create_room(self, room: Any = None, **fields: Any) -> HostRequest[str]:
        """Creates a room and answers its id."""

    @host_method
    def create_rooms(self, rooms: Sequence[Any]) -> HostRequest[list[str]]:
        """Creates rooms and answers their ids."""

    @host_method
    def update_room(self, room: Any = None, **fields: Any) -> HostRequest[None]:
        """Changes a room."""

    @host_method
    def delete_room(self, room_id: Any) -> HostRequest[None]:
        """Deletes a room."""

    @host_method
    def delete_rooms_by_world_id(self, world_id: Any) -> HostRequest[None]:
        """Deletes the rooms of a world."""

    @host_method
    def ensure_room_exists(self, room: Any = None, **fields: Any) -> HostRequest[None]:
        """Creates a room unless it exists."""


class ParticipantMethods(HostCalls):
    """Who is in a room."""

    @host_method
    def get_participants_for_room(self, room_id: Any) -> HostRequest[list[str]]:
        """Ids of the entities in a room."""

    @host_method
    def get_participants_for_entity(self, entity_id: Any) -> HostRequest[list[Participant]]:
        """An entity's participations."""

    @host_method
    def is_room_participant(self, room_id: Any, entity_id: Any) -> HostRequest[bool]:
        """Whether an entity is in a room."""

    @host_method
    def get_participant_user_state(self, room_id: Any, entity_id: Any) -> HostRequest[str | None]:
        """ "FOLLOWED", "MUTED" or None."""

    def set_participant_user_state(
        self, room_id: Any, entity_id: Any, state: str | None
    ) -> HostRequest[None]:
        """ "FOLLOWED", "MUTED" or None."""
        return self._ask("setParticipantUserState", [room_id, entity_id, state])

    @host_method
    def add_participant(self, entity_id: Any, room_id: Any) -> HostRequest[bool]:
        """Puts an entity into a room."""

    @host_method
    def add_participants_room(self, entity_ids: Sequence[Any], room_id: Any) -> HostRequest[bool]:
        """Puts entities into a room."""

    @host_method
    def remove_participant(self, entity_id: Any, room_id: Any) -> HostRequest[bool]:
        """Takes an entity out of a room."""

    @host_method
    def ensure_participant_in_room(self, entity_id: Any, room_id: Any) -> HostRequest[None]:
        """Puts an entity into a room unless it is there."""


class EntityMethods(HostCalls):
    """People, agents, and what is known of them."""

    @host_method
    def get_entity_by_id(self, entity_id: Any) -> HostRequest[Entity | None]:
        """The entity of that id, or None."""

    @host_method
    def get_entities_by_ids(self, entity_ids: Sequence[Any]) -> HostRequest[list[Entity] | None]:
        """The entities of these ids."""

    @host_method
    def get_entities_for_room(
        self, room_id: Any, include_components: bool | None = None
    ) -> HostRequest[list[Entity]]:
        """The entities in a room."""

    @host_method
    def create_entity(self, entity: Any = None, **fields: Any) -> HostRequest[bool]:
        """Creates an entity."""

    @host_method
    def create_entities(self, entities: Sequence[Any]) -> HostRequest[bool]:
        """Creates entities."""

    @host_method
    def update_entity(self, entity: Any = None, **fields: Any) -> HostRequest[None]:
        """Changes an entity."""

    @host_method
    def get_component(
        self, entity_id: Any, component_type: str, world_id: Any = None, source_entity_id: Any = None
    ) -> HostRequest[Component | None]:
        """An entity's component of a type, or None."""

    @host_method
    def get_components(
        self, entity_id: Any, world_id: Any = None, source_entity_id: Any = None
    ) -> HostRequest[list[Component]]:
        """An entity's components."""

    @host_method
    def create_component(self, component: Any = None, **fields: Any) -> HostRequest[bool]:
        """Creates a component."""

    @host_method
    def update_component(self, component: Any = None, **fields: Any) -> HostRequest[None]:
        """Changes a component."""

    @host_method
    def delete_component(self, component_id: Any) -> HostRequest[None]:
        """Deletes a component."""

    @host_method
    def get_relationship(
        self, params: Mapping[str, Any] | None = None, **fields: Any
    ) -> HostRequest[Relationship | None]:
        """By `source_entity_id` and `target_entity_id`."""

    @host_method
    def get_relationships(
        self, params: Mapping[str, Any] | None = None, **fields: Any
    ) -> HostRequest[list[Relationship]]:
        """By `entity_id`, and perhaps `tags`."""

    @host_method
    def create_relationship(
        self, params: Mapping[str, Any] | None = None, **fields: Any
    ) -> HostRequest[bool]:
        """Of `source_entity_id` and `target_entity_id`, with `tags` and `metadata`."""

    @host_method
    def update_relationship(self, relationship: Any = None, **fields: Any) -> HostRequest[None]:
        """Changes a relationship."""


class WorldMethods(HostCalls):
    """Servers of many rooms, and all that a message needs to exist."""

    @host_method
    def get_world(self, world_id: Any) -> HostRequest[World | None]:
        """The world of that id, or None."""

    @host_method
    def get_all_worlds(self) -> HostRequest[list[World]]:
        """Every world of the agent."""

    @host_method
    def create_world(self, world: Any = None, **fields: Any) -> HostRequest[str]:
        """Creates a world and answers its id."""

    @host_method
    def update_world(self, world: Any = None, **fields: Any) -> HostRequest[None]:
        """Changes a world."""

    @host_method
    def remove_world(self, world_id: Any) -> HostRequest[None]:
        """Deletes a world."""

    @host_method
    def ensure_world_exists(self, world: Any = None, **fields: Any) -> HostRequest[None]:
        """Creates a world unless it exists."""

    @host_method
    def ensure_connection(self, params: Mapping[str, Any] | None = None, **fields: Any) -> HostRequest[None]:
        """Creates what a message needs: by `entity_id`, `room_id`, `world_id` and, say, `source`."""

    @host_method
    def ensure_connections(
        self, entities: Sequence[Any], rooms: Sequence[Any], source: str, world: Any
    ) -> HostRequest[None]:
        """The same for many entities and rooms."""
