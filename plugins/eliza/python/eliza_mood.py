"""The evaluator ELIZA_MOOD.

Where a message names feelings, how many of each kind becomes a fact that the agent remembers.
"""

from __future__ import annotations

from typing import Any

from eliza_reply import has_text
from eliza_setting import eliza_of

from elizaos_interop import Evaluator, Memory, Runtime


async def _mood(runtime: Runtime, message: Memory) -> dict[str, Any]:
    feelings = eliza_of(runtime).feelings(message.content.text or "")
    counts = {"pleasant": feelings.pleasant, "unpleasant": feelings.unpleasant}
    if feelings.words:
        text = f"{feelings.pleasant} pleasant, {feelings.unpleasant} unpleasant"
        await runtime.create_memory(
            table_name="facts",
            entity_id=message.entity_id,
            agent_id=runtime.agent_id,
            room_id=message.room_id,
            content={"text": text, **counts, "words": feelings.words},
        )
    return {"success": True, "data": counts}


mood = Evaluator(
    "ELIZA_MOOD",
    "Remembers the feelings that a message names",
    _mood,
    validate=has_text,
    always_run=True,
    takes=["memory"],
)
