"""Exceptions as text and as the fields of an `error` message. PROTOCOL.md §2."""

from __future__ import annotations

import os
import traceback
from typing import Any

from . import error_codes
from .errors import InteropError
from .limits import MAX_CAUSES, MAX_DEPTH, MAX_ERROR_TEXT_CHARS

OUR_FOLDER = os.path.dirname(os.path.abspath(__file__)) + os.sep
BENEATH_US = (OUR_FOLDER, "<frozen importlib", os.path.join("concurrent", "futures", "thread.py"))


STOPS = (StopIteration, StopAsyncIteration)


def handler_error(error: BaseException) -> dict[str, Any]:
    """`code`, `message` and `details` for what a handler raised.

    `details.cause` is the nearest error in the chain of causes that came from the host or from this package.
    """
    details: dict[str, Any] = {"traceback": traceback_of(error)}
    origin = _origin(error)
    if origin is not None:
        details["cause"] = _wire(origin)
    return {"code": error_codes.HANDLER_FAILED, "message": capped(message_of(error)), "details": details}


def message_of(error: BaseException) -> str:
    """What the error says; with the name of its type where that alone says little, as a KeyError's key."""
    kind = type(error).__name__
    try:
        text = str(error)
    except BaseException:
        # Its own __str__ is broken.
        return kind
    if not text.strip():
        return kind
    says_little = type(error).__str__ is KeyError.__str__ or isinstance(error, STOPS)
    return f"{kind}: {text}" if says_little or not isinstance(error, Exception) else text


def typed(error: BaseException) -> str:
    """What the error says behind the name of its type, as Python prints it."""
    kind, message = type(error).__name__, message_of(error)
    return message if message == kind or message.startswith(f"{kind}: ") else f"{kind}: {message}"


def capped(text: str) -> str:
    """At most MAX_ERROR_TEXT_CHARS characters; the middle goes, as both ends of a traceback matter."""
    if len(text) <= MAX_ERROR_TEXT_CHARS:
        return text
    half = MAX_ERROR_TEXT_CHARS // 2 - 50
    return f"{text[:half]}\n… {len(text) - 2 * half} characters …\n{text[-half:]}"


def traceback_of(error: BaseException) -> str:
    """As Python prints it, without the frames of this package."""
    try:
        shown = traceback.TracebackException.from_exception(error)
        _strip(shown, set())
        return capped("".join(shown.format()))
    except BaseException as broken:
        return f"{type(error).__name__} (its traceback cannot be shown: {message_of(broken):.200})"


def _strip(shown: traceback.TracebackException | None, seen: set[int]) -> None:
    while shown is not None and id(shown) not in seen:
        seen.add(id(shown))
        frames = [frame for frame in shown.stack if not _is_ours(frame.filename)]
        shown.stack = traceback.StackSummary.from_list(frames)
        _strip(shown.__context__, seen)
        for member in getattr(shown, "exceptions", None) or ():
            _strip(member, seen)
        shown = shown.__cause__


def _is_ours(filename: str) -> bool:
    return filename.startswith(BENEATH_US[:2]) or filename.endswith(BENEATH_US[2])


def _origin(error: BaseException | None) -> InteropError | None:
    for _ in range(MAX_CAUSES):
        if error is None or isinstance(error, InteropError):
            return error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return None


def _wire(error: InteropError) -> dict[str, Any]:
    """The error as a cause, with the causes that came with it.

    Of a long chain the middle is left out: its ends say who asked, and what went wrong.
    """
    causes: list[dict[str, Any]] = []
    found: Any = {"code": str(error.code), "message": capped(str(error.message)), "details": error.details}
    while isinstance(found, dict) and len(causes) < MAX_DEPTH:
        causes.append(found)
        details = found.get("details")
        found = details.get("cause") if isinstance(details, dict) else None
    if len(causes) > MAX_CAUSES:
        causes[MAX_CAUSES - 1 :] = causes[-1:]
    inner: dict[str, Any] = {}
    for cause in reversed(causes):
        inner = _with_cause(cause, inner)
    return inner


def _with_cause(error: dict[str, Any], cause: dict[str, Any]) -> dict[str, Any]:
    details = error.get("details")
    details = {**details} if isinstance(details, dict) else {}
    details.pop("cause", None)
    if cause:
        details["cause"] = cause
    wire = {name: value for name, value in error.items() if name != "details"}
    return {**wire, "details": details} if details else wire
