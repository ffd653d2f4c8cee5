"""The words of a script that name feelings, and how many of them a line has.

A word counts wherever it stands: "not happy" is pleasant too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from eliza_place import Place, lower_word, once
from eliza_words import clauses, fold

FeelingWords: TypeAlias = Mapping[str, str]
"""`pleasant` or `unpleasant` by word."""


@dataclass(frozen=True)
class Feelings:
    """The words of a line that name feelings, in its order and in lower case, and how many of each kind."""

    pleasant: int
    unpleasant: int
    words: list[str]


def read_feelings(place: Place) -> FeelingWords:
    """A script need not name any."""
    known: dict[str, str] = {}
    if place.is_missing:
        return known
    for kind in ("pleasant", "unpleasant"):
        for item in place.member(kind).some_items():
            word = lower_word(item)
            once(word in known, item)
            known[word] = kind
    return known


def feelings_in(line: str, known: FeelingWords) -> Feelings:
    words = [word for clause in clauses(line) for word in map(fold, clause) if word in known]
    pleasant = sum(known[word] == "pleasant" for word in words)
    return Feelings(pleasant, len(words) - pleasant, words)
