"""The way through a form, screen by screen: single questions, lists, and repeats by a summary."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.forms import labels, showing
from data.forms.body import Control, Group
from data.forms.errors import NoSuchNode
from data.forms.nodedef import NodeDef
from data.forms.nodes import Node, Range
from data.forms.record import Record
from data.forms.rules import Rule, Text
from data.forms.views import RepeatRow, RepeatSummary, ScreenView
from data.forms.xpath.dates import format_date

FIELD_LIST = "field-list"
_SUMMARY_ANSWERS = 3


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen on a road, shown now or not. `nodes` are the questions it can hold.

    `groups` are the groups around it on this road, the innermost last.
    """

    kind: str
    place: Node | Range
    nodes: tuple[Node, ...]
    shown: bool
    groups: tuple[tuple[Group, Node], ...]

    def holds(self, target: Node | Range) -> bool:
        """Whether a question, list or repeat is this screen's own."""
        return target is self.place or any(node is target for node in self.nodes)


def screens(record: Record) -> list[ScreenView]:
    """The screens of the main road that show now, in order."""
    return [_view(record, stop) for stop in _road(record, None) if stop.shown]


def screen_at(record: Record, ref: str) -> ScreenView:
    """The screen of a question, list, group, instance or repeat, also when it is hidden now.

    Of a group or instance it is the first that shows. Raises `NoSuchNode`, also for a place
    without a screen (a calculation, a group without a question).
    """
    road, at = _find(record, ref)
    return _view(record, road[at])


def beside(record: Record, ref: str, way: int) -> str | None:
    """The ref of the next (`way` 1) or previous (-1) screen that shows; None at the ends.

    Beyond either end of a repeat's instance lies the repeat's summary. Raises `NoSuchNode`.
    """
    road, at = _find(record, ref)
    seek = range(at + 1, len(road)) if way > 0 else range(at - 1, -1, -1)
    for number in seek:
        if road[number].shown:
            return _ref(road[number])
    row = _row(road[at].place)
    return None if row is None or row.range is None else row.range.ref()


def _find(record: Record, ref: str) -> tuple[list[Stop], int]:
    """The road a place is on, and which stop of it."""
    target = record.find(ref)
    road = list(_road(record, _row(target)))
    for at, stop in enumerate(road):
        if stop.holds(target):
            return road, at
    inside = [at for at, stop in enumerate(road) if _stands_in(stop, target)]
    shown = [at for at in inside if road[at].shown]
    if not inside:
        raise NoSuchNode(ref)
    return road, (shown or inside)[0]


def _stands_in(stop: Stop, target: Node | Range) -> bool:
    """Whether a screen, or a question of it, lies inside a group or an instance."""
    for place in (stop.place, *stop.nodes):
        at: Node | None = place.parent
        while at is not None:
            if at is target:
                return True
            at = at.parent
    return False


def _row(place: Node | Range) -> Node | None:
    """The instance on whose road a place lies: a repeat lies on the road around it."""
    at: Node | None = place.parent if isinstance(place, Range) else place
    while at is not None and at.range is None:
        at = at.parent
    return at


def _road(record: Record, row: Node | None) -> Iterator[Stop]:
    """Every stop of the main road, or of one instance's, hidden ones too."""
    if row is None:
        for member in record.form.body.members:
            yield from _stops(record, member, record.root, ())
        return
    group = _repeat_group(record.form.body, row)
    if group is None:
        return
    around = ((group, row),)
    if FIELD_LIST in group.appearance.split():
        yield from _list(record, group, row, around)
        return
    for member in group.members:
        yield from _stops(record, member, row, around)


def _repeat_group(group: Group, row: Node) -> Group | None:
    for member in group.members:
        if isinstance(member, Group):
            if member.repeat and member.defn is row.defn:
                return member
            found = _repeat_group(member, row)
            if found is not None:
                return found
    return None


def _stops(
    record: Record, member: Control | Group, place: Node, around: tuple[tuple[Group, Node], ...]
) -> Iterator[Stop]:
    if isinstance(member, Control):
        node = showing.descend(place, member)
        if node is not None:
            yield Stop("question", node, (node,), node.relevant, around)
        return
    if member.repeat:
        yield from _repeat(record, member, place, around)
        return
    inner = _inner(place, member)
    if inner is None:
        return
    around = (*around, (member, inner))
    if FIELD_LIST in member.appearance.split():
        yield from _list(record, member, inner, around)
        return
    for part in member.members:
        yield from _stops(record, part, inner, around)


def _inner(place: Node, group: Group) -> Node | None:
    """The node of a group that is no repeat; a group around a repeat of the same name has none."""
    if group.defn is None:
        return place
    found = showing.descend_all(place, group)
    return found.parent if isinstance(found, Range) else found


