"""Questions made visible: the view of a node, remembered until something in it changes."""

from data.forms import labels
from data.forms.body import Control, Group
from data.forms.itext import MEDIA
from data.forms.nodes import Node, Range, Watched, Watcher
from data.forms.record import Record
from data.forms.rules import NO_TEXT, Text
from data.forms.views import ChoiceView, PageView, QuestionView, RepeatView, Violation
from data.forms.xpath.context import Context
from data.forms.xpath.values import to_boolean

_BY_TYPE = {
    "int": "integer",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "datetime",
}
_BY_CONTROL = {
    "select1": "select_one",
    "select": "select_multiple",
    "rank": "rank",
    "range": "range",
    "trigger": "acknowledge",
    "upload": "media",
}


class Shown(Watcher):
    """A view given out: when something it was made from changes, its node counts as changed."""

    __slots__ = ("node", "record", "sources", "view")

    def __init__(self, record: Record, node: Node) -> None:
        self.record = record
        self.node = node
        self.view: QuestionView | None = None
        self.sources: set[Watched] = set()

    def stir(self) -> None:
        """Forget the view; whoever shows the node must ask again."""
        self.view = None
        self.record.changed[self.node] = None

    def retire(self) -> None:
        """Its node is gone: nothing that changes is about it any more."""
        self.watch(set())
        self.view = None

    def watch(self, sources: set[Watched]) -> None:
        """From now on be told by exactly these."""
        for gone in self.sources - sources:
            gone.watchers.pop(self, None)
        for new in sources - self.sources:
            new.watchers[self] = None
        self.sources = sources


def view(record: Record, node: Node) -> QuestionView:
    """The view of a question, a group or a repeat instance."""
    shown = node.shown
    if isinstance(shown, Shown) and shown.view is not None:
        return shown.view
    if not isinstance(shown, Shown):
        shown = node.shown = Shown(record, node)
    record.reads = set()
    made = _made(record, node)
    shown.watch(record.reads)
    shown.view = made
    return made


def _made(record: Record, node: Node) -> QuestionView:
    control = record.form.controls.get(node.defn)
    label, hint = _texts(record, node, control)
    violation = violated(record, node)
    choices: tuple[ChoiceView, ...] = ()
    if control is not None and control.kind in {"select", "select1", "rank"}:
        found = labels.choice_labels(record, control, node)
        choices = tuple(ChoiceView(*choice) for choice in found)
    media = ["", "", ""]
    if record.form.itext.has_media:
        media = [labels.shown(record, label, node, form) for form in MEDIA]
    return QuestionView(
        ref=node.ref(),
        name=node.defn.local,
        kind=kind_of(record, node, control),
        label=labels.shown(record, label, node),
        hint=labels.shown(record, hint, node),
        guidance=labels.shown(record, hint, node, "guidance"),
        value=node.value,
        choices=choices,
        required=node.required,
        readonly=node.readonly,
        relevant=node.relevant,
        valid=violation is None,
        violation="" if violation is None else violation.kind,
        message="" if violation is None else violation.message,
        appearance="" if control is None else control.appearance,
        section=section_of(record, node),
        repeat=_repeat_of(node),
        withdrawn=_withdrawn(node, control),
        limits=_limits(record, node, control),
        image=media[0],
        audio=media[1],
        video=media[2],
        media=_media(control),
        accepts=() if control is None else tuple(control.mediatype.replace(",", " ").split()),
    )


def _texts(record: Record, node: Node, control: Control | None) -> tuple[Text, Text]:
    if control is not None:
        return control.label, control.hint
    group = record.form.groups.get(node.defn)
    return (NO_TEXT if group is None else group.label), NO_TEXT


def kind_of(record: Record, node: Node, control: Control | None) -> str:
    """The word of `QuestionView.kind`."""
    if control is None:
        return "text" if node.defn.is_leaf and node.defn not in record.form.groups else "group"
    if control.kind in _BY_CONTROL:
        return _BY_CONTROL[control.kind]
    bind = record.form.bind(node.defn)
    fixed = bind.readonly is not None and bind.readonly.constant is True
    if fixed and bind.calculate is None and bind.type == "string" and not node.value:
        return "note"
    return _BY_TYPE.get(bind.type, "text")


def _limits(record: Record, node: Node, control: Control | None) -> tuple[str, str, str]:
    """A range's start, end and step; of a text the most letters, as its end."""
    if control is None or not control.limits:
        return "", record.form.bind(node.defn).longest, ""
    limits = control.limits
    return limits.get("start", ""), limits.get("end", ""), limits.get("step", "")


def _media(control: Control | None) -> str:
    if control is None or control.kind != "upload":
        return ""
    family = control.mediatype.partition("/")[0].strip()
    return family if family in {"image", "audio"} else "file"


def _withdrawn(node: Node, control: Control | None) -> tuple[str, ...]:
    if node.offered is None or not node.raw or control is None:
        return ()
    given = [node.raw] if control.kind == "select1" else node.raw.split()
    return tuple(value for value in given if value not in node.offered)


