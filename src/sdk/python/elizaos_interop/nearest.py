"""Which of the known names somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable

MAX_NAMES = 3


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The known names that differ from `name` by few letters, or that hold it; the nearest first."""
    sought = _folded(name)
    allowed = max(2, len(sought) // 3)
    found = [(_distance(sought, _folded(other), allowed), other) for other in known]
    return [other for distance, other in sorted(found) if distance <= allowed][:MAX_NAMES]


def hint(name: str, known: Iterable[str]) -> str:
    """The same as the end of an error's text."""
    found = nearest(name, known)
    return f"; did you mean {' or '.join(found)}?" if found else ""


def _folded(name: str) -> str:
    return name[:100].replace("_", "").lower()


def _distance(one: str, other: str, allowed: int) -> int:
    """How many letters must change, be added or be taken away (Levenshtein's), as far as it matters."""
    if min(len(one), len(other)) > 3 and (one in other or other in one):
        return int(one != other)
    if abs(len(one) - len(other)) > allowed:
        return allowed + 1
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, opposite in enumerate(other, 1):
            changed = above[column - 1] + (letter != opposite)
            line.append(min(changed, above[column] + 1, line[-1] + 1))
        above = line
    return above[-1]
