"""Moving a draft to a newer version of its form: what is carried, what finds no place.

Answers go by path and type. Nothing is guessed: an answer whose question was renamed, moved, made
another type or taken out is `unplaced`, kept and shown beside the record. The old draft is only
read. Choosing to move, and showing this preview first, is the work's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from data.forms import events, screens, showing
from data.forms.cells import Cell
from data.forms.datatypes import stored
from data.forms.errors import NoSuchNode
from data.forms.formdef import FormDef
from data.forms.nodedef import NodeDef
from data.forms.nodes import Node, Range
from data.forms.record import Record
from data.forms.refusals import refusal
from data.forms.session import FormSession, Records
from data.forms.xml import Element

_CHOOSING = frozenset({"select1", "select", "rank"})


@dataclass(frozen=True, slots=True)
class CarriedAnswer:
    """An answer that is in the new draft. `label` is the old question's, `words` its answer's."""

    name: str
    label: str
    value: str
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An answer that stands in the old draft and counts nowhere in the new one.

    `path` has a position at every repeat instance. `why` is `gone` (no such question any more),
    `moved` (one question of that name and type stands elsewhere: `suggested` is its path),
    `type` (another type now), `repeat` (another repeat, or fewer instances), `calculated` (worked
    out by the form now) or `choice` (no longer offered; the new draft shows it as withdrawn).
    """

    path: str
    name: str
    label: str
    value: str
    why: str
    words: str
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A carried answer that stands otherwise now: `how` is `hidden` or `wrong` (a constraint)."""

    name: str
    label: str
    how: str


@dataclass(frozen=True, slots=True)
class Move:
    """The new draft and the preview of it.

    `new_required` are the labels of questions that must be answered now and were not to be before.
    """

    xml: bytes
    carried: tuple[CarriedAnswer, ...]
    unplaced: tuple[Unplaced, ...]
    new_required: tuple[str, ...]
    changed: tuple[Changed, ...]


def move(
    old_form: FormDef,
    xml: bytes,
    new_form: FormDef,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
    language: str | None = None,
    records: Records | None = None,
) -> Move:
    """The draft `xml` of `old_form` as a draft of `new_form`, with what becomes of each answer.

    Preloaded values, ids and hidden answers are carried too; first-load defaults run only for
    places the old version did not have. To the same version it changes nothing. Raises
    `FormRefused` (`other-form`) when either form is another one.
    """
    if (old_form.form_id, old_form.root.local) != (new_form.form_id, new_form.root.local):
        raise refusal("other-version", "record")
    old = FormSession.restore(old_form, xml, clock, new_id, language=language, records=records)
    root = _element(new_form, new_form.root, old.record.root)
    draft = FormSession.restore_from(
        new_form, root, clock, new_id, language=language, records=records
    )
    _first_load(draft.record, old_form)
    carried: list[CarriedAnswer] = []
    unplaced: list[Unplaced] = []
    changed: list[Changed] = []
    for node in _answers(old.record):
        view = showing.view(old.record, node)
        name, label, ref = node.defn.local, view.label.strip() or node.defn.local, node.ref()
        words = screens.in_words(old.record, node) if node.value else node.raw
        place = _found(draft.record, ref)
        why = _why(old_form, node, draft.record, place)
        if why:
            suggested = _elsewhere(old_form, node.defn, new_form) if why == "gone" else ""
            why = "moved" if suggested else why
            unplaced.append(Unplaced(ref, name, label, node.raw, why, words, suggested))
            continue
        assert place is not None
        carried.append(CarriedAnswer(name, label, place.raw, words, ref))
        lost = _lost(node, place)
        if lost:
            unplaced.append(Unplaced(ref, name, label, lost, "choice", lost))
        if node.relevant and not place.relevant:
            changed.append(Changed(name, label, "hidden"))
        elif node.constraint_met and not place.constraint_met:
            changed.append(Changed(name, label, "wrong"))
    return Move(
        draft.to_xml(),
        tuple(carried),
        tuple(unplaced),
        tuple(_new_required(old, draft)),
        tuple(changed),
    )


def _answers(record: Record) -> Iterator[Node]:
    """Every leaf that holds what a person, or the work for them, put there."""
    form = record.form
    set_by_form = {action.target for action in form.actions}
    for node in record.root.below():
        defn = node.defn
        if defn.children or defn.is_attribute or not node.raw:
            continue
        bind = form.bind(defn)
        if bind.calculate is not None and node.raw == _calculated(node):
            continue
        if defn in form.controls:
            if bind.calculate is not None or not _told_only(record, node):
                yield node
        elif not bind.preload and defn not in set_by_form and node.raw != defn.default:
            yield node


def _calculated(node: Node) -> str | None:
    """What its calculation last gave; what a person put over it is an answer."""
    for cell in node.cells:
        if isinstance(cell, Cell) and cell.facet == "calculate":
            return cell.given
    return None


def _told_only(record: Record, node: Node) -> bool:
    """A note with a text of the form's own: nothing a person gave."""
    bind = record.form.bind(node.defn)
    fixed = bind.readonly is not None and bind.readonly.constant is True
    return fixed and node.raw == node.defn.default


def _type(form: FormDef, defn: NodeDef) -> tuple[str, str]:
    """What decides whether an answer fits: the stored type, and how it is chosen."""
    control = form.controls.get(defn)
    kind = "" if control is None else control.kind
    return form.bind(defn).type, kind if kind in _CHOOSING or kind == "upload" else ""


