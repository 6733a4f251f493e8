"""The UPTD's desk: the red lane, what comes next, and one referral with its clock."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button, reword
from ui.widgets.card import Card, row
from ui.widgets.clock import ClockStep, ResponseClock
from ui.widgets.danger_banner import DangerBanner
from ui.widgets.desk_group import DeskGroup, DeskGroups
from ui.widgets.desk_parts import DetailParts, ReasonCard, RedLane
from ui.widgets.desk_row import DeskLook, DeskRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_list import FileLine, FileList
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.rows import RowView
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, rule


@dataclass(frozen=True, slots=True)
class DeskDetail:
    """One referral, in the one order: level and deadline, who must not know, clock, facts, story.

    `withhold` lines come before every fact; empty means nobody was named. `story` is None while
    sealed. `can` names the actions that are possible now: accept, first_contact, in_service,
    complete, return, open_story. `status` is worded.
    """

    opid: str
    code: str
    level: str
    origin: str
    signs: str
    deadline: str
    deadline_sub: str
    withhold: tuple[str, ...]
    clock: tuple[ClockStep, ...]
    facts: tuple[tuple[str, str], ...]
    story: str | None = None
    status: str = ""
    can: frozenset[str] = frozenset()
    notice: str = ""
    files: tuple[FileLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskModel:
    """The desk. `red` is DARURAT and what is overdue; `rows` the rest by deadline. `groups`: a
    flood of one laptop's urgent referrals."""

    date: str
    red: tuple[DeskRow, ...]
    rows: tuple[DeskRow, ...]
    detail: DeskDetail | None = None
    rest_note: str = ""
    groups: tuple[DeskGroup, ...] = ()


