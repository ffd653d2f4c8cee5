"""Calls the plugin's functions, whatever kind they are and however many arguments they take."""

from __future__ import annotations

import functools
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextvars import copy_context
from typing import Any

from .arguments import Arguments
from .handler_threads import HandlerThreads
from .tracebacks import message_of

CALL = "__call__"
END = object()

_threads = HandlerThreads()


class Handler:
    """A function of the plugin, its signature read once.

    `names` and `more` are those of the arguments that callers of `call` give, in order: see Arguments.
    `reach` counts those up to the last one that the function takes.
    """

    __slots__ = ("_are_first", "_arguments", "_function", "is_async", "reach")

    def __init__(self, function: Callable[..., Any], names: Sequence[str], more: Sequence[str] = ()) -> None:
        self._arguments = Arguments(function, names, more)
        self._are_first = self._arguments.are_first
        self.reach = self._arguments.reach
        self.is_async = _is_async(function)
        self._function = awaitable(function)

    def call(self, *arguments: Any) -> Awaitable[Any]:
        """Awaited, gives what the function returns and raises what it raises."""
        called: Awaitable[Any]
        if self._are_first:
            called = self._function(*arguments[: self.reach])
        else:
            by_place, by_name = self._arguments.given(arguments)
            called = self._function(*by_place, **by_name)
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
