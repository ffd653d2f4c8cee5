"""What the guest says of its plugin in `ready`, and of one component in `component.register`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .components import KINDS, ServedPlugin
from .outgoing import to_wire
from .record import camel_case

Fields = dict[str, Any]

FIELDS: dict[str, Fields] = {
    "action": {"name": str, "description": str, "similes": list, "examples": object, "takes": list},
    "provider": {
        "name": str,
        "description": str,
        "dynamic": bool,
        "position": float,
        "private": bool,
        "takes": list,
    },
    "evaluator": {
        "name": str,
        "description": str,
        "similes": list,
        "examples": object,
        "always_run": bool,
        "takes": list,
    },
    "service": {"name": str, "description": str, "methods": list},
    "route": {"type": str, "path": str, "name": str, "file_path": str, "public": bool, "is_multipart": bool},
    "event": {"name": str},
    "model": {"type": str, "priority": float, "provider": str},
    "task": {"name": str, "validates": bool},
}
"""What each kind's definition may hold: `list` is one of strings, `object` one of anything that can cross."""

MAY_BE_EMPTY = frozenset({"takes", "methods"})
"""Lists that mean something when they are empty."""


def manifest_of(plugin: ServedPlugin) -> dict[str, Any]:
    """`guestManifest` of the schema. What a field may not hold is left out. Raises ValueRefusedError."""
    manifest: dict[str, Any] = {"name": plugin.facts.get("name"), "language": "python"}
    for field in ("description", "version"):
        if isinstance(plugin.facts.get(field), str):
            manifest[field] = plugin.facts[field]
    config = plugin.facts.get("config")
    if isinstance(config, Mapping) and config:
        manifest["config"] = _settings(config)
    # A kind of which there are none is said too: a plugin.json that names some is to be refused.
    for kind, field in KINDS.items():
        if kind != "task":
            manifest[field] = [
                definition_of(kind, found.definition) for found in plugin.tables[kind].values()
            ]
    return {name: value for name, value in manifest.items() if value is not None}


def _settings(config: Mapping[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = to_wire(config, "$.config")
    return {
        name: value for name, value in sent.items() if value is None or isinstance(value, (str, int, float))
    }


def definition_of(kind: str, read: Fields) -> Fields:
    """As the schema has it. Raises ValueRefusedError."""
    sent: Fields = {}
    for field, shape in FIELDS[kind].items():
        value = _shaped(read.get(field), shape, f"$.{KINDS[kind]}.{read.get('name')}.{field}")
        if value is not None and (value != [] or field in MAY_BE_EMPTY):
            sent[camel_case(field)] = value
    if kind in ("action", "evaluator"):
        sent.setdefault("description", "")
    return sent


def _shaped(value: Any, shape: Any, place: str) -> Any:
    if shape is list:
        if not isinstance(value, Iterable) or isinstance(value, str):
            return None
        return [item for item in value if isinstance(item, str)]
    if shape is object:
        sent = to_wire(value, place)
        return sent if isinstance(sent, list) else None
    if shape is float:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return value if is_number else None
    return value if isinstance(value, shape) else None
