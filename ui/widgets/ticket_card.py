"""The reporter's ticket: number, PIN, and what to say with it."""

from __future__ import annotations

from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.text import label, picture


class TicketCard(Card):
    """Number large; PIN and the words to read aloud behind one press."""

    def __init__(self, number: str, pin: str, text: str) -> None:
        super().__init__(gap=8)
        head = row(picture("ticket", 22), gap=14)
        shown = label(number, "section")
        shown.setObjectName("ticket-number")
        head.addLayout(column(label(self.tr("Ticket number"), "small", "ink2"), shown, gap=1), 1)
        self._show = button(self.tr("Read aloud"), "small", name="ticket-read")
        self._show.clicked.connect(self._on_show)
        head.addWidget(self._show)
        self.column.addLayout(head)
        code = label(self.tr("PIN {pin}").format(pin=pin), "section")
        code.setObjectName("ticket-pin")
        self._more = [code, label(text)]
        for part in self._more:
            part.hide()
            self.column.addWidget(part)

    def _on_show(self) -> None:
        for part in self._more:
            part.setVisible(part.isHidden())
