from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elizaos_interop.errors import ProtocolViolationError
from elizaos_interop.frames import FrameDecoder, frame

BODIES = [b"a", b"bc" * 40, b"\0", b"d" * 300]


def test_frame_puts_the_length_in_front_little_endian() -> None:
    assert frame(b"abc") == b"\x03\0\0\0abc"


def test_decoder_finds_the_bodies_at_every_split() -> None:
    stream = b"".join(map(frame, BODIES))
    for first in range(len(stream) + 1):
        for second in range(first, len(stream) + 1, 7):
            decoder = FrameDecoder()
            parts = (stream[:first], stream[first:second], stream[second:])
            assert [body for part in parts for body in decoder.feed(part)] == BODIES


def test_decoder_finds_the_bodies_byte_by_byte() -> None:
    decoder = FrameDecoder()
    stream = b"".join(map(frame, BODIES))
    assert [body for byte in stream for body in decoder.feed(bytes([byte]))] == BODIES


@given(st.lists(st.binary(min_size=1, max_size=200), max_size=8), st.data())
def test_decoder_finds_any_bodies_at_any_splits(bodies: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(map(frame, bodies))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    decoder = FrameDecoder()
    found: list[bytes | bytearray] = []
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        found += decoder.feed(stream[start:end])
    assert found == bodies


def test_decoder_keeps_a_frame_that_is_cut_short() -> None:
    decoder = FrameDecoder()
    assert list(decoder.feed(frame(b"abc")[:-1])) == []
    assert list(decoder.feed(b"c")) == [b"abc"]


@pytest.mark.parametrize(
    ("header", "length"), [(b"\0\0\0\0", 0), (b"\x09\0\0\0", 9), (b"\xff\xff\xff\xff", 2**32 - 1)]
)
def test_decoder_refuses_a_length_that_is_zero_or_over_the_cap(header: bytes, length: int) -> None:
    with pytest.raises(ProtocolViolationError, match=f"between 1 and 8 bytes: current value is {length}$"):
        list(FrameDecoder(max_frame_bytes=8).feed(header))


def test_decoder_accepts_a_frame_of_exactly_the_cap() -> None:
    assert list(FrameDecoder(max_frame_bytes=8).feed(frame(b"12345678"))) == [b"12345678"]


def test_decoder_gives_the_frames_before_a_bad_one() -> None:
    bodies = FrameDecoder().feed(frame(b"good") + b"\0\0\0\0")
    assert next(bodies) == b"good"
    with pytest.raises(ProtocolViolationError):
        next(bodies)


def test_only_gives_the_body_of_a_chunk_that_is_one_frame() -> None:
    decoder = FrameDecoder(max_frame_bytes=8)
    assert decoder.only(frame(b"abc")) == b"abc"
    for chunk in (b"", b"\3\0", frame(b"abc")[:-1], frame(b"abc") * 2, frame(b""), frame(b"123456789")):
        assert decoder.only(chunk) is None


@pytest.mark.parametrize("cut", [2, 5])
def test_only_gives_nothing_while_a_frame_is_cut_short(cut: int) -> None:
    decoder = FrameDecoder()
    start, end = frame(b"abc")[:cut], frame(b"abc")[cut:]
    assert list(decoder.feed(start)) == []
    assert decoder.only(frame(b"abc")) is None
    assert list(decoder.feed(end + frame(b"d"))) == [b"abc", b"d"]


def test_the_rest_of_a_body_can_be_read_in_place() -> None:
    decoder = FrameDecoder()
    assert decoder.missing is None
    assert list(decoder.feed(frame(b"first") + frame(b"abcdef")[:6])) == [b"first"]
    found: list[bytearray] = []
    for part in (b"cd", b"ef"):
        assert found == []
        assert decoder.missing is not None
        decoder.missing[:2] = part
        found = list(decoder.filled(2))
    assert found == [b"abcdef"]
    assert decoder.missing is None
    assert decoder.only(frame(b"next")) == b"next"
