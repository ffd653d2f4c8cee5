"""ELIZA after Weizenbaum's paper of 1966: a pure engine over ../script.json.

The same program, part by part, stands in ../typescript and ../rust; ../README.md is the rule where they could
differ. Nothing is kept between calls: a reply follows from the script, the earlier lines and the line.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from eliza_decomposition import decompose
from eliza_feelings import Feelings, feelings_in
from eliza_place import ScriptError
from eliza_script import Keyword, NewKey, Rule, Say, Script, Template, read_script
from eliza_words import clauses, fold

__all__ = ["MEMORY_LIMIT", "Eliza", "Reply", "ScriptError", "Session"]

T = TypeVar("T")

MEMORY_LIMIT = 32
"""Lines that wait to be recalled; when one more comes, the oldest is forgotten."""


@dataclass(frozen=True)
class Reply:
    """`keyword` is None when the reply came from memory, from the fallbacks or after an empty line."""

    reply: str
    keyword: str | None
    rule: str


class Eliza:
    """`script` is the parsed script.json; raises ScriptError."""

    def __init__(self, script: object) -> None:
        self._script = read_script(script)

    def session(self) -> Session:
        return Session(self._script)

    def respond(self, history: Sequence[str], line: str) -> Reply:
        """`history` is the user's earlier lines, oldest first; the caller decides how many count."""
        session = self.session()
        for earlier in history:
            session.say(earlier)
        return session.say(line)

    def topics(self, history: Sequence[str]) -> list[str]:
        """The keywords that answered these lines, in order of first appearance."""
        session = self.session()
        keywords = [session.say(line).keyword for line in history]
        return list(dict.fromkeys(keyword for keyword in keywords if keyword is not None))

    def feelings(self, line: str) -> Feelings:
        return feelings_in(line, self._script.feelings)


class Session:
    def __init__(self, script: Script) -> None:
        self._script = script
        # Per rule id, how many of its reassemblies were used in the current round.
        self._used: dict[str, int] = {}
        self._memory: deque[Reply] = deque(maxlen=MEMORY_LIMIT)

    def say(self, line: str) -> Reply:
        heard = [self._script.pre.apply(words) for words in clauses(line)]
        if not heard:
            return Reply(self._next("empty", self._script.empty), None, "empty")
        reply = self._answer(heard)
        if reply is None and self._memory:
            reply = self._memory.popleft()
        return reply or Reply(self._next("none", self._script.none), None, "none")

    def _answer(self, heard: Sequence[Sequence[str]]) -> Reply | None:
        """Answers the first clause that holds a keyword; what stands after it is not read."""
        for words in heard:
            stack = self._stack(words)
            if stack:
                self._remember(stack[0], words)
                replies = (self._apply(keyword, words) for keyword in stack)
                return next((reply for reply in replies if reply), None)
        return None

    def _stack(self, words: Sequence[str]) -> list[Keyword]:
        """The clause's keywords, each once, highest rank first; among equals the earlier word first."""
        known = self._script.keywords
        found = [known[name] for name in dict.fromkeys(map(fold, words)) if name in known]
        return sorted(found, key=lambda keyword: -keyword.rank)

    def _remember(self, keyword: Keyword, words: Sequence[str]) -> None:
        match = _first_match(keyword.memory, words)
        if match is None:
            return
        rule, captures = match
        reassembly = self._next(rule.id, rule.reassemblies)
        if isinstance(reassembly, Say):
            self._memory.append(Reply(self._sentence(reassembly.template, captures), None, rule.id))

    def _apply(self, start: Keyword, clause: Sequence[str]) -> Reply | None:
        """Follows gotos until a sentence is found; None means that the next keyword is to try."""
        keyword, words = start, clause
        while match := _first_match(keyword.rules, words):
            rule, captures = match
            reassembly = self._next(rule.id, rule.reassemblies)
            if isinstance(reassembly, NewKey):
                return None
            if isinstance(reassembly, Say):
                return Reply(self._sentence(reassembly.template, captures), keyword.word, rule.id)
            if reassembly.template is not None:
                # Read as a line is, so that a chain of gotos which doubles its words stays bounded.
                read = clauses(_assemble(reassembly.template, captures))
                words = [word for clause in read for word in clause]
            keyword = self._script.keywords[reassembly.keyword]
        return None

    def _sentence(self, template: Template, captures: Sequence[Sequence[str]]) -> str:
        return _assemble(template, [self._script.post.apply(words) for words in captures])

    def _next(self, rule_id: str, choices: Sequence[T]) -> T:
        used = self._used.get(rule_id, 0)
        self._used[rule_id] = (used + 1) % len(choices)
        return choices[used]


def _first_match(rules: Sequence[Rule], words: Sequence[str]) -> tuple[Rule, list[list[str]]] | None:
    for rule in rules:
        captures = decompose(rule.decomposition, words)
        if captures is not None:
            return rule, captures
    return None


def _assemble(template: Template, captures: Sequence[Sequence[str]]) -> str:
    return "".join(piece if isinstance(piece, str) else " ".join(captures[piece - 1]) for piece in template)
