"""Text to words, for the ELIZA engine.

Every set of characters here is ASCII, and lengths count Unicode scalar values, so that the TypeScript and
Rust engines cut a line at exactly the same places (../README.md). str.lower, str.split() and \\s know more
than ASCII.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence

LINE_LIMIT = 10_000
"""Scalar values of a line that are read; the rest is dropped. It bounds the work that one line can cause."""

_BREAKS = re.compile(r"[.,;:!?]")
_BLANKS = re.compile(r"""[\x00-\x20\x7f"()<>\[\]{}*_~`]""")
_SURROGATES = re.compile("[\ud800-\udfff]")
_FOLD = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def clauses(line: str) -> list[list[str]]:
    """The words of each clause that has any, as typed. Lone surrogates become U+FFFD."""
    found = [_words(clause) for clause in _BREAKS.split(well_formed(line[:LINE_LIMIT]))]
    return [words for words in found if words]


def fold(text: str) -> str:
    """Lower-cases A to Z and nothing else: "É" stays "É"."""
    return text.translate(_FOLD)


def well_formed(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text)


class Substitutions:
    """Replaces runs of words in one pass from left to right.

    At each word the longest key wins; results are not replaced again.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._replacements = {source: target.split(" ") for source, target in pairs}
        self._longest = max((source.count(" ") + 1 for source in self._replacements), default=0)

    def apply(self, words: Sequence[str]) -> list[str]:
        result: list[str] = []
        at = 0
        while at < len(words):
            taken, replacement = self._find(words, at)
            result += replacement
            at += taken
        return result

    def _find(self, words: Sequence[str], at: int) -> tuple[int, Sequence[str]]:
        for taken in range(min(self._longest, len(words) - at), 0, -1):
            replacement = self._replacements.get(fold(" ".join(words[at : at + taken])))
            if replacement is not None:
                return taken, replacement
        return 1, [words[at]]


def _words(clause: str) -> list[str]:
    words = (word.strip("'") for word in _BLANKS.split(clause))
    return [word for word in words if word]
