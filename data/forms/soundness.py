"""Whether a level rests on numbers: what came to no number is told, never passed over as blank."""

import math

from data.forms.nodedef import NodeDef
from data.forms.record import Record
from data.forms.xpath.context import Context

LEVEL = "level"


def unsound(record: Record) -> list[str]:
    """The refs of calculations a level rests on that come to no number now (forms.md 8.1).

    Blank is what such a node holds, and blank compares as "not grave": a hidden answer would lower
    a danger. Whoever shows the level must show this instead.
    """
    cone = _cone(record)
    found = []
    for node in record.root.below():
        if node.defn not in cone or not node.relevant or node.value:
            continue
        rule = record.form.bind(node.defn).calculate
        if rule is None:
            continue
        value = rule.run(Context(node, 1, 1, node, record))
        if isinstance(value, float) and math.isnan(value):
            found.append(node.ref())
    return found


def _cone(record: Record) -> set[NodeDef]:
    """The calculations called `level`, and every calculation they rest on."""
    form = record.form
    waiting = [defn for defn in form.binds if defn.local == LEVEL]
    cone: set[NodeDef] = set()
    while waiting:
        defn = waiting.pop()
        rule = form.bind(defn).calculate
        if rule is not None and defn not in cone:
            cone.add(defn)
            waiting.extend(rule.reads)
    return cone
