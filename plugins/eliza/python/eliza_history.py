"""What others than the agent said in a room before a message, as the agent remembers it."""

from __future__ import annotations

import asyncio

from elizaos_interop import Memory, Runtime

TABLES = ("messages", "memories")
"""elizaOS keeps messages in the first; some plugins keep them in the second."""

MEMORIES_PER_TABLE = 200
"""Older ones are forgotten."""


async def lines_before(runtime: Runtime, message: Memory) -> list[str]:
    """Oldest first."""
    tables = await asyncio.gather(
        *(
            runtime.get_memories(table_name=table, room_id=message.room_id, count=MEMORIES_PER_TABLE)
            for table in TABLES
        )
    )
    # The first table's wins where both have the same memory.
    by_id = {memory.id or id(memory): memory for table in reversed(tables) for memory in table}
    earlier = [memory for memory in by_id.values() if _is_earlier(memory, message)]
    said = [memory for memory in earlier if memory.entity_id != runtime.agent_id]
    said.sort(key=lambda memory: (memory.created_at or 0, memory.id or ""))
    texts = [memory.content.text for memory in said if memory.content]
    return [text for text in texts if isinstance(text, str)]


def _is_earlier(memory: Memory, message: Memory) -> bool:
    if message.id is not None and memory.id == message.id:
        return False
    if memory.created_at is None or message.created_at is None:
        return True
    return bool(memory.created_at <= message.created_at)
