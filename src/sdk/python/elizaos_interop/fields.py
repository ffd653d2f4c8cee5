"""The fields of what a plugin's author wrote: dataclasses, pydantic models, dicts, any other objects."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from . import error_codes
from .errors import LoadFailedError
from .record import camel_case


def read(source: Any, name: str) -> Any:
    """A field in snake_case or camelCase, of a mapping or of any other object; None where it has none."""
    for spelling in (name, camel_case(name)):
        value = source.get(spelling) if isinstance(source, Mapping) else getattr(source, spelling, None)
        if value is not None:
            return value
    return None


def read_all(source: Any, *names: str) -> dict[str, Any]:
    """Those of the fields that it has."""
    found = {name: read(source, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def read_text(source: Any, names: tuple[str, ...], place: str) -> str:
    """The first of the fields that it has, which must be a text; an enum counts by its value."""
    found = next((value for name in names if (value := read(source, name)) is not None), None)
    text = plain_text(found)
    if not text:
        raise invalid(f"{place}.{names[0]}", "a string that is not empty", found)
    return text


def plain_text(value: Any) -> str | None:
    """A string, or the string that an enum stands for."""
    if isinstance(value, enum.Enum):
        value = value.value
    return value if isinstance(value, str) else None


def read_function(source: Any, name: str, place: str) -> Callable[..., Any]:
    """A field that must be a function."""
    return checked_function(read(source, name), f"{place}.{name}")


def checked_function(value: Any, place: str) -> Callable[..., Any]:
    """The value, which must be a function."""
    if not callable(value):
        raise invalid(place, "a function", value)
    return value  # type: ignore[no-any-return]


def read_list(source: Any, name: str) -> list[Any]:
    """A field that must be a list, or a map of which the values count; empty where it has none."""
    found = read(source, name) or ()
    if isinstance(found, Mapping):
        found = found.values()
    elif not isinstance(found, Iterable) or isinstance(found, (str, bytes)):
        raise invalid(f"$.{name}", "a list", found)
    return list(found)


def invalid(place: str, rule: str, value: Any) -> LoadFailedError:
    """`manifest_invalid`, with the place (as `$.actions[2].handler`)."""
    return LoadFailedError(
        error_codes.MANIFEST_INVALID,
        f"Cannot serve the plugin as {place} must be {rule}: current value is {value!r:.200}",
    )
