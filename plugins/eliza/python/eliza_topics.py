"""The provider ELIZA_TOPICS: what the conversation was about so far, the message included."""

from __future__ import annotations

from typing import Any

from eliza_history import lines_before
from eliza_setting import eliza_of

from elizaos_interop import Memory, Provider, Runtime


async def _topics(runtime: Runtime, message: Memory) -> dict[str, Any]:
    lines = await lines_before(runtime, message)
    if isinstance(message.content.text, str):
        lines.append(message.content.text)
    found = eliza_of(runtime).topics(lines)
    listed = ", ".join(found)
    text = f"Topics so far: {listed}" if found else "No topics yet"
    return {"text": text, "values": {"topics": listed}, "data": {"topics": found}}


topics = Provider(
    "ELIZA_TOPICS", _topics, description="What the conversation was about so far", takes=["memory"]
)
