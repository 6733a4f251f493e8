"""The USB stick: choose it, wait while it is written or read, and a clear end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme import look
from ui.theme.tokens import READING_WIDTH
from ui.widgets.buttons import button, reword
from ui.widgets.card import Card, PressCard, TickBox, column, row
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_dialog import ask_for_folder
from ui.widgets.item_table import StateShape
from ui.widgets.outside_top import OutsideTop
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.road_parts import Bar
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, picture


class StickStage(StrEnum):
    """Where one is with the stick."""

    CHOOSE = "choose"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DriveShown:
    """A stick, or a folder that was chosen. `about`: worded ("3,2 dari 8,0 GB kosong"), or why it
    cannot be used."""

    path: str
    name: str
    about: str
    usable: bool = True
    folder: bool = False


@dataclass(frozen=True, slots=True)
class StickModel:
    """One page of the way. `out`: letters go onto the stick; else they come from it.

    `line` is the page's sentence, `safe` what is safe, `todo` what to do, `details` further
    lines, all worded. `progress` 0..1 while working, None before that is known. `inside`: somebody
    is in. `state`: the shape beside a good end ("dititipkan"), or empty. `rail`: the room it is of.
    """

    out: bool
    stage: StickStage
    line: str = ""
    safe: str = ""
    todo: str = ""
    details: tuple[str, ...] = ()
    drives: tuple[DriveShown, ...] = ()
    chosen: str = ""
    progress: float | None = None
    can_stop: bool = False
    inside: bool = False
    state: str = ""
    rail: str = "send"


class StickScreen(Screen[StickModel]):
    """The way of the stick.

    Signals:
        chosen: the path of the stick or folder that was pressed.
        folder_chosen: a folder from the dialog.
        started: begin with the path that is chosen.
        stop_asked: stop the work where that is safe.
        again_asked: choose anew, after a failure.
        left: back to where one came from.
        hide_asked: the corner button, with nobody in.
    """

    chosen = Signal(str)
    folder_chosen = Signal(str)
    started = Signal(str)
    stop_asked = Signal()
    again_asked = Signal()
    left = Signal()
    hide_asked = Signal()

    rail_room = "send"

    def step_back(self) -> None:
        """Esc leads back, except while the stick is at work."""
        if self._model is not None and self._model.stage is not StickStage.WORKING:
            self.left.emit()

    def _build(self, page: QVBoxLayout) -> None:
        self._top = OutsideTop("", back=False, hide=True)
        self._top.hide_asked.connect(self.hide_asked)
        page.addWidget(self._top)
        body = ScrollColumn(gap=16, max_width=READING_WIDTH, center=True)
        page.addWidget(body, 1)
        self._stage: StickStage | None = None
        self._other: QPushButton | None = None
        self._place = QVBoxLayout()
        self._place.setSpacing(look.current().space(12))
        body.column.addLayout(self._place)
        body.column.addStretch(1)
        self._back = button(self.tr("Back"), icon="chevron-left", name="leave")
        self._back.clicked.connect(self.left)
        self._stop = button(self.tr("Stop"), icon="cross", name="stop")
        self._stop.clicked.connect(self.stop_asked)
        self._go = button(" ", "primary", name="primary")
        self._go.clicked.connect(self._on_go)
        page.addWidget(Foot(self._go, [self._back, self._stop]))

    def _fill(self, model: StickModel) -> None:
        self.rail_room = model.rail
        title = self.tr("Send by USB stick") if model.out else self.tr("Receive by USB stick")
        self._set_heading(title)
        self._top.set_title(title)
        self._top.setVisible(not model.inside)
        empty(self._place)
        self._other = None
        fill = {
            StickStage.CHOOSE: self._show_drives,
            StickStage.WORKING: self._show_work,
            StickStage.DONE: self._show_end,
            StickStage.FAILED: self._show_failure,
        }
        fill[model.stage](model)
        working = model.stage is StickStage.WORKING
        self._back.setVisible(model.stage in (StickStage.CHOOSE, StickStage.FAILED))
        self._stop.setVisible(working and model.can_stop)
        self._go.setVisible(not working)
        reword(self._go, self._primary(model))
        usable = {drive.path for drive in model.drives if drive.usable}
        self._go.setEnabled(model.stage is not StickStage.CHOOSE or model.chosen in usable)
        if self._stage is not model.stage:
            self._stage = model.stage
            QTimer.singleShot(0, self, self._arrive)

    def _arrive(self) -> None:
        """The obvious button; where it cannot be pressed, what can."""
        for control in (self._go, self._stop, self._other):
            if control is not None and control.isVisible() and control.isEnabled():
                control.setFocus()
                return

    def _primary(self, model: StickModel) -> str:
        match model.stage:
            case StickStage.DONE:
                return self.tr("Done")
            case StickStage.FAILED:
                return self.tr("Choose again")
        return self.tr("Write to the stick") if model.out else self.tr("Read the stick")

    def _on_go(self) -> None:
        model = self._model
        if model is None:
            return
        if model.stage is StickStage.DONE:
            self.left.emit()
        elif model.stage is StickStage.FAILED:
            self.again_asked.emit()
        elif model.chosen:
            self.started.emit(model.chosen)

    def _show_drives(self, model: StickModel) -> None:
        self._place.addWidget(label(self.tr("Which stick?"), "page"))
        self._place.addWidget(label(model.line, "", "ink2"))
        for number, drive in enumerate(model.drives):
            self._place.addWidget(self._drive(drive, number, chosen=drive.path == model.chosen))
        if not model.drives:
            card = Card(margin=0)
            card.column.addWidget(
                EmptyState(
                    "usb",
                    self.tr("No stick is here yet."),
                    self.tr("Put it in and wait a moment: it appears here by itself."),
                )
            )
            self._place.addWidget(card)
        other = button(self.tr("Choose another folder"), "small", "folder", name="other-folder")
        other.clicked.connect(
            lambda: ask_for_folder(self, lambda path: self.folder_chosen.emit(path))
        )
        self._place.addLayout(row(other, None))
        self._other = other
        if model.safe:
            self._place.addLayout(self._note("lock", model.safe))

    def _drive(self, drive: DriveShown, number: int, *, chosen: bool) -> QWidget:
        tile = PressCard(margin=14)
        tile.setCheckable(True)
        tile.setChecked(chosen)
        tile.setEnabled(drive.usable)
        tile.setObjectName(f"drive-{number}")
        tile.setAccessibleName(drive.name)
        tile.setAccessibleDescription(drive.about)
        words = column(label(drive.name, "tile"), label(drive.about, "small", "ink2"), gap=1)
        tick = TickBox(chosen, round_=True)
        line = row(picture("folder" if drive.folder else "usb", 28, "primary"), gap=14)
        line.addLayout(words, 1)
        line.addWidget(tick)
        tile.column.addLayout(line)
        tile.clicked.connect(lambda _on=False: self.chosen.emit(drive.path))
        return tile

    def _show_work(self, model: StickModel) -> None:
        card = Card(margin=20, gap=12)
        card.column.addWidget(label(model.line, "section"))
        for text in model.details:
            card.column.addWidget(label(text, "", "ink2"))
        bar = Bar(wide=True)
        bar.setAccessibleName(model.line)
        bar.set_share(model.progress or 0.0)
        card.column.addWidget(bar)
        if model.todo:
            card.column.addLayout(self._note("hand", model.todo))
        self._place.addWidget(card)

    def _show_end(self, model: StickModel) -> None:
        card = Card(margin=20, gap=12)
        line = row(gap=16)
        mark = StateShape(model.state, 36) if model.state else picture("letter", 36, "primary")
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(model.line, "page"), 1)
        card.column.addLayout(line)
        for text in model.details:
            card.column.addWidget(label(text))
        for icon, text in (("lock", model.safe), ("chevron-right", model.todo)):
            if text:
                card.column.addLayout(self._note(icon, text))
        self._place.addWidget(card)

    def _show_failure(self, model: StickModel) -> None:
        card = Card("warn", margin=20, gap=12)
        card.column.addWidget(label(model.line, "section", "sedang"))
        for text in (*model.details, model.safe, model.todo):
            if text:
                card.column.addWidget(label(text))
        self._place.addWidget(card)

    def _note(self, icon: str, text: str) -> QVBoxLayout:
        line = row(gap=10)
        line.addWidget(picture(icon, 20), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(text, "", "ink2"), 1)
        return column(line)
