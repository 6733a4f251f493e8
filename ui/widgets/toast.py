"""A short message at the bottom, with one action and a countdown one can see."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.places import ScrollColumn
from ui.widgets.text import label

_WIDEST = 620  # px of words at 100 %: longer ones take two lines


class Toast(Card):
    """Lies over the page, above its foot; goes by itself, or when its action is pressed."""

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
        self._text = label(text, "medium")
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
        """At the foot of what scrolls, in its middle: over no rail and over no button."""
        window = self.parentWidget()
        if window is None:
            return
        now = look.current()
        ground = self._ground(window)
        beside = self._button.sizeHint().width() + now.space(16) if self._action else 0
        most = min(now.box(_WIDEST), ground.width() - 2 * now.space(32) - beside)
        self._text.ensurePolished()
        whole = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 4
        self._text.setFixedWidth(min(whole, most))
        self.adjustSize()
        left = ground.left() + max(8, (ground.width() - self.width()) // 2)
        self.move(left, ground.bottom() - self.height() - now.space(12))
        self._spare(self.height() + now.space(24))

    def _ground(self, window: QWidget) -> QRect:
        """The largest part of the window that scrolls, or the window without the height of a
        foot."""
        found = [
            QRect(one.mapTo(window, QPoint(0, 0)), one.size())
            for one in window.findChildren(ScrollColumn)
            if one.isVisible()
        ]
        whole = window.rect().adjusted(0, 0, 0, -look.current().space(76))
        return max(found, key=lambda box: box.width() * box.height(), default=whole)

    def _spare(self, pixels: int) -> None:
        """What scrolls under it can be scrolled free of it."""
        window = self.parentWidget()
        for column in window.findChildren(ScrollColumn) if window is not None else ():
            if column.isVisible() or not pixels:
                column.spare_below(pixels)

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

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever took it away: the room below is given back."""
        super().hideEvent(event)
        self._spare(0)
