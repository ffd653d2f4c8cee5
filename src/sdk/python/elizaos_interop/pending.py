"""The guest's own requests that the host has not answered. Everything here runs in the loop's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import error_codes
from .call import Call
from .errors import HostError, InteropError, ProtocolViolationError
from .feed import Feed
from .limits import MAX_IN_FLIGHT
from .request import AnswerFuture
from .whole import whole_number

ANSWERS = frozenset({"callback.result", "component.result", "host.result", "pong", "service.result", "error"})
"""The messages that can end a request of a guest."""


PART = "model.chunk"
"""The one message that comes before such an end."""

BY_THE_HOST = "The call was cancelled by the host"
BY_THE_PLUGIN = "The request was given up by the plugin"


class Pending:
    """One request: its encoded body, the future for its answer, and the feed for what comes before."""

    __slots__ = ("answer", "body", "call", "feed", "future", "id")

    def __init__(
        self,
        number: int,
        answer: str,
        call: Call | None,
        body: bytes,
        future: AnswerFuture,
        feed: Feed | None = None,
    ) -> None:
        self.id = number
        self.answer = answer
        self.call = call
        self.body = body
        self.future = future
        self.feed = feed

    def succeed(self, message: dict[str, Any]) -> None:
        """Hands over its answer."""
        if not self.future.done():
            self.future.set_result(message)
        self._end_feed()

    def fail(self, error: InteropError) -> None:
        """It has no answer, but this error."""
        if not self.future.done():
            self.future.set_exception(error)
        self._end_feed()

    def cancel(self, why: str) -> None:
        """A cancelled asyncio future interrupts whoever awaits it; one of a thread cannot be cancelled."""
        if self.future.cancel():
            self._end_feed()
        else:
            self.fail(HostError(error_codes.CANCELLED, why))

    def _end_feed(self) -> None:
        if self.feed is not None:
            self.feed.end()


class PendingRequests:
    """Sends requests, at most `max_in_flight` at once.

    Those from inside a call never wait: the host may be waiting for that very call.
    """

    def __init__(self, send: Callable[[bytes], None], send_cancel: Callable[[int], None]) -> None:
        self.max_in_flight = MAX_IN_FLIGHT
        self._send = send
        self._send_cancel = send_cancel
        self._sent: dict[int, Pending] = {}
        self._waiting: dict[int, Pending] = {}

    def start(self, request: Pending) -> None:
        """Sends it, now or when there is room."""
        if request.call is not None and request.call.is_cancelled:
            # Made in a thread, while the cancel arrived here.
            request.fail(HostError(error_codes.CANCELLED, BY_THE_HOST))
        elif request.call is None and len(self._sent) >= self.max_in_flight:
            self._waiting[request.id] = request
        else:
            self._sent[request.id] = request
            self._send(request.body)

    def settle(self, message: dict[str, Any]) -> None:
        """Ends the request that `message` answers, or feeds it a part.

        An answer to nobody, a part that nobody asked for, and any other message are ignored.
        """
        request = self._request(message["re"])
        kind = message["type"]
        if request is None:
            return
        if kind == PART:
            self._feed(request, message)
            return
        if kind not in ANSWERS:
            return
        self._forget(request.id)
        if kind == request.answer:
            request.succeed(message)
        elif kind == "error":
            request.fail(_host_error(message))
        else:
            text = (
                f"Cannot use the answer to request {request.id} as it must be {request.answer}: it is {kind}"
            )
            request.fail(ProtocolViolationError(text))

    def feed_of(self, number: Any) -> Feed | None:
        """What takes contents for the callback of the request of that id, if it has one."""
        request = self._request(number)
        if request is None or request.feed is None or request.feed.of is str:
            return None
        return request.feed

    def abandon(self, number: int, why: str = BY_THE_PLUGIN) -> None:
        """Nobody waits for the answer any more."""
        request = self._waiting.pop(number, None)
        if request is None and number in self._sent:
            request = self._forget(number)
            self._send_cancel(number)
        if request is not None:
            request.cancel(why)

    def cancel_inside(self, call: Call) -> None:
        """Ends the requests that were made inside `call`."""
        for request in [request for request in self._sent.values() if request.call is call]:
            self.abandon(request.id, BY_THE_HOST)

    def _request(self, number: Any) -> Pending | None:
        return self._sent.get(whole_number(number) or 0)

    def _feed(self, request: Pending, message: dict[str, Any]) -> None:
        text = message.get("text")
        if request.feed is None or request.feed.of is not str:
            return
        if isinstance(text, str):
            request.feed.put(text)
            return
        self._forget(request.id)
        self._send_cancel(request.id)
        rule = f"text must be a string: it is {text!r:.200}"
        request.fail(ProtocolViolationError(f"Cannot use a part of request {request.id} as its {rule}"))

    def _forget(self, number: int) -> Pending:
        request = self._sent.pop(number)
        while self._waiting and len(self._sent) < self.max_in_flight:
            self.start(self._waiting.pop(next(iter(self._waiting))))
        return request


def _host_error(message: dict[str, Any]) -> HostError:
    code, text, details = (message.get(field) for field in ("code", "message", "details"))
    return HostError(
        code if isinstance(code, str) else error_codes.HOST_FAILED,
        text if isinstance(text, str) else "The host gave no message",
        dict(details) if isinstance(details, dict) else None,
    )
