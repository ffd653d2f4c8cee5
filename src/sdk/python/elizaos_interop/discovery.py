"""Finds the plugin in a Python module: `module:attribute`, or whatever in the module looks like one."""

from __future__ import annotations

import functools
import importlib.util
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
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

Failures = dict[str, BaseException]
"""What was skipped as it raised, by its name."""

Candidate = tuple[str, Callable[[], Any]]
"""Its name, and what gives it."""


def find_plugin(reference: str) -> Any:
    """Imports `module` or `module:attribute`.

    Raises LoadFailedError: module_not_found, module_failed, plugin_not_found.
    """
    module_name, _, attribute = reference.partition(":")
    module = _import(module_name, reference)
    if attribute:
        return _named(module, attribute, reference)
    modules = [module]
    failures: Failures = {}
    for name, give in _candidates(modules, reference):
        found = _plugin(failures, name, give)
        if found is not None:
            return found
    raise _no_plugin(modules, failures, reference)


def _no_plugin(modules: list[ModuleType], failures: Failures, reference: str) -> LoadFailedError:
    places = " and ".join(searched.__name__ for searched in modules)
    remedy = f"Name it: {modules[0].__name__}:<attribute>"
    if failures:
        return _all_failed(places, failures, reference, remedy)
    return LoadFailedError(
        error_codes.PLUGIN_NOT_FOUND,
        f"Cannot find a plugin in {places}: looked for an object with a name and actions, providers "
        "or the like, best called plugin, default or <something>_plugin, or made by a function without "
        "parameters called plugin, default or get_, create_, make_ or build_<something>plugin; "
        + "; ".join(f"{searched.__name__} has {_names(searched)}" for searched in modules),
        value=reference,
        remedy=remedy,
    )


def _all_failed(place: str, failures: Failures, reference: str, remedy: str | None) -> LoadFailedError:
    return LoadFailedError(
        error_codes.MODULE_FAILED,
        f"Cannot find a plugin in {place} as what may give it failed: "
        + "; ".join(f"{name} raised {typed(error)}" for name, error in failures.items()),
        value=reference,
        remedy=remedy,
        traceback=traceback_of(next(iter(failures.values()))),
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
        failures: Failures = {}
        for give in (lambda: found, found) if _is_factory(found) else (lambda: found,):
            plugin = _plugin(failures, attribute, give)
            if plugin is not None:
                return plugin
        if failures:
            raise _all_failed(module.__name__, failures, reference, None)
        problem = f"{attribute} is a {type(found).__name__} without a name and components"
    raise LoadFailedError(
        error_codes.PLUGIN_NOT_FOUND,
        f"Cannot find the plugin {attribute} in {module.__name__}: {problem}",
        value=reference,
    )


def _candidates(modules: list[ModuleType], reference: str) -> Iterator[Candidate]:
    """The objects of the module, then of its submodule `plugin`, which joins the list; functions come last.

    Of these those that are there to make a plugin. Others are its author's tools: not called.
    """
    module = modules[0]
    yield from _objects(module)
    name = f"{module.__name__}.plugin"
    if "__path__" in vars(module) and importlib.util.find_spec(name) is not None:
        modules.append(_import(name, reference))
        yield from _objects(modules[1])
    for searched in modules:
        for name, value in list(vars(searched).items()):
            if FACTORY.fullmatch(name) and _is_factory(value):
                yield f"{searched.__name__}.{name}()", value
    # As elizaOS does: an object of any name.
    for searched in modules:
        for name in [name for name in vars(searched) if not name.startswith("_")]:
            yield f"{searched.__name__}.{name}", functools.partial(getattr, searched, name)


def _objects(module: ModuleType) -> Iterator[Candidate]:
    """All that is called as a plugin is, in the order in which it is looked at."""
    names = [name for name in vars(module) if name.lower().endswith("plugin")]
    for name in dict.fromkeys(("plugin", "default", *names)):
        yield f"{module.__name__}.{name}", functools.partial(getattr, module, name, None)


def _plugin(failures: Failures, name: str, give: Callable[[], Any]) -> Any:
    """What is given, where it is a plugin. What that raises is noted: a proxy without its context does."""
    try:
        given = give()
        return given if _is_plugin(given) else None
    except BaseException as error:
        failures[name] = error
        return None


def _is_plugin(value: Any) -> bool:
    if inspect.ismodule(value) or inspect.isclass(value) or inspect.isroutine(value):
        return False
    name = read(value, "name")
    has_name = isinstance(name, str) and name != ""
    return has_name and any(read(value, kind) is not None for kind in COMPONENTS)


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
