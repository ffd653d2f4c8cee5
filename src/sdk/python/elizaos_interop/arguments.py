"""Which arguments a function of the plugin is given: by the names of its parameters, else by their places."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from inspect import Parameter
from typing import Any

ALSO = {
    "message": ("memory", "msg"),
    "options": ("opts",),
    "callback": ("cb",),
    "request": ("req",),
    "response": ("res", "resp"),
    "params": ("parameters",),
}
"""What else authors call an argument."""

BY_PLACE = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


class Arguments:
    """Made once for a function. `names` are those of its callers' arguments, in elizaOS's order, and `more`
    those of further ones, which are given by name only.

    Where the parameters of known names stand in that order, all are given by their places, as elizaOS gives
    them. Else those are given by their names. Of the others one with a default keeps it, as it is the
    author's own, and one without takes the first argument that is left. `*args` and `**kwargs` take all that
    is left.
    """

    __slots__ = ("_by_name", "_defaults", "_order", "are_first", "reach")

    def __init__(self, function: Callable[..., Any], names: Sequence[str], more: Sequence[str] = ()) -> None:
        bound: Any = function.keywords if isinstance(function, functools.partial) else ()
        parameters = [parameter for parameter in _parameters(function) if parameter.name not in bound]
        kinds = {parameter.kind for parameter in parameters}
        places = _places(parameters, [*names, *more])
        ordered = [parameter for parameter in parameters if parameter.kind in BY_PLACE]
        only = [parameter.name for parameter in parameters if parameter.kind is Parameter.KEYWORD_ONLY]
        self._by_name = {name: places[name] for name in only if name in places}
        self._defaults: list[Any] = []
        left = list(range(len(names)))
        known = {
            at: places[parameter.name] for at, parameter in enumerate(ordered) if parameter.name in places
        }
        if all(at == place < len(names) for at, place in known.items()):
            self._order = left[: len(ordered)]
            left = left[len(ordered) :]
        else:
            left = [at for at in left if at not in places.values()]
            self._order = list(self._arranged(ordered, places, left))
        if Parameter.VAR_POSITIONAL in kinds:
            self._order += left
        elif Parameter.VAR_KEYWORD in kinds:
            free = (at for at in left if at not in self._by_name.values() and names[at] not in bound)
            self._by_name.update((names[at], at) for at in free)
        self.reach = max([*self._order, *self._by_name.values()], default=-1) + 1
        """How many arguments there are up to the last one that it takes."""
        self.are_first = not self._by_name and self._order == list(range(self.reach))
        """Whether it takes just those, in their order."""

    def _arranged(
        self, parameters: list[Parameter], places: dict[str, int], left: list[int]
    ) -> Iterator[int]:
        """For each parameter the place of its argument; that of a default counts from -1 down."""
        for parameter in parameters:
            if parameter.name in places:
                yield places[parameter.name]
            elif parameter.default is not Parameter.empty:
                self._defaults.append(parameter.default)
                yield -len(self._defaults)
            elif left:
                yield left.pop(0)
            else:
                # Python's own error says what is missing.
                return

    def given(self, arguments: tuple[Any, ...]) -> tuple[Sequence[Any], dict[str, Any]]:
        """What to call the function with, out of its caller's arguments: at least `reach` of them."""
        if self.are_first:
            return arguments[: self.reach], {}
        defaults = self._defaults
        by_place = [arguments[at] if at >= 0 else defaults[-1 - at] for at in self._order]
        return by_place, {name: arguments[at] for name, at in self._by_name.items()}


def _parameters(function: Callable[..., Any]) -> list[Parameter]:
    try:
        return list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        # Written in C without a signature: it takes what elizaOS gives.
        return [Parameter("given", Parameter.VAR_POSITIONAL)]


def _places(parameters: list[Parameter], known: list[str]) -> dict[str, int]:
    """The parameters whose names are known, with the places of their arguments. Of two for one, the first."""
    places: dict[str, int] = {}
    for parameter in parameters:
        place = _place(parameter.name, known)
        if place is not None and place not in places.values() and _takes_one(parameter):
            places[parameter.name] = place
    return places


def _place(name: str, known: list[str]) -> int | None:
    plain = name.replace("_", "").lower()
    if "runtime" in plain:
        plain = "runtime"
    for at, argument in enumerate(known):
        if plain == argument or plain in ALSO.get(argument, ()):
            return at
    return None


def _takes_one(parameter: Parameter) -> bool:
    return parameter.kind in BY_PLACE or parameter.kind is Parameter.KEYWORD_ONLY
