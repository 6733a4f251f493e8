"""XPath 1.0 grammar: tokens to a tree; every error names its place in the expression."""

from functools import lru_cache

from data.forms.errors import FormRefused
from data.forms.refusals import refusal
from data.forms.xpath.lexer import Token, tokens
from data.forms.xpath.tree import (
    Binary,
    Call,
    Expression,
    Literal,
    Negation,
    Number,
    Path,
    Step,
)

MAX_NESTING = 60
_POWER = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
}
_LONG = frozenset({"or", "and", "+", "-"})
_AXES = frozenset(
    {
        "child",
        "parent",
        "self",
        "attribute",
        "descendant",
        "descendant-or-self",
        "ancestor",
        "ancestor-or-self",
        "following-sibling",
        "preceding-sibling",
    }
)
_NODE_TYPES = frozenset({"node", "text"})
_DEEP = Step("descendant-or-self", "node()", ())


def parse(text: str, where: str) -> Expression:
    """The tree of one expression. Raises `FormRefused` (`bad-expression`) with the place."""
    try:
        return _tree(text)
    except FormRefused as error:
        raise FormRefused(error.code, where, error.detail, error.detail_id) from None


@lru_cache(maxsize=4096)
def _tree(text: str) -> Expression:
    return _Parser(text, "expression").whole()


class _Parser:
    def __init__(self, text: str, where: str) -> None:
        self.text = text
        self.where = where
        self.tokens = tokens(text, where)
        self.at = 0
        self.nesting = 0

    def whole(self) -> Expression:
        tree = self._binary(0)
        if self.tokens[self.at].kind != "end":
            raise self.error("unexpected")
        return tree

    def error(self, reason: str, wanted: str = "") -> FormRefused:
        token = self.tokens[self.at]
        found, at = token.text or "''", token.at + 1
        return refusal(reason, self.where, wanted=wanted, found=found, at=at, text=self.text)

    def take(self, text: str) -> bool:
        token = self.tokens[self.at]
        if token.text == text and token.kind in {"symbol", "operator"}:
            self.at += 1
            return True
        return False

    def need(self, text: str) -> None:
        if not self.take(text):
            raise self.error("expected", text)

    def operator(self, text: str) -> bool:
        token = self.tokens[self.at]
        if token.kind == "operator" and token.text == text:
            self.at += 1
            return True
        return False

    def _binary(self, weakest: int) -> Expression:
        """Operands and the operators at least as strong as `weakest`, from the left."""
        left = self._unary()
        chained = 0
        while True:
            token = self.tokens[self.at]
            power = _POWER.get(token.text, 0) if token.kind == "operator" else 0
            if power == 0 or power < weakest:
                return left
            chained += token.text not in _LONG
            if chained > MAX_NESTING:
                raise self.error("chain")
            self.at += 1
            left = Binary(token.text, left, self._binary(power + 1))

    def _unary(self) -> Expression:
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise self.error("depth")
        tree = Negation(self._unary()) if self.operator("-") else self._union()
        self.nesting -= 1
        return tree

    def _union(self) -> Expression:
        left = self._path()
        for _ in range(MAX_NESTING):
            if not self.operator("|"):
                break
            left = Binary("|", left, self._path())
        return left

    def _path(self) -> Expression:
        token = self.tokens[self.at]
        if token.text in {"/", "//"} and token.kind == "symbol":
            return self._absolute()
        if self._starts_primary(token):
            return self._filtered()
        return Path(False, None, (), tuple(self._steps()))

    def _starts_primary(self, token: Token) -> bool:
        if token.kind in {"number", "literal"} or token.text == "(":
            return True
        following = self.tokens[self.at + 1].text if token.kind == "name" else ""
        return following == "(" and token.text not in _NODE_TYPES

    def _absolute(self) -> Expression:
        if self.take("//"):
            return Path(True, None, (), (_DEEP, *self._steps()))
        self.need("/")
        if self._starts_step():
            return Path(True, None, (), tuple(self._steps()))
        return Path(True, None, (), ())

    def _filtered(self) -> Expression:
        base = self._primary()
        predicates = tuple(self._predicates())
        steps: tuple[Step, ...] = ()
        if self.take("/"):
            steps = tuple(self._steps())
        elif self.take("//"):
            steps = (_DEEP, *self._steps())
        if not predicates and not steps:
            return base
        return Path(False, base, predicates, steps)

    def _primary(self) -> Expression:
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "literal":
            return Literal(token.text[1:-1])
        if token.text == "(":
            inner = self._binary(0)
            self.need(")")
            return inner
        self.need("(")
        arguments: list[Expression] = []
        if not self.take(")"):
            arguments.append(self._binary(0))
            while self.take(","):
                arguments.append(self._binary(0))
            self.need(")")
        return Call(token.text, tuple(arguments))

    def _starts_step(self) -> bool:
        token = self.tokens[self.at]
        return token.kind == "name" or token.text in {".", "..", "@"}

    def _steps(self) -> list[Step]:
        found = [self._step()]
        while True:
            if self.take("//"):
                found.append(_DEEP)
            elif not self.take("/"):
                return found
            found.append(self._step())

    def _step(self) -> Step:
        if self.take("."):
            return Step("self", "node()", tuple(self._predicates()))
        if self.take(".."):
            return Step("parent", "node()", tuple(self._predicates()))
        axis = "child"
        if self.take("@"):
            axis = "attribute"
        elif self.tokens[self.at + 1 : self.at + 2] and self.tokens[self.at + 1].text == "::":
            axis = self.tokens[self.at].text
            if axis not in _AXES:
                raise self.error("axis")
            self.at += 2
        token = self.tokens[self.at]
        if token.kind != "name":
            raise self.error("name-expected")
        self.at += 1
        test = token.text
        if test in _NODE_TYPES and self.take("("):
            self.need(")")
            test += "()"
        return Step(axis, test, tuple(self._predicates()))

    def _predicates(self) -> list[Expression]:
        found = []
        while self.take("["):
            found.append(self._binary(0))
            self.need("]")
        return found
