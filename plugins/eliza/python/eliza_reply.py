"""The action ELIZA_REPLY: says what ELIZA says to the message, after all that was said in the room before."""

from __future__ import annotations

from typing import Any

from eliza_history import lines_before
from eliza_session import remember
from eliza_setting import eliza_of

from elizaos_interop import Action, Callback, Memory, Options, Runtime, State


async def has_text(runtime: Runtime, message: Memory) -> bool:
    """ELIZA can reply to whatever has a text."""
    return isinstance(message.content.text, str)


async def _reply(
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
    await remember(runtime, message.room_id, "eliza", answer.reply)
    return {"success": True, "text": answer.reply, "data": {"keyword": answer.keyword, "rule": answer.rule}}


reply = Action(
    "ELIZA_REPLY",
    "Replies as ELIZA would",
    _reply,
    validate=has_text,
    similes=["ELIZA", "REPLY_AS_ELIZA"],
    takes=["memory"],
)
