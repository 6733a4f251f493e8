"""The small language of the decision table's conditions, compiled once into closures.

Grammar (words are separated by blanks, values are bare words)::

    expr  := both { "or" both }
    both  := one { "and" one }
    one   := "not" one | "(" expr ")" | "always" | test
    test  := NAME "=" VALUE | NAME "!=" VALUE | NAME "has" VALUE
           | NAME "in" "(" VALUE { "," VALUE } ")"

``has`` is for questions with several answers (stored as words separated by blanks). An answer that
was not given is the empty word: it equals nothing, is in nothing, and differs from everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

Test = Callable[[Mapping[str, str]], bool]

_TOKEN = re.compile(r"\s*(!=|=|\(|\)|,|[A-Za-z0-9_]+)")
_WORDS = frozenset({"and", "or", "not", "in", "has", "always"})


class ConditionRefused(ValueError):
    """A condition that cannot be read, or that names a fact which does not exist."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition; ``asks`` are its (name, value) pairs, for the checks of content."""

    source: str
    test: Test
    asks: tuple[tuple[str, str], ...]

    def holds(self, facts: Mapping[str, str]) -> bool:
        """Whether the facts fulfil it."""
        return self.test(facts)


def compile_condition(source: str, vocabulary: Collection[str]) -> Condition:
    """Compile ``source``. Raises ``ConditionRefused``: bad grammar, or a name not known."""
    reader = _Reader(source, vocabulary)
    test = reader.expression()
    if reader.peek():
        raise ConditionRefused(f"unexpected {reader.peek()!r} in {source!r}")
    return Condition(source, test, tuple(reader.asks))


def _tokens(source: str) -> list[str]:
    found: list[str] = []
    at = 0
    text = source.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ConditionRefused(f"cannot read {text[at:]!r} in {source!r}")
        found.append(match[1])
        at = match.end()
    return found


class _Reader:
    def __init__(self, source: str, vocabulary: Collection[str]) -> None:
        self._source = source
        self._vocabulary = vocabulary
        self._tokens = _tokens(source)
        self._at = 0
        self.asks: list[tuple[str, str]] = []

    def peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def expression(self) -> Test:
        parts = [self._both()]
        while self.peek() == "or":
            self._take("or")
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else lambda facts: any(part(facts) for part in parts)

    def _both(self) -> Test:
        parts = [self._one()]
        while self.peek() == "and":
            self._take("and")
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else lambda facts: all(part(facts) for part in parts)

    def _one(self) -> Test:
        token = self.peek()
        if token == "not":
            self._take("not")
            inner = self._one()
            return lambda facts: not inner(facts)
        if token == "(":
            self._take("(")
            grouped = self.expression()
            self._take(")")
            return grouped
        if token == "always":
            self._take("always")
            return lambda facts: True
        return self._test()

    def _test(self) -> Test:
        name = self._word()
        if name not in self._vocabulary:
            raise ConditionRefused(f"unknown fact {name!r} in {self._source!r}")
        operator = self.peek()
        self._at += 1
        if operator == "in":
            values = self._values(name)
            return lambda facts: facts.get(name, "") in values
        value = self._word()
        self.asks.append((name, value))
        if operator == "=":
            return lambda facts: facts.get(name, "") == value
        if operator == "!=":
            return lambda facts: facts.get(name, "") != value
        if operator == "has":
            return lambda facts: value in facts.get(name, "").split()
        raise ConditionRefused(f"expected = != in has after {name!r} in {self._source!r}")

    def _values(self, name: str) -> frozenset[str]:
        self._take("(")
        values = [self._word()]
        while self.peek() == ",":
            self._take(",")
            values.append(self._word())
        self._take(")")
        self.asks.extend((name, value) for value in values)
        return frozenset(values)

    def _word(self) -> str:
        token = self.peek()
        if not token or token in _WORDS or not token.replace("_", "").isalnum():
            raise ConditionRefused(f"expected a word, found {token!r} in {self._source!r}")
        self._at += 1
        return token

    def _take(self, expected: str) -> None:
        if self.peek() != expected:
            raise ConditionRefused(
                f"expected {expected!r}, found {self.peek()!r} in {self._source!r}"
            )
        self._at += 1
