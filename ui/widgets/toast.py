"""A short message at the bottom, with one action and a countdown one can see."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.text import label


class Toast(Card):
    """Lies over the window above the foot; goes by itself, or when its action is pressed."""

    def __init__(
        self,
        window: QWidget,
        text: str,
        action: str,
        seconds: int,
        on_action: Callable[[], None] | None,
    ) -> None:
        super().__init__("plain", margin=12)
        self.setParent(window)
        self.setObjectName("toast")
        self._seconds = seconds
        self._action = action
        self._on_action = on_action
        now = look.current()
        line = QHBoxLayout()
        line.setSpacing(now.space(16))
        self._text = label(text, "medium", wrap=False)
        line.addWidget(self._text)
        self._button = button(action, "small", name="toast-action")
        if action:
            self._button.clicked.connect(self._on_pressed)
            line.addWidget(self._button)
        self.column.addLayout(line)
        self.setAccessibleName(text)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._word()
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Above the foot, in the middle of the window."""
        window = self.parentWidget()
        if window is None:
            return
        self.adjustSize()
        foot = look.current().space(88)
        left = max(8, (window.width() - self.width()) // 2)
        self.move(left, window.height() - self.height() - foot)

    def _word(self) -> None:
        if self._action:
            self._button.setText(f"{self._action}  ·  {self._seconds}")
            self._button.setAccessibleName(self._action)

    def _tick(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self._end()
            return
        self._word()

    def _on_pressed(self) -> None:
        on_action = self._on_action
        self._end()
        if on_action is not None:
            on_action()

    def _end(self) -> None:
        self._clock.stop()
        self.hide()
        self.deleteLater()
