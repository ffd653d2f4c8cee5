"""The `callback` of actions, evaluators and events: contents for whoever asked. PROTOCOL.md §2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import error_codes
from .call import Call
from .channel import CALLBACK, Channel
from .errors import HostError, ValueRefusedError
from .outgoing import to_wire
from .request import HostRequest
from .shapes import Memory, as_memories


class HandlerCallback:
    """`callback(content)`: sends a content to the conversation at once, and awaited answers its memories.

    Raises HostError once the handler's call has ended.
    """

    __slots__ = ("_call", "_channel")

    def __init__(self, channel: Channel, call: Call) -> None:
        self._channel = channel
        self._call = call

    def __call__(self, content: Any) -> HostRequest[list[Memory]]:
        call = self._call
        if call.has_ended:
            code = error_codes.CANCELLED if call.is_cancelled else error_codes.CLOSED
            raise HostError(code, "Cannot emit a content as the call that the callback belongs to has ended")
        answer = ("callback.result", _memories)
        return self._channel.request_inside(call, CALLBACK, {"content": _content(content)}, answer)


def _memories(message: Mapping[str, Any]) -> Any:
    return as_memories(message.get("memories") or [])


def _content(value: Any) -> Any:
    converted = value if isinstance(value, dict) else to_wire(value, "$.content")
    if isinstance(converted, dict):
        return converted
    raise ValueRefusedError(f"Cannot emit a content as it must be a map: it is {value!r:.200}")
