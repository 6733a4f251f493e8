"""A pattern's text read into pieces: signs, sequences, alternatives, repetitions, bounds."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

MAX_PATTERN = 2_000
MAX_COUNT = 1_000
MAX_DEPTH = 30
Test = Callable[[str], bool]


class BadPattern(ValueError):
    """A pattern that cannot be read, or that asks for what cannot be run in linear time."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of the text that passes `test`."""

    test: Test


@dataclass(frozen=True, slots=True)
class Bound:
    """A place between signs: `^`, `$`, `b` (a word's edge) or `B` (none)."""

    kind: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Pieces one after the other."""

    parts: tuple["Piece", ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Any one of several pieces."""

    parts: tuple["Piece", ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A piece `least` to `most` times; `most` None has no limit."""

    part: "Piece"
    least: int
    most: int | None


Piece = Sign | Bound | Sequence | Alternatives | Repeated


def read_pattern(pattern: str) -> Piece:
    """The pieces of a pattern. Raises `BadPattern`."""
    if len(pattern) > MAX_PATTERN:
        raise BadPattern("too long")
    return _Reader(pattern).whole()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def whole(self) -> Piece:
        piece = self.alternatives()
        if self.at < len(self.text):
            raise BadPattern("a bracket too many")
        return piece

    def peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def take(self) -> str:
        sign = self.peek()
        if not sign:
            raise BadPattern("it ends too early")
        self.at += 1
        return sign

    def alternatives(self) -> Piece:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise BadPattern("nested too deeply")
        parts = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            parts.append(self.sequence())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Alternatives(tuple(parts))

    def sequence(self) -> Piece:
        parts: list[Piece] = []
        while self.peek() not in {"", "|", ")"}:
            parts.append(self.repetition(self.atom()))
        return Sequence(tuple(parts))

    def repetition(self, piece: Piece) -> Piece:
        sign = self.peek()
        if sign in {"*", "+", "?"} and sign:
            self.at += 1
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        elif sign == "{" and (counts := self.counts()) is not None:
            least, most = counts
        else:
            return piece
        if self.peek() == "?":
            self.at += 1
        if self.peek() and self.peek() in "*+?":
            raise BadPattern("a repetition of a repetition")
        return Repeated(piece, least, most)

    def counts(self) -> tuple[int, int | None] | None:
        """`{2}`, `{2,}` or `{2,5}`; None when the bracket is only a sign."""
        end = self.text.find("}", self.at)
        low, comma, high = self.text[self.at + 1 : end].partition(",") if end > 0 else ("", "", "")
        if not low.isdecimal() or (high and not high.isdecimal()):
            return None
        self.at = end + 1
        least = int(low[:6])
        most = int(high[:6]) if high else (None if comma else least)
        if least > MAX_COUNT or (most is not None and not least <= most <= MAX_COUNT):
            raise BadPattern("counts out of bounds")
        return least, most

    def atom(self) -> Piece:
        sign = self.take()
        if sign == "(":
            return self.group()
        if sign == "[":
            return Sign(self.character_class())
        if sign == ".":
            return Sign(lambda one: one not in "\n\r")
        if sign in "^$":
            return Bound(sign)
        if sign == "\\":
            if self.peek() in {"b", "B"}:
                return Bound(self.take())
            return Sign(self.escape())
        if sign in "*+?":
            raise BadPattern("a repetition of nothing")
        return Sign(_exactly(sign))

    def group(self) -> Piece:
        if self.peek() == "?":
            self.at += 1
            if self.take() != ":":
                raise BadPattern("look-around and named groups are not for forms")
        piece = self.alternatives()
        if self.peek() != ")":
            raise BadPattern("a bracket is not closed")
        self.at += 1
        return piece

    def escape(self) -> Test:
        sign = self.take()
        if sign in _CLASSES:
            return _CLASSES[sign]
        if sign in {"p", "P"}:
            return self.category(negate=sign == "P")
        if sign.isdecimal() and sign != "0":
            raise BadPattern("back references are not for forms")
        return _exactly(self.code(sign))

    def code(self, sign: str) -> str:
        if sign in _CONTROLS:
            return _CONTROLS[sign]
        if sign in {"x", "u"}:
            size = 2 if sign == "x" else 4
            digits = self.text[self.at : self.at + size]
            try:
                number = int(digits, 16)
            except ValueError:
                raise BadPattern("a code without its digits") from None
            self.at += size
            return chr(number)
        if sign.isalpha():
            raise BadPattern("an escape that is not known")
        return sign

    def category(self, *, negate: bool) -> Test:
        name = self.take()
        if name == "{":
            end = self.text.find("}", self.at)
            if end < 0:
                raise BadPattern("a category is not closed")
            name = self.text[self.at : end]
            self.at = end + 1
        return lambda one: unicodedata.category(one).startswith(name) != negate

    def character_class(self) -> Test:
        negate = self.peek() == "^"
        if negate:
            self.at += 1
        tests: list[Test] = []
        first = True
        while self.peek() != "]" or first:
            first = False
            low = self.member(tests)
            if low is None:
                continue
            ahead = self.text[self.at : self.at + 2]
            if ahead[:1] == "-" and ahead[1:] not in {"]", ""}:
                self.at += 1
                high = self.member(tests)
                if high is None or high < low:
                    raise BadPattern("a range the wrong way round")
                tests.append(_between(low, high))
            else:
                tests.append(_exactly(low))
        self.at += 1
        return lambda one: any(test(one) for test in tests) != negate

    def member(self, tests: list[Test]) -> str | None:
        """One sign of a class, or None when it was a class of its own, added to `tests`."""
        sign = self.take()
        if sign != "\\":
            return sign
        ahead = self.peek()
        if ahead in _CLASSES or ahead in {"p", "P"}:
            tests.append(self.escape())
            return None
        if ahead == "b":
            self.at += 1
            return "\b"
        return self.code(self.take())


def _exactly(sign: str) -> Test:
    return lambda one: one == sign


def _between(low: str, high: str) -> Test:
    return lambda one: low <= one <= high


def _digit(one: str) -> bool:
    return "0" <= one <= "9"


def _word(one: str) -> bool:
    return one.isascii() and (one.isalnum() or one == "_")


_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
_CLASSES: dict[str, Test] = {
    "d": _digit,
    "D": lambda one: not _digit(one),
    "w": _word,
    "W": lambda one: not _word(one),
    "s": str.isspace,
    "S": lambda one: not one.isspace(),
}
