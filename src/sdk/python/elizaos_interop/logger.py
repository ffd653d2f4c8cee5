"""`runtime.logger`: log records that name the call they were written in, and go to the host's log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from .tracebacks import message_of, traceback_of

Send = Callable[[str, str, dict[str, Any] | None], None]

LEVELS = {
    "trace": "trace",
    "debug": "debug",
    "info": "info",
    "success": "info",
    "progress": "info",
    "warn": "warn",
    "warning": "warn",
    "error": "error",
    "exception": "error",
    "critical": "fatal",
    "fatal": "fatal",
}
"""What elizaOS, structlog and `logging` call their levels, and what the host does."""


class Logger:
    """Each method takes a message and fields: `logger.info("Fetched", url=url)`.

    So do elizaOS's order, `logger.info({"url": url}, "Fetched")`, and that of `logging`, with `%s`.
    `exception` and `exc_info=True` add the traceback of the exception at hand. None of them raises.
    """

    def __init__(self, send: Send) -> None:
        self._send = send

    def trace(self, message: Any, *args: Any, **fields: Any) -> None:
        self._log("trace", message, args, fields)

    def debug(self, message: Any, *args: Any, **fields: Any) -> None:
        self._log("debug", message, args, fields)

    def info(self, message: Any, *args: Any, **fields: Any) -> None:
        self._log("info", message, args, fields)

    def warn(self, message: Any, *args: Any, **fields: Any) -> None:
        self._log("warn", message, args, fields)

    def error(self, message: Any, *args: Any, **fields: Any) -> None:
        self._log("error", message, args, fields)

    def fatal(self, message: Any, *args: Any, **fields: Any) -> None:
        self._log("fatal", message, args, fields)

    def exception(self, message: Any, *args: Any, **fields: Any) -> None:
        self._log("error", message, args, {"exc_info": True, **fields})

    success = progress = info
    warning = warn
    critical = fatal

    def log(self, level: str, message: Any, *args: Any, **fields: Any) -> None:
        """A level by its name; one that nobody knows is "info"."""
        self._log(LEVELS.get(str(level).lower(), "info"), message, args, fields)

    def _log(self, level: str, message: Any, args: tuple[Any, ...], fields: dict[str, Any]) -> None:
        if isinstance(message, Mapping):
            fields = {**{str(key): value for key, value in message.items()}, **fields}
            message, args = (args[0], args[1:]) if args else ("", ())
        error = fields.pop("exc_info", None)
        if error:
            error = error if isinstance(error, BaseException) else sys.exc_info()[1]
        if error is not None and error is not False:
            fields["traceback"] = traceback_of(error)
        self._send(level, _text(message, args), fields or None)


def _text(message: Any, args: tuple[Any, ...]) -> str:
    text = message_of(message) if isinstance(message, BaseException) else str(message)
    if not args:
        return text
    try:
        return text % args
    except (TypeError, ValueError, KeyError):
        # No template: what was meant is a list of things to say.
        return " ".join([text, *map(str, args)])
