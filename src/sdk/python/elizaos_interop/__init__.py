"""Write elizaOS plugins in Python: plugin.py says how. Importing this package loads only the names in use."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .environment_shapes import Task
    from .errors import HostError, InteropError, MemberRefusedError, ValueRefusedError
    from .handler_shapes import EventPayload, ModelParams, RouteRequest
    from .plugin import Action, ActionResult, Callback, Plugin, Provider, ProviderResult
    from .plugin_parts import Evaluator, Event, Model, Route, TaskWorker
    from .record import Record
    from .response import RouteResponse
    from .runtime import Runtime
    from .service import Service
    from .shapes import Content, Memory, Options, State
    from .text_stream import TextStream

__version__ = "0.1.0"

__all__ = [
    "Action",
    "ActionResult",
    "Callback",
    "Content",
    "Evaluator",
    "Event",
    "EventPayload",
    "HostError",
    "InteropError",
    "MemberRefusedError",
    "Memory",
    "Model",
    "ModelParams",
    "Options",
    "Plugin",
    "Provider",
    "ProviderResult",
    "Record",
    "Route",
    "RouteRequest",
    "RouteResponse",
    "Runtime",
    "Service",
    "State",
    "Task",
    "TaskWorker",
    "TextStream",
    "ValueRefusedError",
]

_MODULES = {
    ".environment_shapes": ["Task"],
    ".errors": ["HostError", "InteropError", "MemberRefusedError", "ValueRefusedError"],
    ".handler_shapes": ["EventPayload", "ModelParams", "RouteRequest"],
    ".plugin": ["Action", "ActionResult", "Callback", "Plugin", "Provider", "ProviderResult"],
    ".plugin_parts": ["Evaluator", "Event", "Model", "Route", "TaskWorker"],
    ".record": ["Record"],
    ".response": ["RouteResponse"],
    ".runtime": ["Runtime"],
    ".service": ["Service"],
    ".shapes": ["Content", "Memory", "Options", "State"],
    ".text_stream": ["TextStream"],
}


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            value = getattr(importlib.import_module(module, __name__), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
