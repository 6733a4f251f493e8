"""The top of a page that is open with nobody logged in: the way back to the door, and its name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.text import label


class OutsideTop(QWidget):
    """A bar over the page. Inside, where a rail leads on, the page hides it.

    `back` False leaves the way back to the page's own foot; `hide` gives it the corner button.

    Signals:
        back_asked: back to the door.
        hide_asked: the corner button that shows a harmless page.
    """

    back_asked = Signal()
    hide_asked = Signal()

    def __init__(self, title: str, *, back: bool = True, hide: bool = False) -> None:
        super().__init__()
        now = look.current()
        self.setProperty("ground", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar = QHBoxLayout(self)
        bar.setContentsMargins(now.space(32), now.space(12), now.space(32), now.space(12))
        bar.setSpacing(now.space(24))
        if back:
            door = button(self.tr("Back to the door"), "small", "chevron-left", name="back")
            door.clicked.connect(self.back_asked)
            bar.addWidget(door)
        self._title = label(title, "section", wrap=False)
        bar.addWidget(self._title)
        bar.addStretch(1)
        if hide:
            corner = button(self.tr("Hide"), "small", "eye-off", name="hide")
            corner.setAccessibleDescription(self.tr("Shows a harmless page."))
            corner.clicked.connect(self.hide_asked)
            bar.addWidget(corner)

    def set_title(self, title: str) -> None:
        """Another name of the page."""
        self._title.setText(title)
