"""A form being filled in: what a window, a flow or a test does with it, one answer at a time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from data.forms import events, screens, showing, soundness
from data.forms.answering import accepted
from data.forms.collector import at_rest
from data.forms.entities import entity_changes
from data.forms.errors import NoSuchNode
from data.forms.formdef import FormDef
from data.forms.instance import write
from data.forms.lists import list_of
from data.forms.nodes import Node, Plain, Range
from data.forms.record import Record
from data.forms.refusals import refusal
from data.forms.views import EntityChange, PageView, QuestionView, ScreenView, Violation
from data.forms.xml import Element, parse

Clock = Callable[[], datetime]
NewId = Callable[[], str]
Records = Mapping[str, Sequence[Mapping[str, str]]]


class Reading:
    """The reading half of a session: nothing here changes an answer."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.form = record.form

    def value(self, ref: str) -> str:
        """What a node holds, as stored. Raises `NoSuchNode`."""
        return self.record.node(ref).value

    def relevant(self, ref: str) -> bool:
        """Whether a node shows, with all around it. Raises `NoSuchNode`."""
        return self.record.node(ref).relevant

    def view(self, ref: str) -> QuestionView:
        """Everything about one question, group or repeat instance. Raises `NoSuchNode`."""
        return showing.view(self.record, self.record.node(ref))

    def questions(self) -> list[QuestionView]:
        """All relevant questions of the body, in reading order."""
        return [showing.view(self.record, node) for node in self._questions()]

    def pages(self) -> list[PageView]:
        """The sections: one a group at the top of the body, one a run of questions between."""
        return showing.pages(self.record)

    def next_after(self, ref: str) -> str | None:
        """The relevant question after `ref` in reading order; None after the last."""
        return self._beside(ref, 1)

    def previous_before(self, ref: str) -> str | None:
        """The relevant question before `ref`; None before the first."""
        return self._beside(ref, -1)

    def screens(self) -> list[ScreenView]:
        """The screens that show now, in order; a repeat is one, its instances are not walked."""
        return screens.screens(self.record)

    def screen_at(self, ref: str) -> ScreenView:
        """The screen of a question, group, list, repeat or instance. Raises `NoSuchNode`."""
        return screens.screen_at(self.record, ref)

    def next_screen(self, ref: str) -> str | None:
        """The screen after the one of `ref`, also if that is hidden now; None after the last.

        After the last screen of a repeat's instance comes the repeat's summary.
        """
        return screens.beside(self.record, ref, 1)

    def previous_screen(self, ref: str) -> str | None:
        """The screen before the one of `ref`; before an instance's first its summary."""
        return screens.beside(self.record, ref, -1)

    def problems(self) -> list[Violation]:
        """Every relevant node that is empty though required or breaks its constraint."""
        found = []
        for node in self.record.root.below():
            if node.relevant and not node.kids:
                violation = showing.violated(self.record, node)
                if violation is not None:
                    found.append(violation)
        return found

    def hidden_answers(self) -> list[str]:
        """The refs of answers a person gave that are hidden now and would not be kept."""
        controls = self.form.controls
        return [
            node.ref()
            for node in self.record.root.below()
            if node.raw
            and not node.relevant
            and node.defn in controls
            and node.raw != node.defn.default
            and self.form.bind(node.defn).calculate is None
        ]

    def unsound(self) -> list[str]:
        """The refs of scores the form's `level` rests on that come to no number now."""
        return soundness.unsound(self.record)

    def _questions(self) -> list[Node]:
        found = []
        for member in self.form.body.members:
            found.extend(showing.questions_in(self.record, member, self.record.root))
        return found

    def _beside(self, ref: str, way: int) -> str | None:
        nodes = self._questions()
        here = self.record.node(ref)
        at = next((i for i, node in enumerate(nodes) if node is here), None)
        if at is None:
            raise NoSuchNode(ref)
        return nodes[at + way].ref() if 0 <= at + way < len(nodes) else None


