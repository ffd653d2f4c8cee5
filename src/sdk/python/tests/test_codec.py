from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgpack
import msgpack.fallback
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgpack import _cmsgpack

from elizaos_interop.codec import Codec
from elizaos_interop.errors import ProtocolViolationError, ValueRefusedError
from elizaos_interop.outgoing import to_wire
from elizaos_interop.record import Record
from elizaos_interop.scan import fault_of

CODECS = {"extension": Codec(_cmsgpack), "pure Python": Codec(msgpack.fallback)}

every_codec = pytest.mark.parametrize("codec", CODECS.values(), ids=CODECS.keys())

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.binary()
)
keys = st.text().filter(lambda key: key != "__proto__")
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=40)


@every_codec
@given(value=values)
def test_codec_reads_back_what_it_wrote(codec: Codec, value: Any) -> None:
    assert codec.decode(codec.encode(value)) == value


@given(value=values)
def test_both_codecs_write_the_same(value: Any) -> None:
    assert CODECS["extension"].encode(value) == CODECS["pure Python"].encode(value)


@given(value=values)
def test_encode_takes_the_short_way_only_where_it_changes_nothing(value: Any) -> None:
    assert CODECS["extension"].encode(value) == msgpack.packb(to_wire(value))


@every_codec
@given(body=st.binary(max_size=60))
def test_decode_raises_nothing_but_protocol_violations(codec: Codec, body: bytes) -> None:
    try:
        codec.decode(body)
    except ProtocolViolationError:
        pass


@every_codec
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_encode_writes_null_for_what_is_not_finite(codec: Codec, value: float) -> None:
    assert codec.encode({"a": [value]}) == bytes.fromhex("81a16191c0")


@every_codec
def test_encode_repairs_surrogates(codec: Codec) -> None:
    assert codec.decode(codec.encode({"a\ud800": ["\udc00b", "\ud83d\ude42"]})) == {
        "a\ufffd": ["\ufffdb", "\U0001f642"]
    }


@every_codec
def test_encode_leaves_out_the_key_proto(codec: Codec) -> None:
    assert codec.encode({"a": [{"__proto__": 1, "b": 2}]}) == codec.encode({"a": [{"b": 2}]})


@every_codec
def test_encode_works_after_it_refused(codec: Codec) -> None:
    for bad in ({"a": "x" * 5000, "b": 2**53 + 1}, {"a": {1: 2}}):
        with pytest.raises(ValueRefusedError):
            codec.encode(bad)
    assert codec.encode({"a": 1}) == bytes.fromhex("81a16101")


@every_codec
def test_codec_allows_64_levels_and_no_more(codec: Codec) -> None:
    deepest: Any = []
    for _ in range(63):
        deepest = [deepest]
    assert codec.decode(codec.encode(deepest)) == deepest
    with pytest.raises(ValueRefusedError, match="at most 64 levels deep"):
        codec.encode([deepest])
    with pytest.raises(ProtocolViolationError, match="more than 64 levels"):
        codec.decode(msgpack.packb({"a": deepest}))


@every_codec
def test_decode_allows_wide_messages_of_few_levels(codec: Codec) -> None:
    wide: list[Any] = [{"a": []} for _ in range(200)]
    assert codec.decode(msgpack.packb(wide)) == wide


def headers(head: bytes, claim: int, count: int) -> bytes:
    return (head + claim.to_bytes(4, "big")) * count


BOMBS: dict[str, tuple[bytes, str]] = {
    "2.5 KB of arrays": (headers(b"\xdd", 99_999, 500), "promises more values than it has bytes|levels|exceeds"),
    "2.5 KB of arrays that claim what there is": (headers(b"\xdd", 1_250, 500), "promises more values"),
    "20 KB of arrays": (headers(b"\xdd", 99_999, 4_000), "promises more values than it has bytes"),
    "20 KB of arrays that claim what there is": (headers(b"\xdd", 5_000, 1_000) + b"\xc0" * 15_000, "promises more values"),
    "16 MB of few arrays": (headers(b"\xdd", 16_000_000, 60) + b"a" * 16_000_000, "promises more values|more than 1000000 values"),
    "arrays of 16 bits": (b"\xdc\xff\xff" * 60 + b"a" * 66_000, "promises more values"),
    "1M nested maps": (b"\x81\xa1a" * 1_000_000, "more than 64 levels"),
    "maps that claim many": (headers(b"\xdf", 99_999, 500), "no string|promises|levels"),
    "65 levels": (b"\x91" * 64 + b"\x90", "more than 64 levels"),
    "1M empty maps": (headers(b"\xdd", 1_000_000, 1) + b"\x80" * 1_000_000, "more than 1000000 values"),
    "1M nulls in arrays": ((headers(b"\xdd", 11, 1) + (headers(b"\xdd", 99_999, 1) + b"\xc0" * 99_999) * 11), "more than 1000000 values"),
    "32M nulls": (headers(b"\xdd", 32_000_000, 1) + b"\xc0" * 32_000_000, "more than 1000000 values"),
    "a key that is an array of many": (b"\x81" + headers(b"\xdd", 99_999, 500), "."),
}  # fmt: skip


