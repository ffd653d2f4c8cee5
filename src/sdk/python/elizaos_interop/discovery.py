"""Finds the plugin in a Python module: `module:attribute`, or whatever in the module looks like one."""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from . import error_codes
from .errors import LoadFailedError
from .fields import read
from .shadowed import shadow_in, shadowed_by
from .tracebacks import traceback_of, typed

COMPONENTS = ("actions", "providers", "evaluators", "services", "routes", "events", "models", "init")
"""An object with a name and one of these is a plugin."""

FACTORY = re.compile(r"plugin|default|(get|create|make|build).*plugin", re.IGNORECASE)
"""What gives a plugin where no object is one. `unload_plugin` ends with the word too."""

SHOWN_NAMES = 40

Failures = list[tuple[str, BaseException]]
"""What was skipped as it raised: its name, and what it raised."""


def find_plugin(reference: str) -> Any:
    """Imports `module` or `module:attribute`.

    Raises LoadFailedError: module_not_found, module_failed, plugin_not_found.
    """
    module_name, _, attribute = reference.partition(":")
    module = _import(module_name, reference)
    if attribute:
        return _named(module, attribute, reference)
    modules = [module]
    if "__path__" in vars(module) and importlib.util.find_spec(f"{module_name}.plugin") is not None:
        modules.append(_import(f"{module_name}.plugin", reference))
    failures: Failures = []
    for give in (_objects, _made):
        for candidate in give(modules, failures):
            if _is_plugin(candidate):
                return candidate
    raise _no_plugin(modules, failures, reference)


def _no_plugin(modules: list[ModuleType], failures: Failures, reference: str) -> LoadFailedError:
    places = " and ".join(searched.__name__ for searched in modules)
    remedy = f"Name it: {modules[0].__name__}:<attribute>"
    if failures:
        return LoadFailedError(
            error_codes.MODULE_FAILED,
            f"Cannot find a plugin in {places} as what may give it failed: "
            + "; ".join(f"{name} raised {typed(error)}" for name, error in failures),
            value=reference,
            remedy=remedy,
            traceback=traceback_of(failures[0][1]),
        )
    return LoadFailedError(
        error_codes.PLUGIN_NOT_FOUND,
        f"Cannot find a plugin in {places}: looked for an object with a name and actions, providers "
        "or the like, called plugin, default or <something>_plugin, or made by a function without parameters "
        "called plugin, default or get_, create_, make_ or build_<something>plugin; "
        + "; ".join(f"{searched.__name__} has {_names(searched)}" for searched in modules),
        value=reference,
        remedy=remedy,
    )


def _import(name: str, reference: str) -> ModuleType:
    shadow = shadowed_by(name)
    if shadow is not None:
        raise LoadFailedError(
            error_codes.MODULE_FAILED,
            f"Cannot import the module {name} of {shadow[0]} as another of its name was loaded before: "
            + shadow[1],
            value=reference,
            remedy=f"Rename {shadow[0]}, or put it into a package",
        )
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
    elif shadow := shadow_in(error):
        remedy = f"Rename {shadow[0]}: Python takes {shadow[1]}, which was loaded before, for it"
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
            try:
                found = found()
            except BaseException as error:
                raise _failed(module.__name__, error, reference) from error
        if _is_plugin(found):
            return found
        problem = f"{attribute} is a {type(found).__name__} without a name and components"
    raise LoadFailedError(
        error_codes.PLUGIN_NOT_FOUND,
        f"Cannot find the plugin {attribute} in {module.__name__}: {problem}",
        value=reference,
    )


def _objects(modules: Iterable[ModuleType], failures: Failures) -> Iterator[Any]:
    """All that is called as a plugin is, in the order in which it is looked at."""
    for module in modules:
        names = [name for name in vars(module) if name.lower().endswith("plugin")]
        for name in dict.fromkeys(("plugin", "default", *names)):
            try:
                yield getattr(module, name, None)
            except BaseException as error:
                # The module's own __getattr__.
                failures.append((f"{module.__name__}.{name}", error))


def _made(modules: Iterable[ModuleType], failures: Failures) -> Iterator[Any]:
    """What the functions make that are there to make a plugin. Others are its author's tools: not called."""
    for module in modules:
        for name, value in list(vars(module).items()):
            if FACTORY.fullmatch(name) and _is_factory(value):
                try:
                    yield value()
                except BaseException as error:
                    failures.append((f"{module.__name__}.{name}()", error))


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
    if not callable(value) or inspect.isclass(value) or inspect.iscoroutinefunction(value):
        return False
    try:
        parameters: Iterable[inspect.Parameter] = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return False
    return all(p.default is not p.empty or p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters)


def _names(module: ModuleType) -> str:
    names = [name for name in vars(module) if not name.startswith("_")]
    more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    return (", ".join(names[:SHOWN_NAMES]) or "nothing") + more
