"""Finds the plugin in a Python module: `module:attribute`, or whatever in the module looks like one."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from . import error_codes
from .errors import LoadFailedError
from .fields import read
from .tracebacks import traceback_of, typed

COMPONENTS = ("actions", "providers", "evaluators", "services", "routes", "events", "models", "init")
"""An object with a name and one of these is a plugin."""

SHOWN_NAMES = 40


def find_plugin(reference: str) -> Any:
    """Imports `module` or `module:attribute`.

    Raises LoadFailedError: module_not_found, module_failed, plugin_not_found.
    """
    module_name, _, attribute = reference.partition(":")
    module = _import(module_name, reference)
    if attribute:
        return _named(module, attribute, reference)
    modules = [module]
    if hasattr(module, "__path__") and importlib.util.find_spec(f"{module_name}.plugin") is not None:
        modules.append(_import(f"{module_name}.plugin", reference))
    for searched in modules:
        for candidate in _candidates(searched, reference):
            if _is_plugin(candidate):
                return candidate
    places = " and ".join(searched.__name__ for searched in modules)
    raise LoadFailedError(
        error_codes.PLUGIN_NOT_FOUND,
        f"Cannot find a plugin in {places}: looked for an object with a name and actions, providers "
        "or the like, called plugin, default or <something>_plugin, or made by get_<something>plugin(); "
        + "; ".join(f"{searched.__name__} has {_names(searched)}" for searched in modules),
        value=reference,
        remedy=f"Name it: {module_name}:<attribute>",
    )


def _import(name: str, reference: str) -> ModuleType:
    try:
        # Unlike importlib.import_module, this keeps importlib's own frames out of tracebacks.
        __import__(name)
        return sys.modules[name]
    except ModuleNotFoundError as error:
        missing = error.name or ""
        if name == missing or name.startswith(f"{missing}."):
            raise _not_found(name, missing, reference) from error
        raise _failed(name, error, reference) from error
    except BaseException as error:
        raise _failed(name, error, reference) from error


def _not_found(name: str, missing: str, reference: str) -> LoadFailedError:
    part = "" if name == missing else f" (there is no {missing})"
    return LoadFailedError(
        error_codes.MODULE_NOT_FOUND,
        f"Cannot import the module {name} as it does not exist{part}: looked in {', '.join(sys.path)}",
        value=reference,
        remedy=f"Correct the name, or install the module for {sys.executable}",
    )


def _failed(name: str, error: BaseException, reference: str) -> LoadFailedError:
    remedy = None
    if isinstance(error, ModuleNotFoundError) and error.name:
        remedy = f"{sys.executable} -m pip install {error.name.partition('.')[0]}, or what provides it"
    return LoadFailedError(
        error_codes.MODULE_FAILED,
        f"Cannot import the module {name} as it raised {typed(error)}",
        value=reference,
        remedy=remedy,
        traceback=traceback_of(error),
    )


def _named(module: ModuleType, attribute: str, reference: str) -> Any:
    try:
        found = getattr(module, attribute)
    except AttributeError:
        problem = f"it has no {attribute}; it has {_names(module)}"
    else:
        if not _is_plugin(found) and _is_factory(found):
            found = _made(found, reference)
        if _is_plugin(found):
            return found
        problem = f"{attribute} is a {type(found).__name__} without a name and components"
    raise LoadFailedError(
        error_codes.PLUGIN_NOT_FOUND,
        f"Cannot find the plugin {attribute} in {module.__name__}: {problem}",
        value=reference,
    )


def _candidates(module: ModuleType, reference: str) -> Iterator[Any]:
    names = list(vars(module))
    for name in ("plugin", "default", *(name for name in names if name.lower().endswith("plugin"))):
        if hasattr(module, name):
            yield getattr(module, name)
    for name in names:
        if name.startswith("get_") and "plugin" in name and _is_factory(getattr(module, name)):
            yield _made(getattr(module, name), reference)


def _is_plugin(value: Any) -> bool:
    if inspect.ismodule(value) or inspect.isclass(value) or inspect.isroutine(value):
        return False
    try:
        name = read(value, "name")
        has_name = isinstance(name, str) and name != ""
        return has_name and any(read(value, kind) is not None for kind in COMPONENTS)
    except BaseException:
        # An object whose attributes raise, such as a lazy proxy without its context.
        return False


def _is_factory(value: Any) -> bool:
    if not callable(value) or inspect.isclass(value):
        return False
    try:
        parameters: Iterable[inspect.Parameter] = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return False
    return all(p.default is not p.empty or p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters)


def _made(factory: Any, reference: str) -> Any:
    try:
        return factory()
    except BaseException as error:
        raise _failed(factory.__module__, error, reference) from error


def _names(module: ModuleType) -> str:
    names = [name for name in vars(module) if not name.startswith("_")]
    more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    return (", ".join(names[:SHOWN_NAMES]) or "nothing") + more
