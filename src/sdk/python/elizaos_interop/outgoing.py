"""Which values may leave Python, and as what: the table of PROTOCOL.md §1.

| in Python | what is sent |
|---|---|
| dict and other mappings | a map; the key `__proto__` is left out |
| bytes, bytearray, a memoryview of bytes | bytes |
| list, tuple, set, frozenset, deque, range | an array |
| what has `tolist`: numpy's arrays and scalars, array.array, a memoryview of numbers | an array of numbers |
| dataclass, pydantic model, protobuf message | a map of the fields that are set (typed_objects.py) |
| UUID | its canonical form |
| datetime (a naive one is UTC), date (midnight) | ISO 8601 in UTC with milliseconds and `Z` |
| Enum | its value |
| Decimal | an integer where it is one, else the nearest double |
| NaN and infinities; an exception | null; its message |
| functions, classes, coroutines, any other object | left out of a map, null in an array |
"""

from __future__ import annotations

import datetime
import enum
import math
import sys
from collections.abc import Collection, Mapping, Sequence, Set, ValuesView
from typing import TYPE_CHECKING, Any

from .errors import ValueRefusedError
from .limits import MAX_DEPTH, MAX_INTEGER
from .tracebacks import message_of
from .typed_objects import fields_of

if TYPE_CHECKING:
    import decimal

LEFT_OUT = object()

BYTES = ("B", "c")
"""The formats of a memoryview of bytes."""


def to_wire(value: Any, place: str = "$") -> Any:
    """A copy that holds only what may cross.

    Raises ValueRefusedError, which names the place (as `$.result.data.x`), for integers beyond ±2^53, keys
    that are no strings, cycles and more than 64 levels.
    """
    try:
        converted = _convert(value, place, [])
    except ValueRefusedError:
        raise
    except BaseException as error:
        text = f"Cannot send {place} as reading it failed: {message_of(error):.1000}"
        raise ValueRefusedError(text) from error
    return None if converted is LEFT_OUT else converted


def _convert(value: Any, place: str, parents: list[Any]) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, enum.Enum):
        return _convert(value.value, place, parents)
    if isinstance(value, str):
        return _well_formed(value)
    if isinstance(value, int):
        return _integer(value, place)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, (bytes, bytearray)) or (isinstance(value, memoryview) and value.format in BYTES):
        return bytes(value)
    simple = _convert_scalar(value, place)
    return _convert_container(value, place, parents) if simple is LEFT_OUT else simple


def _convert_scalar(value: Any, place: str) -> Any:
    if isinstance(value, _kind("uuid", "UUID")):
        return str(value)
    if isinstance(value, datetime.date):
        return _timestamp(value)
    if isinstance(value, _kind("decimal", "Decimal")):
        return _decimal(value, place)
    if isinstance(value, BaseException):
        return _well_formed(message_of(value))
    return LEFT_OUT


def _kind(module: str, name: str) -> Any:
    """A class of a module that takes long to import; no class where the plugin has not imported it."""
    return getattr(sys.modules.get(module), name, ())


def _convert_container(value: Any, place: str, parents: list[Any]) -> Any:
    if any(parent is value for parent in parents):
        raise _refused(place, "free of cycles: it holds itself")
    parents.append(value)
    try:
        # First, as some of protobuf's messages pass for mappings and sequences.
        fields = None if isinstance(value, (dict, list, tuple, type)) else fields_of(value, place)
        if isinstance(fields, dict):
            return _convert_map(fields, place, parents)
        if fields is not None:
            return _convert(fields, place, parents[:-1])
        if isinstance(value, Mapping):
            return _convert_map(value, place, parents)
        if isinstance(value, (Sequence, Set, ValuesView)):
            return _convert_array(value, place, parents)
        return LEFT_OUT
    finally:
        parents.pop()


def _convert_map(value: Mapping[Any, Any], place: str, parents: list[Any]) -> dict[str, Any]:
    _check_depth(place, parents)
    converted: dict[str, Any] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise _refused(place, f"a map whose keys are strings: current key is {key!r:.100}")
        if key == "__proto__":
            continue
        if isinstance(key, enum.Enum):
            key = str(key.value)
        sent = _convert(item, f"{place}.{key}", parents)
        if sent is not LEFT_OUT:
            converted[_well_formed(key)] = sent
    return converted


def _convert_array(value: Collection[Any], place: str, parents: list[Any]) -> list[Any]:
    _check_depth(place, parents)
    converted = (_convert(item, f"{place}[{index}]", parents) for index, item in enumerate(value))
    return [None if item is LEFT_OUT else item for item in converted]


def _check_depth(place: str, parents: list[Any]) -> None:
    if len(parents) > MAX_DEPTH:
        raise _refused(place, f"at most {MAX_DEPTH} levels deep")


def _integer(value: int, place: str) -> int:
    if -MAX_INTEGER <= value <= MAX_INTEGER:
        return int(value)
    shown = str(value) if value.bit_length() < 256 else f"an integer of {value.bit_length()} bits"
    raise _refused(place, f"an integer within ±2^53: current value is {shown}")


def _decimal(value: decimal.Decimal, place: str) -> int | float | None:
    if not value.is_finite():
        return None
    if value == value.to_integral_value():
        return _integer(int(value), place)
    return float(value)


def _timestamp(value: datetime.date) -> str:
    if not isinstance(value, datetime.datetime):
        return f"{value.isoformat()}T00:00:00.000Z"
    if value.tzinfo is not None:
        value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    return value.isoformat(timespec="milliseconds") + "Z"


def _well_formed(text: str) -> str:
    try:
        text.encode()
        return str(text)
    except UnicodeEncodeError:
        # A pair of surrogates becomes its code point, a lone one U+FFFD.
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _refused(place: str, rule: str) -> ValueRefusedError:
    return ValueRefusedError(f"Cannot send {place:.1000} as it must be {rule}")
