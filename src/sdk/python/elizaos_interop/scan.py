"""Looks a MessagePack message over before anything of it is decoded. PROTOCOL.md §1 has the rules.

msgpack makes an array as long as its header says, so that headers in headers cost many times their bytes. It
tells neither depth nor extensions nor keys that are bytes.
"""

from __future__ import annotations

from .limits import MAX_DEPTH, MAX_VALUES

PROTO_BYTES = b"__proto__"

Body = bytes | bytearray


class _Fault(Exception):  # noqa: N818
    """Says what a body has, or is, against the rules."""


def fault_of(body: Body) -> str | None:
    """Why the body is not one good value. One pass, which skips texts and bytes."""
    try:
        end = _end_of(body)
    except IndexError:
        end = len(body) + 1
    except _Fault as fault:
        return str(fault)
    if end == len(body):
        return None
    return "it is cut short" if end > len(body) else "it has something after its one value"


def _end_of(body: Body) -> int:
    # What the container at hand still owes, in pairs where it is a map; the same of those around it.
    left, is_map = 1, False
    around: list[tuple[int, bool]] = []
    at, values, owed = 0, 1, 0
    while True:
        while left:
            left -= 1
            head = body[at]
            if is_map:
                at = (
                    (at + SIZES[head])
                    if 0xA0 <= head < 0xC0 and head != PROTO_HEAD
                    else _end_of_key(body, at)
                )
                head = body[at]
            if size := SIZES[head]:
                at += size
            elif width := TEXTS.get(head):
                at += 1 + width + int.from_bytes(body[at + 1 : at + 1 + width], "big")
            else:
                around.append((left, is_map))
                owed += 2 * left if is_map else left
                left, is_map, at = _opened(body, at)
                values += left
                if owed + (2 * left if is_map else left) > len(body) - at:
                    raise _Fault("it promises more values than it has bytes")
                if values > MAX_VALUES:
                    raise _Fault(f"it has more than {MAX_VALUES} values")
                if len(around) > MAX_DEPTH:
                    raise _Fault(f"it has more than {MAX_DEPTH} levels")
        if not around:
            return at
        left, is_map = around.pop()
        owed -= 2 * left if is_map else left


def _opened(body: Body, at: int) -> tuple[int, bool, int]:
    """Of the array or map there: how many items or pairs it has, whether it is a map, where they begin."""
    head = body[at]
    if head < 0xA0:
        return head & 15, head < 0x90, at + 1
    if head not in WIDTHS:
        raise _Fault("it has an extension type, or the byte that is none")
    start = at + 1 + WIDTHS[head]
    return int.from_bytes(body[at + 1 : start], "big"), head >= 0xDE, start


def _end_of_key(body: Body, at: int) -> int:
    head = body[at]
    start = at + 1 + TEXTS.get(head, 0)
    if 0xA0 <= head < 0xC0:
        end = at + SIZES[head]
    elif 0xD9 <= head <= 0xDB:
        end = start + int.from_bytes(body[at + 1 : start], "big")
    else:
        raise _Fault("it has a key that is no string")
    if end - start == len(PROTO_BYTES) and body[start:end] == PROTO_BYTES:
        raise _Fault("it has the key __proto__")
    return end


def _sizes() -> bytes:
    sizes = bytearray(256)
    for head in (*range(0x80), *range(0xE0, 0x100), 0xC0, 0xC2, 0xC3):
        sizes[head] = 1
    for length in range(0x20):
        sizes[0xA0 + length] = 1 + length
    # Floats of 4 and 8 bytes; integers without a sign, then with one, of 1, 2, 4 and 8.
    for head, size in zip(range(0xCA, 0xD4), (4, 8, 1, 2, 4, 8, 1, 2, 4, 8), strict=True):
        sizes[head] = 1 + size
    return bytes(sizes)


SIZES = _sizes()
"""By the first byte: how many bytes a value has where that byte says it; else 0."""

TEXTS = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
"""Bytes and strings: how many bytes hold their length."""

WIDTHS = {0xDC: 2, 0xDD: 4, 0xDE: 2, 0xDF: 4}
"""Arrays, then maps: how many bytes hold the number of their items."""

PROTO_HEAD = 0xA0 + len(PROTO_BYTES)
