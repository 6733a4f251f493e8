"""An expression's text cut into tokens, with the place of each for the author."""

import re
from dataclasses import dataclass

from data.forms.refusals import refusal

MAX_EXPRESSION = 20_000
_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>\d+(?:\.\d*)?|\.\d+)"
    r"|(?P<literal>\"[^\"]*\"|'[^']*')"
    r"|(?P<symbol>::|//|\.\.|<=|>=|!=|[()\[\]@,/.|+\-=<>*])"
    rf"|(?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)"
)
_OPERATOR_NAMES = frozenset({"and", "or", "div", "mod"})
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ",", "/", "//"})


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is number, literal, symbol, operator, name or end; `at` counts from 0."""

    kind: str
    text: str
    at: int


def tokens(text: str, where: str) -> list[Token]:
    """Cut `text`. Raises `FormRefused` (`bad-expression`) at a character that fits nowhere."""
    if len(text) > MAX_EXPRESSION:
        raise refusal("long-rule", where, limit=MAX_EXPRESSION)
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise refusal("sign", where, sign=repr(text[at]), at=at + 1, text=text)
        kind = match.lastgroup or ""
        part = match.group()
        if kind != "space":
            found.append(Token(_kind(kind, part, found), part, at))
        at = match.end()
    found.append(Token("end", "", len(text)))
    return found


def _kind(kind: str, part: str, before: list[Token]) -> str:
    """XPath 1.0, 3.7: after an operand, `*` and a name like `div` are operators."""
    previous = before[-1] if before else None
    after_operand = previous is not None and not (
        previous.kind == "operator" or previous.text in _BEFORE_OPERAND
    )
    if kind == "symbol" and part in {"+", "-", "=", "!=", "<", "<=", ">", ">=", "|"}:
        return "operator"
    if part == "*":
        return "operator" if after_operand else "name"
    if kind == "name" and part in _OPERATOR_NAMES and after_operand:
        return "operator"
    return kind
