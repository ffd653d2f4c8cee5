"""Messages as MessagePack, by the extension of PyPI's msgpack or by its pure-Python twin. PROTOCOL.md §1."""

from __future__ import annotations

import importlib
import os
import sys
import threading
from typing import Any

from . import error_codes
from .errors import LoadFailedError, ProtocolViolationError
from .limits import MAX_DEPTH, MAX_INTEGER
from .outgoing import to_wire
from .record import Record

PROTO = "__proto__"
PROTO_BYTES = PROTO.encode()
PLAIN = frozenset({str, bool, bytes, type(None)})

PURE = "ELIZAOS_INTEROP_PURE_MSGPACK"
"""Set to 1, the environment variable keeps the extension out."""


class Codec:
    """`implementation` has msgpack's `Packer` and `unpackb`. `encode` may be called in any thread."""

    def __init__(self, implementation: Any) -> None:
        self._pack = implementation.Packer(use_bin_type=True).pack
        self._unpack = implementation.unpackb
        self._packing = threading.Lock()

    def encode(self, value: Any) -> bytes:
        """Raises ValueRefusedError."""
        if not _is_plain(value, 1):
            return self._packed(to_wire(value))
        try:
            return self._packed(value)
        except UnicodeEncodeError:
            return self._packed(to_wire(value))

    def decode(self, body: bytes) -> Any:
        """Maps become Records. Raises ProtocolViolationError."""
        try:
            value = self._unpack(body, raw=False, object_hook=Record, ext_hook=_no_extension)
        except ProtocolViolationError:
            raise
        except Exception as error:
            found = str(error) or type(error).__name__
            raise ProtocolViolationError(f"Cannot read a message as it is no MessagePack: {found}") from error
        suspects = body.translate(None, HARMLESS)
        if len(suspects) > MAX_DEPTH or suspects.translate(None, CONTAINERS) or PROTO_BYTES in body:
            _check(value, 1)
        return value

    def _packed(self, value: Any) -> bytes:
        with self._packing:
            return bytes(self._pack(value))


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
    """Whether msgpack writes the value as PROTOCOL.md wants it. False only means that `to_wire` must look."""
    if isinstance(value, dict):
        if PROTO in value:
            return False
        try:
            # The fastest way to look whether every key is a string.
            "".join(value)
        except TypeError:
            return False
        items: Any = dict.values(value)
    elif isinstance(value, (list, tuple)):
        items = value
    else:
        return _is_plain([value], depth)
    if depth > MAX_DEPTH:
        return False
    for item in items:
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
        elif not isinstance(item, (dict, list, tuple)) or not _is_plain(item, depth + 1):
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
