"""One component of each kind, read from whatever its author wrote. A wrong field raises LoadFailedError."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .components import (
    ServedAction,
    ServedEvent,
    ServedModel,
    ServedProvider,
    ServedRoute,
    ServedService,
    ServedTaskWorker,
)
from .fields import checked_function, plain_text, read, read_all, read_function, read_text
from .handlers import Handler
from .record import camel_case

HANDLER_ARGUMENTS = ("runtime", "message", "state", "options", "callback", "responses")
"""elizaOS's order. Validators and providers are given the first three."""

STATIC = "STATIC"
"""The type of a route whose files the host serves."""


def read_action(action: Any, place: str) -> ServedAction:
    """Has name and handler, perhaps validate."""
    fields = read_all(action, "description", "similes", "examples", "takes")
    return _read_handled(action, place, fields)


def read_evaluator(evaluator: Any, place: str) -> ServedAction:
    """The same, and perhaps always_run."""
    fields = read_all(evaluator, "description", "similes", "examples", "takes", "always_run")
    return _read_handled(evaluator, place, fields)


def _read_handled(component: Any, place: str, fields: dict[str, Any]) -> ServedAction:
    return ServedAction(
        {"name": read_text(component, ("name",), place), **fields},
        Handler(read_function(component, "handler", place), HANDLER_ARGUMENTS),
        _optional_handler(component, "validate", place),
    )


def read_provider(provider: Any, place: str) -> ServedProvider:
    """Has name and get."""
    fields = read_all(provider, "description", "dynamic", "position", "private", "takes")
    return ServedProvider(
        {"name": read_text(provider, ("name",), place), **fields},
        Handler(read_function(provider, "get", place), HANDLER_ARGUMENTS[:3]),
    )


def read_service(service: Any, place: str) -> ServedService:
    """A class, or an object, with service_type or name."""
    definition: dict[str, Any] = {"name": read_text(service, ("service_type", "name"), place)}
    for field in ("capability_description", "description"):
        # (A class may have a property of that name.)
        text = plain_text(read(service, field))
        if text:
            definition["description"] = text
            break
    methods = read(service, "methods")
    if isinstance(methods, Iterable) and not isinstance(methods, str):
        definition["methods"] = [camel_case(name) for name in methods if isinstance(name, str)]
    return ServedService(definition, service)


def read_route(route: Any, place: str) -> ServedRoute:
    """Has type and path, and a handler unless it is STATIC."""
    definition = {
        "type": read_text(route, ("type",), place).upper(),
        "path": read_text(route, ("path",), place),
        **read_all(route, "name", "file_path", "public", "is_multipart"),
    }
    if definition["type"] == STATIC:
        return ServedRoute(definition, None)
    handler = read_function(route, "handler", place)
    return ServedRoute(definition, Handler(handler, ("request", "response", "runtime")))


def read_event(event: Any, place: str) -> ServedEvent:
    """Has name, and handler: a function or a list of functions."""
    given = read(event, "handler")
    functions = given if isinstance(given, (list, tuple)) else [given]
    return ServedEvent(
        {"name": read_text(event, ("name",), place)},
        [_listener(checked_function(function, f"{place}.handler")) for function in functions],
    )


def _listener(function: Callable[..., Any]) -> Handler:
    """(The runtime is in the payload too: only a parameter of that name is given it.)"""
    return Handler(function, ("payload",), ("runtime",))


def read_model(model: Any, place: str) -> ServedModel:
    """Has type and handler; perhaps another one, `streaming`, for texts in parts."""
    handler = Handler(read_function(model, "handler", place), ("runtime", "params"))
    streaming = read(model, "streaming")
    return ServedModel(
        {"type": read_text(model, ("type",), place), **read_all(model, "priority", "provider")},
        handler,
        handler if streaming is None else Handler(streaming, ("runtime", "params")),
    )


def read_task_worker(worker: Any, place: str) -> ServedTaskWorker:
    """Has name and execute, perhaps validate. A function with a name executes by itself."""
    execute = read(worker, "execute")
    if execute is None and callable(worker):
        execute = worker
    validate = _optional_handler(worker, "validate", place)
    return ServedTaskWorker(
        {"name": read_text(worker, ("name",), place), "validates": validate is not None},
        Handler(checked_function(execute, f"{place}.execute"), ("runtime", "options", "task")),
        validate,
    )


def _optional_handler(component: Any, field: str, place: str) -> Handler | None:
    if read(component, field) is None:
        return None
    return Handler(read_function(component, field, place), HANDLER_ARGUMENTS[:3])


READERS: dict[str, Callable[[Any, str], Any]] = {
    "action": read_action,
    "provider": read_provider,
    "evaluator": read_evaluator,
    "service": read_service,
    "route": read_route,
    "event": read_event,
    "model": read_model,
    "task": read_task_worker,
}


def key_of(kind: str, component: Any) -> str:
    """The name by which the host asks for it: routes share paths, so their type is part of it."""
    definition = component.definition
    if kind == "route":
        return route_key(definition["type"], definition["path"])
    return str(definition["type" if kind == "model" else "name"])


def route_key(method: Any, path: Any) -> str:
    """How a route is known."""
    return f"{method} {path}"
