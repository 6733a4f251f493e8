"""Sharing a case or handing it over: with whom, on what she agreed, what is read, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.theme import look
from ui.theme.tokens import FORM_WIDTH
from ui.widgets.buttons import button, reword
from ui.widgets.card import Card, column, row
from ui.widgets.choice_tiles import ChoiceTiles, Tile
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.sealed import SealedText
from ui.widgets.text import empty, label, picture


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A colleague who may be chosen: `id` comes back; role and area are worded."""

    id: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Readable:
    """What a colleague would read, and what stays closed, in words."""

    told: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class ShareModel:
    """One page for what is done between colleagues. `what`: share, handover, unshare, refuse.

    `page` tells one visit from the next: what was typed stays within one. `bases`: on what it may
    be shared (id, words, hint); `readable` by basis. `warning`: whom she named not to know. `notes`
    stand under the people: how the address book is. `person`: already settled, no list is shown.
    """

    page: str
    what: str
    code: str
    title: str
    lead: str
    done: str
    why: str
    people: tuple[PersonRow, ...] = ()
    person: str = ""
    bases: tuple[tuple[str, str, str], ...] = ()
    readable: Mapping[str, Readable] = field(default_factory=dict)
    warning: str = ""
    notes: tuple[str, ...] = ()
    alarm: str = ""
    fetching: bool = False
    plain: tuple[str, ...] = ()


