"""What a plugin's code raises where nobody waits for it: in tasks, timers, threads and destructors.

It is told in the host's log, and the guest lives on, as one in TypeScript does.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from time import monotonic
from typing import Any

from .limits import MAX_STRAY_ERRORS, STRAY_SECONDS
from .logger import Logger
from .tracebacks import traceback_of, typed

# Bound before a plugin replaces them: its own hooks stay, as those of a library that reports errors.
_thread_hook = threading.excepthook
_unraisable_hook = sys.unraisablehook

ENDS = (SystemExit, KeyboardInterrupt)
"""What asyncio lets out of its loop, in which a task of the plugin's raised it."""


class StrayErrors:
    """Writes records of level error. Of a flood only the beginning is told: a timer may raise for ever."""

    def __init__(self, logger: Logger) -> None:
        self._logger = logger
        self._begun = -STRAY_SECONDS
        self._told = 0
        self._left_out = 0

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Takes the place of Python's own hooks, which print: not of those that the plugin has set."""
        if loop.get_exception_handler() is None:
            loop.set_exception_handler(self._in_loop)
        if threading.excepthook is _thread_hook:
            threading.excepthook = self._in_thread
        if sys.unraisablehook is _unraisable_hook:
            sys.unraisablehook = self._unraisable

    def tell(self, what: str, error: BaseException | None) -> None:
        """In any thread. Never raises."""
        now = monotonic()
        if now - self._begun > STRAY_SECONDS:
            left_out, self._left_out = self._left_out, 0
            self._begun, self._told = now, 0
            if left_out:
                self._write(f"{left_out} more errors that nobody caught were left out", None)
        self._told += 1
        if self._told > MAX_STRAY_ERRORS:
            self._left_out += 1
        else:
            self._write(what if error is None else f"{what}: {typed(error)}", error)

    def _write(self, text: str, error: BaseException | None) -> None:
        try:
            self._logger.error(text, exc_info=error)
        except BaseException:
            # The connection is gone. What is left is standard error, which the host reads too.
            print(text if error is None else f"{text}\n{traceback_of(error)}", file=sys.stderr)

    def _in_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        # (What ends a process was told when it left the loop.)
        if not isinstance(error, ENDS):
            self.tell(str(context.get("message") or "An error that nobody caught"), error)

    def _in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        # A thread may end itself by SystemExit.
        if arguments.exc_value is not None and not isinstance(arguments.exc_value, SystemExit):
            name = arguments.thread.name if arguments.thread is not None else "a thread"
            self.tell(f"An error that nobody caught in {name}", arguments.exc_value)

    def _unraisable(self, arguments: sys.UnraisableHookArgs) -> None:
        self.tell(arguments.err_msg or "An error that nobody could catch", arguments.exc_value)
