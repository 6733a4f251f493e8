"""The expressions of a spreadsheet, parsed: unknown functions and slips told with their cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.forms.authoring.findings import Finding
from data.forms.authoring.outline import REFERENCE, Item, Outline
from data.forms.authoring.structure import nearest
from data.forms.errors import FormRefused
from data.forms.xpath import functions
from data.forms.xpath.parser import parse
from data.forms.xpath.patternread import (
    Alternatives,
    BadPattern,
    Piece,
    Repeated,
    Sequence,
    read_pattern,
)
from data.forms.xpath.tree import Binary, Call, Expression, Literal, Negation, Path

COLUMNS = ("relevant", "constraint", "calculation", "choice_filter", "required", "read_only",
           "repeat_count")  # fmt: skip
_ROOT = "q"
_NEAR = re.compile(
    r"""(?:unexpected|found|before|deeply:) (?:'([^']*)'|"([^"]*)"|(\S*)) at \d+ in: """
)
_TOLD_BY_PYXFORM = frozenset({"pulldata"})


@dataclass(frozen=True, slots=True)
class Formula:
    """One expression cell and its tree; `${x}` stands in the tree as the path `/q/x`."""

    item: Item
    column: str
    text: str
    tree: Expression


def parsed(text: str) -> Expression:
    """The tree of an expression as a sheet writes it. Raises `FormRefused`."""
    return parse(REFERENCE.sub(lambda match: f"/{_ROOT}/{match[2]}", text), "cell")


def formulas_of(outline: Outline) -> tuple[list[Formula], list[Finding]]:
    """Every expression of the survey, and what is wrong with those that cannot be read."""
    found: list[Formula] = []
    told: list[Finding] = []
    for item in outline.items:
        for column in COLUMNS:
            text = item.cell(column)
            if not text or (column in {"required", "read_only"} and text.isalpha()):
                continue
            place = outline.place(item, column)
            try:
                formula = Formula(item, column, text, parsed(text))
            except FormRefused as refused:
                near = _NEAR.search(refused.detail)
                shown = next((part for part in near.groups() if part), "") if near else text
                code = "formula.slip" if shown else "formula.unfinished"
                told.append(Finding(code, place, {"text": text, "near": shown}))
                continue
            found.append(formula)
            told.extend(Finding(code, place, facts) for code, facts in _judged(formula.tree))
    return found, told


def parts(tree: Expression) -> Iterator[Expression]:
    """The expression and everything in it; long chains of operators are walked, not descended."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, Negation):
            waiting.append(part.operand)
        elif isinstance(part, Binary):
            waiting += (part.left, part.right)
        elif isinstance(part, Call):
            waiting += part.arguments
        elif isinstance(part, Path):
            waiting += () if part.base is None else (part.base,)
            waiting += part.predicates
            for step in part.steps:
                waiting += step.predicates


def reference(tree: Expression) -> str:
    """The name of the question an expression is, empty if it is anything else."""
    if (
        isinstance(tree, Path)
        and tree.absolute
        and len(tree.steps) == 2
        and tree.steps[0].test == _ROOT
        and not tree.steps[1].predicates
    ):
        return tree.steps[1].test
    return ""


def names_in(tree: Expression) -> set[str]:
    """The names of all questions an expression looks at."""
    found = set()
    for part in parts(tree):
        if isinstance(part, Path) and part.absolute and len(part.steps) > 1:
            if part.steps[0].test == _ROOT:
                found.add(part.steps[1].test)
    return found


def steps_in(tree: Expression) -> set[str]:
    """Every name a path of the expression goes through, also inside predicates."""
    return {step.test for part in parts(tree) if isinstance(part, Path) for step in part.steps}


def literals(tree: Expression) -> set[str]:
    """All texts written in an expression."""
    return {part.value for part in parts(tree) if isinstance(part, Literal)}


def _judged(tree: Expression) -> Iterator[tuple[str, dict[str, object]]]:
    known = functions.names()
    for part in parts(tree):
        if not isinstance(part, Call):
            continue
        if part.name not in known and part.name not in _TOLD_BY_PYXFORM:
            yield "function.unknown", {"name": part.name, "near": nearest(part.name, known)}
        if part.name == "regex" and len(part.arguments) == 2:
            pattern = part.arguments[1]
            if isinstance(pattern, Literal):
                yield from _pattern(pattern.value)


def _pattern(text: str) -> Iterator[tuple[str, dict[str, object]]]:
    try:
        piece = read_pattern(text)
    except BadPattern:
        yield "pattern.bad", {"pattern": text}
        return
    if _nested(piece, inside=False):
        yield "pattern.nested", {"pattern": text}


def _nested(piece: Piece, *, inside: bool) -> bool:
    """Whether something that repeats without end stands in something that does."""
    if isinstance(piece, Repeated):
        endless = piece.most is None
        return (inside and endless) or _nested(piece.part, inside=inside or endless)
    if isinstance(piece, Sequence | Alternatives):
        return any(_nested(part, inside=inside) for part in piece.parts)
    return False
