"""The calm page for a fault: what happened, what is safe, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from ui.theme import look
from ui.theme.tokens import READING_WIDTH
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.emergency import EmergencyStrip
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import label, picture


@dataclass(frozen=True, slots=True)
class FaultModel:
    """A fault in words. `detail` is technical, folded, and holds no personal data."""

    title: str
    what: str
    safe: str
    todo: str
    detail: str = ""
    can_retry: bool = False


class FaultScreen(Screen[FaultModel]):
    """The fault page.

    Signals:
        retry_asked, close_asked: its two buttons.
    """

    retry_asked = Signal()
    close_asked = Signal()

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        body = ScrollColumn(gap=16, max_width=READING_WIDTH, top=48, center=True)
        page.addWidget(body, 1)
        mark = row(picture("door", 26, "primary"), label("Satu Pintu", "tile", wrap=False), None)
        body.column.addLayout(mark)
        body.column.addSpacing(now.space(16))
        self._title = label("", "page")
        body.column.addWidget(self._title)
        self._parts: dict[str, QLabel] = {}
        for key, title in (
            ("what", self.tr("What happened")),
            ("safe", self.tr("What is safe")),
            ("todo", self.tr("What to do")),
        ):
            card = Card("soft" if key == "todo" else "plain", gap=4)
            card.column.addWidget(label(title, "smallstrong", "primary"))
            self._parts[key] = label("", "tile")
            card.column.addWidget(self._parts[key])
            body.column.addWidget(card)
        self._more = button(self.tr("Technical details"), "link", "chevron-right", name="details")
        self._more.clicked.connect(self._on_more)
        self._detail = label("", "small", "ink2")
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._detail.hide()
        body.column.addLayout(row(self._more, None))
        body.column.addWidget(self._detail)
        body.column.addStretch(1)
        self._retry = button(self.tr("Try again"), "primary", "refresh", name="primary")
        self._retry.clicked.connect(self.retry_asked)
        close = button(self.tr("Close the app"), name="close")
        close.clicked.connect(self.close_asked)
        page.addWidget(Foot(self._retry, [close]))
        page.addWidget(EmergencyStrip())

    def _fill(self, model: FaultModel) -> None:
        self._set_heading(model.title)
        self._title.setText(model.title)
        for key, text in (("what", model.what), ("safe", model.safe), ("todo", model.todo)):
            self._parts[key].setText(text)
            holder = self._parts[key].parentWidget()
            if holder is not None:
                holder.setVisible(bool(text))
        self._more.setVisible(bool(model.detail))
        self._detail.setText(model.detail)
        self._retry.setVisible(model.can_retry)

    def _on_more(self) -> None:
        self._detail.setVisible(self._detail.isHidden())
