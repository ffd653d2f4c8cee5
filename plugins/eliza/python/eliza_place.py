"""A value, where it stands in the script, and what may be asked of it.

Every refusal is worded here or passed to Place.fail or Place.problem.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from eliza_words import clauses, fold, well_formed

_MISSING = object()


class ScriptError(ValueError):
    """A script cannot be loaded; the message names the JSON path and the value at fault."""


@dataclass(frozen=True)
class Place:
    path: str
    value: object

    @property
    def is_missing(self) -> bool:
        return self.value is _MISSING

    def member(self, name: str) -> Place:
        if not isinstance(self.value, dict):
            self.fail("must be an object")
        return Place(f"{self.path}.{name}", self.value.get(name, _MISSING))

    def items(self) -> list[Place]:
        if not isinstance(self.value, list):
            self.fail("must be an array")
        return [Place(f"{self.path}[{index}]", value) for index, value in enumerate(self.value)]

    def some_items(self) -> list[Place]:
        return self.items() or self.fail("must have at least one item")

    def fail(self, rule: str) -> NoReturn:
        raise ScriptError(f"Cannot load the ELIZA script as {self.problem(rule)}")

    def problem(self, rule: str) -> str:
        """What is wrong with a value that breaks the rule."""
        if self.is_missing:
            return f"{self.path} is missing"
        return f"{self.path} {rule}: current value is {_show(self.value)}"


def text(place: Place) -> str:
    if not isinstance(place.value, str) or place.value == "":
        place.fail("must be a non-empty string")
    return well_formed(place.value)


def phrase(place: Place) -> str:
    words = text(place)
    return words if _is_phrase(words) else place.fail("must be words, one space apart")


def lower_phrase(place: Place) -> str:
    words = text(place)
    is_right = _is_phrase(words) and fold(words) == words
    return words if is_right else place.fail("must be lower-case words, one space apart")


def lower_word(place: Place) -> str:
    word = text(place)
    return word if is_lower_word(word) else place.fail("must be one lower-case word")


def is_lower_word(source: str) -> bool:
    return _is_phrase(source) and " " not in source and fold(source) == source


def once(is_taken: bool, place: Place) -> None:
    if is_taken:
        place.fail("must be used once only")


def _is_phrase(source: str) -> bool:
    """A phrase is what the engine would read as these words of one clause; nothing else could ever match."""
    read = clauses(source)
    return len(read) == 1 and " ".join(read[0]) == source


def _show(value: object) -> str:
    """Only what prints alike in all three languages is printed; the rest is named."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return f'"{well_formed(value)}"'
    if isinstance(value, int | float):
        if value == 0 or 0.001 <= abs(value) < 1e15:
            return str(int(value) if value == int(value) else value)
        return "a number"
    return "an array" if isinstance(value, list) else "an object"
