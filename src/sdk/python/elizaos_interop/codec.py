"""Messages as MessagePack, by the extension of PyPI's msgpack or by its pure-Python twin. PROTOCOL.md §1."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

from . import error_codes
from .errors import LoadFailedError, ProtocolViolationError, ValueRefusedError
from .limits import MAX_DEPTH, MAX_INTEGER, MAX_KEPT_BUFFER_BYTES, MAX_VALUES
from .outgoing import to_wire
from .record import Record
from .scan import PROTO_BYTES, fault_of

PROTO = "__proto__"
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
        elif len(packed) > MAX_VALUES and (fault := fault_of(packed)) is not None:
            raise ValueRefusedError(f"Cannot send $ as {fault}")
        return packed

    def decode(self, body: bytes | bytearray) -> Any:
        """Maps become Records. Raises ProtocolViolationError."""
        fault = fault_of(body) if _is_suspect(body) else None
        if fault is not None:
            raise ProtocolViolationError(f"Cannot read a message as {fault}")
        try:
            value = self._unpack(body, object_hook=Record, ext_hook=_no_extension)
        except ProtocolViolationError:
            raise
        except Exception as error:
            found = str(error) or type(error).__name__
            raise ProtocolViolationError(f"Cannot read a message as it is no MessagePack: {found}") from error
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


# A body can break a rule that msgpack does not check, or checks too late, only if it has a byte that can open
# a timestamp or bytes (which may be a key), or more bytes that can open an array or a map than there may be
# levels, or if it is large. Counting them is fast, and most messages need no scan. (__proto__ shows in the
# body as it is.)
CONTAINERS = bytes([*range(0x80, 0xA0), 0xDC, 0xDD, 0xDE, 0xDF])
OTHERS = bytes([0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xD6, 0xD7])
HARMLESS = bytes(set(range(256)) - set(CONTAINERS) - set(OTHERS))
NO_LONG_ARRAYS = bytes(set(range(256)) - {0xDC, 0xDD})
UNDERSCORE = ord("_")

SECTION_BYTES = 4096


def _is_suspect(body: bytes | bytearray) -> bool:
    if len(body) > SECTION_BYTES:
        return len(body) > MAX_VALUES or _has_suspect_section(body)
    suspects = body.translate(None, HARMLESS)
    if len(suspects) > MAX_DEPTH or suspects.strip(CONTAINERS):
        return True
    # To look for one byte takes a tenth of the time.
    return UNDERSCORE in body and PROTO_BYTES in body


def _has_suspect_section(body: bytes | bytearray) -> bool:
    """Text, of which large messages consist, has nothing to count; of what is no text the start will do."""
    count = promised = 0
    for start in range(0, len(body), SECTION_BYTES):
        section = body[start : start + SECTION_BYTES]
        if section.isascii():
            continue
        suspects = section.translate(None, HARMLESS)
        count += len(suspects)
        # An array is made as long as it says, of which msgpack takes no more than the body has bytes.
        promised += len(suspects.translate(None, NO_LONG_ARRAYS)) * len(body)
        if count > MAX_DEPTH or promised > MAX_VALUES or suspects.strip(CONTAINERS):
            return True
    return UNDERSCORE in body and PROTO_BYTES in body
