"""`host.call`: elizaOS's runtime methods as requests to the host. PROTOCOL.md, Runtime."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any, TypeVar, cast

from .answers import ANSWERS
from .channel import Channel
from .feed import Feed
from .record import camel_case
from .request import HostRequest

Declared = TypeVar("Declared", bound=Callable[..., Any])

AS_THEY_ARE = frozenset(
    {"match_threshold", "query_table_name", "query_threshold", "query_input", "query_field_name"}
    | {"query_field_sub_name", "query_match_count"}
)
"""Fields that elizaOS itself writes in snake_case."""


class HostCalls:
    """What can ask the host."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def call(self, method: str, *args: Any) -> HostRequest[Any]:
        """Any method of the host by its TypeScript name, with that method's positional arguments.

        A None at the end is not sent, as TypeScript has `undefined` there.
        """
        return self._ask(method, trimmed(args))

    def _ask(self, method: str, args: list[Any], feed: Feed | None = None, **more: Any) -> HostRequest[Any]:
        read: Callable[[Any], Any] = ANSWERS.get(method, _as_it_is)
        answer = ("host.result", lambda message: read(message.get("value")))
        return self._channel.request("host.call", {"method": method, "args": args, **more}, answer, feed)


def host_method(declared: Declared) -> Declared:
    """Gives a declaration its body: the host.call of that name, with the arguments in the declared order.

    The names of `**fields` become fields of the last argument, in camelCase; keys of a map are the caller's
    own. Every default is None.
    """
    method = camel_case(declared.__name__)
    function = cast(FunctionType, declared)
    most = function.__code__.co_argcount - 1
    least = most - len(function.__defaults__ or ())

    @functools.wraps(declared)
    def ask(self: HostCalls, *args: Any, **names: Any) -> HostRequest[Any]:
        if names or not least <= len(args) <= most:
            args = _in_order(declared, (self, *args), names)
        return self.call(method, *args)

    return cast(Declared, ask)


def _in_order(declared: Callable[..., Any], args: tuple[Any, ...], names: dict[str, Any]) -> tuple[Any, ...]:
    # It does nothing, but raises Python's own error where the arguments are not those that it takes.
    declared(*args, **names)
    bound = _signature(declared).bind(*args, **names)
    bound.apply_defaults()
    given = bound.args[1:]
    return (*given[:-1], with_fields(given[-1], bound.kwargs)) if bound.kwargs else given


_signature = functools.lru_cache(maxsize=None)(inspect.signature)


def with_fields(given: Any, names: Mapping[str, Any]) -> Any:
    """One map of both; names are translated, keys are the caller's own."""
    if not names:
        return given
    named = {
        name if name in AS_THEY_ARE else camel_case(name): value
        for name, value in names.items()
        if value is not None
    }
    return {**(given or {}), **named}


def trimmed(args: tuple[Any, ...]) -> list[Any]:
    """Without the None at the end."""
    given = list(args)
    while given and given[-1] is None:
        given.pop()
    return given


def _as_it_is(value: Any) -> Any:
    return value