def _repeat(
    record: Record, group: Group, place: Node, around: tuple[tuple[Group, Node], ...]
) -> Iterator[Stop]:
    rows = showing.descend_all(place, group)
    if isinstance(rows, Range):
        empty = not rows.items and rows.defn in record.form.fixed_repeats
        shown = not empty and showing.is_open(record, rows)
        yield Stop("repeat", rows, (), shown, around)


def _list(
    record: Record, group: Group, inner: Node, around: tuple[tuple[Group, Node], ...]
) -> Iterator[Stop]:
    """One screen of all questions of a group, then the summaries of the repeats inside it."""
    nodes: list[Node] = []
    repeats: list[Stop] = []

    def gather(members: tuple[Control | Group, ...], place: Node) -> None:
        for member in members:
            if isinstance(member, Control):
                node = showing.descend(place, member)
                if node is not None:
                    nodes.append(node)
            elif member.repeat:
                repeats.extend(_repeat(record, member, place, around))
            else:
                at = _inner(place, member)
                if at is not None:
                    gather(member.members, at)

    gather(group.members, inner)
    if nodes:
        named = group.defn is not None and inner.defn is group.defn
        shown = any(node.relevant for node in nodes)
        yield Stop("list", inner if named else nodes[0], tuple(nodes), shown, around)
    yield from repeats


def _ref(stop: Stop) -> str:
    return stop.place.ref()


def _view(record: Record, stop: Stop) -> ScreenView:
    place = stop.place.anchor if isinstance(stop.place, Range) else stop.place
    summary = summarised(record, stop.place) if isinstance(stop.place, Range) else None
    return ScreenView(
        ref=_ref(stop),
        kind=stop.kind,
        title=_title(record, stop) if summary is None else summary.label,
        section=showing.section_of(record, place),
        questions=tuple(node.ref() for node in stop.nodes if node.relevant),
        repeat=summary,
    )


def _title(record: Record, stop: Stop) -> str:
    """The label of the innermost group around that has one; of an instance with its number."""
    for group, node in reversed(stop.groups):
        if group.repeat and node.range is not None:
            label = labels.shown(record, record.form.groups[group.defn or node.defn].label, node)
            return f"{label} {node.index + 1}".strip()
        label = labels.shown(record, group.label, node)
        if label:
            return label
    return ""


def summarised(record: Record, rows: Range) -> RepeatSummary:
    """A repeat as one screen: its instances, each in a few words."""
    label = record.form.groups[rows.defn].label
    telling = _telling(record, rows)
    return RepeatSummary(
        ref=rows.ref(),
        label=labels.shown(record, label, rows.anchor),
        fixed=rows.defn in record.form.fixed_repeats,
        rows=tuple(
            RepeatRow(
                item.ref(),
                number,
                _summary(record, telling, item),
            )
            for number, item in enumerate(rows.items, 1)
            if item.relevant
        ),
    )


def _telling(record: Record, rows: Range) -> tuple[Text, NodeDef] | None:
    """The text that tells one instance from another, and the place inside it is read from.

    The label of the repeat, or of the first group inside it (ODK specification, repeats).
    """
    group = _repeat_group(record.form.body, rows.anchor)
    label = record.form.groups[rows.defn].label
    if _tells(record, label):
        return label, rows.defn
    first = group.members[0] if group is not None and group.members else None
    if isinstance(first, Group) and not first.repeat and _tells(record, first.label):
        return first.label, first.defn or rows.defn
    return None


def _summary(record: Record, telling: tuple[Text, NodeDef] | None, row: Node) -> str:
    if telling is None:
        return _few_words(record, row)
    text, place = telling
    here = next((node for node in row.below() if node.defn is place), row)
    return labels.shown(record, text, here).strip()


def _tells(record: Record, label: Text) -> bool:
    """Whether a label carries an output, so that it tells one instance from another."""
    if label.text_id:
        return record.form.itext.tells(label.text_id)
    return label.rule is not None or any(isinstance(part, Rule) for part in label.parts)


def _few_words(record: Record, row: Node) -> str:
    """The first answers of an instance, in words."""
    group = _repeat_group(record.form.body, row)
    found: list[str] = []
    for member in () if group is None else group.members:
        for node in showing.questions_in(record, member, row):
            if node.value and node.relevant:
                found.append(in_words(record, node))
            if len(found) >= _SUMMARY_ANSWERS:
                return " · ".join(found)
    return " · ".join(found)


def in_words(record: Record, node: Node) -> str:
    """An answer as a person reads it: the labels of choices, a date by its month's name."""
    view = showing.view(record, node)
    if view.kind in {"select_one", "select_multiple", "rank"}:
        names = {choice.value: choice.label for choice in view.choices}
        chosen = [view.value] if view.kind == "select_one" else view.value.split()
        return ", ".join(names.get(value, value) for value in chosen)
    if view.kind in {"date", "datetime"}:
        pattern = "%e %b %Y" if view.kind == "date" else "%e %b %Y %H:%M"
        return format_date(view.value, pattern, record.zone, record.language)
    return view.value
