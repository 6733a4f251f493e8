"""The strip that says: this is practice, not a real city."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.text import label, picture


class DemoStrip(QWidget):
    """One line under the top bar, on every screen of a demo.

    Signals:
        desk_asked: open the laptop of the demo's desk (the button is there only with ``desk``).
    """

    desk_asked = Signal()

    def __init__(self, text: str, *, desk: bool = False) -> None:
        super().__init__()
        now = look.current()
        self.setProperty("ground", "demo")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(now.space(32), now.space(4), now.space(32), now.space(4))
        line.setSpacing(now.space(8))
        line.addWidget(picture("info", 18, "sedang_ink"))
        line.addWidget(label(text, "smallstrong", "sedang"), 1)
        if desk:
            words = QCoreApplication.translate("DoorScreen", "Open the example UPTD desk")
            open_desk = button(words, "link", "inbox", name="strip-desk")
            open_desk.clicked.connect(self.desk_asked)
            line.addWidget(open_desk)
