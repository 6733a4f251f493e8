"""Patterns of `regex()`, run by an automaton: no pattern and no answer can hang the screen.

The language is what ECMAScript and Python share, without look-around and back references, which
cannot be run in linear time and are refused. As in the ODK specification a pattern is found
anywhere in the text unless `^` and `$` tie it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from data.forms.xpath.patternread import (
    Alternatives,
    BadPattern,
    Bound,
    Piece,
    Repeated,
    Sequence,
    Sign,
    read_pattern,
)

MAX_STATES = 4_000
MAX_TEXT = 10_000
MAX_WORK = 1_000_000
MAX_KNOWN = 200_000


@dataclass(slots=True)
class _State:
    """One state: a sign to be eaten on the way to `to`, or free ways, or a bound to be met."""

    test: Callable[[str], bool] | None = None
    bound: str = ""
    to: list[int] = field(default_factory=list)


class _Automaton:
    def __init__(self, pattern: str) -> None:
        self.states: list[_State] = []
        start, end = self._build(read_pattern(pattern))
        self.start, self.end = start, end
        self._steps: dict[tuple[frozenset[int], str], frozenset[int]] = {}
        self._open: dict[tuple[frozenset[int], tuple[bool, ...]], frozenset[int]] = {}
        self._work = 0
        self._room = MAX_KNOWN

    def _add(self, state: _State) -> int:
        if len(self.states) >= MAX_STATES:
            raise BadPattern("too large")
        self.states.append(state)
        return len(self.states) - 1

    def _build(self, piece: Piece) -> tuple[int, int]:
        if isinstance(piece, Sign):
            end = self._add(_State())
            return self._add(_State(test=piece.test, to=[end])), end
        if isinstance(piece, Bound):
            end = self._add(_State())
            return self._add(_State(bound=piece.kind, to=[end])), end
        if isinstance(piece, Sequence):
            start = end = self._add(_State())
            for part in piece.parts:
                first, last = self._build(part)
                self.states[end].to.append(first)
                end = last
            return start, end
        if isinstance(piece, Alternatives):
            start, end = self._add(_State()), self._add(_State())
            for part in piece.parts:
                first, last = self._build(part)
                self.states[start].to.append(first)
                self.states[last].to.append(end)
            return start, end
        return self._repeat(piece)

    def _repeat(self, piece: Repeated) -> tuple[int, int]:
        start = end = self._add(_State())
        for _ in range(piece.least):
            first, last = self._build(piece.part)
            self.states[end].to.append(first)
            end = last
        if piece.most is None:
            loop = self._add(_State())
            first, last = self._build(piece.part)
            self.states[end].to.append(loop)
            self.states[loop].to.append(first)
            self.states[last].to.append(loop)
            return start, loop
        skip = self._add(_State())
        for _ in range(piece.most - piece.least):
            self.states[end].to.append(skip)
            first, last = self._build(piece.part)
            self.states[end].to.append(first)
            end = last
        self.states[end].to.append(skip)
        return start, skip

    def found(self, text: str) -> bool:
        """Whether the pattern is found anywhere in the text; no, when that is too much work."""
        here: frozenset[int] = frozenset()
        self._work = MAX_WORK
        before = ""
        for at in range(len(text) + 1):
            after = text[at] if at < len(text) else ""
            open_states = self._closed(here | {self.start}, before, after)
            if self._work < 0:
                return False
            if self.end in open_states:
                return True
            here = self._eaten(open_states, after) if after else frozenset()
            before = after
        return False

    def _closed(self, states: frozenset[int], before: str, after: str) -> frozenset[int]:
        edges = (not before, not after, _wordy(before), _wordy(after))
        known = self._open.get((states, edges))
        if known is not None:
            return known
        seen = set(states)
        stack = list(states)
        while stack:
            state = self.states[stack.pop()]
            if state.test is not None or not _met(state.bound, before, after):
                continue
            for to in state.to:
                if to not in seen:
                    seen.add(to)
                    stack.append(to)
        self._work -= len(seen)
        if self._room > 0:
            self._room -= len(seen)
            self._open[states, edges] = frozenset(seen)
        return frozenset(seen)

    def _eaten(self, states: frozenset[int], sign: str) -> frozenset[int]:
        key = (states, sign)
        known = self._steps.get(key)
        if known is None:
            known = frozenset(
                to
                for state in (self.states[number] for number in states)
                if state.test is not None and state.test(sign)
                for to in state.to
            )
            self._work -= len(states)
            if self._room > 0:
                self._room -= len(states)
                self._steps[key] = known
        return known


def _met(bound: str, before: str, after: str) -> bool:
    if not bound:
        return True
    if bound == "^":
        return not before
    if bound == "$":
        return not after
    edge = _wordy(before) != _wordy(after)
    return edge if bound == "b" else not edge


def _wordy(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign == "_")


@lru_cache(maxsize=256)
def _automaton(pattern: str) -> _Automaton:
    return _Automaton(pattern)


def check(pattern: str) -> None:
    """Build a pattern's automaton now. Raises `BadPattern` with the reason."""
    _automaton(pattern)


def matches(pattern: str, text: str) -> bool:
    """Whether `pattern` is found in `text`; never in a text longer than `MAX_TEXT`.

    A bad pattern that only came about from answers finds nothing.
    """
    if len(text) > MAX_TEXT:
        return False
    try:
        return _automaton(pattern).found(text)
    except BadPattern:
        return False