def _fits(old_form: FormDef, old: NodeDef, new_form: FormDef, new: NodeDef) -> bool:
    mine, theirs = _type(old_form, old), _type(new_form, new)
    return mine == theirs or (mine, theirs) == (("int", ""), ("decimal", ""))


def _same_repeats(old: NodeDef, new: NodeDef) -> bool:
    return [r.path for r in old.repeats] == [r.path for r in new.repeats]


def _found(record: Record, ref: str) -> Node | None:
    try:
        return record.node(ref)
    except NoSuchNode:
        return None


def _why(old_form: FormDef, node: Node, new: Record, place: Node | None) -> str:
    """Why an answer is not in the new draft; empty when it is."""
    defn = new.form.shape.by_path.get(node.defn.path)
    if defn is None or defn.children or not _alike(node.defn, defn):
        return "gone"
    if not _same_repeats(node.defn, defn) or place is None:
        return "repeat"
    if not _fits(old_form, node.defn, new.form, defn):
        return "type"
    wanted = stored(new.form.bind(defn).type, node.raw, new.zone)
    if place.raw == wanted:
        return ""
    by_form = new.form.bind(defn).calculate or any(a.target is defn for a in new.form.actions)
    return "calculated" if by_form else "type"


def _alike(old: NodeDef, new: NodeDef) -> bool:
    return (old.ns, old.is_attribute) == (new.ns, new.is_attribute)


def _lost(node: Node, place: Node) -> str:
    """The choices that counted in the old draft and are no longer offered."""
    if place.offered is None or not node.value:
        return ""
    return " ".join(value for value in _chosen(node) if value not in place.offered)


def _chosen(node: Node) -> list[str]:
    """The values of an answer: a single choice may hold blanks."""
    offered = node.offered or ()
    return [node.value] if node.value in offered else node.value.split()


def _elsewhere(old_form: FormDef, defn: NodeDef, new_form: FormDef) -> str:
    """The one new place of that name and type outside repeats, if the old version had none."""
    found = [
        other
        for other in new_form.shape.defs
        if other.local == defn.local
        and other in new_form.controls
        and other.path not in old_form.shape.by_path
        and _fits(old_form, defn, new_form, other)
    ]
    return found[0].path if len(found) == 1 else ""


def _new_required(old: FormSession, draft: FormSession) -> Iterator[str]:
    before = {problem.ref for problem in old.problems() if problem.kind == "required"}
    for problem in draft.problems():
        if problem.kind == "required" and problem.ref not in before:
            yield draft.view(problem.ref).label.strip() or problem.name


def _element(form: FormDef, defn: NodeDef, old: Node | None) -> Element:
    """The element of a place of the new form, with what the old record has in that place."""
    attributes = {}
    for attribute in defn.attributes:
        attributes[attribute.name[1:]] = _attribute(attribute, old)
    element = Element(defn.name, attributes, _namespaces(form, defn), 0)
    if not defn.children:
        own = old is not None and not old.defn.children
        element.content.append(old.raw if own and old is not None else defn.default)
        return element
    for child in defn.children:
        element.content.extend(_children(form, child, old))
    return element


def _children(form: FormDef, child: NodeDef, old: Node | None) -> Iterator[Element]:
    match = _counterpart(child, old)
    if not child.is_repeat:
        yield _element(form, child, match if isinstance(match, Node) else None)
    elif isinstance(match, Range):
        for item in match.items:
            yield _element(form, child, item)
    else:
        yield from _unmet(form, child)


def _unmet(form: FormDef, repeat: NodeDef) -> Iterator[Element]:
    """The instances a new repeat starts with, if it stands in no other repeat."""
    at = form.initial
    if len(repeat.repeats) > 1:
        return
    line: list[NodeDef] = []
    up: NodeDef | None = repeat
    while up is not None and up.parent is not None:
        line.insert(0, up)
        up = up.parent
    for step in line[:-1]:
        inner = at.first(step.local)
        if inner is None:
            return
        at = inner
    for element in at.elements():
        if element.local == repeat.local and "jr:template" not in element.attributes:
            yield element


def _counterpart(defn: NodeDef, old: Node | None) -> Node | Range | None:
    for kid in () if old is None else old.kids:
        same = kid.defn.path == defn.path and _alike(kid.defn, defn)
        if same and kid.defn.is_repeat == defn.is_repeat:
            return kid
    return None


def _attribute(defn: NodeDef, old: Node | None) -> str:
    """An attribute the record gave a value (the id of an entity) is carried; others are new."""
    for attribute in () if old is None else old.attached:
        if attribute.defn.name == defn.name and attribute.raw != attribute.defn.default:
            return attribute.raw
    return defn.default


def _namespaces(form: FormDef, defn: NodeDef) -> dict[str, str]:
    found = dict(form.initial.namespaces)
    if defn.ns or defn.prefix:
        found[defn.prefix] = defn.ns
    return found


def _first_load(record: Record, old_form: FormDef) -> None:
    """Preloads and first-load defaults, for the places the old version did not have."""
    fresh = {defn for defn in record.form.shape.defs if defn.path not in old_form.shape.by_path}
    if fresh:
        record.begin()
        events.begin_places(record, fresh)
        record.settle()
