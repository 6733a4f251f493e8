"""Lint of scores and levels (forms.md 8.1): a hidden or missing answer must never lower a danger.

`sum()` over answers is blank as soon as one is hidden or not given, and `${b} + 1` is blank when b
is hidden. So a score is built from `if(${q} = 'ya', n, 0)` and `count(...)` only, and a level says
`belum_lengkap` while questions are open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from data.forms.authoring.findings import Finding
from data.forms.authoring.formulas import Formula, literals, names_in, parts, reference, steps_in
from data.forms.authoring.outline import Item, Outline
from data.forms.xpath.tree import Binary, Call, Expression, Negation, Number, Path

LEVELS = ("darurat", "tinggi", "sedang", "rendah")
INCOMPLETE = "belum_lengkap"
LOWEST = "rendah"
MOST_STEPS = 100  # from score to score; more is taken for a circle
_ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})
_COUNTS = frozenset({"count", "count-selected", "count-non-empty", "string-length", "position"})
_WRAPPERS = frozenset({"number", "int", "round", "min", "max", "abs"})
_SCORE_NAME = re.compile(r"(skor|score|nilai|jumlah|total|poin)")


def check_scores(outline: Outline, formulas: tuple[Formula, ...]) -> Iterator[Finding]:
    """Findings about every score, every sum and the level."""
    calculations = {f.item.name: f for f in formulas if f.column == "calculation"}
    items = outline.by_name()
    cone = cone_of("level", calculations)
    scores = cone | {name for name in calculations if _SCORE_NAME.search(name)}
    numbers = _Numbers(calculations, items)
    for name, formula in calculations.items():
        yield from _sums(outline, formula, numbers)
        if name in scores:
            yield from _shape(outline, formula, numbers)
    level = calculations.get("level")
    if level is not None:
        yield from _level(outline, level, calculations, items)
        read = {name for formula in formulas for name in steps_in(formula.tree)}
        for item in outline.questions():
            silent = item.name not in read and not item.cell("save_to")
            if silent and item.kind == "select_one":
                yield Finding("level.ignored", outline.place(item), {"name": item.name})


def cone_of(name: str, calculations: Mapping[str, Formula]) -> set[str]:
    """A calculation and all calculations it rests on."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        at = waiting.pop()
        if at in calculations and at not in found:
            found.add(at)
            waiting.extend(names_in(calculations[at].tree))
    return found


def asked_below(name: str, calculations: Mapping[str, Formula]) -> set[str]:
    """The names a calculation rests on that are no calculations: the questions themselves."""
    cone = cone_of(name, calculations)
    return {n for at in cone for n in names_in(calculations[at].tree)} - set(calculations)


def levels_given(level: Formula, calculations: Mapping[str, Formula]) -> tuple[str, ...]:
    """The words among the levels (and `belum_lengkap`) that a form's level can become."""
    words: set[str] = set()
    for name in cone_of("level", calculations) | {level.item.name}:
        if name in calculations:
            words |= _outcomes(calculations[name].tree)
    return tuple(word for word in (*LEVELS, INCOMPLETE) if word in words)


def _outcomes(tree: Expression) -> set[str]:
    """The texts an expression can give, not those it compares with."""
    if isinstance(tree, Call) and tree.name == "if" and len(tree.arguments) == 3:
        return _outcomes(tree.arguments[1]) | _outcomes(tree.arguments[2])
    if isinstance(tree, Call) and tree.name == "coalesce":
        return {word for part in tree.arguments for word in _outcomes(part)}
    return literals(tree) if not isinstance(tree, Binary | Call | Path) else set()


class _Numbers:
    """Which expressions are a number whatever is answered or hidden; each name judged once."""

    def __init__(self, calculations: Mapping[str, Formula], items: Mapping[str, Item]) -> None:
        self._calculations = calculations
        self._items = items
        self._known: dict[str, bool] = {}
        self._open: set[str] = set()

    def always_there(self, name: str) -> bool:
        """Whether a name always has a number: a required question that shows, a sound score."""
        item = self._items.get(name)
        if item is None:
            return False
        return self._score(name) if name in self._calculations else not item.optional

    def sound(self, tree: Expression) -> bool:
        """Whether an expression is always a number."""
        if isinstance(tree, Number):
            return True
        if isinstance(tree, Binary | Negation):
            return all(isinstance(term, Binary) or self.sound(term) for term in _terms(tree))
        if isinstance(tree, Call):
            return self._call(tree)
        name = reference(tree)
        return name in self._calculations and self._score(name)

    def _score(self, name: str) -> bool:
        if name not in self._known:
            if name in self._open or len(self._open) > MOST_STEPS:
                return False
            self._open.add(name)
            item = self._items[name]
            shown = not item.cell("relevant") and not item.hidden_by
            self._known[name] = shown and self.sound(self._calculations[name].tree)
            self._open.discard(name)
        return self._known[name]

    def _call(self, tree: Call) -> bool:
        if tree.name in _COUNTS:
            return True
        if tree.name == "if" and len(tree.arguments) == 3:
            return all(self.sound(part) for part in tree.arguments[1:])
        if tree.name in _WRAPPERS:
            return all(self.sound(part) for part in tree.arguments)
        if tree.name == "sum" and tree.arguments:
            names = names_in(tree.arguments[0])
            return bool(names) and all(self.always_there(name) for name in names)
        return False


def _sums(outline: Outline, formula: Formula, numbers: _Numbers) -> Iterator[Finding]:
    for part in parts(formula.tree):
        if not (isinstance(part, Call) and part.name == "sum" and part.arguments):
            continue
        for name in sorted(names_in(part.arguments[0])):
            if not numbers.always_there(name):
                place = outline.place(formula.item, "calculation")
                yield Finding("score.sum", place, {"name": name})


def _shape(outline: Outline, formula: Formula, numbers: _Numbers) -> Iterator[Finding]:
    place = outline.place(formula.item, "calculation")
    if formula.item.cell("relevant") or formula.item.hidden_by:
        yield Finding("score.hidden", outline.place(formula.item), {"name": formula.item.name})
    for part in parts(formula.tree):
        if not (isinstance(part, Binary) and part.operator in _ARITHMETIC):
            continue
        for side in (part.left, part.right):
            if isinstance(side, Binary) and side.operator in _ARITHMETIC:
                continue
            if not numbers.sound(side):
                shown = reference(side) or ", ".join(sorted(names_in(side))) or "?"
                yield Finding("score.shape", place, {"name": shown})


def _terms(tree: Expression) -> Iterator[Expression]:
    """What an arithmetic chain is made of, however long it is."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Negation):
            waiting.append(part.operand)
        elif isinstance(part, Binary) and part.operator in _ARITHMETIC:
            waiting += (part.left, part.right)
        else:
            yield part


def _level(
    outline: Outline,
    level: Formula,
    calculations: Mapping[str, Formula],
    items: Mapping[str, Item],
) -> Iterator[Finding]:
    place = outline.place(level.item, "calculation")
    for beside in ("answered", "asked"):
        if beside not in items:
            yield Finding("level.no-count", place, {"name": beside})
    given = levels_given(level, calculations)
    if LOWEST in given and INCOMPLETE not in given:
        yield Finding("level.no-incomplete", place)
    if level.item.cell("relevant") or level.item.hidden_by:
        return
    counted = asked_below("answered", calculations)
    for name in sorted(asked_below("level", calculations) - counted):
        item = items.get(name)
        if item is not None and item.asked and not item.required:
            yield Finding("level.uncounted", outline.place(item), {"name": name})
