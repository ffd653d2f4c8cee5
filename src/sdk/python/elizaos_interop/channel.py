"""The guest's end of the connection: the host's calls and their cancellation. PROTOCOL.md §2.

What the guest sends by itself is in sender.py. Neither knows a plugin or a component; server.py answers what
the host asks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar

from . import error_codes
from .call import Call, current_call
from .codec import Codec
from .connection import Connection
from .errors import ProtocolViolationError, RequestRefusedError, ValueRefusedError
from .feed import Feed
from .first_step import start_at_once
from .sender import SHORT_TEXT_CHARS, Sender
from .tracebacks import capped, handler_error
from .whole import whole_number

T = TypeVar("T")

Answer = Callable[[dict[str, Any], Call], Awaitable[dict[str, Any]]]
"""Takes a request, gives the fields of its answer. Raises RequestRefusedError; the rest is the plugin's."""

CALLBACK = "callback.emit"
"""A part of a request of the guest: even a guest that shuts down takes it."""


class Channel(Sender):
    """`requests` maps a type of request to the type of its answer and to what answers it, `notices` a type of
    notice to what takes it. What answers may name another type in its fields.
    """

    def __init__(self, codec: Codec, connection: Connection, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(codec, connection, loop)
        self._calls: dict[int, Call] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._on_finished: Callable[[], None] | None = None
        self.requests: Mapping[str, tuple[str, Answer]] = {}
        self.notices: Mapping[str, Callable[[dict[str, Any]], None]] = {}

    def finish(self, on_finished: Callable[[], None]) -> None:
        """Refuses further requests, and calls back once no call is under way."""
        self._on_finished = on_finished
        self._finish_if_idle()

    def _finish_if_idle(self) -> None:
        if self._on_finished is not None and not self._calls:
            self._on_finished()

    def feed_of(self, number: Any) -> Feed | None:
        """What takes contents for the callback of the guest's own request of that id, if it has one."""
        return self._pending.feed_of(number)

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Runs work beside the call that it belongs to, from its first step on. In the loop's thread."""
        task = start_at_once(self._loop, work, None)
        # The loop itself holds no task that waits.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def receive(self, body: bytes | bytearray) -> None:
        """Raises ProtocolViolationError."""
        message = self._codec.decode(body)
        kind = message.get("type") if isinstance(message, dict) else None
        if type(kind) is not str:
            text = f"Cannot read a message as it must be a map with a string type: it is {message!r:.200}"
            raise ProtocolViolationError(text)
        if "id" in message:
            self._receive_request(kind, message["id"], message)
        elif kind == "cancel":
            self._receive_cancel(message.get("re"))
        elif kind == "route.more":
            self._receive_follow_up(message)
        elif "re" in message and kind != "log":
            self._pending.settle(message)
        elif kind in self.notices:
            self.notices[kind](message)

    def _receive_request(self, kind: str, number: Any, message: dict[str, Any]) -> None:
        if type(number) is not int or number <= 0:
            number = _checked_id(number, kind)
        known = self.requests.get(kind)
        if known is None:
            self._receive_other(kind, number)
        elif self._on_finished is not None and kind != CALLBACK:
            text = f"Cannot answer {kind} as the plugin was told to shut down"
            self._send(_error(number, {"code": error_codes.CLOSED, "message": text}))
        elif number not in self._calls:
            # (Else the same id came twice: the first one will be answered.)
            call = self._calls[number] = Call(number)
            task = start_at_once(self._loop, self._serve(call, message, known), kind)
            if not call.has_ended:
                call.task = task

    def _receive_other(self, kind: str, number: int) -> None:
        if kind == "ping":
            self._send({"type": "pong", "re": number})
        else:
            text = f"The request {kind:.200} is not supported"
            self._send(_error(number, {"code": error_codes.UNSUPPORTED, "message": text}))

    async def _serve(self, call: Call, message: dict[str, Any], known: tuple[str, Answer]) -> None:
        current_call.set(call)
        try:
            answered = {"type": known[0], "re": call.id, **await known[1](message, call)}
        except RequestRefusedError as refusal:
            wire = {"code": refusal.code, "message": capped(refusal.message)}
            answered = _error(call.id, wire)
        except BaseException as error:
            # Those that are no Exception too, as the panic of a library in Rust: whoever called is told.
            answered = _error(call.id, handler_error(error))
        self._end(call, answered)

    def _end(self, call: Call, answer: dict[str, Any]) -> None:
        if call.has_ended:
            # Cancelled, and answered then.
            return
        call.has_ended = True
        del self._calls[call.id]
        try:
            body = self._encode(answer)
        except ValueRefusedError as refusal:
            if answer["type"] != "error":
                answer = {"code": refusal.code, "message": refusal.message}
            # Free of details, which may be what was refused.
            wire = {"code": answer["code"], "message": answer["message"][:SHORT_TEXT_CHARS]}
            body = self._encode(_error(call.id, wire))
        self._connection.answer(body)
        if self._on_finished is not None:
            self._finish_if_idle()

    def _receive_cancel(self, number: Any) -> None:
        call = self._call_of(number)
        if call is None:
            return
        call.is_cancelled = True
        self._pending.cancel_inside(call)
        wire = {"code": error_codes.CANCELLED, "message": "The call was cancelled by the host"}
        self._end(call, _error(call.id, wire))
        if call.task is not None:
            call.task.cancel()

    def _receive_follow_up(self, message: dict[str, Any]) -> None:
        call = self._call_of(message.get("re"))
        if call is not None and call.on_follow_up is not None:
            call.on_follow_up(message)

    def _call_of(self, number: Any) -> Call | None:
        return self._calls.get(whole_number(number) or 0)


def _error(number: int, wire: dict[str, Any]) -> dict[str, Any]:
    return {"type": "error", "re": number, **wire}


def _checked_id(number: Any, kind: str) -> int:
    found = whole_number(number, 1)
    if found is not None:
        return found
    raise ProtocolViolationError(
        f"Cannot take the request {kind:.200} as its id must be a positive integer: it is {number!r:.100}"
    )
