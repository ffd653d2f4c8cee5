"""ELIZA as a plugin over the engine in eliza.py: an action that replies, a provider of what was spoken of.

Nothing is kept between calls: the conversation so far is what the agent remembers of the room.
"""

from __future__ import annotations

import asyncio
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from eliza import Eliza

from elizaos_interop import Action, Callback, Memory, Options, Plugin, Provider, Runtime, State

SCRIPT = Path(__file__).parent.parent / "script.json"
TABLES = ("messages", "memories")
MEMORIES_PER_TABLE = 200


async def has_text(runtime: Runtime, message: Memory) -> bool:
    return isinstance(message.content.text, str)


async def reply(
    runtime: Runtime, message: Memory, state: State | None, options: Options | None, callback: Callback
) -> dict[str, Any]:
    content = message.content
    answer = eliza_of(runtime).respond(await lines_before(runtime, message), content.text or "")
    emitted = {
        "text": answer.reply,
        "actions": ["ELIZA_REPLY"],
        "source": content.source,
        "inReplyTo": message.id,
    }
    await callback({key: value for key, value in emitted.items() if value is not None})
    return {"success": True, "text": answer.reply, "data": {"keyword": answer.keyword, "rule": answer.rule}}


async def topics(runtime: Runtime, message: Memory) -> dict[str, Any]:
    lines = await lines_before(runtime, message)
    if isinstance(message.content.text, str):
        lines.append(message.content.text)
    found = eliza_of(runtime).topics(lines)
    listed = ", ".join(found)
    text = f"Topics so far: {listed}" if found else "No topics yet"
    return {"text": text, "values": {"topics": listed}, "data": {"topics": found}}


async def lines_before(runtime: Runtime, message: Memory) -> list[str]:
    """What others than the agent said in this room before the message, oldest first."""
    tables = await asyncio.gather(
        *(
            runtime.get_memories(table_name=table, room_id=message.room_id, count=MEMORIES_PER_TABLE)
            for table in TABLES
        )
    )
    # The first table's wins where both have the same memory.
    by_id = {memory.id or id(memory): memory for table in reversed(tables) for memory in table}
    earlier = [memory for memory in by_id.values() if is_earlier(memory, message)]
    said = [memory for memory in earlier if memory.entity_id != runtime.agent_id]
    said.sort(key=lambda memory: (memory.created_at or 0, memory.id or ""))
    texts = [memory.content.text for memory in said if memory.content]
    return [text for text in texts if isinstance(text, str)]


def is_earlier(memory: Memory, message: Memory) -> bool:
    if message.id is not None and memory.id == message.id:
        return False
    if memory.created_at is None or message.created_at is None:
        return True
    return bool(memory.created_at <= message.created_at)


def eliza_of(runtime: Runtime) -> Eliza:
    script = runtime.get_setting("ELIZA_SCRIPT")
    return load(script if isinstance(script, str) else "")


@lru_cache(maxsize=1)
def load(script: str) -> Eliza:
    """`script` is JSON, or empty for the script that comes with the plugin."""
    return Eliza(json.loads(script or SCRIPT.read_text(encoding="utf-8")))


plugin = Plugin(
    name="eliza",
    config={"ELIZA_SCRIPT": None},
    actions=[Action("ELIZA_REPLY", "Replies as ELIZA would", reply, validate=has_text)],
    providers=[Provider("ELIZA_TOPICS", topics, description="What the conversation was about so far")],
)
