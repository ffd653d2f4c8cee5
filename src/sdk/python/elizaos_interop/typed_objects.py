"""The fields of dataclasses, pydantic models and protobuf messages, which cross as maps.

Fields that are not set are left out: elizaOS has no null for them. No library is imported for it.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from .errors import ValueRefusedError
from .limits import MAX_INTEGER
from .tracebacks import message_of


def fields_of(value: Any, place: str) -> Any:
    """The map that an object stands for, its values not yet converted; None where it stands for none.

    (numpy's arrays, and a few well-known messages of protobuf, stand for a scalar or an array instead.)
    """
    try:
        kind: Any = type(value)
        read = _reader(kind)
        return None if read is None else read(value)
    except BaseException as error:
        text = (
            f"Cannot send {place} as the fields of {type(value).__name__} cannot be read: {message_of(error)}"
        )
        raise ValueRefusedError(text) from error


@lru_cache(maxsize=1024)
def _reader(kind: Any) -> Callable[[Any], Any] | None:
    """What reads the fields of such objects."""
    if callable(getattr(kind, "ListFields", None)) and hasattr(kind, "DESCRIPTOR"):
        return _protobuf_value
    if callable(getattr(kind, "model_dump", None)):
        return lambda value: value.model_dump(by_alias=True, exclude_none=True)
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader([field.name for field in dataclasses.fields(kind)])
    if callable(getattr(kind, "tolist", None)):
        return lambda value: value.tolist()
    return None


def _dataclass_reader(names: list[str]) -> Callable[[Any], dict[str, Any]]:
    def read(value: Any) -> dict[str, Any]:
        fields = {}
        for name in names:
            item = getattr(value, name)
            if item is not None:
                fields[name] = item
        return fields

    return read


def _protobuf_value(message: Any) -> Any:
    name = message.DESCRIPTOR.full_name
    if name == "google.protobuf.Struct":
        return {key: _protobuf_value(item) for key, item in message.fields.items()}
    if name == "google.protobuf.ListValue":
        return [_protobuf_value(item) for item in message.values]
    if name == "google.protobuf.Value":
        return _struct_value(message)
    if name == "google.protobuf.Timestamp":
        return message.ToDatetime(tzinfo=datetime.timezone.utc)
    fields = {}
    for field in message.DESCRIPTOR.fields:
        if field.has_presence and not message.HasField(field.name):
            continue
        value = _field_value(field, getattr(message, field.name))
        # Without presence, an empty string or list is what an unset field reads as.
        if field.has_presence or value not in ("", [], {}):
            fields[field.json_name] = value
    return fields


def _field_value(field: Any, value: Any) -> Any:
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        kind = field.message_type.fields_by_name["value"]
        return {str(key): _single(kind, item) for key, item in value.items()}
    if _is_repeated(field):
        return [_single(field, item) for item in value]
    return _single(field, value)


def _is_repeated(field: Any) -> bool:
    # protobuf 6 took `label` for `is_repeated`.
    repeated = getattr(field, "is_repeated", None)
    return bool(field.label == field.LABEL_REPEATED if repeated is None else repeated)


def _single(field: Any, value: Any) -> Any:
    if field.message_type is not None:
        return _protobuf_value(value)
    if field.enum_type is not None:
        known = field.enum_type.values_by_number.get(value)
        return value if known is None else known.name
    return value


def _struct_value(value: Any) -> Any:
    kind = value.WhichOneof("kind")
    if kind in ("struct_value", "list_value"):
        return _protobuf_value(getattr(value, kind))
    if kind == "number_value":
        # A Struct has doubles only; what was an integer before becomes one again.
        number = value.number_value
        return int(number) if number.is_integer() and abs(number) <= MAX_INTEGER else number
    return None if kind in (None, "null_value") else getattr(value, kind)
