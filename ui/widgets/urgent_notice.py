"""What the door says of urgent referrals that were written there: whom to call, or that it is done.

Never what is in one: only how many, and a number to phone.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.text import empty, label, picture


@dataclass(frozen=True, slots=True)
class UrgentNotice:
    """Whole sentences, each empty where there is nothing to say.

    `late`: somebody must phone now. `waiting`: sent, not taken on yet. `bad`: a file is damaged.
    `accepted`: taken on; it goes when somebody has read it.
    """

    late: str = ""
    waiting: str = ""
    bad: str = ""
    accepted: str = ""


class UrgentCards(QWidget):
    """The sentences, gravest first.

    Signals:
        seen: somebody has read that a referral was taken on.
    """

    seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.current().space(8))
        self._shown: UrgentNotice | None = None
        self.hide()

    def show_notice(self, notice: UrgentNotice) -> None:
        """Show these sentences; the same ones again change nothing."""
        if notice == self._shown:
            return
        self._shown = notice
        empty(self._column)
        for text, kind, icon, tone in (
            (notice.late, "red", "phone", "darurat"),
            (notice.bad, "never", "danger", "tinggi"),
            (notice.waiting, "warn", "clock", "sedang"),
        ):
            if text:
                card = Card(kind, margin=12)
                line = row(picture(icon, 20, tone), label(text, "medium", tone), gap=12)
                line.setStretch(1, 1)
                card.column.addLayout(line)
                self._column.addWidget(card)
        if notice.accepted:
            card = Card("soft", margin=12)
            done = button(self.tr("I have read it"), "small", name="urgent-seen")
            done.clicked.connect(self.seen)
            words = label(notice.accepted, "medium", "primary")
            line = row(picture("check", 20, "primary"), words, done, gap=12)
            line.setStretch(1, 1)
            card.column.addLayout(line)
            self._column.addWidget(card)
        self.setVisible(notice != UrgentNotice())
