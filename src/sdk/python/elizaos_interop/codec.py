"""Messages as MessagePack, by the extension of PyPI's msgpack or by its pure-Python twin. PROTOCOL.md §1."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

from . import error_codes
from .errors import LoadFailedError, ProtocolViolationError
from .limits import MAX_DEPTH, MAX_INTEGER, MAX_KEPT_BUFFER_BYTES
from .outgoing import to_wire
from .record import Record

PROTO = "__proto__"
PROTO_BYTES = PROTO.encode()
PLAIN = frozenset({str, bool, bytes, type(None)})
CONTAINER = (dict, list, tuple)

PURE = "ELIZAOS_INTEROP_PURE_MSGPACK"
"""Set to 1, the environment variable keeps the extension out."""


class Codec:
    """`implementation` has msgpack's `Packer` and `unpackb`. `encode` may be called in any thread."""

    def __init__(self, implementation: Any) -> None:
        self._new_packer = implementation.Packer
        self._unpack = implementation.unpackb
        # Those that nobody uses. A packer must not be entered twice, which other threads do, and code of the
        # plugin that packing runs: a method of its own dict, or a `__del__`, that logs.
        self._packers: list[Any] = []

    def encode(self, value: Any) -> bytes:
        """Raises ValueRefusedError."""
        try:
            is_plain = isinstance(value, CONTAINER) and _is_plain(value, 1)
        except BaseException:
            # A list of the plugin's own raised: what looks again tells it.
            is_plain = False
        if not is_plain:
            value = to_wire(value)
        packers = self._packers
        packer = packers.pop() if packers else self._new_packer()
        try:
            packed: bytes = packer.pack(value)
        except BaseException:
            # A lone surrogate, or a dict of the plugin's own.
            packer = self._new_packer()
            packed = packer.pack(to_wire(value))
        if len(packed) <= MAX_KEPT_BUFFER_BYTES:
            packers.append(packer)
        return packed

    def decode(self, body: bytes | bytearray) -> Any:
        """Maps become Records. Raises ProtocolViolationError."""
        try:
            value = self._unpack(body, object_hook=Record, ext_hook=_no_extension)
        except ProtocolViolationError:
            raise
        except Exception as error:
            found = str(error) or type(error).__name__
            raise ProtocolViolationError(f"Cannot read a message as it is no MessagePack: {found}") from error
        if _is_suspect(body):
            _check(value, 1)
        return value


def load_codec() -> Codec:
    """The fastest one that this interpreter can import. Raises LoadFailedError."""
    names = ["msgpack._cmsgpack", "elizaos_interop._vendor.msgpack.fallback", "msgpack.fallback"]
    if os.environ.get(PURE) == "1":
        names.pop(0)
    for name in names:
        try:
            module = importlib.import_module(name)
            package = sys.modules[name.rpartition(".")[0]]
            if package.version >= (1, 0, 0):
                return Codec(module)
        except Exception:
            # Absent, or built for another interpreter: the next one may do.
            continue
    raise LoadFailedError(
        error_codes.MODULE_NOT_FOUND,
        f"Cannot start as {sys.executable} has no module msgpack, version 1 or newer",
        remedy=f"{sys.executable} -m pip install msgpack",
    )


def _is_plain(value: Any, depth: int) -> bool:
    """Whether msgpack writes a map or array as PROTOCOL.md wants it. False: `to_wire` must look."""
    if isinstance(value, dict):
        for key in value:
            if type(key) is not str or key == PROTO:
                return False
        value = dict.values(value)
    for item in value:
        kind = type(item)
        if kind in PLAIN:
            continue
        if kind is int:
            if not -MAX_INTEGER <= item <= MAX_INTEGER:
                return False
        elif kind is float:
            # What is not finite gives NaN.
            if item - item != 0.0:
                return False
        elif (
            not isinstance(item, CONTAINER) or depth >= MAX_DEPTH or (item and not _is_plain(item, depth + 1))
        ):
            return False
    return True


def _no_extension(code: int, data: bytes) -> Any:
    raise ProtocolViolationError(f"Cannot read a message as it has an extension type: {code}")


# A body can break a rule that msgpack does not check (depth, the timestamp extension, bytes as a key) only if
# it has a byte that can open a timestamp or bytes, or more bytes that can open an array or a map than there
# may be levels. Counting them is fast, and most messages need no walk.
# (The key __proto__ shows in the body as it is.)
CONTAINERS = bytes([*range(0x80, 0xA0), 0xDC, 0xDD, 0xDE, 0xDF])
OTHERS = bytes([0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xD6, 0xD7])
HARMLESS = bytes(set(range(256)) - set(CONTAINERS) - set(OTHERS))
UNDERSCORE = ord("_")

SECTION_BYTES = 4096


def _is_suspect(body: bytes | bytearray) -> bool:
    if len(body) > SECTION_BYTES:
        return _has_suspect_section(body)
    suspects = body.translate(None, HARMLESS)
    if len(suspects) > MAX_DEPTH or suspects.strip(CONTAINERS):
        return True
    # To look for one byte takes a tenth of the time.
    return UNDERSCORE in body and PROTO_BYTES in body


def _has_suspect_section(body: bytes | bytearray) -> bool:
    """Text, of which large messages consist, has nothing to count; of what is no text the start will do."""
    count = 0
    for start in range(0, len(body), SECTION_BYTES):
        section = body[start : start + SECTION_BYTES]
        if section.isascii():
            continue
        suspects = section.translate(None, HARMLESS)
        count += len(suspects)
        if count > MAX_DEPTH or suspects.strip(CONTAINERS):
            return True
    return UNDERSCORE in body and PROTO_BYTES in body


def _check(value: Any, depth: int) -> None:
    if isinstance(value, (dict, list)):
        if depth > MAX_DEPTH:
            raise ProtocolViolationError(f"Cannot read a message as it has more than {MAX_DEPTH} levels")
        for item in dict.values(value) if isinstance(value, dict) else value:
            _check(item, depth + 1)
        if isinstance(value, dict) and not all(type(key) is str and key != PROTO for key in value):
            raise ProtocolViolationError(
                "Cannot read a message as it has a key that is no string, or __proto__"
            )
    elif value is not None and not isinstance(value, (str, int, float, bytes)):
        raise ProtocolViolationError("Cannot read a message as it has an extension type: a timestamp")
