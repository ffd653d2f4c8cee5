"""The plugin as the guest serves it, read from whatever its author wrote: dataclass, pydantic model, dict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .components import KINDS, ServedPlugin
from .definitions import READERS, key_of
from .fields import invalid, read, read_all, read_list


def read_plugin(plugin: Any) -> ServedPlugin:
    """Raises LoadFailedError `manifest_invalid`, with the place (as `$.actions[2].handler`)."""
    init = read(plugin, "init")
    served = ServedPlugin(
        read_all(plugin, "name", "description", "version", "config"), init if callable(init) else None
    )
    for kind, field in KINDS.items():
        for index, component in enumerate(_components(plugin, kind, field)):
            _add(served, kind, component, f"$.{field}[{index}]")
    return served


def _components(plugin: Any, kind: str, field: str) -> list[Any]:
    if kind == "task":
        return []
    found = read(plugin, field)
    if kind == "event" and isinstance(found, Mapping):
        return [{"name": name, "handler": handlers} for name, handlers in found.items() if handlers]
    if kind == "model":
        return _models(plugin, found)
    return read_list(plugin, field)


def _models(plugin: Any, found: Any) -> list[Any]:
    """elizaOS maps types to functions. Its Python SDK has a second map, of those that stream."""
    streaming = read(plugin, "streaming_models")
    streaming = dict(streaming) if isinstance(streaming, Mapping) else {}
    if isinstance(found, Mapping):
        models = [
            _model(model_type, model, streaming.pop(model_type, None)) for model_type, model in found.items()
        ]
    else:
        models = read_list(plugin, "models")
    return [*models, *(_model(model_type, model, None) for model_type, model in streaming.items())]


def _model(model_type: Any, model: Any, streaming: Any) -> dict[str, Any]:
    if callable(model):
        return {"type": model_type, "handler": model, "streaming": streaming}
    return {
        "type": model_type,
        "handler": read(model, "handler"),
        "streaming": streaming,
        **read_all(model, "priority", "provider"),
    }


def _add(served: ServedPlugin, kind: str, component: Any, place: str) -> None:
    read_component = READERS[kind](component, place)
    name = key_of(kind, read_component)
    if served.tables[kind].setdefault(name, read_component) is not read_component:
        raise invalid(f"{place}.{'type' if kind == 'model' else 'name'}", "unique", name)
