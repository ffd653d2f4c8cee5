"""The guest's own requests that the host has not answered. Everything here runs in the loop's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import error_codes
from .call import Call
from .errors import HostError, InteropError, ProtocolViolationError
from .limits import MAX_IN_FLIGHT
from .request import AnswerFuture

ANSWERS = frozenset({"callback.result", "component.result", "host.result", "pong", "error"})
"""The messages that can end a request of a guest."""


class Pending:
    """One request: its encoded body, and the future that its answer goes to."""

    __slots__ = ("answer", "body", "call", "future", "id")

    def __init__(
        self, number: int, answer: str, call: Call | None, body: bytes, future: AnswerFuture
    ) -> None:
        self.id = number
        self.answer = answer
        self.call = call
        self.body = body
        self.future = future


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
            _fail(request, _cancelled())
        elif request.call is None and len(self._sent) >= self.max_in_flight:
            self._waiting[request.id] = request
        else:
            self._sent[request.id] = request
            self._send(request.body)

    def settle(self, message: dict[str, Any]) -> None:
        """Ends the request that `message` answers. An answer to nobody, or any other message, is ignored."""
        request = self._sent.get(message["re"])
        kind = message["type"]
        if request is None or kind not in ANSWERS:
            return
        self._forget(request.id)
        if kind == request.answer:
            if not request.future.done():
                request.future.set_result(message)
        elif kind == "error":
            _fail(request, _host_error(message))
        else:
            text = (
                f"Cannot use the answer to request {request.id} as it must be {request.answer}: it is {kind}"
            )
            _fail(request, ProtocolViolationError(text))

    def abandon(self, number: int) -> None:
        """Nobody waits for the answer any more."""
        if self._waiting.pop(number, None) is None and number in self._sent:
            self._forget(number)
            self._send_cancel(number)

    def cancel_inside(self, call: Call) -> None:
        """Ends the requests that were made inside `call`."""
        for request in [request for request in self._sent.values() if request.call is call]:
            self.abandon(request.id)
            # A cancelled asyncio future interrupts whoever awaits it; one of a thread cannot be cancelled.
            if not request.future.cancel():
                _fail(request, _cancelled())

    def _forget(self, number: int) -> None:
        del self._sent[number]
        while self._waiting and len(self._sent) < self.max_in_flight:
            self.start(self._waiting.pop(next(iter(self._waiting))))


def _fail(request: Pending, error: InteropError) -> None:
    if not request.future.done():
        request.future.set_exception(error)


def _cancelled() -> HostError:
    return HostError(error_codes.CANCELLED, "The call was cancelled by the host")


def _host_error(message: dict[str, Any]) -> HostError:
    code, text, details = (message.get(field) for field in ("code", "message", "details"))
    return HostError(
        code if isinstance(code, str) else error_codes.HOST_FAILED,
        text if isinstance(text, str) else "The host gave no message",
        dict(details) if isinstance(details, dict) else None,
    )
