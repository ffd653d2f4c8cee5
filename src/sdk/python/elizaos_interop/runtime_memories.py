"""The runtime's methods for memories. `host_method` gives each its body."""
# mypy: disable-error-code="empty-body"

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .host_calls import HostCalls, host_method, with_fields
from .request import HostRequest
from .shapes import Memory


class MemoryMethods(HostCalls):
    """What an agent remembers."""

    def get_memories(
        self, params: Mapping[str, Any] | None = None, **names: Any
    ) -> HostRequest[list[Memory]]:
        """Newest first: `get_memories({"tableName": "messages", "roomId": id, "count": 10})`, or by names:
        `get_memories(table_name="messages", room_id=id, count=10)`."""
        return self.call("getMemories", with_fields(params, names))

    def get_memory_by_id(self, memory_id: Any) -> HostRequest[Memory | None]:
        """The memory of that id, or None."""
        return self.call("getMemoryById", memory_id)

    def create_memory(
        self, memory: Any = None, table_name: str | None = None, unique: bool | None = None, **names: Any
    ) -> HostRequest[str]:
        """Stores a memory, by default in the table "messages", and answers its id. Names are its fields."""
        return self.call("createMemory", with_fields(memory, names), table_name or "messages", unique)

    @host_method
    def get_memories_by_ids(
        self, ids: Sequence[Any], table_name: str | None = None
    ) -> HostRequest[list[Memory]]:
        """The memories of these ids."""

    @host_method
    def get_memories_by_room_ids(
        self, params: Mapping[str, Any] | None = None, **fields: Any
    ) -> HostRequest[list[Memory]]:
        """By `table_name`, `room_ids` and perhaps `limit`."""

    @host_method
    def get_memories_by_world_id(
        self, params: Mapping[str, Any] | None = None, **fields: Any
    ) -> HostRequest[list[Memory]]:
        """By `world_id`, and perhaps `count` and `table_name`."""

    @host_method
    def get_all_memories(self) -> HostRequest[list[Memory]]:
        """Every memory of the agent."""

    @host_method
    def search_memories(
        self, params: Mapping[str, Any] | None = None, **fields: Any
    ) -> HostRequest[list[Memory]]:
        """Those nearest to an `embedding`: by `table_name` and, say, `match_threshold` and `count`."""

    @host_method
    def count_memories(
        self, room_id: Any, unique: bool | None = None, table_name: str | None = None
    ) -> HostRequest[int]:
        """How many memories a room has."""

    @host_method
    def get_cached_embeddings(
        self, params: Mapping[str, Any] | None = None, **fields: Any
    ) -> HostRequest[list[Any]]:
        """Embeddings of texts like one: by `query_table_name`, `query_threshold`, `query_input`,
        `query_field_name`, `query_field_sub_name` and `query_match_count`."""

    @host_method
    def update_memory(self, memory: Any = None, **fields: Any) -> HostRequest[bool]:
        """Changes the fields that are given, of the memory of that `id`."""

    @host_method
    def delete_memory(self, memory_id: Any) -> HostRequest[None]:
        """Deletes a memory."""

    @host_method
    def delete_many_memories(self, memory_ids: Sequence[Any]) -> HostRequest[None]:
        """Deletes the memories of these ids."""

    @host_method
    def delete_all_memories(self, room_id: Any, table_name: str) -> HostRequest[None]:
        """Deletes the memories of a room."""

    @host_method
    def clear_all_agent_memories(self) -> HostRequest[None]:
        """Deletes every memory of the agent."""

    @host_method
    def add_embedding_to_memory(self, memory: Any) -> HostRequest[Memory]:
        """The memory with an embedding of its text."""

    @host_method
    def queue_embedding_generation(self, memory: Any, priority: str | None = None) -> HostRequest[None]:
        """Has an embedding made later. `priority` is "high", "normal" or "low"."""
