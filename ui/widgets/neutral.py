"""The harmless page: the timetable of a PKK meeting, shown in place of everything else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.text import label


class NeutralPage(QWidget):
    """Covers the window. Says nothing about this app; while it is there no key goes beneath it.

    Signals:
        leave_asked: the page was closed; coming back asks for the passphrase.
    """

    leave_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        now = look.current()
        self.setProperty("ground", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        body = ScrollColumn(gap=12)
        page = body.column
        whole.addWidget(body, 1)
        page.addWidget(label(self.tr("PKK meeting"), "page"))
        page.addWidget(label(self.tr("Timetable, every second Wednesday"), "", "ink2"))
        card = Card(gap=0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(now.space(24))
        grid.setVerticalSpacing(now.space(12))
        lines = (
            ("09.00", self.tr("Opening and song"), self.tr("Hall")),
            ("09.15", self.tr("Health post: weighing and vitamins"), self.tr("Terrace")),
            ("10.00", self.tr("Savings group, books and deposits"), self.tr("Hall")),
            ("10.45", self.tr("Family garden: chilli and spinach"), self.tr("Garden")),
            ("11.30", self.tr("Recipe of the month"), self.tr("Kitchen")),
            ("12.00", self.tr("Closing"), self.tr("Hall")),
        )
        for number, (at, what, where) in enumerate(lines):
            grid.addWidget(label(at, "strong", wrap=False), number, 0)
            grid.addWidget(label(what), number, 1)
            grid.addWidget(label(where, "", "ink2", wrap=False), number, 2)
        grid.setColumnStretch(1, 1)
        card.column.addLayout(grid)
        page.addWidget(card)
        page.addWidget(label(self.tr("Bring: savings book, spinach seeds, one plate."), "", "ink2"))
        page.addStretch(1)
        leave = button(self.tr("Close timetable"), name="leave")
        leave.clicked.connect(self.leave_asked)
        whole.addWidget(Foot(None, [], [leave]))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A page that is made anew beneath, or Tab, would take the keys and show its ring."""
        if now is None or now is self or not self.isVisible() or self.isAncestorOf(now):
            return
        if now.window() is self.window():
            self.setFocus()
