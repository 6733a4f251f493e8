"""One case: timeline, next step, referrals, ticket, and what does not agree."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.chips import ChipRow
from ui.widgets.file_list import FileLine, FileList
from ui.widgets.people_card import PeopleCard, PeopleModel
from ui.widgets.pills import LevelPill, StatusPill
from ui.widgets.places import Columns, Foot, ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, picture
from ui.widgets.ticket_card import TicketCard
from ui.widgets.timeline import Timeline, TimelineEntry


@dataclass(frozen=True, slots=True)
class SealedPart:
    """Name and story, given only after they were asked for: label and text pairs."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, and by when (worded)."""

    title: str
    due: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral and where it is. `state` is a road state code; `when` is worded."""

    label: str
    state: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """The reporter's ticket: number with check symbol, PIN, and the text that is read aloud."""

    number: str
    pin: str
    text: str


@dataclass(frozen=True, slots=True)
class ConflictChoice:
    """One of several values; `id` comes back in `resolve_conflict`."""

    id: str
    value: str
    by: str


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A field that two people filled differently."""

    field: str
    label: str
    choices: tuple[ConflictChoice, ...]


@dataclass(frozen=True, slots=True)
class FormLine:
    """One answered form: its title, a worded line (version, who, when), a mark ("diperbaiki").

    `id` comes back in `correct_asked`; empty where it cannot be opened again.
    """

    title: str
    detail: str
    mark: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence: what it is, and who keeps it since when."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class CaseModel:
    """What the case shows. `sealed` is None while name and story stay locked.

    `law` are worded deadlines that the law sets; they stand beside the next step.
    """

    rec: str
    code: str
    level: str
    subtitle: str
    timeline: tuple[TimelineEntry, ...]
    sealed: SealedPart | None = None
    next_step: NextStep | None = None
    referrals: tuple[ReferralLine, ...] = ()
    ticket: TicketSlip | None = None
    conflicts: tuple[ConflictRow, ...] = ()
    notice: str = ""
    forms: tuple[FormLine, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()
    law: tuple[str, ...] = ()
    files: tuple[FileLine, ...] = ()
    people: PeopleModel | None = None


class CaseScreen(Screen[CaseModel]):
    """One case.

    Signals:
        open_sealed: show name and story (the flow answers with a model that has them).
        close_sealed: lock them again.
        followup_asked, checklist_asked: open these forms for this case.
        more_forms_asked: choose another form for this case.
        correct_asked: the id of an answered form to open again.
        resolve_conflict: the field and the id of the chosen value.
        back: to the list.
        file_asked: what (open, fetch, leave) and the id of a file.
        people_asked: what (share, handover, unshare, accept, refuse, take_back), about whom.
        compare_asked: show the versions side by side.
    """

    open_sealed = Signal()
    close_sealed = Signal()
    followup_asked = Signal()
    checklist_asked = Signal()
    more_forms_asked = Signal()
    correct_asked = Signal(str)
    resolve_conflict = Signal(str, str)
    back = Signal()
    file_asked = Signal(str, str)
    people_asked = Signal(str, str)
    compare_asked = Signal()

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._kind = ""
        self._filled: CaseModel | None = None
        self._files: FileList | None = None
        body = ScrollColumn(gap=16)
        page.addWidget(body, 1)
        self._code = label("", "page", wrap=False)
        self._pill_place = QHBoxLayout()
        self._subtitle = label("", "", "ink2")
        title = row(self._code, gap=16)
        title.addLayout(self._pill_place)
        title.addStretch(1)
        self._seal = button(self.tr("Open name and story"), icon="lock", name="open_sealed")
        self._seal.clicked.connect(self._on_seal)
        words = column(title, self._subtitle, gap=4)
        if now.large:
            body.column.addLayout(column(words, row(self._seal, None), gap=8))
        else:
            head = row()
            head.addLayout(words, 1)
            head.addWidget(self._seal)
            body.column.addLayout(head)
        self._notice = Card("warn", margin=12)
        self._notice_text = label("", "medium", "sedang")
        self._notice.column.addWidget(self._notice_text)
        body.column.addWidget(self._notice)
        self._sealed = Card("plain", gap=8)
        body.column.addWidget(self._sealed)
        self._conflicts = QVBoxLayout()
        self._conflicts.setSpacing(now.space(12))
        body.column.addLayout(self._conflicts)
        left, right = QWidget(), QWidget()
        stack = QVBoxLayout(left)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(now.space(12))
        self._chips = ChipRow()
        self._chips.chosen.connect(self._on_kind)
        self._timeline = Timeline()
        frame = Card(margin=18)
        frame.column.addWidget(self._timeline)
        stack.addWidget(self._chips)
        stack.addWidget(frame)
        self._side = QVBoxLayout(right)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(now.space(12))
        body.column.addWidget(Columns([(left, 66), (right, 34)], turn_at=820))
        body.column.addStretch(1)
        back = button(self.tr("All cases"), icon="chevron-left", name="back")
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back)
        judge = button(self.tr("Judge the danger"), icon="danger", name="checklist_asked")
        judge.clicked.connect(self.checklist_asked)
        more = button(self.tr("Another form"), icon="plus", name="more_forms")
        more.clicked.connect(self.more_forms_asked)
        follow = button(self.tr("Record a follow-up"), "primary", name="primary")
        follow.setShortcut("Ctrl+Return")
        follow.clicked.connect(self.followup_asked)
        page.addWidget(Foot(follow, [back, judge, more]))

    def _fill(self, model: CaseModel) -> None:
        before, self._filled = self._filled, model
        if self._files is not None and before is not None and model.files:
            if replace(before, files=()) == replace(model, files=()):
                self._files.set_lines(model.files)
                return
        self._set_heading(self.tr("My cases"), model.code)
        self._code.setText(self.tr("Case {code}").format(code=model.code))
        empty(self._pill_place)
        self._pill_place.addWidget(LevelPill(model.level))
        self._subtitle.setText(model.subtitle)
        self._notice.setVisible(bool(model.notice))
        self._notice_text.setText(model.notice)
        self._fill_sealed(model.sealed)
        empty(self._conflicts)
        for conflict in model.conflicts:
            self._conflicts.addWidget(self._conflict(conflict))
        self._fill_timeline(model)
        empty(self._side)
        self._files = None
        if model.next_step is not None:
            self._side.addWidget(self._next(model.next_step))
        if model.people is not None:
            people = PeopleCard(model.people)
            people.asked.connect(self.people_asked)
            self._side.addWidget(people)
        if model.law:
            self._side.addWidget(self._law(model.law))
        if model.referrals:
            self._side.addWidget(self._referrals(model.referrals))
        if model.ticket is not None:
            self._side.addWidget(
                TicketCard(model.ticket.number, model.ticket.pin, model.ticket.text)
            )
        if model.evidence:
            self._side.addWidget(self._evidence(model.evidence))
        if model.files:
            self._files = FileList(model.files)
            self._files.asked.connect(self.file_asked)
            self._side.addWidget(self._files)
        if model.forms:
            self._side.addWidget(self._forms(model.forms))

    def _fill_sealed(self, sealed: SealedPart | None) -> None:
        self._seal.setText(
            self.tr("Open name and story") if sealed is None else self.tr("Lock name and story")
        )
        self._seal.setAccessibleName(self._seal.text())
        self._sealed.setVisible(sealed is not None)
        empty(self._sealed.column)
        for name, text in sealed.lines if sealed is not None else ():
            self._sealed.column.addLayout(column(label(name, "small", "ink2"), label(text), gap=1))

    def _fill_timeline(self, model: CaseModel) -> None:
        kinds = [entry.kind for entry in model.timeline]
        words = {
            "record": self.tr("Story"),
            "danger": self.tr("Danger signs"),
            "referral": self.tr("Referrals"),
            "evidence": self.tr("Evidence"),
            "followup": self.tr("Follow-up"),
        }
        chips = [("", self.tr("All"))]
        chips += [
            (kind, f"{word} {kinds.count(kind)}") for kind, word in words.items() if kind in kinds
        ]
        if self._kind not in kinds:
            self._kind = ""
        self._chips.set_chips(chips if len(chips) > 2 else [], self._kind)
        self._timeline.set_entries(
            [entry for entry in model.timeline if self._kind in ("", entry.kind)]
        )

    def _next(self, step: NextStep) -> QWidget:
        card = Card("soft", gap=4)
        head = row(
            picture("clock", 20, "primary"),
            label(self.tr("Next step"), "smallstrong", "primary"),
            gap=8,
        )
        head.setStretch(1, 1)
        card.column.addLayout(head)
        card.column.addWidget(label(step.title, "tile"))
        card.column.addWidget(label(step.due, "strong"))
        if step.detail:
            card.column.addWidget(label(step.detail, "small", "ink2"))
        return card

    def _referrals(self, lines: tuple[ReferralLine, ...]) -> QWidget:
        card = Card(gap=8)
        card.column.addWidget(label(self.tr("Referrals"), "strong"))
        for line in lines:
            name = label(line.label)
            state = StatusPill(line.state, line.when)
            if look.current().large or len(line.when) > 12:
                card.column.addLayout(column(name, state, gap=1))
            else:
                both = row(name, state)
                both.setStretch(0, 1)
                card.column.addLayout(both)
        return card

    def _law(self, lines: tuple[str, ...]) -> QWidget:
        card = Card("warn", margin=12, gap=4)
        for line in lines:
            card.column.addWidget(label(line, "medium", "sedang"))
        return card

    def _evidence(self, lines: tuple[EvidenceLine, ...]) -> QWidget:
        card = Card(gap=8)
        card.column.addWidget(label(self.tr("Evidence"), "strong"))
        for line in lines:
            words = column(label(line.title), label(line.detail, "small", "ink2"), gap=1)
            card.column.addLayout(words)
        return card

    def _forms(self, lines: tuple[FormLine, ...]) -> QWidget:
        card = Card(gap=8)
        card.column.addWidget(label(self.tr("Answered forms"), "strong"))
        for line in lines:
            words = column(label(line.title), label(line.detail, "small", "ink2"), gap=1)
            if line.mark:
                words.addWidget(label(line.mark, "small", "sedang"))
            holder = row()
            holder.addLayout(words, 1)
            if line.id:
                again = button(self.tr("Correct"), "small", name=f"correct-{line.id}")
                again.setAccessibleDescription(f"{line.title}, {line.detail}")
                again.clicked.connect(lambda _on=False, line=line: self.correct_asked.emit(line.id))
                holder.addWidget(again)
            card.column.addLayout(holder)
        return card

    def _conflict(self, conflict: ConflictRow) -> QWidget:
        card = Card("warn", gap=8)
        title = self.tr("Two answers for: {field}").format(field=conflict.label)
        card.column.addWidget(label(title, "strong", "sedang"))
        for choice in conflict.choices:
            keep = button(self.tr("Keep this"), "small", name=f"keep-{choice.id}")
            keep.setAccessibleDescription(f"{choice.value}, {choice.by}")
            keep.clicked.connect(
                lambda _on=False, choice=choice: self.resolve_conflict.emit(
                    conflict.field, choice.id
                )
            )
            words = column(label(choice.value, "medium"), label(choice.by, "small", "ink2"), gap=1)
            line = row()
            line.addLayout(words, 1)
            line.addWidget(keep)
            card.column.addLayout(line)
        look_at = button(self.tr("Look at them side by side"), "link", name="compare")
        look_at.clicked.connect(self.compare_asked)
        card.column.addLayout(row(look_at, None))
        return card

    def _on_seal(self) -> None:
        if self._model is not None and self._model.sealed is not None:
            self.close_sealed.emit()
        else:
            self.open_sealed.emit()

    def _on_kind(self, kind: str) -> None:
        self._kind = kind
        if self._model is not None:
            self._fill_timeline(self._model)
