"""Matching of a clause against a decomposition such as "* i am * @sad *".

Wildcards, from the left, each take as few words as the rest allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from eliza_words import fold

Part: TypeAlias = str | frozenset[str]
"""`*` takes any number of words, `+` at least one, `_` exactly one; a set takes one word that is in it."""


def decompose(parts: Sequence[Part], words: Sequence[str]) -> list[list[str]] | None:
    """The words that each part took, or None when the decomposition does not cover the whole clause."""
    match = _Match(parts, words)
    if not match.from_part(0, 0):
        return None
    starts = [0, *match.ends]
    return [list(words[start:end]) for start, end in zip(starts, match.ends, strict=False)]


class _Match:
    def __init__(self, parts: Sequence[Part], words: Sequence[str]) -> None:
        self._parts = parts
        self._words = words
        self.ends = [0] * len(parts)
        # Wildcards that have failed. One is asked again only when the wildcard before it has grown, hence
        # from a later word, and would fail there too. So each tries each end once: parts times words in all.
        self._failed: set[int] = set()

    def from_part(self, index: int, start: int) -> bool:
        if index == len(self._parts):
            return start == len(self._words)
        part = self._parts[index]
        if part == "*":
            return self._wild(index, start)
        if part == "+":
            return self._wild(index, start + 1)
        if start == len(self._words) or (part != "_" and fold(self._words[start]) not in part):
            return False
        self.ends[index] = start + 1
        return self.from_part(index + 1, start + 1)

    def _wild(self, index: int, shortest: int) -> bool:
        if index in self._failed:
            return False
        for end in range(shortest, len(self._words) + 1):
            self.ends[index] = end
            if self.from_part(index + 1, end):
                return True
        self._failed.add(index)
        return False