class ShareScreen(Screen[ShareModel]):
    """Everything is said before it is done.

    Signals:
        done: whom (hex), on what basis, why, and whether one goes on reading.
        fetch_asked: the address book of one's own district again; with True of the whole city.
        back: nothing was done.
    """

    done = Signal(str, str, str, bool)
    fetch_asked = Signal(bool)
    back = Signal()

    rail_room = "cases"

    def _build(self, page: QVBoxLayout) -> None:
        self._page = ""
        self._who = self._basis = ""
        self._stays = True
        body = ScrollColumn(gap=16, max_width=FORM_WIDTH)
        page.addWidget(body, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(look.current().space(16))
        body.column.addLayout(self._column)
        self._readable = Card("sunken", gap=6)
        self._readable.setObjectName("readable")
        body.column.addWidget(self._readable)
        self._reason = SealedText("")
        self._reason.setObjectName("why")
        self._reason.setMinimumHeight(look.current().box(84))
        self._reason.setMaximumHeight(look.current().box(110))
        self._reason.textChanged.connect(self._judge)
        self._reason_label = label("", "medium")
        body.column.addLayout(column(self._reason_label, self._reason, gap=6))
        self._short = label("", "small", "ink2")
        body.column.addWidget(self._short)
        body.column.addStretch(1)
        self._go = button("", "primary", name="primary")
        self._go.setShortcut("Ctrl+Return")
        self._go.clicked.connect(self._on_done)
        back = button(self.tr("Back to the case"), icon="chevron-left", name="back")
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back)
        self._foot = Foot(self._go, [back])
        page.addWidget(self._foot)

    def step_back(self) -> None:
        """Esc: back to the case; nothing was done."""
        self.back.emit()

    def _fill(self, model: ShareModel) -> None:
        if model.page != self._page:
            self._page, self._who, self._stays = model.page, model.person, True
            self._basis = ""  # her yes is said each time, never taken for granted
            self._reason.setPlainText("")
        self._set_heading(self.tr("My cases"), model.code)
        empty(self._column)
        self._column.addLayout(
            column(label(model.title, "page"), label(model.lead, "", "ink2"), gap=6)
        )
        for text in model.plain:
            line = row(picture("lock", 20), gap=12)
            line.addWidget(label(text, "medium"), 1)
            self._column.addLayout(line)
        if model.warning:
            card = Card("warn", gap=4)
            card.column.addWidget(label(self.tr("Must not know of it"), "smallstrong", "sedang"))
            card.column.addWidget(label(model.warning, "strong"))
            self._column.addWidget(card)
        if not model.person:
            self._column.addLayout(self._people(model))
        if model.bases:
            self._column.addLayout(self._consent(model))
        if model.what == "handover":
            self._column.addLayout(self._staying())
        self._reason_label.setText(model.why)
        self._reason.setAccessibleName(model.why)
        reword(self._go, model.done)
        self._show_readable()
        self._judge()

    def _people(self, model: ShareModel) -> QVBoxLayout:
        part = column(label(self.tr("With whom"), "section"), gap=8)
        if model.alarm:
            card = Card("warn", gap=4)
            card.setObjectName("refused")
            card.column.addWidget(label(model.alarm, "medium", "sedang"))
            part.addWidget(card)
        tiles = ChoiceTiles(
            [Tile(one.id, one.name, one.detail) for one in model.people],
            many=False,
            name="people",
            plain=True,
        )
        tiles.set_question(self.tr("With whom"))
        tiles.set_value(self._who)
        tiles.changed.connect(self._on_who)
        tiles.setVisible(bool(model.people))
        part.addWidget(tiles)
        for note in model.notes:
            part.addWidget(label(note, "small", "ink2"))
        near = button(self.tr("Fetch colleagues near here"), "small", name="fetch")
        near.clicked.connect(lambda: self.fetch_asked.emit(False))
        every = button(self.tr("Of the whole city"), "small", name="fetch-all")
        every.clicked.connect(lambda: self.fetch_asked.emit(True))
        for one in (near, every):
            one.setEnabled(not model.fetching)
        part.addLayout(row(near, every, None))
        return part

    def _consent(self, model: ShareModel) -> QVBoxLayout:
        question = self.tr("On what may this be shared?")
        part = column(label(question, "section"), gap=8)
        tiles = ChoiceTiles(
            [Tile(id, words, hint) for id, words, hint in model.bases],
            many=False,
            name="bases",
            plain=True,
        )
        tiles.set_question(question)
        tiles.set_value(self._basis)
        tiles.changed.connect(self._on_basis)
        part.addWidget(tiles)
        return part

    def _staying(self) -> QVBoxLayout:
        question = self.tr("Afterwards")
        part = column(label(question, "section"), gap=8)
        tiles = ChoiceTiles(
            [
                Tile("stay", self.tr("I keep its history, to read only")),
                Tile("leave", self.tr("It leaves my list")),
            ],
            many=False,
            name="staying",
            plain=True,
        )
        tiles.set_question(question)
        tiles.set_value("stay" if self._stays else "leave")
        tiles.changed.connect(self._on_stays)
        part.addWidget(tiles)
        return part

    def _on_who(self, id: str) -> None:
        self._who = id
        self._judge()

    def _on_basis(self, id: str) -> None:
        self._basis = id
        self._show_readable()
        self._judge()

    def _on_stays(self, id: str) -> None:
        self._stays = id != "leave"

    def _show_readable(self) -> None:
        """Say what would be read on the basis chosen, and what would not."""
        found = self._model.readable.get(self._basis) if self._model is not None else None
        self._readable.setVisible(found is not None)
        empty(self._readable.column)
        if found is not None:
            title = label(self.tr("Will be read"), "smallstrong")
            self._readable.column.addWidget(title)
            self._readable.column.addWidget(label(found.told))
            if found.kept:
                self._readable.column.addWidget(
                    label(self.tr("Stays with you alone"), "smallstrong")
                )
                self._readable.column.addWidget(label(found.kept))

    def _judge(self) -> None:
        """Say what is still missing; the button follows."""
        model = self._model
        if model is None:
            return
        lacking = ""
        if not self._who:
            lacking = self.tr("Choose a colleague.")
        elif model.bases and not self._basis:
            lacking = self.tr("Say on what it may be shared.")
        elif model.what != "unshare" and not self._reason.toPlainText().strip():
            lacking = self.tr("Write the reason in a few words.")
        self._short.setText(lacking)
        self._short.setVisible(bool(lacking))
        self._go.setEnabled(not lacking)

    def _on_done(self) -> None:
        self.done.emit(self._who, self._basis, self._reason.toPlainText().strip(), self._stays)
