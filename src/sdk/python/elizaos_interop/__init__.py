"""Write elizaOS plugins in Python: plugin.py says how. Importing this package loads only the names in use."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import HostError, InteropError, ValueRefusedError
    from .plugin import Action, ActionResult, Callback, Plugin, Provider, ProviderResult
    from .record import Record
    from .runtime import Runtime
    from .shapes import Content, Memory, Options, State

__version__ = "0.1.0"

__all__ = [
    "Action",
    "ActionResult",
    "Callback",
    "Content",
    "HostError",
    "InteropError",
    "Memory",
    "Options",
    "Plugin",
    "Provider",
    "ProviderResult",
    "Record",
    "Runtime",
    "State",
    "ValueRefusedError",
]

_MODULES = {
    ".errors": ["HostError", "InteropError", "ValueRefusedError"],
    ".plugin": ["Action", "ActionResult", "Callback", "Plugin", "Provider", "ProviderResult"],
    ".record": ["Record"],
    ".shapes": ["Content", "Memory", "Options", "State"],
    ".runtime": ["Runtime"],
}


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            value = getattr(importlib.import_module(module, __name__), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
