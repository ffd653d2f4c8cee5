"""Frames of PROTOCOL.md §3, between a host and this process: u32 little-endian length, then the body."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct

from .errors import ProtocolViolationError
from .limits import MAX_FRAME_BYTES

PREAMBLE = b"ELIZAIPC1\n"
"""Goes out once, before the first frame."""

HEADER_BYTES = 4

_HEADER = Struct("<I")
_length = _HEADER.unpack_from
header = _HEADER.pack
"""What stands in front of a body of that length."""


def frame(body: bytes) -> bytes:
    """The body with its length in front."""
    return header(len(body)) + body


class FrameDecoder:
    """Finds the bodies in a stream that is cut anywhere."""

    def __init__(self, max_frame_bytes: int = MAX_FRAME_BYTES) -> None:
        self._max_frame_bytes = max_frame_bytes
        # A header that was cut short.
        self._rest = b""
        # A body that was cut short, in its full length: each byte is copied once.
        self._body = bytearray()
        self.missing: memoryview | None = None
        """Where the rest of that body may be read into; `filled` is to be told how much was."""

    def only(self, chunk: bytes) -> bytes | None:
        """The body where the chunk is one whole frame, as most are; else the chunk is to be fed."""
        size = len(chunk) - HEADER_BYTES
        if size <= 0 or self._rest or self.missing is not None:
            return None
        return chunk[HEADER_BYTES:] if _length(chunk)[0] == size <= self._max_frame_bytes else None

    def feed(self, chunk: bytes) -> Iterator[bytes | bytearray]:
        """The bodies that `chunk` completes.

        Raises ProtocolViolationError at a frame that is empty or over the cap; the decoder is of no use then.
        """
        start = 0
        if self.missing is not None:
            start = min(len(chunk), len(self.missing))
            self.missing[:start] = chunk[:start]
            yield from self.filled(start)
        elif self._rest:
            chunk = self._rest + chunk
            self._rest = b""
        while len(chunk) - start >= HEADER_BYTES:
            length = self._checked(_length(chunk, start)[0])
            start += HEADER_BYTES
            end = start + length
            if end > len(chunk):
                self._begin(length, chunk[start:])
                return
            yield chunk[start:end]
            start = end
        self._rest = chunk[start:]

    def filled(self, count: int) -> Iterator[bytearray]:
        """The body that was cut short, if it is whole with so many bytes more."""
        if self.missing is None or count < len(self.missing):
            self.missing = None if self.missing is None else self.missing[count:]
            return
        self.missing = None
        body, self._body = self._body, bytearray()
        yield body

    def _begin(self, length: int, start: bytes) -> None:
        self._body = bytearray(length)
        self._body[: len(start)] = start
        self.missing = memoryview(self._body)[len(start) :]

    def _checked(self, length: int) -> int:
        if 0 < length <= self._max_frame_bytes:
            return length
        raise ProtocolViolationError(
            f"Cannot read a frame as its length must be between 1 and {self._max_frame_bytes} bytes: "
            f"current value is {length}"
        )
