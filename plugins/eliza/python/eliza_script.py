"""Reads an ELIZA script (its format: ../README.md) into what the engine runs.

The first fault in document order is raised, in the words that the TypeScript and Rust readers use too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from eliza_decomposition import Part
from eliza_feelings import FeelingWords, read_feelings
from eliza_place import Place, is_lower_word, lower_phrase, lower_word, once, phrase, text
from eliza_words import Substitutions

Template: TypeAlias = Sequence[str | int]
"""Text and the numbers of the captures between it."""


@dataclass(frozen=True)
class Say:
    template: Template


@dataclass(frozen=True)
class Goto:
    """The keyword whose rules go on, and what they read instead of the clause."""

    keyword: str
    template: Template | None


@dataclass(frozen=True)
class NewKey:
    pass


Reassembly: TypeAlias = Say | Goto | NewKey


@dataclass(frozen=True)
class Rule:
    id: str
    decomposition: Sequence[Part]
    reassemblies: Sequence[Reassembly]


@dataclass(frozen=True)
class Keyword:
    word: str
    rank: int
    memory: Sequence[Rule]
    rules: Sequence[Rule]


@dataclass(frozen=True)
class Script:
    pre: Substitutions
    post: Substitutions
    keywords: Mapping[str, Keyword]
    none: Sequence[str]
    empty: Sequence[str]
    feelings: FeelingWords


PART_LIMIT = 20
RANK_LIMIT = 100


def read_script(value: object) -> Script:
    """Raises ScriptError with the JSON path and the value at fault."""
    return _ScriptReader().read(Place("$", value))


class _ScriptReader:
    def __init__(self) -> None:
        self._classes: dict[str, frozenset[str]] = {}
        self._keywords: dict[str, Keyword] = {}
        self._rule_ids = {"none", "empty"}
        # Where each goto stands, its own keyword and the one it goes to.
        self._gotos: list[tuple[Place, str, str]] = []

    def read(self, script: Place) -> Script:
        pre = _substitutions(script.member("pre"))
        post = _substitutions(script.member("post"))
        for place in script.member("classes").items():
            self._read_class(place)
        for place in script.member("keywords").some_items():
            self._read_keyword(place)
        none = [text(place) for place in script.member("none").some_items()]
        empty = [text(place) for place in script.member("empty").some_items()]
        feelings = read_feelings(script.member("feelings"))
        self._check_gotos()
        return Script(pre, post, self._keywords, none, empty, feelings)

    def _read_class(self, place: Place) -> None:
        name = lower_word(place.member("name"))
        once(name in self._classes, place.member("name"))
        self._classes[name] = frozenset(lower_word(word) for word in place.member("words").some_items())

    def _read_keyword(self, place: Place) -> None:
        word = lower_word(place.member("word"))
        once(word in self._keywords, place.member("word"))
        rank = _read_rank(place.member("rank"))
        memory_place = place.member("memory")
        memory_rules = [] if memory_place.is_missing else memory_place.items()
        memory = [self._read_rule(rule, word, is_memory=True) for rule in memory_rules]
        rules = [self._read_rule(rule, word, is_memory=False) for rule in place.member("rules").some_items()]
        self._keywords[word] = Keyword(word, rank, memory, rules)

    def _read_rule(self, place: Place, keyword: str, *, is_memory: bool) -> Rule:
        rule_id = text(place.member("id"))
        once(rule_id in self._rule_ids, place.member("id"))
        self._rule_ids.add(rule_id)
        decomposition = self._read_decomposition(place.member("decomposition"))
        reassemblies: list[Reassembly] = []
        for item in place.member("reassemblies").some_items():
            reassembly = _read_reassembly(item, len(decomposition))
            if is_memory and not isinstance(reassembly, Say):
                item.fail("must be a sentence, not a goto or newkey")
            if isinstance(reassembly, Goto):
                self._gotos.append((item, keyword, reassembly.keyword))
            reassemblies.append(reassembly)
        return Rule(rule_id, decomposition, reassemblies)

    def _read_decomposition(self, place: Place) -> list[Part]:
        names = text(place).split(" ")
        if len(names) > PART_LIMIT:
            place.fail(f"must have at most {PART_LIMIT} parts")
        return [self._read_part(name, place) for name in names]

    def _read_part(self, name: str, place: Place) -> Part:
        if name in ("*", "+", "_"):
            return name
        if not name.startswith("@"):
            if is_lower_word(name):
                return frozenset([name])
            place.fail("must be lower-case words, wildcards and classes, one space apart")
        if name[1:] not in self._classes:
            place.fail("must name classes of the script only")
        return self._classes[name[1:]]

    def _check_gotos(self) -> None:
        for place, _, target in self._gotos:
            if target not in self._keywords:
                place.fail("must go to a keyword of the script")
        for place, source, target in self._gotos:
            if source in self._reachable(target):
                place.fail("must not lead back to its own keyword")

    def _reachable(self, start: str) -> set[str]:
        reached, waiting = {start}, [start]
        while waiting:
            keyword = waiting.pop()
            further = {target for _, source, target in self._gotos if source == keyword} - reached
            reached |= further
            waiting += further
        return reached


def _read_reassembly(place: Place, captures: int) -> Reassembly:
    source = text(place)
    if source == "newkey":
        return NewKey()
    if not source.startswith("="):
        return Say(_read_template(source, captures, place))
    keyword, space, words = source[1:].partition(" ")
    return Goto(keyword, _read_template(words, captures, place) if space else None)


def _read_template(source: str, captures: int, place: Place) -> Template:
    pieces: list[str | int] = []
    for index, piece in enumerate(re.split(r"\(([0-9]{1,3})\)", source)):
        if index % 2 and not 1 <= int(piece) <= captures:
            place.fail(f"must refer to captures 1 to {captures} only")
        pieces.append(int(piece) if index % 2 else piece)
    return pieces


def _read_rank(place: Place) -> int:
    rank = place.value
    if isinstance(rank, int | float) and not isinstance(rank, bool) and rank in range(RANK_LIMIT + 1):
        return int(rank)
    place.fail(f"must be a whole number from 0 to {RANK_LIMIT}")


def _substitutions(place: Place) -> Substitutions:
    pairs: dict[str, str] = {}
    for pair in place.items():
        sides = pair.items()
        if len(sides) != 2:
            pair.fail("must be a pair of strings")
        source, target = sides
        key = lower_phrase(source)
        once(key in pairs, source)
        pairs[key] = phrase(target)
    return Substitutions(pairs.items())