class DeskScreen(Screen[DeskModel]):
    """Take in, answer, follow.

    Signals:
        opened: the opid (hex) of a row.
        accept_asked ("Tangani rujukan"), first_contact, in_service, complete: the next status.
        return_asked: back to the sender, with the reason.
        open_story: open the sealed words, with the reason (it is written down).
        group_toggled: the key of a group to be opened or folded.
        file_asked: what (open, fetch, leave) and the id of a file.
        file_save_asked: the id of a file, "clean" or "original", and the folder for the copy.
    """

    opened = Signal(str)
    accept_asked = Signal()
    first_contact = Signal()
    in_service = Signal()
    complete = Signal()
    return_asked = Signal(str)
    open_story = Signal(str)
    group_toggled = Signal(str)
    file_asked = Signal(str, str)
    file_save_asked = Signal(str, str, str)

    narrow_below = 960

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._filled: DeskDetail | None = None
        self._files: FileList | None = None
        self._stacked = self._narrow
        lists = self._lists(self._stacked)
        self._detail = QVBoxLayout()
        self._detail.setSpacing(now.space(12))
        if self._stacked:
            body = ScrollColumn(gap=24)
            self._scroll = body
            body.column.addWidget(lists)
            body.column.addLayout(self._detail)
            body.column.addStretch(1)
            page.addWidget(body, 1)
        else:
            detail = ScrollColumn(gap=12, margin=24, top=20)
            self._scroll = detail
            detail.column.addLayout(self._detail)
            detail.column.addStretch(1)
            middle = QHBoxLayout()
            middle.setContentsMargins(now.space(32), 0, now.space(8), 0)
            middle.setSpacing(0)
            lists.setFixedWidth(now.box(424))
            middle.addWidget(lists)
            middle.addSpacing(now.space(24))
            middle.addWidget(rule("v"))
            middle.addWidget(detail, 1)
            page.addLayout(middle, 1)
        self._return = button(self.tr("Give back"), icon="reply", name="return")
        self._return.clicked.connect(lambda: self._ask_reason("return"))
        self._primary = button("", "primary", name="primary")
        self._primary.setShortcut("Ctrl+Return")
        self._primary.clicked.connect(self._on_primary)
        self._foot = Foot(self._primary, [], [self._return])
        page.addWidget(self._foot)

    def _lists(self, stacked: bool) -> QWidget:
        now = look.current()
        holder = QWidget()
        stack = QVBoxLayout(holder)
        top = 0 if stacked else now.space(20)
        stack.setContentsMargins(0, top, 0, now.space(12))
        stack.setSpacing(now.space(8))
        note = label(self.tr("nearest deadline first"), "small", "ink2", right=True)
        head = row(label(self.tr("Referrals in"), "section", wrap=False), note)
        head.setStretch(1, 1)
        stack.addLayout(head)
        self._red = RedLane(self.tr("Red lane"))
        self._red.rows.opened.connect(self._on_opened)
        stack.addWidget(self._red)
        self._groups = DeskGroups()
        self._groups.toggled.connect(self.group_toggled)
        self._groups.opened.connect(self._on_opened)
        self._groups.hide()
        stack.addWidget(self._groups)
        self._next_word = label(self.tr("Next"), "smallstrong", "ink2")
        stack.addWidget(self._next_word)
        self._rows: RowView[DeskRow] = RowView(DeskLook(), self.tr("Next referrals"), whole=stacked)
        self._rows.setObjectName("desk-rows")
        self._rows.opened.connect(self._on_opened)
        self._frame = Card(margin=0, gap=0)
        self._frame.column.setContentsMargins(1, 1, 1, 1)
        self._frame.column.addWidget(self._rows)
        self._frame.column.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        stack.addWidget(self._frame, 10)
        self._none = EmptyState(
            "inbox",
            self.tr("No referral is waiting."),
            self.tr("New ones come by themselves when the city has them."),
        )
        stack.addWidget(self._none)
        self._rest = label("", "small", "ink2")
        stack.addWidget(self._rest)
        stack.addStretch(1)
        return holder

    def _fill(self, model: DeskModel) -> None:
        self._set_heading(self.tr("UPTD desk"), model.date)
        self._red.setVisible(bool(model.red))
        self._red.set_rows(model.red, self.tr("{n}, answer now").format(n=len(model.red)))
        self._rows.set_rows(model.rows)
        self._frame.setVisible(bool(model.rows))
        self._next_word.setVisible(bool(model.rows))
        self._none.setVisible(not (model.rows or model.red or model.groups))
        self._rest.setText(model.rest_note)
        self._rest.setVisible(bool(model.rest_note))
        chosen = model.detail.opid if model.detail is not None else ""
        self._groups.set_groups(model.groups)
        self._groups.choose(chosen)
        self._red.rows.choose(chosen)
        self._rows.choose(chosen)
        self._fill_detail(model.detail)

    def _fill_detail(self, detail: DeskDetail | None) -> None:
        before, self._filled = self._filled, detail
        if _only_files_moved(before, detail) and detail is not None:
            if self._files is not None:
                self._files.set_lines(detail.files)
            return
        self._files = None
        empty(self._detail)
        can = detail.can if detail is not None else frozenset()
        words = {
            "accept": self.tr("Take on the referral"),
            "first_contact": self.tr("First contact made"),
            "in_service": self.tr("Service has begun"),
            "complete": self.tr("Service is complete"),
        }
        self._step = next((step for step in words if step in can), "")
        self._primary.setVisible(bool(self._step))
        reword(self._primary, words.get(self._step, ""))
        self._return.setVisible("return" in can)
        self._foot.setVisible(detail is not None)
        if detail is None:
            self._detail.addWidget(
                EmptyState("inbox", self.tr("Choose a referral."), self.tr("Red lane first."))
            )
            return
        parts = DetailParts(detail.code, detail.origin, detail.status, detail.notice)
        self._detail.addWidget(parts.head())
        self._detail.addWidget(
            DangerBanner(
                detail.level,
                detail.signs,
                "",
                right=[text for text in (detail.deadline, detail.deadline_sub) if text],
            )
        )
        if detail.withhold:
            self._detail.addWidget(parts.withhold(detail.withhold))
        if detail.clock:
            card = Card()
            card.column.addWidget(ResponseClock(detail.clock))
            self._detail.addWidget(card)
        if detail.facts:
            self._detail.addWidget(parts.facts(detail.facts))
        if detail.files:
            self._files = FileList(detail.files)
            self._files.asked.connect(self.file_asked)
            self._files.save_asked.connect(self.file_save_asked)
            self._detail.addWidget(self._files)
        self._reason = ReasonCard()
        self._reason.given.connect(self._on_reason)
        self._reason.hide()
        self._detail.addWidget(
            parts.story(detail.story, "open_story" in can, lambda: self._ask_reason("story"))
        )
        self._detail.addWidget(self._reason)

    def _ask_reason(self, why: str) -> None:
        question = (
            self.tr("Why is it given back? The sender reads this.")
            if why == "return"
            else self.tr("Why do you open the story? This is written down.")
        )
        verb = self.tr("Give back") if why == "return" else self.tr("Open the story")
        self._reason.ask(why, question, verb)
        QTimer.singleShot(0, self, self._show_reason)

    def _show_reason(self) -> None:
        """It stands at the foot of a long page: without this nothing would seem to happen."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._scroll.ensureWidgetVisible(self._reason)

    def _on_reason(self, why: str, reason: str) -> None:
        if why == "return":
            self.return_asked.emit(reason)
        else:
            self.open_story.emit(reason)

    def _on_opened(self, opid: str) -> None:
        self.opened.emit(opid)
        if self._stacked and self._detail.count():
            QTimer.singleShot(0, self, self._show_detail)

    def _show_detail(self) -> None:
        """Where the detail lies under the lists, bring it into view."""
        self._scroll.verticalScrollBar().setValue(self._detail.geometry().top())

    def _on_primary(self) -> None:
        match self._step:
            case "accept":
                self.accept_asked.emit()
            case "first_contact":
                self.first_contact.emit()
            case "in_service":
                self.in_service.emit()
            case "complete":
                self.complete.emit()


def _only_files_moved(before: DeskDetail | None, now: DeskDetail | None) -> bool:
    """Whether the same referral is on show and at most its files have moved: a reason being typed
    below must not be lost to the next piece that arrives."""
    if before is None or now is None or bool(before.files) != bool(now.files):
        return False
    return replace(before, files=()) == replace(now, files=())