def _repeat_of(node: Node) -> str:
    at: Node | None = node
    while at is not None and not at.defn.is_repeat:
        at = at.parent
    return "" if at is None else at.ref()


def violated(record: Record, node: Node) -> Violation | None:
    """What is wrong with a node now, hidden or not; an empty value breaks no constraint."""
    kind = ""
    if not node.value:
        kind = "required" if node.required else ""
    elif not node.constraint_met:
        kind = "constraint"
    if not kind:
        return None
    bind = record.form.bind(node.defn)
    text = bind.required_message if kind == "required" else bind.constraint_message
    message = "" if text is None else labels.shown(record, text, node)
    return Violation(node.ref(), node.defn.local, kind, message)


def section_of(record: Record, node: Node) -> str:
    """The ref of the page a question or group stands on; empty for what is not in the body."""
    return record.form.sections.get(node.defn, "")


def _page_ref(group: Group) -> str:
    if group.defn is not None:
        return group.defn.path
    first = next(iter(group.controls()), None)
    return "" if first is None else first.defn.path


def questions_in(record: Record, member: Control | Group, place: Node) -> list[Node]:
    """The relevant questions of a body member in reading order, `place` being the node around."""
    if not place.relevant:
        return []
    if isinstance(member, Control):
        node = descend(place, member)
        return [node] if node is not None and node.relevant else []
    at = place if member.defn is None else None
    places = [place] if at is not None else _places(place, member)
    return [
        question
        for inner in places
        for part in member.members
        for question in questions_in(record, part, inner)
    ]


def _places(place: Node, group: Group) -> list[Node]:
    """The nodes of a group inside `place`: one, or all instances of a repeat."""
    found = descend_all(place, group)
    if isinstance(found, Range):
        return list(found.items) if group.repeat else [found.parent]
    return [] if found is None else [found]


def descend(place: Node, control: Control) -> Node | None:
    """The node of a control seen from the node of the group it stands in."""
    found = _down(place, control.defn.path)
    return found if isinstance(found, Node) else None


def descend_all(place: Node, group: Group) -> Node | Range | None:
    """The node or repeat of a group seen from the node of the group it stands in."""
    return None if group.defn is None else _down(place, group.defn.path)


def _down(place: Node, path: str) -> Node | Range | None:
    at: Node | Range = place
    while (
        isinstance(at, Node)
        and at.parent is not None
        and not f"{path}/".startswith(f"{at.defn.path}/")
    ):
        at = at.parent
    while at.defn.path != path:
        if isinstance(at, Range):
            return None
        kids: list[Node | Range] = [*at.kids, *at.attached]
        inner = next((k for k in kids if f"{path}/".startswith(f"{k.defn.path}/")), None)
        if inner is None:
            return None
        at = inner
    return at


def pages(record: Record) -> list[PageView]:
    """The sections with at least one relevant question or open repeat, in reading order."""
    found: list[PageView] = []
    loose: list[str] = []

    def close() -> None:
        if loose:
            first = record.node(loose[0])
            found.append(PageView(section_of(record, first), "", tuple(loose)))
            loose.clear()

    for member in record.form.body.members:
        refs = [node.ref() for node in questions_in(record, member, record.root)]
        if isinstance(member, Control):
            loose.extend(refs)
            continue
        close()
        repeats = tuple(_repeats(record, member, record.root))
        if refs or repeats:
            title = _title(record, member)
            found.append(PageView(_page_ref(member), title, tuple(refs), repeats))
    close()
    return found


def _title(record: Record, group: Group) -> str:
    place = record.root
    if group.defn is not None:
        node = _down(record.root, group.defn.path)
        place = node.anchor if isinstance(node, Range) else node or record.root
    return labels.shown(record, group.label, place)


def _repeats(record: Record, group: Group, place: Node) -> list[RepeatView]:
    """The repeats of a group that show now, the outer ones before those inside them."""
    found: list[RepeatView] = []
    if group.repeat:
        rows = descend_all(place, group)
        if not isinstance(rows, Range) or not is_open(record, rows):
            return []
        fixed = rows.defn in record.form.fixed_repeats
        label = labels.shown(record, record.form.groups[rows.defn].label, rows.anchor)
        found.append(RepeatView(rows.ref(), label, len(rows.items), fixed))
    places = [place] if group.defn is None else _places(place, group)
    for inner in places:
        for member in group.members:
            if isinstance(member, Group) and inner.relevant:
                found.extend(_repeats(record, member, inner))
    return found


def is_open(record: Record, rows: Range) -> bool:
    """Whether instances of a repeat would show; an empty one is judged by its own rule."""
    if rows.items:
        return any(item.relevant for item in rows.items)
    rule = record.form.bind(rows.defn).relevant
    if rule is None or not rows.parent.relevant:
        return rows.parent.relevant
    place = rows.anchor
    return to_boolean(rule.run(Context(place, 1, 1, place, record)))