class FormSession(Reading):
    """One record of one form, from the first question to the finished XML.

    Every change gives back the refs of which a fact changed: a value, whether a question shows,
    is required, is right, what it offers, or a text that was asked for before.
    """

    @classmethod
    def new(
        cls,
        form: FormDef,
        clock: Clock,
        new_id: NewId,
        device: Mapping[str, str] | None = None,
        language: str | None = None,
        records: Records | None = None,
    ) -> "FormSession":
        """Begin a record: first-load events, preloads, repeat counts and calculations run.

        `clock` gives aware local time, `new_id` a fresh random id; `device` the values for
        preloads (`deviceID`, `username`, `email`, `phoneNumber`); `records` the rows a form may
        read of the datasets it writes (the open case only), by dataset.
        """
        record = Record(
            form, clock, new_id, device or {}, _language(form, language), _read(records)
        )
        with at_rest():
            record.fill(form.initial, saved=False)
            events.preload(record)
            _start(record, first=True)
        return cls(record)

    @classmethod
    def restore(
        cls,
        form: FormDef,
        xml: bytes,
        clock: Clock,
        new_id: NewId,
        device: Mapping[str, str] | None = None,
        language: str | None = None,
        correcting: bool = False,
        records: Records | None = None,
    ) -> "FormSession":
        """Go on with a saved record. First-load events and preloads do not run again.

        `correcting` begins a correction of a finished record: the old instanceID becomes the
        deprecatedID and a new one is made. Raises `FormRefused` (`other-form`) when the record
        is of another form.
        """
        root = parse(xml, "record")
        return cls.restore_from(
            form, root, clock, new_id, device, language, correcting=correcting, records=records
        )

    @classmethod
    def restore_from(
        cls,
        form: FormDef,
        root: Element,
        clock: Clock,
        new_id: NewId,
        device: Mapping[str, str] | None = None,
        language: str | None = None,
        *,
        correcting: bool = False,
        records: Records | None = None,
    ) -> "FormSession":
        """As `restore`, of a record already read."""
        _same_form(form, root)
        record = Record(
            form, clock, new_id, device or {}, _language(form, language), _read(records)
        )
        with at_rest():
            record.fill(root, saved=True)
        shape = form.shape
        old = record.single[shape.instance_id.index]
        deprecated = record.single[shape.deprecated_id.index]
        if old is not None and deprecated is not None and (correcting or not old.raw):
            if correcting:
                record.put(deprecated, old.raw)
            if correcting or shape.instance_id in shape.made:
                record.put(old, f"uuid:{new_id()}")
        _start(record, first=False)
        return cls(record)

    def answer(self, ref: str, value: str) -> frozenset[str]:
        """Give the stored form of an answer to a question; empty takes it back.

        A value that breaks a constraint is kept and shows as a violation. Raises `NoSuchNode`,
        also for a group or a repeat, which hold no answer.
        """
        node = self.record.node(ref)
        if node.defn.children:
            raise NoSuchNode(ref)
        self.record.begin()
        self.record.put(node, accepted(self.record, node, value))
        return self._settled()

    def add_repeat(self, ref: str) -> str:
        """Append an instance to the repeat at `ref`; gives the ref of the new instance.

        Raises `NoSuchNode`, and `FormRefused` (`too-big`) beyond a thousand instances.
        """
        rows = self._rows(ref)
        self.record.begin()
        node = self.record.grow(rows)
        self._settled()
        return node.ref()

    def remove_repeat(self, ref: str, index: int) -> frozenset[str]:
        """Take instance `index` (1 is the first) out of the repeat at `ref`."""
        rows = self._rows(ref)
        if not 1 <= index <= len(rows.items):
            raise NoSuchNode(f"{ref}[{index}]")
        self.record.begin()
        self.record.shrink(rows, index - 1)
        return self._settled()

    def set_language(self, language: str) -> frozenset[str]:
        """Show the form in one of its languages. Raises `NoSuchNode` for another."""
        if language not in self.form.languages:
            raise NoSuchNode(f"language {language}")
        self.record.begin()
        self.record.language = language
        self.record.tongue.tell()
        return self._settled()

    def to_xml(self, prune: bool = False) -> bytes:
        """The record as XML: a draft with everything, or (`prune`) the finished form.

        Pruned, hidden answers are left out and an end time, where asked for, is put in.
        """
        if prune:
            self.record.begin()
            events.stamp_end(self.record)
            self.record.settle()
        return write(self.form, self.record.root, prune=prune)

    def answers(self) -> dict[str, str]:
        """Name to stored value of every relevant answered leaf outside repeats and meta."""
        found: dict[str, str] = {}
        for node in self.record.root.below():
            defn = node.defn
            in_meta = node.parent is not None and node.parent.defn.local == "meta"
            if defn.children or defn.is_attribute or defn.repeats or in_meta:
                continue
            if node.relevant and node.value:
                found[defn.local] = node.value
        return found

    def entity_changes(self) -> list[EntityChange]:
        """What the form says about case records; applied by the work, never here."""
        return entity_changes(self.form, self.record.root)

    def _rows(self, ref: str) -> Range:
        found = self.record.find(ref)
        if not isinstance(found, Range):
            raise NoSuchNode(ref)
        return found

    def _settled(self) -> frozenset[str]:
        self.record.settle()
        changed = frozenset(node.ref() for node in self.record.changed)
        self.record.changed.clear()
        return changed


def _read(records: Records | None) -> dict[str, Plain]:
    return {name: list_of(rows) for name, rows in (records or {}).items()}


def _language(form: FormDef, wanted: str | None) -> str:
    return wanted if wanted in form.languages and wanted else form.default_language


def _same_form(form: FormDef, root: Element) -> None:
    found = root.attributes.get("id", form.form_id)
    if root.local != form.root.local or found != form.form_id:
        raise refusal("other-form", "record", root.line)


def _start(record: Record, *, first: bool) -> None:
    record.begin()
    record.settle()
    record.greeting = True
    events.fire_load(record, first=first)
    record.settle()
    record.alive = True
    record.changed.clear()
