"""Plugin functions that the host calls while a request is under way: `callback` of process_actions and of
evaluate, `on_stream_chunk` of use_model. They run where the plugin awaits the answer, one after another.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from . import error_codes
from .call import Call, current_call
from .channel import Channel
from .errors import RequestRefusedError
from .feed import CallbackRequest, Feed
from .record import as_kind
from .request import HostRequest
from .results import converted
from .shapes import Content

T = TypeVar("T")


async def delivering(request: HostRequest[T], feed: Feed, take: Callable[[Any], Awaitable[None]]) -> T:
    """Hands what comes before the answer to `take`, then gives the answer.

    What `take` raises ends the request.
    """
    try:
        async for item in feed:
            await take(item)
        return await request
    except BaseException:
        request.abandon()
        raise
    finally:
        feed.close()


def chunk_taker(function: Callable[..., Any]) -> Callable[[str], Awaitable[None]]:
    """For the parts of a text: calls `function(text)`, or `function(text, None)` (elizaOS's message id)."""
    takes_one = _takes_one(function)

    async def take(text: str) -> None:
        await (_called(function, text) if takes_one else _called(function, text, None))

    return take


def content_taker(function: Callable[..., Any]) -> Callable[[CallbackRequest], Awaitable[None]]:
    """For the contents of a callback: calls `function(content)`, replies with what it returns or raises."""

    async def take(asked: CallbackRequest) -> None:
        if not asked.reply.set_running_or_notify_cancel():
            # The host has taken it back.
            return
        outside = current_call.set(asked.call)
        try:
            asked.reply.set_result(await _called(function, as_kind(Content, asked.content)))
        except BaseException as error:
            asked.reply.set_exception(error)
            # Where the host takes the content back, only what was done for it is cancelled.
            if not isinstance(error, Exception) and not asked.call.is_cancelled:
                raise
        finally:
            current_call.reset(outside)

    return take


def _takes_one(function: Callable[..., Any]) -> bool:
    try:
        inspect.signature(function).bind("")
    except TypeError:
        return False
    except ValueError:
        # Written in C without a signature.
        return True
    return True


async def _called(function: Callable[..., Any], *arguments: Any) -> Any:
    returned = function(*arguments)
    return await returned if inspect.isawaitable(returned) else returned


async def answer_callback(channel: Channel, message: dict[str, Any], call: Call) -> dict[str, Any]:
    """Answers the host's `callback.emit`, whose parent is a request of the guest."""
    parent, content = message.get("parent"), message.get("content")
    feed = channel.feed_of(parent)
    if feed is None:
        rule = f"its parent must be a request of the plugin with a callback: current value is {parent!r:.100}"
        raise RequestRefusedError(error_codes.PROTOCOL_VIOLATION, f"Cannot take the content as {rule}")
    if not isinstance(content, dict):
        rule = f"it must be a map: current value is {content!r:.200}"
        raise RequestRefusedError(error_codes.PROTOCOL_VIOLATION, f"Cannot take the content as {rule}")
    asked = CallbackRequest(call, content)
    feed.put(asked)
    returned = await asyncio.wrap_future(asked.reply)
    memories = converted(returned, "$.memories") if isinstance(returned, (list, tuple)) else []
    return {"memories": [memory for memory in memories if isinstance(memory, dict)]}
