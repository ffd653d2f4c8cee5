"""The guest's end of the connection: the host's calls, the guest's requests, cancellation. PROTOCOL.md §2.

It knows no plugin and no component; server.py answers what the host asks.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import itertools
import sys
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar

from . import error_codes
from .call import Call, current_call
from .codec import Codec
from .connection import Connection
from .errors import HostError, ProtocolViolationError, RequestRefusedError, ValueRefusedError
from .limits import MAX_FRAME_BYTES, MAX_QUEUED_LOG_BYTES
from .pending import Pending, PendingRequests
from .request import AnswerFuture, HostRequest
from .tracebacks import capped, handler_error

T = TypeVar("T")

SHORT_TEXT_CHARS = 200
"""Short enough for any host."""

Answer = Callable[[dict[str, Any], Call], Awaitable[dict[str, Any]]]
"""Takes a request, gives the fields of its answer. Raises RequestRefusedError; the rest is the plugin's."""


class Channel:
    """Made in the loop's thread. `request`, `request_inside` and `log` may be called in any.

    `requests` maps a type of request to the type of its answer and to what answers it, `notices` a type of
    notice to what takes it.
    """

    def __init__(self, codec: Codec, connection: Connection, loop: asyncio.AbstractEventLoop) -> None:
        self._codec = codec
        self._connection = connection
        self._loop = loop
        self._thread = threading.get_ident()
        self._ids = itertools.count(1)
        self._calls: dict[int, Call] = {}
        self._pending = PendingRequests(connection.send, self._send_cancel)
        self._max_frame_bytes = MAX_FRAME_BYTES
        self._dropped_logs = 0
        self._on_finished: Callable[[], None] | None = None
        self.requests: Mapping[str, tuple[str, Answer]] = {}
        self.notices: Mapping[str, Callable[[dict[str, Any]], None]] = {}

    def limit(self, max_frame_bytes: int, max_in_flight: int) -> None:
        """What `plugin.init` says that the host takes."""
        self._max_frame_bytes = max_frame_bytes
        self._pending.max_in_flight = max(1, max_in_flight)

    def finish(self, on_finished: Callable[[], None]) -> None:
        """Refuses further requests, and calls back once no call is under way."""
        self._on_finished = on_finished
        self._finish_if_idle()

    def _finish_if_idle(self) -> None:
        if self._on_finished is not None and not self._calls:
            self._on_finished()

    # What the guest sends.

    def request(
        self, kind: str, fields: dict[str, Any], answer: tuple[str, Callable[[Any], T]]
    ) -> HostRequest[T]:
        """Sends a request from inside the current call, if there is one.

        `answer` is the type of the answer and what makes the value out of it. Raises ValueRefusedError, and
        HostError `cancelled` where the current call was cancelled.
        """
        call = current_call.get()
        if call is not None and call.is_cancelled:
            raise HostError(error_codes.CANCELLED, "The call was cancelled by the host")
        return self.request_inside(None if call is None or call.has_ended else call, kind, fields, answer)

    def request_inside(
        self, call: Call | None, kind: str, fields: dict[str, Any], answer: tuple[str, Callable[[Any], T]]
    ) -> HostRequest[T]:
        """The same from inside a given call."""
        number = next(self._ids)
        message = {"type": kind, "id": number}
        if call is not None:
            message["parent"] = call.id
        body = self._encode({**message, **fields})
        run, future = self._where_we_are()
        run(self._pending.start, Pending(number, answer[0], call, body, future))
        return HostRequest(future, answer[1], lambda: self._runner()(self._pending.abandon, number))

    def log(self, level: str, message: str, fields: dict[str, Any] | None) -> None:
        """Sends a log record of the current call. What cannot be sent of it is left out; it never raises."""
        call = current_call.get()
        record: dict[str, Any] = {"type": "log", "level": level, "message": capped(message)}
        if call is not None and not call.has_ended:
            record["re"] = call.id
        try:
            body = self._encode({**record, "fields": fields} if fields else record)
        except ValueRefusedError as error:
            short = {
                "message": message[:SHORT_TEXT_CHARS],
                "fields": {"refused": error.message[:SHORT_TEXT_CHARS]},
            }
            body = self._encode({**record, **short})
        self._runner()(self._send_log, body)

    def _send_log(self, body: bytes) -> None:
        if self._connection.queued_bytes > MAX_QUEUED_LOG_BYTES:
            self._dropped_logs += 1
            return
        if self._dropped_logs:
            text = f"{self._dropped_logs} log records were dropped, as the host did not read them"
            self._dropped_logs = 0
            self._send({"type": "log", "level": "warn", "message": text})
        self._connection.send(body)

    def _runner(self) -> Callable[..., Any]:
        """What runs a function in the loop's thread; at once where this is it."""
        return _at_once if threading.get_ident() == self._thread else self._loop.call_soon_threadsafe

    def _where_we_are(self) -> tuple[Callable[..., Any], AnswerFuture]:
        run = self._runner()
        if run is _at_once:
            return run, self._loop.create_future()
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()
        # Running, it cannot be cancelled by whoever waits for it: only PendingRequests ends it.
        future.set_running_or_notify_cancel()
        return run, future

    def _encode(self, message: dict[str, Any]) -> bytes:
        body = self._codec.encode(message)
        if len(body) > self._max_frame_bytes:
            rule = f"at most {self._max_frame_bytes} bytes long: current length is {len(body)}"
            raise ValueRefusedError(f"Cannot send the message {message['type']} as it must be {rule}")
        return body

    def _send(self, message: dict[str, Any]) -> None:
        self._connection.send(self._encode(message))

    def _send_cancel(self, number: int) -> None:
        self._send({"type": "cancel", "re": number})

    # What the host sends.

    def receive(self, body: bytes) -> None:
        """Raises ProtocolViolationError."""
        message = self._codec.decode(body)
        kind = message.get("type") if isinstance(message, dict) else None
        if type(kind) is not str:
            text = f"Cannot read a message as it must be a map with a string type: it is {message!r:.200}"
            raise ProtocolViolationError(text)
        if "id" in message:
            self._receive_request(kind, _checked_id(message["id"], kind), message)
        elif kind == "cancel":
            self._receive_cancel(message.get("re"))
        elif "re" in message and kind != "log":
            self._pending.settle(message)
        elif kind in self.notices:
            self.notices[kind](message)

    def _receive_request(self, kind: str, number: int, message: dict[str, Any]) -> None:
        if kind == "ping":
            self._send({"type": "pong", "re": number})
        elif kind not in self.requests:
            text = f"The request {kind} is not supported"
            self._send(_error(number, {"code": error_codes.UNSUPPORTED, "message": text}))
        elif self._on_finished is not None:
            text = f"Cannot answer {kind} as the plugin was told to shut down"
            self._send(_error(number, {"code": error_codes.CLOSED, "message": text}))
        elif number not in self._calls:
            # (Else the same id came twice: the first one will be answered.)
            call = self._calls[number] = Call(number)
            call.task = _start(self._loop, self._serve(call, message))

    async def _serve(self, call: Call, message: dict[str, Any]) -> None:
        current_call.set(call)
        answer_type, answer = self.requests[message["type"]]
        try:
            fields = await answer(message, call)
            answered = {"type": answer_type, "re": call.id, **fields}
        except RequestRefusedError as refusal:
            wire = {"code": refusal.code, "message": capped(refusal.message)}
            answered = _error(call.id, wire)
        except (Exception, SystemExit, KeyboardInterrupt, asyncio.CancelledError) as error:
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
        self._connection.send(body)
        self._finish_if_idle()

    def _receive_cancel(self, number: Any) -> None:
        call = self._calls.get(number)
        if call is None:
            return
        call.is_cancelled = True
        self._pending.cancel_inside(call)
        wire = {"code": error_codes.CANCELLED, "message": "The call was cancelled by the host"}
        self._end(call, _error(call.id, wire))
        if call.task is not None:
            call.task.cancel()


def _at_once(function: Callable[..., Any], *arguments: Any) -> None:
    function(*arguments)


def _error(number: int, wire: dict[str, Any]) -> dict[str, Any]:
    return {"type": "error", "re": number, **wire}


def _checked_id(number: Any, kind: str) -> int:
    if isinstance(number, (int, float)) and number == int(number) and number >= 1:
        return int(number)
    raise ProtocolViolationError(
        f"Cannot take the request {kind:.200} as its id must be a positive integer: it is {number!r:.100}"
    )


if sys.version_info >= (3, 12):

    def _start(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """The first step runs at once, and often there is no second."""
        return asyncio.Task(work, loop=loop, eager_start=True)

else:

    def _start(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """The first step waits for the loop's next turn: any earlier, `asyncio.timeout` would break in it."""
        return loop.create_task(work)