@every_codec
@pytest.mark.parametrize(("body", "rule"), BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_before_anything_is_made_of_it(
    codec: Codec, body: bytes, rule: str, resident_peak: Callable[[], int]
) -> None:
    before, begun = resident_peak(), time.process_time()
    with pytest.raises(ProtocolViolationError, match=rule):
        codec.decode(body)
    with pytest.raises(ProtocolViolationError, match=rule):
        codec.decode(bytearray(body))
    assert time.process_time() - begun < 1
    # (The pure-Python msgpack copies the body.)
    assert resident_peak() - before < 8_000_000 + 2 * len(body)


@every_codec
def test_a_message_holds_a_million_values_and_no_more(codec: Codec) -> None:
    most = {"a": [None] * 999_998}
    assert codec.decode(codec.encode(most)) == most
    with pytest.raises(ValueRefusedError, match="more than 1000000 values"):
        codec.encode({"a": [None] * 999_999})
    with pytest.raises(ProtocolViolationError, match="more than 1000000 values"):
        codec.decode(msgpack.packb({"a": [None] * 999_999}))


@given(value=values)
def test_a_scan_finds_no_fault_in_what_is_good(value: Any) -> None:
    body = CODECS["extension"].encode(value)
    assert fault_of(body) is None
    assert fault_of(body[:-1]) in ("it is cut short", "it promises more values than it has bytes")
    assert fault_of(body + b"\xc0") is not None


@given(body=st.binary(max_size=60))
def test_what_a_scan_passes_can_be_decoded(body: bytes) -> None:
    if fault_of(body) is None:
        try:
            msgpack.unpackb(body)
        except UnicodeDecodeError:
            pass


def nested(levels: int) -> Any:
    value: Any = []
    for _ in range(levels - 1):
        value = [value]
    return value


@every_codec
@pytest.mark.parametrize("filler", ["x" * 5000, "x" * 100_000, "é" * 5000, b"x" * 5000])
@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ({"deep": nested(64)}, "more than 64 levels"),
        ({"time": msgpack.Timestamp(1)}, "an extension type"),
        ({b"bytes": 1}, "a key that is no string"),
        ({"__proto__": 1}, "the key __proto__"),
    ],
)
def test_decode_looks_behind_large_values(codec: Codec, filler: Any, bad: Any, rule: str) -> None:
    body = msgpack.packb({"filler": filler, "bad": bad})
    with pytest.raises(ProtocolViolationError, match=rule):
        codec.decode(body)
    with pytest.raises(ProtocolViolationError, match=rule):
        codec.decode(bytearray(body))
    good = {"filler": filler, "good": nested(62), "text": "says __proto__"}
    assert codec.decode(msgpack.packb(good)) == good


@every_codec
def test_encode_may_be_entered_by_what_it_encodes(codec: Codec) -> None:
    """Code of a plugin that runs while its value is packed may log, which packs a message."""
    inner: list[bytes] = []

    class Logs(dict[str, Any]):
        def items(self) -> Any:
            inner.append(codec.encode({"message": "packing"}))
            return super().items()

    assert codec.decode(codec.encode({"a": [Logs(b=1)]})) == {"a": [{"b": 1}]}
    assert codec.decode(inner[0]) == {"message": "packing"}


@every_codec
def test_no_buffer_stays_large(codec: Codec, resident: Callable[[], int]) -> None:
    """Each thread that encodes may leave a packer behind: here eight."""
    inner = [codec]

    class Nests(dict[str, Any]):
        def items(self) -> Any:
            if len(inner) < 8:
                inner.append(codec)
                codec.encode({"large": "x" * 24_000_000, "inner": Nests(b=1)})
            return super().items()

    codec.encode({"a": 1})
    before = resident()
    codec.encode({"large": "x" * 24_000_000, "inner": Nests(b=1)})
    assert len(inner) == 8
    # What the allocator itself keeps does not grow with their number.
    assert resident() - before < 64_000_000


@every_codec
def test_decode_makes_records_at_every_level(codec: Codec) -> None:
    value = codec.decode(msgpack.packb({"a": [{"b": {}}]}))
    assert type(value) is type(value["a"][0]) is type(value["a"][0]["b"]) is Record


@every_codec
def test_msgpack_test_suite(codec: Codec, repository: Path) -> None:
    suite = repository / "node_modules/msgpack-test-suite/dist/msgpack-test-suite.json"
    assert suite.exists(), f"{suite} is missing: run `bun install`"
    tried = 0
    for group, cases in json.loads(suite.read_text()).items():
        for case in cases:
            # No extensions in the protocol, and no integers that a double cannot hold.
            if "ext" in case or "timestamp" in case or "bignum" in case:
                continue
            expected = _expected(case)
            for text in case["msgpack"]:
                body = bytes.fromhex(text.replace("-", ""))
                if _has_other_keys(body):
                    continue
                found = codec.decode(body)
                assert found == expected, (group, text)
                assert codec.decode(codec.encode(found)) == expected, (group, text)
                tried += 1
    assert tried > 150


def _expected(case: dict[str, Any]) -> Any:
    if "binary" in case:
        return bytes.fromhex(case["binary"].replace("-", ""))
    (kind,) = case.keys() - {"msgpack"}
    return case[kind]


def _has_other_keys(body: bytes) -> bool:
    """Whether a map of the suite has keys that are no strings."""
    value = msgpack.unpackb(body, strict_map_key=False)
    return isinstance(value, dict) and not all(isinstance(key, str) for key in value)
