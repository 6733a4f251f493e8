"""The page before finishing: what will be kept, what is missing, what will not be kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import look
from ui.theme.tokens import FORM_WIDTH
from ui.widgets.buttons import button, reword
from ui.widgets.card import Card, PressCard, column, row
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, picture, rule


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One answer. `ref` is where a press on the row jumps to."""

    ref: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SummarySection:
    """The answers of one section."""

    title: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A required answer that is missing, or one that a rule refuses."""

    ref: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class HiddenRow:
    """An answer that no longer fits the others and will not be kept."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """An answer of an older version of the form that has no place in this one. It is kept.

    `why` is a sentence ("Pertanyaan ini sudah tidak ada.").
    """

    label: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class SummaryModel:
    """The finished form as it will be kept. With `missing` the primary button stays off.

    `hidden` are answers that no longer fit and will not be kept (a plain text is the label of
    one); `unplaced` are kept beside the form. `primary` is a verb.
    """

    title: str
    code: str
    sections: tuple[SummarySection, ...]
    missing: tuple[MissingRow, ...] = ()
    hidden: tuple[str | HiddenRow, ...] = ()
    primary: str = ""
    saved: str = ""
    room: str = "record"
    unplaced: tuple[UnplacedRow, ...] = ()


class SummaryPage(Screen[SummaryModel]):
    """Look once more, then finish.

    Signals:
        jump_asked: the ref of the question to open.
        finish_asked: the primary button.
        back_asked: back to the last question.
    """

    jump_asked = Signal(str)
    finish_asked = Signal()
    back_asked = Signal()

    def _build(self, page: QVBoxLayout) -> None:
        body = ScrollColumn(gap=16, max_width=FORM_WIDTH)
        page.addWidget(body, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(look.current().space(16))
        body.column.addLayout(self._column)
        body.column.addStretch(1)
        self._finish = button("", "primary", name="primary")
        self._finish.setShortcut("Ctrl+Return")
        self._finish.clicked.connect(self.finish_asked)
        back = button(self.tr("Back"), icon="chevron-left", name="back")
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back_asked)
        self._foot = Foot(self._finish, [back])
        page.addWidget(self._foot)

    def _fill(self, model: SummaryModel) -> None:
        self._set_heading(model.title, model.code)
        reword(self._finish, model.primary or self.tr("Finish"))
        self._finish.setEnabled(not model.missing)
        self._foot.set_saved(model.saved)
        empty(self._column)
        head = column(label(self.tr("Look once more"), "page"), gap=6)
        help_text = (
            self.tr("A few answers are missing. Everything typed is saved.")
            if model.missing
            else self.tr("Press a line to change it.")
        )
        head.addWidget(label(help_text, "", "ink2"))
        self._column.addLayout(head)
        if model.missing:
            self._column.addWidget(self._missing(model.missing))
        for section in model.sections:
            self._column.addWidget(self._section(section))
        if model.hidden:
            self._column.addWidget(self._hidden(model.hidden))
        if model.unplaced:
            self._column.addWidget(self._unplaced(model.unplaced))

    def _hidden(self, rows: tuple[str | HiddenRow, ...]) -> QWidget:
        card = Card("warn", gap=8)
        card.setObjectName("will-not-be-kept")
        card.column.addWidget(label(self.tr("Will not be kept"), "strong", "sedang"))
        why = self.tr("These answers no longer fit the others. Change those to keep them.")
        card.column.addWidget(label(why, "small"))
        for one in rows:
            if isinstance(one, str):
                card.column.addWidget(label(one, "medium"))
            else:
                card.column.addLayout(_pair(one.label, one.value))
        return card

    def _unplaced(self, rows: tuple[UnplacedRow, ...]) -> QWidget:
        card = Card("sunken", gap=8)
        card.setObjectName("unplaced")
        card.column.addWidget(label(self.tr("Answers without a place"), "strong"))
        why = self.tr("They come from an older version of the form. They are kept with it.")
        card.column.addWidget(label(why, "small", "ink2"))
        for one in rows:
            pair = _pair(one.label, one.value)
            if one.why:
                pair.addWidget(label(one.why, "small", "ink2"))
            card.column.addLayout(pair)
        return card

    def _missing(self, rows: tuple[MissingRow, ...]) -> QWidget:
        card = Card("warn", gap=8)
        card.column.addWidget(label(self.tr("Still missing"), "strong", "sedang"))
        for item in rows:
            go = button(self.tr("Answer"), "small", name=f"missing-{item.ref}")
            go.setAccessibleDescription(item.label)
            go.clicked.connect(lambda _on=False, item=item: self.jump_asked.emit(item.ref))
            words = column(label(item.label, "medium"), gap=1)
            if item.message:
                words.addWidget(label(item.message, "small"))
            line = row()
            line.addLayout(words, 1)
            line.addWidget(go)
            card.column.addLayout(line)
        return card

    def _section(self, section: SummarySection) -> QWidget:
        holder = QWidget()
        stack = QVBoxLayout(holder)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.current().space(8))
        stack.addWidget(label(section.title, "section"))
        card = Card(margin=0, gap=0)
        card.column.setContentsMargins(1, 1, 1, 1)
        for number, item in enumerate(section.rows):
            if number:
                card.column.addWidget(rule())
            card.column.addWidget(self._answer(item))
        stack.addWidget(card)
        return holder

    def _answer(self, item: SummaryRow) -> PressCard:
        line = PressCard(framed=False, margin=12)
        line.setObjectName(f"answer-{item.ref}")
        line.setAccessibleName(f"{item.label}: {item.value}")
        line.setAccessibleDescription(self.tr("Opens the question."))
        name, value = label(item.label, "small", "ink2"), label(item.value, "medium")
        if look.current().large:
            line.column.addLayout(column(name, value, gap=2))
        else:
            both = row(gap=16)
            both.addWidget(name, 42)
            both.addWidget(value, 58)
            both.addWidget(picture("chevron-right", 16))
            line.column.addLayout(both)
        line.clicked.connect(lambda: self.jump_asked.emit(item.ref))
        return line


def _pair(name: str, value: str) -> QVBoxLayout:
    """A question and its answer, one under the other."""
    return column(label(name, "small", "ink2"), label(value, "medium"), gap=1)
