"""Two versions of one answer, side by side, by whom and when; a person chooses, nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.choice_tiles import ChoiceTiles, Tile
from ui.widgets.places import Foot, ScrollColumn, Tiles
from ui.widgets.screen import Screen
from ui.widgets.sealed import SealedLine
from ui.widgets.text import empty, label


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values: `id` comes back when it is chosen. `by` and `when` are worded; `may`: it
    can be chosen here (only the UPTD puts a lower level over a higher one)."""

    id: str
    value: str
    by: str
    when: str
    role: str = ""
    may: bool = True


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """A field people filled differently. `held`: what is off until somebody has chosen, if so.

    `options`: the answers its question offers (stored, worded); none where it is free text.
    `closed`: nothing can be chosen here, and why.
    """

    field: str
    label: str
    versions: tuple[Version, ...]
    held: str = ""
    options: tuple[tuple[str, str], ...] = ()
    closed: str = ""


@dataclass(frozen=True, slots=True)
class ConflictModel:
    """All of a case that waits for a choice. `page`: the case."""

    page: str
    code: str
    fields: tuple[TwoVersions, ...]


class ConflictScreen(Screen[ConflictModel]):
    """Look at all versions, choose one, or write what is right.

    Signals:
        chosen: the field and the id of the version that is right.
        written: the field and what is right instead of all of them.
        back: to the case.
    """

    chosen = Signal(str, str)
    written = Signal(str, str)
    back = Signal()

    rail_room = "cases"

    def _build(self, page: QVBoxLayout) -> None:
        self._open: set[str] = set()
        body = ScrollColumn(gap=16)
        page.addWidget(body, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(look.current().space(24))
        body.column.addLayout(self._column)
        body.column.addStretch(1)
        back = button(self.tr("Back to the case"), "primary", name="back")
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back)
        page.addWidget(Foot(back, []))

    def step_back(self) -> None:
        """Esc: back to the case; nothing was chosen."""
        self.back.emit()

    def _fill(self, model: ConflictModel) -> None:
        self._set_heading(self.tr("My cases"), model.code)
        empty(self._column)
        head = column(label(self.tr("Two versions of the same answer"), "page"), gap=6)
        lead = self.tr(
            "Two people wrote without knowing of one another. Look at both and choose. What is not "
            "chosen stays in the history."
        )
        head.addWidget(label(lead, "", "ink2"))
        self._column.addLayout(head)
        if not model.fields:
            done = self.tr("Nothing is left to choose in this case.")
            self._column.addWidget(label(done, "medium"))
        for one in model.fields:
            self._column.addLayout(self._field(one))

    def _field(self, one: TwoVersions) -> QVBoxLayout:
        part = column(label(one.label, "section"), gap=8)
        if one.held:
            card = Card("warn", margin=12)
            card.column.addWidget(label(one.held, "medium", "sedang"))
            part.addWidget(card)
        sides = Tiles(260, 3, gap=12)
        sides.set_tiles([self._version(one, version) for version in one.versions])
        part.addWidget(sides)
        if one.closed:
            part.addWidget(label(one.closed, "small", "ink2"))
            return part
        if one.field not in self._open:
            none = button(self.tr("None of these is right"), "link", name=f"none-{one.field}")
            none.clicked.connect(lambda: self._on_none(one.field))
            part.addLayout(row(none, None))
            return part
        part.addLayout(self._anew(one))
        return part

    def _version(self, one: TwoVersions, version: Version) -> QWidget:
        card = Card(gap=8)
        card.column.addWidget(label(version.value, "strong"))
        who = column(label(version.by, "medium"), gap=1)
        if version.role:
            who.addWidget(label(version.role, "small", "ink2"))
        who.addWidget(label(version.when, "small", "ink2"))
        card.column.addLayout(who)
        card.column.addStretch(1)
        keep = button(self.tr("This one is right"), name=f"keep-{version.id}")
        keep.setAccessibleDescription(f"{one.label}: {version.value}, {version.by}")
        keep.setEnabled(version.may and not one.closed)
        keep.clicked.connect(lambda: self.chosen.emit(one.field, version.id))
        card.column.addLayout(row(keep, None))
        return card

    def _anew(self, one: TwoVersions) -> QVBoxLayout:
        """What is right instead: one of the answers its question offers, or a line of text."""
        part = column(label(self.tr("What is right instead?"), "medium"), gap=8)
        if one.options:
            tiles = ChoiceTiles(
                [Tile(value, words) for value, words in one.options],
                many=False,
                name=f"anew-{one.field}",
                plain=True,
            )
            tiles.set_question(one.label)
            tiles.changed.connect(lambda value: self.written.emit(one.field, value))
            part.addWidget(tiles)
            return part
        line = SealedLine(one.label)
        line.setObjectName(f"anew-{one.field}")
        save = button(self.tr("Save this"), name=f"save-{one.field}")
        save.setEnabled(False)
        line.textChanged.connect(lambda text: save.setEnabled(bool(text.strip())))
        save.clicked.connect(lambda: self._on_written(one.field, line))
        both = QHBoxLayout()
        both.setSpacing(look.current().space(8))
        both.addWidget(line, 1)
        both.addWidget(save)
        part.addLayout(both)
        return part

    def _on_none(self, field: str) -> None:
        self._open.add(field)
        if self._model is not None:
            self._fill_keeping_focus(self._model)
            line = self.findChild(QWidget, f"anew-{field}")
            if line is not None:
                line.setFocus()

    def _on_written(self, field: str, line: QLineEdit) -> None:
        self._open.discard(field)
        self.written.emit(field, line.text().strip())
