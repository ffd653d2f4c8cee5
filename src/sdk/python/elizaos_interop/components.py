"""The plugin as the guest serves it: its components by kind and name.

plugin_reader.py fills it from what the plugin's author wrote, registration.py from what `init` registers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import error_codes
from .errors import RequestRefusedError
from .handlers import Handler
from .nearest import hint

KINDS = {
    "action": "actions",
    "provider": "providers",
    "evaluator": "evaluators",
    "service": "services",
    "route": "routes",
    "event": "events",
    "model": "models",
    "task": "tasks",
}
"""The kinds as messages call them, and the fields of a plugin. (No plugin has tasks: they are registered.)"""

SHOWN_NAMES = 40


# Plain classes, as dataclasses would take longer to make than all the rest of a guest's start.


class ServedAction:
    """An action or an evaluator: its definition (name, description, …) and what runs."""

    def __init__(self, definition: dict[str, Any], handler: Handler, validate: Handler | None) -> None:
        self.definition = definition
        self.handler = handler
        self.validate = validate


class ServedProvider:
    """A provider: its definition and what runs."""

    def __init__(self, definition: dict[str, Any], get: Handler) -> None:
        self.definition = definition
        self.get = get


class ServedService:
    """A service: its definition, and the class or object whose `start` makes an instance."""

    def __init__(self, definition: dict[str, Any], source: Any) -> None:
        self.definition = definition
        self.source = source


class ServedRoute:
    """A route: its definition and what runs; nothing where the host serves files."""

    def __init__(self, definition: dict[str, Any], handler: Handler | None) -> None:
        self.definition = definition
        self.handler = handler


class ServedEvent:
    """An event: its definition and all that listen to it."""

    def __init__(self, definition: dict[str, Any], handlers: list[Handler]) -> None:
        self.definition = definition
        self.handlers = handlers


class ServedModel:
    """A model: its definition, what runs, and what runs instead where the caller takes the text in parts."""

    def __init__(self, definition: dict[str, Any], handler: Handler, streaming: Handler) -> None:
        self.definition = definition
        self.handler = handler
        self.streaming = streaming


class ServedTaskWorker:
    """A task worker: its definition and what runs."""

    def __init__(self, definition: dict[str, Any], execute: Handler, validate: Handler | None) -> None:
        self.definition = definition
        self.execute = execute
        self.validate = validate


class ServedPlugin:
    """What the host may ask for. `facts` are the manifest's fields besides the components."""

    def __init__(self, facts: dict[str, Any], init: Callable[..., Any] | None) -> None:
        self.facts = facts
        self.init = init
        self.tables: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}

    def find(self, kind: str, name: Any) -> Any:
        """The component of that name. Raises RequestRefusedError `component_unknown`."""
        table = self.tables[kind]
        component = table.get(name) if isinstance(name, str) else None
        if component is None:
            raise unknown(f"The plugin has no {kind}", name, table)
        return component


def unknown(problem: str, name: Any, table: dict[str, Any]) -> RequestRefusedError:
    """`component_unknown`, with the names that are known."""
    known = ", ".join(list(table)[:SHOWN_NAMES]) or "none"
    more = f" and {len(table) - SHOWN_NAMES} more" if len(table) > SHOWN_NAMES else ""
    text = f"{problem} {name!r:.200}; it has: {known}{more}{hint(str(name), table)}"
    return RequestRefusedError(error_codes.COMPONENT_UNKNOWN, text)
