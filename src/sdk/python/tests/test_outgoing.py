"""The table of PROTOCOL.md §1, as Python has it."""

from __future__ import annotations

import array
import collections
import dataclasses
import datetime
import decimal
import enum
import math
import types
import uuid
from typing import Any

import pytest

from elizaos_interop import ActionResult
from elizaos_interop.errors import ValueRefusedError
from elizaos_interop.outgoing import to_wire


class Color(enum.Enum):
    RED = "red"


class Number(enum.IntEnum):
    TWO = 2


class Word(str, enum.Enum):
    A = "a"


class Text(str):
    __slots__ = ()


class Model:
    """What outgoing.py sees of a pydantic model."""

    def model_dump(self, *, by_alias: bool, exclude_none: bool) -> dict[str, Any]:
        assert by_alias
        assert exclude_none
        return {"roomId": uuid.UUID(int=1)}


class MappingModel(Model, collections.UserDict[str, int]):
    """As protobuf's Struct, which is a mapping too."""


@dataclasses.dataclass
class Point:
    x: int
    y_axis: int | None = None
    inner: Any = None


class Live:
    def __init__(self) -> None:
        self.secret = 1


UTC = datetime.timezone.utc
MOMENT = datetime.datetime(2024, 2, 29, 12, 30, 15, 123456)

SENT: dict[str, tuple[Any, Any]] = {
    "None": (None, None),
    "bool": (True, True),
    "integers at the edge": ([2**53, -(2**53)], [2**53, -(2**53)]),
    "NaN and infinities": ([math.nan, math.inf, -math.inf], [None, None, None]),
    "bytes": ([b"a", bytearray(b"b"), memoryview(b"c")], [b"a", b"b", b"c"]),
    "UUID": (uuid.UUID(int=10), "00000000-0000-0000-0000-00000000000a"),
    "naive datetime": (MOMENT, "2024-02-29T12:30:15.123Z"),
    "aware datetime": (
        MOMENT.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=-5))),
        "2024-02-29T17:30:15.123Z",
    ),
    "UTC datetime": (MOMENT.replace(microsecond=0, tzinfo=UTC), "2024-02-29T12:30:15.000Z"),
    "date": (datetime.date(2024, 2, 29), "2024-02-29T00:00:00.000Z"),
    "Decimal": ([decimal.Decimal("1.50"), decimal.Decimal("3.0"), decimal.Decimal("NaN")], [1.5, 3, None]),
    "Enum": ([Color.RED, Number.TWO], ["red", 2]),
    "an Enum as key": ({Word.A: 1}, {"a": 1}),
    "str subclass": (Text("t"), "t"),
    "tuple and range": (((1, (2,)), range(2)), [[1, [2]], [0, 1]]),
    "set and frozenset": ([{1}, frozenset({2})], [[1], [2]]),
    "deque and views": ([collections.deque([1]), {"a": 1}.keys(), {"a": 1}.values()], [[1], ["a"], [1]]),
    "other mappings": (types.MappingProxyType({"a": collections.OrderedDict(b=1)}), {"a": {"b": 1}}),
    "views of floats": ([memoryview(array.array(kind, [1.5])) for kind in "fd"], [[1.5], [1.5]]),
    "arrays of numbers": ([array.array("d", [1.5]), array.array("B", [7])], [[1.5], [7]]),
    "views of numbers": ([memoryview(array.array(kind, [1, 2])) for kind in "bhilqHI"], [[1, 2]] * 7),
    "views of bytes": ([memoryview(b"abcd")[::2], memoryview(bytearray(b"ab")).cast("c")], [b"ac", b"ab"]),
    "a view of rows": (memoryview(array.array("i", range(4))).cast("B").cast("i", (2, 2)), [[0, 1], [2, 3]]),
    "dataclass": (Point(1, None, Point(2, 3)), {"x": 1, "inner": {"x": 2, "y_axis": 3}}),
    "dataclass in a list": ([Point(1)], [{"x": 1}]),
    "our ActionResult": (ActionResult(False, error="no"), {"success": False, "error": "no"}),
    "pydantic model": ([Model()], [{"roomId": "00000000-0000-0000-0000-000000000001"}]),
    "a model that is a mapping": (MappingModel({"a": 1}), {"roomId": "00000000-0000-0000-0000-000000000001"}),
    "exception": ([ValueError("bad"), ValueError()], ["bad", "ValueError"]),
    "surrogates": ({"\ud800": "a\udfffb"}, {"\ufffd": "a\ufffdb"}),
    "__proto__": ({"__proto__": 1, "a": {"__proto__": 2}}, {"a": {}}),
    "live objects": (
        {"a": Live(), "b": [Live(), print, Live, types], "c": lambda: 1, "d": object()},
        {"b": [None, None, None, None]},
    ),
    "a dataclass itself": ([Point], [None]),
    "a live object alone": (Live(), None),
}


@pytest.mark.parametrize(("value", "expected"), SENT.values(), ids=SENT.keys())
def test_to_wire_sends(value: Any, expected: Any) -> None:
    sent = to_wire(value)
    assert sent == expected
    assert repr(sent) == repr(expected)


def cyclic() -> Any:
    value: dict[str, Any] = {"a": [1]}
    value["a"].append({"b": value})
    return value


def cyclic_dataclass() -> Any:
    point = Point(1)
    point.inner = {"p": point}
    return point


class Broken:
    def model_dump(self, **options: Any) -> Any:
        raise RuntimeError("no dump")


class BrokenList(list[Any]):
    def __iter__(self) -> Any:
        raise RuntimeError("no items")


REFUSED: dict[str, tuple[Any, str]] = {
    "2^53 + 1": (
        {"data": {"x": [0, 2**53 + 1]}},
        "$.data.x[1] as it must be an integer within ±2^53: current value is",
    ),
    "-2^53 - 1": ([-(2**53) - 1], "$[0] as it must be an integer within ±2^53"),
    "a huge integer": (10**10000, "current value is an integer of 33220 bits"),
    "a huge Decimal": (decimal.Decimal("1e30"), "$ as it must be an integer within ±2^53"),
    "a key that is an integer": (
        {"a": {1: 2}},
        "$.a as it must be a map whose keys are strings: current key is 1",
    ),
    "a key that is None": ({None: 2}, "current key is None"),
    "a cycle": (cyclic(), "$.a[1].b as it must be free of cycles: it holds itself"),
    "a cycle of dataclasses": (cyclic_dataclass(), "$.inner.p as it must be free of cycles: it holds itself"),
    "a model that raises": ({"m": Broken()}, "$.m as the fields of Broken cannot be read: no dump"),
    "a list that raises": ([BrokenList()], "reading it failed: no items"),
}


@pytest.mark.parametrize(("value", "text"), REFUSED.values(), ids=REFUSED.keys())
def test_to_wire_refuses(value: Any, text: str) -> None:
    with pytest.raises(ValueRefusedError) as raised:
        to_wire(value)
    assert text in str(raised.value)
    assert raised.value.code == "value_refused"


@pytest.mark.parametrize(
    "wrap", [lambda v: [v], lambda v: {"a": v}, lambda v: (v,), lambda v: Point(1, None, v)]
)
def test_to_wire_allows_64_levels(wrap: Any) -> None:
    value: Any = 1
    for _ in range(64):
        value = wrap(value)
    to_wire(value)
    with pytest.raises(ValueRefusedError, match="at most 64 levels deep"):
        to_wire(wrap(value))


def test_the_same_object_twice_is_no_cycle() -> None:
    shared = {"a": 1}
    assert to_wire([shared, {"b": shared}]) == [{"a": 1}, {"b": {"a": 1}}]
