"""The emergency strip at the bottom of what is open to everybody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.card import column
from ui.widgets.text import label, picture, rule


class EmergencyStrip(QWidget):
    """Number large, whom it reaches beside it; edge to edge."""

    def __init__(self) -> None:
        super().__init__()
        now = look.current()
        self.setProperty("ground", "emergency")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(now.space(40), now.space(16), now.space(32), now.space(16))
        line.setSpacing(now.space(16))
        line.addWidget(picture("phone", 22, "darurat_ink"))
        self._words = QWidget()
        words = column(
            label(self.tr("Danger now? Phone first."), "section", "darurat"),
            label(self.tr("This app is no alarm."), "small", "darurat"),
            gap=0,
        )
        words.setContentsMargins(0, 0, 0, 0)
        holder = QVBoxLayout(self._words)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addLayout(words)
        line.addWidget(self._words, 1)
        self._subs: list[QLabel] = []
        for number, whom, about in (
            ("110", self.tr("Police"), self.tr("day and night")),
            ("119", self.tr("Ambulance"), self.tr("wounds, poison, crisis of the mind")),
            ("129", self.tr("SAPA"), self.tr("WA 08111-129-129")),
        ):
            line.addWidget(rule("v"))
            digits = label(number, "digits", "darurat", wrap=False)
            digits.setAccessibleName(f"{whom} {number}")
            line.addWidget(digits)
            sub = label(about, "small", "darurat", wrap=False)
            self._subs.append(sub)
            line.addLayout(column(label(whom, "strong", "darurat", wrap=False), sub, gap=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the second lines go; the numbers stay."""
        super().resizeEvent(event)
        wide = self.width() >= look.current().box(1000)
        for sub in self._subs:
            sub.setVisible(wide)
        self._words.setVisible(self.width() >= look.current().box(640))
