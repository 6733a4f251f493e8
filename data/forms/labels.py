"""Texts as shown now: labels, hints, messages and choice labels, in the current language."""

from typing import Protocol

from data.forms import choices
from data.forms.body import Control
from data.forms.formdef import FormDef
from data.forms.itext import MEDIA
from data.forms.nodedef import NodeDef
from data.forms.nodes import Node, Range
from data.forms.rules import Rule, Text
from data.forms.xpath.context import Context, Value, World
from data.forms.xpath.values import to_string


class Speaking(World, Protocol):
    """The record, as far as texts need it."""

    form: FormDef


def itext(record: Speaking, text_id: str, form: str, here: Node) -> str:
    """An itext, in one of its forms, outputs filled in as seen from `here`."""
    record.reads.add(record.tongue)
    parts = record.form.itext.parts(text_id, form, record.language, here.defn)
    return _filled(record, parts, here)


def shown(record: Speaking, text: Text, here: Node, form: str = "") -> str:
    """A label, hint or message as seen from `here`; `form` is image, guidance and the like."""
    if text.text_id:
        return itext(record, text.text_id, form, here)
    if form:
        return ""
    if text.rule is not None:
        return to_string(text.rule.run(Context(here, 1, 1, here, record)))
    return _filled(record, text.parts, here)


def _filled(record: Speaking, parts: tuple[str | Rule, ...], here: Node) -> str:
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    place = Context(here, 1, 1, here, record)
    return "".join(p if isinstance(p, str) else _said(p.run(place)) for p in parts)


def _said(value: Value) -> str:
    """An output's value in words; what is no number is left out, not called NaN."""
    return "" if isinstance(value, float) and value != value else to_string(value)


def choice_labels(record: Speaking, control: Control, node: Node) -> list[tuple[str, ...]]:
    """(value, label, image, audio, video) of every choice offered at `node` now."""
    if control.itemset is None:
        return [
            (
                c.value,
                shown(record, c.label, node),
                *(shown(record, c.label, node, form) for form in MEDIA),
            )
            for c in control.choices
        ]
    rows = choices.items(control.itemset, node, record)
    found: list[tuple[str, ...]] = []
    for at, row in enumerate(rows, 1):
        place = Context(row, at, len(rows), node, record)
        value = to_string(control.itemset.value.run(place))
        label, media = value, ("", "", "")
        if control.itemset.label is not None:
            label = to_string(control.itemset.label.run(place))
        if control.itemset.label_itext and record.form.itext.has_media:
            text_id = next((e.string() for e in row.elements() if e.local == "itextId"), "")
            if text_id:
                image, audio, video = (itext(record, text_id, form, node) for form in MEDIA)
                media = (image, audio, video)
        found.append((value, label, *media))
    return found


def choice_name(record: Speaking, value: str, path: str, here: Node) -> str:
    """`jr:choice-name`: the label of `value` among the choices of the question at `path`."""
    if not value:
        return ""
    defn = record.form.shape.resolve(path, here.defn, "jr:choice-name()")
    control = record.form.controls.get(defn)
    node = _nearest(record, defn, here)
    if control is None or node is None:
        return ""
    for choice, label, *_ in choice_labels(record, control, node):
        if choice == value:
            return label
    return ""


def _nearest(record: Speaking, defn: NodeDef, here: Node) -> Node | None:
    """The node of a place in the instances `here` stands in, else the first there is."""
    line: list[NodeDef] = []
    up: NodeDef | None = defn
    while up is not None:
        line.append(up)
        up = up.parent
    at: Node = here
    while at.parent is not None and at.defn not in line:
        at = at.parent
    for step in reversed(line[: line.index(at.defn)]):
        kid = at.kids[step.slot]
        if isinstance(kid, Range):
            record.reads.add(kid)
            if not kid.items:
                return None
            kid = kid.items[0]
        at = kid
    return at
