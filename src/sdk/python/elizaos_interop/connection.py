"""The frames of one host over two non-blocking descriptors (which may be one socket), on an asyncio loop."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Callable

from .frames import FrameDecoder, frame
from .limits import READ_BYTES
from .stdio import write_all


class Connection:
    """Owns neither descriptor. Everything here runs in the loop's thread.

    `on_body` is given each body that arrives; what it or the decoder raises goes to `on_end`, as does None at
    the end of the input. Nothing arrives after that.
    """

    def __init__(self, frames_in: int, frames_out: int, loop: asyncio.AbstractEventLoop) -> None:
        self._in = frames_in
        self._out = frames_out
        self._loop = loop
        self._decoder = FrameDecoder()
        self._queue: deque[bytes] = deque()
        self.queued_bytes = 0

    def open(self, on_body: Callable[[bytes], None], on_end: Callable[[Exception | None], None]) -> None:
        """Begins to read."""
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)
        self._on_body = on_body
        self._on_end = on_end
        self._loop.add_reader(self._in, self._read)

    def send(self, body: bytes) -> None:
        """Writes a frame at once, or queues what the host has no room for."""
        data = frame(body)
        if not self._queue:
            data = data[self._write(data) :]
            if not data:
                return
            self._loop.add_writer(self._out, self._flush)
        self._queue.append(data)
        self.queued_bytes += len(data)

    def close(self) -> None:
        """Stops reading, and waits until the host has taken what is queued."""
        self._loop.remove_reader(self._in)
        self._loop.remove_writer(self._out)
        os.set_blocking(self._out, True)
        try:
            for data in self._queue:
                write_all(self._out, data)
        except OSError:
            # Nobody reads it any more.
            pass
        self._queue.clear()

    def _read(self) -> None:
        try:
            chunk = os.read(self._in, READ_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            # A socket whose other end is gone: the end of the input too.
            chunk = b""
        try:
            if chunk:
                for body in self._decoder.feed(chunk):
                    self._on_body(body)
                return
            error = None
        except Exception as raised:
            error = raised
        self._loop.remove_reader(self._in)
        self._on_end(error)

    def _flush(self) -> None:
        while self._queue:
            data = self._queue[0]
            written = self._write(data)
            self.queued_bytes -= written
            if written < len(data):
                self._queue[0] = data[written:]
                return
            self._queue.popleft()
        self._loop.remove_writer(self._out)

    def _write(self, data: bytes) -> int:
        try:
            return os.write(self._out, data)
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError:
            # Nobody reads: the input says so as well, or will.
            self._loop.call_soon(self._on_end, None)
            return len(data)
