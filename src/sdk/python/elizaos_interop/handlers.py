"""Calls the plugin's functions, whatever kind they are and however many arguments they take."""

from __future__ import annotations

import functools
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextvars import copy_context
from typing import Any

from .handler_threads import HandlerThreads
from .tracebacks import message_of

CALL = "__call__"
END = object()

_threads = HandlerThreads()


class Handler:
    """A function of the plugin, its signature read once.

    `names` are those of the arguments that callers of `call` give, in order. Keyword-only parameters get the
    argument of their name. `reach` counts the arguments up to the last one that the function takes.
    """

    __slots__ = ("_by_name", "_count", "_function", "is_async", "reach")

    def __init__(self, function: Callable[..., Any], names: Sequence[str]) -> None:
        self._count, keywords = arity(function, names)
        self._by_name = [(name, names.index(name)) for name in keywords]
        self.reach = max([self._count, *(index + 1 for _, index in self._by_name)])
        self.is_async = _is_async(function)
        self._function = awaitable(function)

    def call(self, *arguments: Any) -> Awaitable[Any]:
        """Awaited, gives what the function returns and raises what it raises."""
        called: Awaitable[Any]
        if self._by_name:
            keywords = {name: arguments[index] for name, index in self._by_name}
            called = self._function(*arguments[: self._count], **keywords)
        else:
            called = self._function(*arguments[: self._count])
        return called


def awaitable(function: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    """What calls a function of any kind: one that may block runs in a thread."""
    return function if _is_async(function) else functools.partial(in_thread, function)


async def in_thread(function: Callable[..., Any], /, *arguments: Any, **keywords: Any) -> Any:
    """What a function returns that may block; what it returns is awaited here."""
    called = functools.partial(function, *arguments, **keywords)
    run = functools.partial(copy_context().run, _run_blocking, called)
    result = await _threads.run(run)
    return await result if inspect.isawaitable(result) else result


async def drained(iterator: Iterator[Any]) -> AsyncIterator[Any]:
    """What an iterator gives whose steps may block."""
    while (item := await in_thread(next, iterator, END)) is not END:
        yield item


async def failure_of(work: Awaitable[Any]) -> BaseException | None:
    """What the work raises. For a task: SystemExit would leave it and end the guest."""
    try:
        await work
    except BaseException as error:
        return error
    return None


def arity(function: Callable[..., Any], names: Sequence[str]) -> tuple[int, list[str]]:
    """How many positional arguments to give, and the names of those to give by keyword."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        # Written in C without a signature: it takes what elizaOS gives.
        return len(names), []
    kinds = [parameter.kind for parameter in parameters]
    positional = kinds.count(inspect.Parameter.POSITIONAL_ONLY)
    positional += kinds.count(inspect.Parameter.POSITIONAL_OR_KEYWORD)
    count = len(names) if inspect.Parameter.VAR_POSITIONAL in kinds else min(positional, len(names))
    by_keyword = [p.name for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY and p.name in names]
    return count, by_keyword


def _run_blocking(function: Callable[[], Any]) -> Any:
    try:
        return function()
    except StopIteration as error:
        # A future cannot carry it: whoever awaits the future would wait for ever.
        raise RuntimeError(f"A handler raised {message_of(error)}") from error


def _is_async(function: Any) -> bool:
    while isinstance(function, functools.partial):
        function = function.func
    # An object with `async def __call__` is one too.
    return any(
        inspect.iscoroutinefunction(called) for called in (function, getattr(type(function), CALL, None))
    )
