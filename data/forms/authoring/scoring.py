"""Lint of scores and levels (forms.md 8.1): a hidden or missing answer must never lower a danger.

`sum()` over answers is blank as soon as one is hidden or not given, and `${b} + 1` is blank when b
is hidden. So a score is built from `if(${q} = 'ya', n, 0)` and `count(...)` only, and a level says
`belum_lengkap` while questions are open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from data.forms.authoring.findings import Finding
from data.forms.authoring.formulas import Formula, literals, names_in, parts, reference
from data.forms.authoring.outline import Item, Outline
from data.forms.xpath.tree import Binary, Call, Expression, Negation, Number, Path

LEVELS = ("darurat", "tinggi", "sedang", "rendah")
INCOMPLETE = "belum_lengkap"
LOWEST = "rendah"
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
    for name, formula in calculations.items():
        yield from _sums(outline, formula, calculations, items)
        if name in scores:
            yield from _shape(outline, formula, calculations, items)
    level = calculations.get("level")
    if level is not None:
        yield from _level(outline, level, calculations, items)


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


def _sums(
    outline: Outline,
    formula: Formula,
    calculations: Mapping[str, Formula],
    items: Mapping[str, Item],
) -> Iterator[Finding]:
    for part in parts(formula.tree):
        if not (isinstance(part, Call) and part.name == "sum" and part.arguments):
            continue
        for name in sorted(names_in(part.arguments[0])):
            if not _always_there(name, calculations, items):
                place = outline.place(formula.item, "calculation")
                yield Finding("score.sum", place, {"name": name})


def _always_there(
    name: str, calculations: Mapping[str, Formula], items: Mapping[str, Item]
) -> bool:
    """Whether a name always has a number: a required, always shown question or a sound score."""
    item = items.get(name)
    if item is None:
        return False
    if item.name in calculations:
        shown = not item.cell("relevant") and not item.hidden_by
        return shown and _sound(calculations[name].tree, calculations, items, frozenset({name}))
    return not item.optional


def _shape(
    outline: Outline,
    formula: Formula,
    calculations: Mapping[str, Formula],
    items: Mapping[str, Item],
) -> Iterator[Finding]:
    place = outline.place(formula.item, "calculation")
    if formula.item.cell("relevant") or formula.item.hidden_by:
        yield Finding("score.hidden", outline.place(formula.item), {"name": formula.item.name})
    for part in parts(formula.tree):
        if isinstance(part, Binary) and part.operator in _ARITHMETIC:
            for side in (part.left, part.right):
                if not _sound(side, calculations, items, frozenset({formula.item.name})):
                    shown = reference(side) or ", ".join(sorted(names_in(side))) or "?"
                    yield Finding("score.shape", place, {"name": shown})


def _sound(
    tree: Expression,
    calculations: Mapping[str, Formula],
    items: Mapping[str, Item],
    within: frozenset[str],
) -> bool:
    """Whether an expression is a number whatever is answered or hidden."""
    if isinstance(tree, Number):
        return True
    if isinstance(tree, Negation):
        return _sound(tree.operand, calculations, items, within)
    if isinstance(tree, Binary):
        return tree.operator not in _ARITHMETIC or all(
            _sound(side, calculations, items, within) for side in (tree.left, tree.right)
        )
    if isinstance(tree, Call):
        return _sound_call(tree, calculations, items, within)
    name = reference(tree)
    if not name or name in within or name not in calculations:
        return False
    item = items[name]
    if item.cell("relevant") or item.hidden_by:
        return False
    return _sound(calculations[name].tree, calculations, items, within | {name})


def _sound_call(
    tree: Call,
    calculations: Mapping[str, Formula],
    items: Mapping[str, Item],
    within: frozenset[str],
) -> bool:
    if tree.name in _COUNTS:
        return True
    if tree.name == "if" and len(tree.arguments) == 3:
        return all(_sound(part, calculations, items, within) for part in tree.arguments[1:])
    if tree.name in _WRAPPERS:
        return all(_sound(part, calculations, items, within) for part in tree.arguments)
    if tree.name == "sum" and tree.arguments:
        names = names_in(tree.arguments[0])
        return bool(names) and all(_always_there(n, calculations, items) for n in names - within)
    return False


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
        if item is not None and item.asked and item.optional:
            yield Finding("level.uncounted", outline.place(item), {"name": name})
