"""Errors that came through several plugins: each hop adds one, and the ends of a long chain are kept."""

from __future__ import annotations

from typing import Any

import pytest

from elizaos_interop.errors import HostError, InteropError
from elizaos_interop.limits import MAX_CAUSES
from elizaos_interop.outgoing import to_wire
from elizaos_interop.tracebacks import handler_error


def nested(depth: int) -> dict[str, Any]:
    """The details of an error with that many causes."""
    details: dict[str, Any] = {"plugin": f"p{depth}"}
    for number in range(depth, 0, -1):
        cause = {"code": "host_failed", "message": str(number), "details": details}
        details = {"plugin": f"p{number - 1}", "cause": cause}
    return details


def messages_of(wire: dict[str, Any]) -> list[str]:
    found = []
    cause: Any = wire
    while cause is not None:
        found.append(cause["message"])
        cause = cause.get("details", {}).get("cause")
    return found


@pytest.mark.parametrize("depth", [0, 1, MAX_CAUSES - 1])
def test_a_chain_is_told_whole(depth: int) -> None:
    wire = handler_error(HostError("host_failed", "0", nested(depth)))
    assert messages_of(wire) == ["0", *map(str, range(depth + 1))]
    assert wire["details"]["cause"]["details"]["plugin"] == "p0"


@pytest.mark.parametrize("depth", [MAX_CAUSES, 40])
def test_of_a_long_chain_the_ends_are_told(depth: int) -> None:
    wire = handler_error(HostError("host_failed", "0", nested(depth)))
    kept = [*map(str, range(MAX_CAUSES - 1)), str(depth)]
    assert messages_of(wire) == ["0", *kept]


def test_a_chain_without_end_is_cut() -> None:
    details: dict[str, Any] = {}
    details["cause"] = {"code": "x", "message": "again", "details": details}
    assert len(messages_of(handler_error(HostError("host_failed", "first", details)))) == MAX_CAUSES + 1


@pytest.mark.parametrize(
    "details", [{"cause": "text"}, {"cause": {"message": "m", "details": 5}}, {"cause": None}]
)
def test_misshapen_details_are_told_as_far_as_they_go(details: Any) -> None:
    wire = handler_error(HostError("host_failed", "first", details))
    cause = wire["details"]["cause"]
    assert (cause["code"], cause["message"]) == ("host_failed", "first")
    expected = {"message": "m"} if isinstance(details["cause"], dict) else None
    assert cause.get("details", {}).get("cause") == expected


def test_an_error_of_the_plugins_own_has_no_cause() -> None:
    assert "cause" not in handler_error(ValueError("mine"))["details"]


def test_the_cause_is_the_nearest_error_that_crossed() -> None:
    try:
        try:
            raise InteropError("permission_denied", "not you")
        except InteropError as error:
            raise RuntimeError("wrapped") from error
    except RuntimeError as error:
        cause = handler_error(error)["details"]["cause"]
    assert cause == {"code": "permission_denied", "message": "not you"}


class PanicError(BaseException):
    pass


class WordedError(KeyError):
    def __str__(self) -> str:
        return "There is no city"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (KeyError("city"), "KeyError: 'city'"),
        (KeyError(), "KeyError"),
        (WordedError("city"), "There is no city"),
        (StopIteration(3), "StopIteration: 3"),
        (StopAsyncIteration(3), "StopAsyncIteration: 3"),
        (AssertionError(), "AssertionError"),
        (ValueError(" "), "ValueError"),
        (ValueError("too large"), "too large"),
        (SystemExit(2), "SystemExit: 2"),
        (PanicError("index out of bounds"), "PanicError: index out of bounds"),
    ],
)
def test_an_error_whose_text_says_little_is_told_with_its_type(error: BaseException, message: str) -> None:
    assert handler_error(error)["message"] == message
    assert to_wire({"error": error}) == {"error": message}
