"""The plugin as the guest serves it, read from whatever its author wrote: dataclass, pydantic model, dict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from . import error_codes
from .errors import LoadFailedError
from .handlers import Handler
from .record import camel_case

HANDLER_ARGUMENTS = ("runtime", "message", "state", "options", "callback", "responses")
"""elizaOS's order. Validators and providers are given the first three."""


@dataclass
class ServedAction:
    """An action: its definition (name, description, …) and what runs."""

    definition: dict[str, Any]
    handler: Handler
    validate: Handler | None


@dataclass
class ServedProvider:
    """A provider: its definition and what runs."""

    definition: dict[str, Any]
    get: Handler


@dataclass
class ServedPlugin:
    """What the host may ask for, by name. `facts` are the manifest's fields besides the components."""

    facts: dict[str, Any]
    actions: dict[str, ServedAction]
    providers: dict[str, ServedProvider]
    init: Callable[..., Any] | None


def read_plugin(plugin: Any) -> ServedPlugin:
    """Raises LoadFailedError `manifest_invalid`, with the place (as `$.actions[2].handler`)."""
    facts = {name: read(plugin, name) for name in ("name", "description", "version", "config")}
    actions = [
        ServedAction(
            _definition(action, place, ("description", "similes", "examples", "takes")),
            Handler(_function(action, "handler", place), HANDLER_ARGUMENTS),
            _optional_handler(action, "validate", place),
        )
        for action, place in _components(plugin, "actions")
    ]
    providers = [
        ServedProvider(
            _definition(provider, place, ("description", "dynamic", "position", "private", "takes")),
            Handler(_function(provider, "get", place), HANDLER_ARGUMENTS[:3]),
        )
        for provider, place in _components(plugin, "providers")
    ]
    init = read(plugin, "init")
    return ServedPlugin(
        {name: value for name, value in facts.items() if value is not None},
        _by_name(actions, "actions"),
        _by_name(providers, "providers"),
        init if callable(init) else None,
    )


def read(source: Any, name: str) -> Any:
    """A field in snake_case or camelCase, of a mapping or of any other object; None where it has none."""
    for spelling in (name, camel_case(name)):
        value = source.get(spelling) if isinstance(source, Mapping) else getattr(source, spelling, None)
        if value is not None:
            return value
    return None


def _components(plugin: Any, kind: str) -> Iterable[tuple[Any, str]]:
    found = read(plugin, kind) or ()
    if isinstance(found, Mapping):
        found = found.values()
    elif not isinstance(found, Iterable):
        raise _invalid(f"$.{kind}", "a list", found)
    return [(component, f"$.{kind}[{index}]") for index, component in enumerate(found)]


def _definition(component: Any, place: str, optional: tuple[str, ...]) -> dict[str, Any]:
    name = read(component, "name")
    if not isinstance(name, str) or not name:
        raise _invalid(f"{place}.name", "a string that is not empty", name)
    fields = {field: read(component, field) for field in optional}
    return {"name": name, **{field: value for field, value in fields.items() if value is not None}}


def _function(component: Any, field: str, place: str) -> Callable[..., Any]:
    function = read(component, field)
    if not callable(function):
        raise _invalid(f"{place}.{field}", "a function", function)
    return function  # type: ignore[no-any-return]


def _optional_handler(component: Any, field: str, place: str) -> Handler | None:
    if read(component, field) is None:
        return None
    return Handler(_function(component, field, place), HANDLER_ARGUMENTS[:3])


def _by_name(components: list[Any], kind: str) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for index, component in enumerate(components):
        name = component.definition["name"]
        if name in named:
            raise _invalid(f"$.{kind}[{index}].name", "unique", name)
        named[name] = component
    return named


def _invalid(place: str, rule: str, value: Any) -> LoadFailedError:
    return LoadFailedError(
        error_codes.MANIFEST_INVALID,
        f"Cannot serve the plugin as {place} must be {rule}: current value is {value!r:.200}",
    )
