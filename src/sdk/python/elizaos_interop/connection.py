"""The frames of one host over two non-blocking descriptors, which may be one socket."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from errno import EBADF

# By name, as a plugin may replace them: eventlet's wait where these do not.
from os import read, readv, set_blocking, write
from time import monotonic

from .frames import FrameDecoder, frame, header
from .guest_loop import GuestLoop
from .limits import APART_SECONDS, GATHER_BYTES, GATHER_SECONDS, LONG_TURN_SECONDS, READ_BYTES
from .stdio import write_all


class Connection:
    """Owns neither descriptor. Everything here runs in the loop's thread.

    `on_body` is given each body that arrives; what it or the decoder raises goes to `on_end`, as does None at
    the end of the input. Nothing arrives after that.
    """

    def __init__(self, frames_in: int, frames_out: int, loop: GuestLoop) -> None:
        self._in = frames_in
        self._out = frames_out
        self._loop = loop
        self._decoder = FrameDecoder()
        # Bodies that came together and wait for those before them. A handler may run the loop inside its own
        # turn, as under nest_asyncio, and reads on then.
        self._bodies: deque[bytes | bytearray] = deque()
        # Answers that wait for the end of the loop's turn, since when, and until when none may wait.
        self._gathered: list[bytes] = []
        self._gathered_bytes = 0
        self._since = 0.0
        self._apart_until = 0.0
        # Whether one frame is worked on that came alone: its answer has nothing to wait for.
        self._is_alone = False
        # What the host has no room for.
        self._queue: deque[memoryview] = deque()
        self.queued_bytes = 0

    def open(
        self, on_body: Callable[[bytes | bytearray], None], on_end: Callable[[Exception | None], None]
    ) -> None:
        """Begins to read."""
        set_blocking(self._in, False)
        set_blocking(self._out, False)
        self._on_body = on_body
        self._on_end = on_end
        self._loop.frames.follow(self._loop, self._in, self._read, self._before_wait)

    def poll_for(self, poll_us: int) -> None:
        """How long to look for the next frame after one came or left, before the process sleeps."""
        self._loop.frames.poll_seconds = poll_us / 1e6

    def send(self, body: bytes) -> None:
        """Writes a frame at once, or queues what the host has no room for."""
        self._loop.frames.has_moved = True
        if self._gathered:
            self.flush()
        if len(body) < GATHER_BYTES:
            self._write(frame(body))
        else:
            # To copy it behind its header would take longer than to write twice.
            self._write(header(len(body)))
            self._write(body)

    def answer(self, body: bytes) -> None:
        """Writes a frame together with the other answers of the loop's turn.

        Whatever runs in that turn delays them: where it took long, they are written at once for a while.
        """
        if self._is_alone or len(body) >= GATHER_BYTES:
            self.send(body)
            return
        now = monotonic()
        if now < self._apart_until:
            self.send(body)
            return
        if not self._gathered:
            self._since = now
        self._gathered.append(frame(body))
        self._gathered_bytes += len(body)
        if self._gathered_bytes > GATHER_BYTES or now - self._since > GATHER_SECONDS:
            self.flush()

    def close(self) -> None:
        """Stops reading, and waits until the host has taken what is queued."""
        self._loop.frames.unfollow()
        self.flush()
        self._loop.remove_writer(self._out)
        set_blocking(self._out, True)
        try:
            for data in self._queue:
                write_all(self._out, data)
        except OSError:
            # Nobody reads it any more.
            pass
        self._queue.clear()

    def _read(self) -> None:
        decoder = self._decoder
        chunk, count = b"", 0
        error: Exception | None = None
        try:
            if decoder.missing is None:
                chunk = read(self._in, READ_BYTES)
            else:
                count = readv(self._in, [decoder.missing])
        except (BlockingIOError, InterruptedError):
            return
        except OSError as problem:
            error = _closed_here(problem)
        try:
            if chunk:
                body = decoder.only(chunk)
                if body is None or self._bodies:
                    self._take(decoder.feed(chunk))
                    return
                self._is_alone = True
                self._on_body(body)
                self._is_alone = False
                self._loop.frames.has_moved = True
                return
            if count > 0:
                self._take(decoder.filled(count))
                return
        except Exception as raised:
            error = raised
        self._loop.frames.unfollow()
        self.flush()
        self._on_end(error)

    def _take(self, bodies: Iterator[bytes | bytearray]) -> None:
        """Those that are there are handed over even where the rest of what came is no frame."""
        try:
            self._bodies.extend(bodies)
        finally:
            self._deliver()

    def _deliver(self) -> None:
        while self._bodies:
            self._on_body(self._bodies.popleft())

    def _before_wait(self) -> None:
        if self._bodies:
            self._deliver()
        if self._gathered:
            self.flush()

    def flush(self) -> None:
        """Writes the answers that wait."""
        if not self._gathered:
            return
        gathered = self._gathered
        self._gathered = []
        self._gathered_bytes = 0
        self._write(gathered[0] if len(gathered) == 1 else b"".join(gathered))
        now = monotonic()
        if now - self._since > LONG_TURN_SECONDS:
            self._apart_until = now + APART_SECONDS

    def _write(self, data: bytes) -> None:
        written = 0 if self._queue else self._put(data)
        if written < len(data):
            if not self._queue:
                self._loop.add_writer(self._out, self._drain)
            self._queue.append(memoryview(data)[written:])
            self.queued_bytes += len(data) - written

    def _drain(self) -> None:
        while self._queue:
            data = self._queue[0]
            written = self._put(data)
            self.queued_bytes -= written
            if written < len(data):
                self._queue[0] = data[written:]
                return
            self._queue.popleft()
        self._loop.remove_writer(self._out)

    def _put(self, data: bytes | memoryview) -> int:
        try:
            return write(self._out, data)
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError as problem:
            # Nobody reads: the input says so as well, or will.
            self._loop.call_soon(self._on_end, _closed_here(problem))
            return len(data)


def _closed_here(problem: OSError) -> OSError | None:
    """The problem where the plugin has closed the descriptor; None where the other end is gone."""
    return problem if problem.errno == EBADF else None
