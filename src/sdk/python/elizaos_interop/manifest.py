"""What the guest says of its plugin in `ready`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .components import ServedPlugin
from .outgoing import to_wire


def manifest_of(plugin: ServedPlugin) -> dict[str, Any]:
    """`guestManifest` of the schema. What a field may not hold is left out. Raises ValueRefusedError."""
    manifest: dict[str, Any] = {"name": plugin.facts.get("name"), "language": "python"}
    for field in ("description", "version"):
        if isinstance(plugin.facts.get(field), str):
            manifest[field] = plugin.facts[field]
    config = plugin.facts.get("config")
    if isinstance(config, Mapping) and config:
        manifest["config"] = _settings(config)
    manifest["actions"] = [_action(action.definition) for action in plugin.actions.values()]
    manifest["providers"] = [_provider(provider.definition) for provider in plugin.providers.values()]
    return {name: value for name, value in manifest.items() if value not in ([], None)}


def _settings(config: Mapping[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = to_wire(config, "$.config")
    return {
        name: value for name, value in sent.items() if value is None or isinstance(value, (str, int, float))
    }


def _action(definition: dict[str, Any]) -> dict[str, Any]:
    description = definition.get("description")
    sent = {"name": definition["name"], "description": description if isinstance(description, str) else ""}
    sent.update(_strings(definition, "similes", "takes"))
    examples = to_wire(definition.get("examples"), f"$.actions.{definition['name']}.examples")
    if isinstance(examples, list) and examples:
        sent["examples"] = examples
    return sent


def _provider(definition: dict[str, Any]) -> dict[str, Any]:
    kinds: dict[str, Any] = {"description": str, "dynamic": bool, "position": (int, float), "private": bool}
    sent = {"name": definition["name"], **_strings(definition, "takes")}
    for field, kind in kinds.items():
        if isinstance(definition.get(field), kind):
            sent[field] = definition[field]
    return sent


def _strings(definition: dict[str, Any], *fields: str) -> dict[str, Any]:
    """Lists of strings. An empty `takes` means something, an empty list of similes nothing."""
    sent: dict[str, Any] = {}
    for field in fields:
        found = definition.get(field)
        if isinstance(found, Iterable) and not isinstance(found, str):
            strings = [item for item in found if isinstance(item, str)]
            if strings or field == "takes":
                sent[field] = strings
    return sent
