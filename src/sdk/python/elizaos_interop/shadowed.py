"""Modules of a plugin that Python never looks at, as others of that name were loaded: token, queue."""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder
from types import ModuleType


def shadowed_by(name: str) -> tuple[str, str] | None:
    """The file in the plugin's folder that a module's import would have to take, and what was taken instead.

    None where they are the same, or there is none. The plugin's folder is the first of sys.path.
    """
    top = name.partition(".")[0]
    loaded = sys.modules.get(top)
    # (A folder without an __init__.py has no file: it comes after all other modules anyway.)
    spec = PathFinder.find_spec(top, sys.path[:1]) if loaded is not None else None
    if loaded is None or spec is None or spec.origin is None:
        return None
    taken = getattr(loaded, "__file__", None)
    if taken is None:
        return spec.origin, f"the interpreter's own {top}"
    return None if os.path.realpath(taken) == os.path.realpath(spec.origin) else (spec.origin, taken)


def shadow_in(error: BaseException) -> tuple[str, str] | None:
    """The same of the module in which an import or an attribute was sought in vain."""
    name: object = None
    if isinstance(error, ImportError):
        name = error.name
    elif isinstance(error, AttributeError) and isinstance(error.obj, ModuleType):
        name = error.obj.__name__
    return shadowed_by(name) if isinstance(name, str) else None
