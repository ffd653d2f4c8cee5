"""What the guest sends: requests, parts of its answers, notices. PROTOCOL.md §2.

Everything is encoded where it is made, so that what cannot be sent is refused there; the loop's thread sends.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import itertools
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from . import error_codes
from .call import Call, current_call
from .codec import Codec
from .connection import Connection
from .errors import HostError, ValueRefusedError
from .feed import Feed
from .limits import MAX_FRAME_BYTES, MAX_QUEUED_LOG_BYTES
from .pending import Pending, PendingRequests
from .request import AnswerFuture, HostRequest
from .tracebacks import capped

T = TypeVar("T")

SHORT_TEXT_CHARS = 200
"""Short enough for any host."""


class Sender:
    """Made in the loop's thread. What has no underscore may be called in any, except `limit`."""

    def __init__(self, codec: Codec, connection: Connection, loop: asyncio.AbstractEventLoop) -> None:
        self._codec = codec
        self._connection = connection
        self._loop = loop
        self._thread = threading.get_ident()
        self._ids = itertools.count(1)
        self._pending = PendingRequests(connection.send, self._send_cancel)
        self._max_frame_bytes = MAX_FRAME_BYTES
        self._dropped_logs = 0

    def limit(self, max_frame_bytes: int, max_in_flight: int, poll_us: int) -> None:
        """What `plugin.init` says that the host takes, and how long to poll for what it sends."""
        self._max_frame_bytes = max_frame_bytes
        self._pending.max_in_flight = max_in_flight
        self._connection.poll_for(poll_us)

    def request(
        self,
        kind: str,
        fields: dict[str, Any],
        answer: tuple[str, Callable[[Any], T]],
        feed: Feed | None = None,
    ) -> HostRequest[T]:
        """Sends a request from inside the current call, if there is one.

        `answer` is the type of the answer and what makes the value out of it, `feed` takes what comes before.
        Raises ValueRefusedError, and HostError `cancelled` where the current call was cancelled.
        """
        call = current_call.get()
        if call is not None and call.is_cancelled:
            raise HostError(error_codes.CANCELLED, "The call was cancelled by the host")
        return self.request_inside(
            None if call is None or call.has_ended else call, kind, fields, answer, feed
        )

    def request_inside(
        self,
        call: Call | None,
        kind: str,
        fields: dict[str, Any],
        answer: tuple[str, Callable[[Any], T]],
        feed: Feed | None = None,
    ) -> HostRequest[T]:
        """The same from inside a given call."""
        number = next(self._ids)
        if call is None:
            body = self._encode({"type": kind, "id": number, **fields})
        else:
            body = self._encode({"type": kind, "id": number, "parent": call.id, **fields})
        run, future = self.future()
        run(self._pending.start, Pending(number, answer[0], call, body, future, feed))
        return HostRequest(future, answer[1], lambda: self._runner()(self._pending.abandon, number))

    def part(self, call: Call, kind: str, fields: dict[str, Any]) -> None:
        """Sends a part of the answer of a call, unless that has ended. Raises ValueRefusedError."""
        self.part_sender(call, kind, fields)()

    def part_sender(self, call: Call, kind: str, fields: dict[str, Any]) -> Callable[[], None]:
        """The same for later: what sends it. Raises ValueRefusedError at once."""
        body = self._encode({"type": kind, "re": call.id, **fields})
        return lambda: self._runner()(self._send_part, call, body)

    def notify(self, kind: str, fields: dict[str, Any]) -> None:
        """Sends a notice, which has no answer. Raises ValueRefusedError."""
        self._runner()(self._connection.send, self._encode({"type": kind, **fields}))

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

    def future(self) -> tuple[Callable[..., Any], AnswerFuture]:
        """A future that the thread at hand can wait for, and what runs the function that settles it.

        That is run in the loop's thread; at once where this is it.
        """
        run = self._runner()
        if run is _at_once:
            return run, self._loop.create_future()
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()
        # Running, it cannot be cancelled by whoever waits for it: only who settles it ends it.
        future.set_running_or_notify_cancel()
        return run, future

    def _runner(self) -> Callable[..., Any]:
        """What runs a function in the loop's thread; at once where this is it."""
        return _at_once if threading.get_ident() == self._thread else self._loop.call_soon_threadsafe

    def _encode(self, message: dict[str, Any]) -> bytes:
        body = self._codec.encode(message)
        if len(body) > self._max_frame_bytes:
            rule = f"at most {self._max_frame_bytes} bytes long: current length is {len(body)}"
            raise ValueRefusedError(f"Cannot send the message {message['type']} as it must be {rule}")
        return body

    # In the loop's thread.

    def _send(self, message: dict[str, Any]) -> None:
        self._connection.send(self._encode(message))

    def _send_part(self, call: Call, body: bytes) -> None:
        if not call.has_ended:
            self._connection.send(body)

    def _send_cancel(self, number: int) -> None:
        self._send({"type": "cancel", "re": number})

    def _send_log(self, body: bytes) -> None:
        if self._connection.queued_bytes > MAX_QUEUED_LOG_BYTES:
            self._dropped_logs += 1
            return
        if self._dropped_logs:
            text = f"{self._dropped_logs} log records were dropped, as the host did not read them"
            self._dropped_logs = 0
            self._send({"type": "log", "level": "warn", "message": text})
        self._connection.send(body)


def _at_once(function: Callable[..., Any], *arguments: Any) -> None:
    function(*arguments)
