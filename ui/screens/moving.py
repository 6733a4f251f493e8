"""Before a draft goes over to a newer version of its form: what goes along, what is kept aside."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.summary import UnplacedRow
from ui.theme import look
from ui.theme.tokens import FORM_WIDTH
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, rule


@dataclass(frozen=True, slots=True)
class MovedRow:
    """An answer that goes along: the question and its answer in words. `note`: what is other."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MovingModel:
    """What moving would do. `lead` says from which version to which, in a sentence.

    `required` are questions that must be answered in the newer version; `aside` answers that have
    no place there and are kept; `carried` answers that go along.
    """

    title: str
    code: str
    lead: str
    required: tuple[str, ...] = ()
    aside: tuple[UnplacedRow, ...] = ()
    changed: tuple[MovedRow, ...] = ()
    carried: tuple[MovedRow, ...] = ()
    room: str = "record"


class MovingScreen(Screen[MovingModel]):
    """Look first, then move or stay; nothing is changed by looking.

    Signals:
        move_asked: the draft goes over to the newer version.
        stay_asked: it stays as it is; the way back to it.
    """

    move_asked = Signal()
    stay_asked = Signal()

    rail_room = "record"

    def _build(self, page: QVBoxLayout) -> None:
        body = ScrollColumn(gap=16, max_width=FORM_WIDTH)
        page.addWidget(body, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(look.current().space(16))
        body.column.addLayout(self._column)
        body.column.addStretch(1)
        move = button(self.tr("Move to the new version"), "primary", name="move")
        move.setShortcut("Ctrl+Return")
        move.clicked.connect(self.move_asked)
        stay = button(self.tr("Stay on this version"), name="stay")
        stay.setShortcut("Alt+Left")
        stay.clicked.connect(self.stay_asked)
        page.addWidget(Foot(move, [stay]))

    def _fill(self, model: MovingModel) -> None:
        self.rail_room = model.room
        self._set_heading(model.title, model.code)
        empty(self._column)
        head = column(label(self.tr("There is a new version of this form"), "page"), gap=6)
        head.addWidget(label(model.lead, "", "ink2"))
        head.addWidget(label(self.tr("Nothing you typed is lost, whichever you choose."), "medium"))
        self._column.addLayout(head)
        if model.required:
            self._column.addWidget(self._required(model.required))
        if model.aside:
            self._column.addWidget(self._aside(model.aside))
        if model.changed:
            title = self.tr("Look at these once more")
            self._column.addWidget(_list("changed", title, model.changed))
        if model.carried:
            title = self.tr("Goes along ({count})").format(count=len(model.carried))
            self._column.addWidget(_list("carried", title, model.carried))

    def _required(self, labels: tuple[str, ...]) -> QWidget:
        card = Card("warn", gap=8)
        card.setObjectName("new-required")
        title = label(self.tr("New questions that need an answer"), "strong", "sedang")
        card.column.addWidget(title)
        for text in labels:
            card.column.addWidget(label(text, "medium"))
        return card

    def _aside(self, rows: tuple[UnplacedRow, ...]) -> QWidget:
        card = Card("sunken", gap=8)
        card.setObjectName("kept-aside")
        card.column.addWidget(label(self.tr("Has no place there, and is kept"), "strong"))
        for one in rows:
            words = column(label(one.label, "small", "ink2"), label(one.value, "medium"), gap=1)
            if one.why:
                words.addWidget(label(one.why, "small", "ink2"))
            card.column.addLayout(words)
        return card


def _list(name: str, title: str, rows: tuple[MovedRow, ...]) -> QWidget:
    holder = QWidget()
    holder.setObjectName(name)
    stack = QVBoxLayout(holder)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(look.current().space(8))
    stack.addWidget(label(title, "section"))
    card = Card(gap=8)
    for number, one in enumerate(rows):
        if number:
            card.column.addWidget(rule())
        card.column.addLayout(_line(one))
    stack.addWidget(card)
    return holder


def _line(one: MovedRow) -> QVBoxLayout:
    name, value = label(one.label, "small", "ink2"), label(one.value, "medium")
    if look.current().large:
        words = column(name, value, gap=1)
    else:
        both = row(gap=16)
        both.addWidget(name, 42)
        both.addWidget(value, 58)
        words = column(gap=1)
        words.addLayout(both)
    if one.note:
        words.addWidget(label(one.note, "small", "ink2"))
    return words
