"""The top bar: where we are, whom to phone, and the way to hide."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import look
from ui.theme.tokens import SECTION
from ui.widgets.buttons import button
from ui.widgets.text import label, picture, restyle

_WIDEST = 16_777_215  # Qt's own: no limit


class TopBar(QWidget):
    """Room name, emergency numbers, hide; hide is always last.

    Signals:
        hide_pressed: the corner button.
    """

    hide_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        now = look.current()
        self.setProperty("ground", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(now.space(64))
        line = QHBoxLayout(self)
        line.setContentsMargins(now.space(32), 0, now.space(24), 0)
        line.setSpacing(now.space(12))
        self._title = label("", "section", wrap=False)
        self._sub = label("", "small", "ink2", wrap=False)
        line.addWidget(self._title)
        line.addWidget(self._sub)
        line.addStretch(1)
        self._words: list[QLabel] = []
        self._digits: list[QLabel] = []
        numbers = QHBoxLayout()
        numbers.setSpacing(now.space(7))
        numbers.addWidget(picture("phone", 20, "darurat_ink"))
        numbers.addSpacing(now.space(8))
        for digits, whom in (
            ("110", self.tr("Police")),
            ("119", self.tr("Ambulance")),
            ("129", self.tr("SAPA")),
        ):
            number = label(digits, "number", "darurat", wrap=False)
            number.setAccessibleName(f"{whom} {digits}")
            number.setToolTip(whom)
            word = label(whom, "small", "ink2", wrap=False)
            self._words.append(word)
            self._digits.append(number)
            numbers.addWidget(number)
            numbers.addWidget(word)
            numbers.addSpacing(now.space(8))
        line.addLayout(numbers)
        line.addSpacing(now.space(6))
        text = self.tr("Hide") if now.large else self.tr("Hide  ·  Esc Esc")
        self.hide_button = button(text, "small", "eye-off", name="hide")
        self.hide_button.setAccessibleName(self.tr("Hide"))
        self.hide_button.setAccessibleDescription(
            self.tr("Shows a harmless page at once. Coming back asks for the passphrase.")
        )
        self.hide_button.clicked.connect(self.hide_pressed)
        line.addWidget(self.hide_button)

    def set_heading(self, title: str, sub: str) -> None:
        """The room's name and its second line."""
        self._title.setText(title)
        self._sub.setText(sub)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is not needed when it is narrow; numbers and Hide stay.

        A title that is longer than its room takes two lines, smaller ones at large text.
        """
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        now = look.current()
        margins = now.space(32) + now.space(24)
        digits = sum(number.sizeHint().width() + now.space(24) for number in self._digits)
        beside = self.hide_button.sizeHint().width() + digits + now.icon(20) + now.space(38)
        wide = QFontMetrics(now.font(SECTION, 600)).horizontalAdvance(self._title.text())
        room = max(1, self.width() - margins - beside)
        folds = wide + 2 > room
        self._title.setWordWrap(folds)
        self._title.setMinimumWidth(room if folds else wide + 2)
        self._title.setMaximumWidth(room if folds else _WIDEST)
        restyle(self._title, "type", "strong" if folds and now.large else "section")
        fixed = self._title.sizeHint().width() + beside + now.space(24)
        words = sum(word.sizeHint().width() + now.space(7) for word in self._words)
        left = 0 if folds else self.width() - margins - fixed
        show_words = left >= words
        show_sub = left - (words if show_words else 0) >= self._sub.sizeHint().width()
        self._sub.setVisible(show_sub and bool(self._sub.text()))
        for word in self._words:
            word.setVisible(show_words)
