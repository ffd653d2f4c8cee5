"""The `response` of a route's handler: Express's, in Python. PROTOCOL.md, Routes."""

from __future__ import annotations

import asyncio
from typing import Any

from . import error_codes
from .call import Call
from .channel import Channel
from .chunks import Chunks
from .errors import HostError, ValueRefusedError
from .outgoing import to_wire
from .request import AnswerFuture, HostRequest

BYTES = (bytes, bytearray, memoryview)
Bytes = bytes | bytearray | memoryview


class RouteResponse:
    """`response.status(404).json({"error": "…"})`, or `response.send(text_or_bytes)`, or chunk by chunk:

        response.set_header("content-type", "text/plain")
        await response.write("first")
        response.end("last")

    A handler that returns without an end ends it. What comes after the end is left out, with one warning. All
    but `write` return the response itself. They raise ValueRefusedError for what no response can hold.
    """

    def __init__(self, channel: Channel, call: Call, name: str) -> None:
        self._channel = channel
        self._call = call
        self._name = name
        self._status = 200
        self._headers: dict[str, str | list[str]] = {}
        self._has_head = False
        self._has_warned = False
        self._next_seq = 0
        self._chunks = Chunks()
        call.on_follow_up = self._chunks.take
        self.is_ended = False
        self.answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        """The fields of the answer, once all chunks have gone out."""

    @property
    def headers_sent(self) -> bool:
        """Whether status and headers can no longer change."""
        return self._has_head or self.is_ended

    headersSent = headers_sent  # noqa: N815

    def status(self, code: int) -> RouteResponse:
        """An HTTP status; 200 where none is given."""
        if type(code) is not int or not 200 <= code <= 599:
            rule = f"an integer from 200 to 599: current value is {code!r:.200}"
            raise ValueRefusedError(f"Cannot set the status of a response as it must be {rule}")
        if self._may_change():
            self._status = code
        return self

    def set_header(self, name: str, value: Any) -> RouteResponse:
        """A text, a number, or a list of them for a header that stands there several times."""
        several = isinstance(value, (list, tuple))
        texts = [_header(name, item) for item in (value if several else [value])]
        if self._may_change():
            self._headers[name.lower()] = texts if several else texts[0]
        return self

    setHeader = set_header  # noqa: N815

    def content_type(self, name: str) -> RouteResponse:
        """A media type, or the extension of a file that has one: `html`."""
        return self.set_header("content-type", _media_type(name))

    type = contentType = content_type  # noqa: N815

    def redirect(self, *status_and_url: Any) -> RouteResponse:
        """Ends the response by a redirect: `redirect("/there")` by 302, `redirect(308, "/there")` by 308."""
        from urllib.parse import quote

        *before, url = status_and_url
        status = before[0] if before else 302
        place = quote(str(url), safe="!#$%&'()*+,-./:;=?@[]_~|")
        text = f"{_phrase(status)}. Redirecting to {place}"
        return self.status(status).set_header("location", place).content_type("txt").end(text)

    def send_status(self, code: int) -> RouteResponse:
        """Ends the response with a status, and its name as the text."""
        return self.status(code).content_type("txt").end(_phrase(code))

    sendStatus = send_status  # noqa: N815

    def json(self, value: Any) -> RouteResponse:
        """Ends the response with a value as JSON."""
        sent = to_wire(value, "$.json")
        if not self._has_head:
            return self._end_at_once({"json": sent})
        import json

        return self.end(json.dumps(sent, ensure_ascii=False))

    def send(self, value: Any = None) -> RouteResponse:
        """Ends the response with a text, bytes, or any other value as JSON."""
        if value is None or isinstance(value, (str, *BYTES)):
            return self.end(value)
        return self.json(value)

    def write(self, data: Bytes | str) -> HostRequest[None]:
        """Sends a chunk. Await it: that waits while the client is too far behind.

        In a `def` handler it waits by itself.
        """
        future = self._queue(_chunk(data))
        if not isinstance(future, asyncio.Future) and not _is_in_loop():
            future.result()
        return HostRequest(future, lambda nothing: None, lambda: None)

    def end(self, data: Bytes | str | None = None) -> RouteResponse:
        """Ends the response, perhaps with a last text or bytes."""
        chunk = None if data is None else _chunk(data)
        if self.is_ended and chunk is None:
            return self
        if not self._has_head:
            return self._end_at_once({} if chunk is None else {"body": chunk})
        if chunk is not None:
            self._queue(chunk)
        if not self.is_ended:
            self._finish({"type": "route.end"})
        return self

    def drop(self) -> None:
        """Nobody waits for the response any more. In the loop's thread."""
        self._chunks.drop(_cancelled())
        self.answer.cancel()

    def _end_at_once(self, content: dict[str, Any]) -> RouteResponse:
        if self._may_write():
            self._finish({"status": self._status, "headers": self._headers, **content})
        return self

    def _finish(self, fields: dict[str, Any]) -> None:
        self.is_ended = True
        run, _ = self._channel.future()
        run(self._chunks.finish, lambda: self._settle(fields))

    def _settle(self, fields: dict[str, Any]) -> None:
        if not self.answer.done():
            self.answer.set_result(fields)

    def _queue(self, chunk: str | bytes) -> AnswerFuture:
        """Settled when the chunk has gone out."""
        run, future = self._channel.future()
        if self._may_write():
            if not self._has_head:
                fields = {"status": self._status, "headers": self._headers}
                self._channel.part(self._call, "route.head", fields)
                self._has_head = True
            if chunk:
                fields = {"seq": self._next_seq, "data": chunk}
                send = self._channel.part_sender(self._call, "route.chunk", fields)
                self._next_seq += 1
                run(self._chunks.put, send, future)
                return future
        run(future.set_result, None)
        return future

    def _may_change(self) -> bool:
        if self.headers_sent:
            self._warn("changed the head of its response after that was sent")
        return not self.headers_sent

    def _may_write(self) -> bool:
        if self._call.is_cancelled:
            raise _cancelled()
        if self.is_ended:
            self._warn("wrote after the end of its response")
        return not self.is_ended

    def _warn(self, what: str) -> None:
        if not self._has_warned:
            self._has_warned = True
            self._channel.log("warn", f"The route {self._name} {what}: that is left out", None)


def _chunk(data: Any) -> str | bytes:
    if isinstance(data, BYTES):
        return bytes(data)
    if isinstance(data, str):
        return data
    rule = f"a text or bytes: current value is {data!r:.200}"
    raise ValueRefusedError(
        f"Cannot write to a response as a chunk must be {rule} (json and send take others)"
    )


def _media_type(name: str) -> str:
    # Few handlers need it, and a guest is to start quickly.
    from mimetypes import guess_type

    found = name if "/" in name else guess_type(f"file.{name.rpartition('.')[2]}")[0]
    found = found or "application/octet-stream"
    is_text = found.startswith("text/") or found in ("application/json", "application/javascript")
    return f"{found}; charset=utf-8" if is_text else found


def _phrase(status: Any) -> str:
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return str(status)


def _header(name: Any, value: Any) -> str:
    if type(value) in (int, float):
        value = str(value)
    for what, text in (("name", name), ("value", value)):
        if (
            not isinstance(text, str)
            or any(letter in "\r\n\0" for letter in text)
            or (what == "name" and not text)
        ):
            rule = f"a text of one line: current value is {text!r:.200}"
            raise ValueRefusedError(
                f"Cannot set the header {name!r:.100} of a response as its {what} must be {rule}"
            )
    return str(value)


def _is_in_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _cancelled() -> HostError:
    return HostError(error_codes.CANCELLED, "The call was cancelled by the host")
