"""A tree turned into closures: typed variants of every expression, and what each one reads."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data.forms.errors import FormRefused
from data.forms.nodedef import NodeDef
from data.forms.refusals import refusal
from data.forms.rules import Rule
from data.forms.xpath import functions
from data.forms.xpath.context import Closure, Context, Value
from data.forms.xpath.making import Places
from data.forms.xpath.parser import parse
from data.forms.xpath.paths import compile_nodes, compile_one
from data.forms.xpath.tree import (
    Binary,
    Call,
    Expression,
    Literal,
    Negation,
    Number,
    Path,
    Ready,
)
from data.forms.xpath.values import equal, numbers, to_boolean, to_number, to_string

Texts = Callable[[Context], str]
Numbers = Callable[[Context], float]
Booleans = Callable[[Context], bool]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every expression of one form may name: its prefixes and its fixed lists."""

    namespaces: Mapping[str, str]
    lists: frozenset[str]


def compile_rule(
    text: str, origin: NodeDef, around: Surroundings, where: str, here: Places | None = None
) -> Rule:
    """One expression of the form, compiled for the place it belongs to.

    `here` are the places the expression itself starts from when they are not `origin` (the items
    of a choice list). Raises `FormRefused` (`bad-expression`, `unknown-path`, `unknown-function`).
    """
    tree = parse(text, where)
    compiler = Compiler(origin, around, where, text)
    run = compiler.value(tree, Places((origin,)) if here is None else here)
    constant: Value | None = None
    if isinstance(tree, Number | Literal):
        constant = tree.value
    elif isinstance(tree, Call) and tree.name in {"true", "false"}:
        constant = tree.name == "true"
    return Rule(text, run, frozenset(compiler.reads), frozenset(compiler.crossing), constant)


def compile_list(
    text: str, origin: NodeDef, around: Surroundings, where: str
) -> tuple[Rule, Places]:
    """A node-set expression (a choice list), and the places its nodes can be."""
    compiler = Compiler(origin, around, where, text)
    run, places = compile_nodes(compiler, parse(text, where), Places((origin,)))
    reads, crossing = frozenset(compiler.reads), frozenset(compiler.crossing)
    return Rule(text, run, reads, crossing, None), places


