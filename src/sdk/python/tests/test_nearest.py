from __future__ import annotations

import pytest

from elizaos_interop.nearest import hint, nearest
from elizaos_interop.whole import whole_number

KNOWN = ["get_room", "get_rooms", "create_room", "use_model", "log"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("get_rom", ["get_room", "get_rooms"]),
        ("getRooms", ["get_rooms", "get_room"]),
        ("USE_MODEL", ["use_model"]),
        ("room", ["create_room", "get_room", "get_rooms"]),
        ("lug", ["log"]),
        ("something_else", []),
        ("", []),
        ("x" * 10_000, []),
    ],
)
def test_nearest_names_what_somebody_may_have_meant(name: str, found: list[str]) -> None:
    assert nearest(name, KNOWN) == found


def test_hint_is_the_end_of_a_sentence() -> None:
    assert hint("use_modle", KNOWN) == "; did you mean use_model?"
    assert hint("nobody", KNOWN) == ""


@pytest.mark.parametrize(
    ("value", "least", "number"),
    [
        (0, 0, 0),
        (7.0, 1, 7),
        (0, 1, None),
        (-1, 0, None),
        (1.5, 0, None),
        (float("inf"), 0, None),
        (float("nan"), 0, None),
        (True, 0, None),
        ("1", 0, None),
        (None, 0, None),
        ([1], 0, None),
    ],
)
def test_whole_number_takes_integers_and_doubles_that_are_one(
    value: object, least: int, number: int | None
) -> None:
    assert whole_number(value, least) == number
