"""Frames of PROTOCOL.md §3, between a host and this process: u32 little-endian length, then the body."""

from __future__ import annotations

from collections.abc import Iterator

from .errors import ProtocolViolationError
from .limits import MAX_FRAME_BYTES

PREAMBLE = b"ELIZAIPC1\n"
"""Goes out once, before the first frame."""

HEADER_BYTES = 4


def frame(body: bytes) -> bytes:
    """The body with its length in front."""
    return len(body).to_bytes(HEADER_BYTES, "little") + body


class FrameDecoder:
    """Finds the bodies in a stream that is cut anywhere."""

    def __init__(self, max_frame_bytes: int = MAX_FRAME_BYTES) -> None:
        self._max_frame_bytes = max_frame_bytes
        self._rest = bytearray()
        # How much `_rest` must hold before it is looked at again: a large frame costs linear time.
        self._needed = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The bodies that `chunk` completes.

        Raises ProtocolViolationError at a frame that is empty or over the cap; the decoder is of no use then.
        """
        if self._rest:
            self._rest += chunk
            if len(self._rest) < self._needed:
                return
            chunk = bytes(self._rest)
            self._rest.clear()
        start = 0
        while True:
            body = start + HEADER_BYTES
            end = body
            if body <= len(chunk):
                end += self._checked(int.from_bytes(chunk[start:body], "little"))
            if end == body or end > len(chunk):
                break
            yield chunk[body:end]
            start = end
        self._rest += chunk[start:]
        self._needed = end - start

    def _checked(self, length: int) -> int:
        if 0 < length <= self._max_frame_bytes:
            return length
        raise ProtocolViolationError(
            f"Cannot read a frame as its length must be between 1 and {self._max_frame_bytes} bytes: "
            f"current value is {length}"
        )