class Compiler:
    """The work on one expression: collects what is read while the closures are made."""

    def __init__(self, origin: NodeDef, around: Surroundings, where: str, text: str) -> None:
        self.origin = origin
        self.namespaces = around.namespaces
        self.lists = around.lists
        self.where = where
        self.expression = text
        self.reads: set[NodeDef] = set()
        self.crossing: set[NodeDef] = set()
        self.inside = 0

    def refuse(self, reason: str, **facts: object) -> FormRefused:
        """The error to raise, with the place and the whole expression."""
        return refusal(reason, self.where, text=self.expression, **facts)

    def value(self, tree: Expression, here: Places) -> Closure:
        """A closure giving the value as it is."""
        if isinstance(tree, Number | Literal):
            fixed = tree.value
            return lambda _: fixed
        if isinstance(tree, Ready):
            return tree.run
        if isinstance(tree, Path):
            return compile_nodes(self, tree, here)[0]
        if isinstance(tree, Call):
            return functions.compile_call(self, tree, here)
        if isinstance(tree, Negation):
            inner = self.number(tree.operand, here)
            return lambda c: -inner(c)
        if tree.operator == "|":
            return compile_nodes(self, tree, here)[0]
        if tree.operator in {"+", "-", "*", "div", "mod"}:
            return self.number(tree, here)
        return self.boolean(tree, here)

    def text(self, tree: Expression, here: Places) -> Texts:
        """A closure giving the value as a string."""
        if isinstance(tree, Literal):
            fixed = tree.value
            return lambda _: fixed
        if isinstance(tree, Path) and (one := compile_one(self, tree, here)) is not None:
            seek = one

            def read(c: Context) -> str:
                node = seek(c)
                c.world.reads.add(node)
                return node.string() if node.relevant else ""

            return read
        run = self.value(tree, here)
        return lambda c: to_string(run(c))

    def number(self, tree: Expression, here: Places) -> Numbers:
        """A closure giving the value as a number."""
        if isinstance(tree, Number):
            fixed = tree.value
            return lambda _: fixed
        if isinstance(tree, Binary) and tree.operator in {"+", "-", "*", "div", "mod"}:
            return self._arithmetic(tree, here)
        run = self.value(tree, here)

        def convert(c: Context) -> float:
            value = run(c)
            return value if isinstance(value, float) else to_number(value, c.world.zone)

        return convert

    def boolean(self, tree: Expression, here: Places) -> Booleans:
        """A closure giving the value as a boolean."""
        if isinstance(tree, Binary):
            if tree.operator in {"and", "or"}:
                return self._logic(tree, here)
            if tree.operator in {"=", "!="}:
                return self._equality(tree, here)
            if tree.operator in {"<", "<=", ">", ">="}:
                return self._order(tree, here)
        run = self.value(tree, here)
        return lambda c: to_boolean(run(c))

    def _spine(self, tree: Binary, operators: frozenset[str]) -> list[tuple[str, Expression]]:
        """`a + b - c` as [("", a), ("+", b), ("-", c)], without recursion on long sums."""
        parts: list[tuple[str, Expression]] = []
        at: Expression = tree
        while isinstance(at, Binary) and at.operator in operators:
            parts.append((at.operator, at.right))
            at = at.left
        parts.append(("", at))
        return parts[::-1]

    def _logic(self, tree: Binary, here: Places) -> Booleans:
        spine = self._spine(tree, frozenset({tree.operator}))
        parts = [self.boolean(part, here) for _, part in spine]
        if len(parts) == 2:
            left, right = parts
            if tree.operator == "and":
                return lambda c: left(c) and right(c)
            return lambda c: left(c) or right(c)
        if tree.operator == "and":
            return lambda c: all(part(c) for part in parts)
        return lambda c: any(part(c) for part in parts)

    def _arithmetic(self, tree: Binary, here: Places) -> Numbers:
        if tree.operator in {"+", "-"}:
            spine = self._spine(tree, frozenset({"+", "-"}))
            parts = [(operator != "-", self.number(part, here)) for operator, part in spine]
            first = parts[0][1]
            rest = parts[1:]

            def add(c: Context) -> float:
                total = first(c)
                for plus, part in rest:
                    total = total + part(c) if plus else total - part(c)
                return total

            return add
        left, right = self.number(tree.left, here), self.number(tree.right, here)
        if tree.operator == "*":
            return lambda c: left(c) * right(c)
        if tree.operator == "div":
            return lambda c: _divide(left(c), right(c))
        return lambda c: _modulo(left(c), right(c))

    def _equality(self, tree: Binary, here: Places) -> Booleans:
        negate = tree.operator == "!="
        left, right = tree.left, tree.right
        if isinstance(left, Literal):
            left, right = right, left
        if isinstance(right, Literal) and isinstance(left, Path):
            seek = compile_one(self, left, here)
            if seek is not None:
                return _same_text(self.text(left, here), right.value, negate)
        one, other = self.value(left, here), self.value(right, here)
        return lambda c: equal(one(c), other(c), negate, c.world.zone)

    def _order(self, tree: Binary, here: Places) -> Booleans:
        left, right = self.value(tree.left, here), self.value(tree.right, here)
        test = _ORDER[tree.operator]

        def compare(c: Context) -> bool:
            zone = c.world.zone
            mine, theirs = numbers(left(c), zone), numbers(right(c), zone)
            if len(mine) == 1 and len(theirs) == 1:
                return test(mine[0], theirs[0])
            return any(test(a, b) for a in mine for b in theirs)

        return compare


def _same_text(read: Texts, wanted: str, negate: bool) -> Booleans:
    if negate:
        return lambda c: read(c) != wanted
    return lambda c: read(c) == wanted


_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _divide(left: float, right: float) -> float:
    if right == 0.0:
        if left == 0.0 or left != left:
            return math.nan
        return math.inf if (left > 0) == (math.copysign(1.0, right) > 0) else -math.inf
    return left / right


def _modulo(left: float, right: float) -> float:
    if right == 0.0 or math.isinf(left) or left != left or right != right:
        return math.nan
    return math.fmod(left, right)
