"""What handlers return, as the fields of answers."""

from __future__ import annotations

from typing import Any

from . import error_codes
from .errors import RequestRefusedError, ValueRefusedError
from .outgoing import to_wire
from .typed_objects import fields_of

PLAIN = frozenset({str, bytes, bool, int, float, type(None), dict, list, tuple})
"""What has no need of a conversion of its own: the codec looks into it with the whole message."""


def result_of(value: Any, kind: str, name: str) -> Any:
    """A map or None, of a component. Its values are converted with the whole message."""
    if value is None or isinstance(value, dict):
        return value
    try:
        fields = fields_of(value, "$.result")
        if fields is None:
            fields = to_wire(value, "$.result")
    except ValueRefusedError as error:
        raise RequestRefusedError(error.code, error.message) from error
    if isinstance(fields, dict):
        return fields
    text = f"Cannot send what the {kind} {name} returned as it must be a map or None: it is {value!r:.200}"
    raise RequestRefusedError(error_codes.VALUE_REFUSED, text)


def crossing(value: Any, place: str) -> Any:
    """Any value; None for an object that cannot cross, which would leave its field out."""
    return value if type(value) in PLAIN else converted(value, place)


def converted(value: Any, place: str) -> Any:
    """A copy that holds only what may cross. Raises RequestRefusedError."""
    try:
        return to_wire(value, place)
    except ValueRefusedError as error:
        raise RequestRefusedError(error.code, error.message) from error
