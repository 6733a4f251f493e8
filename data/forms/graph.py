"""The order in which rules are worked out, and the refusal of rules that go round in a circle."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from data.forms.nodedef import NodeDef
from data.forms.refusals import refusal
from data.forms.rules import Bind, Rule

Key = tuple[int, str]
SINKS = ("required", "readonly", "constraint")


def rule_order(
    defs: Sequence[NodeDef],
    binds: Mapping[NodeDef, Bind],
    counts: Mapping[NodeDef, Rule],
    choices: Mapping[NodeDef, Rule],
) -> dict[Key, int]:
    """A number for every rule, by (place, facet): a rule's number is above those it reads.

    Facets: `relevant`, `calculate`, `count`, `choices`; nothing reads the others, so they come
    last and have no number here. Raises `FormRefused` (`cycle`) naming the places of a circle.
    """
    rules: dict[Key, tuple[NodeDef, Rule]] = {}
    for defn, bind in binds.items():
        if bind.relevant is not None and bind.relevant.constant is None:
            rules[defn.index, "relevant"] = (defn, bind.relevant)
        if bind.calculate is not None:
            rules[defn.index, "calculate"] = (defn, bind.calculate)
    for defn, rule in counts.items():
        rules[defn.index, "count"] = (defn, rule)
    for defn, rule in choices.items():
        rules[defn.index, "choices"] = (defn, rule)
    sorter: TopologicalSorter[Key] = TopologicalSorter()
    above: dict[NodeDef, tuple[Key, ...]] = {}
    for key, (owner, rule) in rules.items():
        sorter.add(key)
        for read in rule.reads | _elsewhere(owner, rule):
            sorter.add(key, *_behind(read, rules, above))
    try:
        return {key: number for number, key in enumerate(sorter.static_order())}
    except CycleError as error:
        circle = [f"{defs[index].path} ({facet})" for index, facet in error.args[1]]
        raise refusal("circle", circle[0], circle=" <- ".join(circle)) from None


def _elsewhere(owner: NodeDef, rule: Rule) -> frozenset[NodeDef]:
    """What a rule reads through a predicate, unless it means other instances of its own repeat."""
    own = set(owner.repeats)
    return frozenset(read for read in rule.crossing if not own & set(read.repeats))


def _behind(
    read: NodeDef, rules: Mapping[Key, object], above: dict[NodeDef, tuple[Key, ...]]
) -> tuple[Key, ...]:
    """The rules that decide what a place shows: its value, and whether it and all around show."""
    known = above.get(read)
    if known is not None:
        return known
    found = [(read.index, facet) for facet in ("calculate", "choices")]
    at: NodeDef | None = read
    while at is not None:
        found.append((at.index, "relevant"))
        if at.is_repeat:
            found.append((at.index, "count"))
        at = at.parent
    above[read] = keys = tuple(key for key in found if key in rules)
    return keys
