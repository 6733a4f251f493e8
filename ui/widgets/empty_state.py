"""An empty place that teaches what comes here and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.text import label, picture


class EmptyState(QWidget):
    """A picture, one sentence, one more, and maybe one way to begin."""

    def __init__(self, icon: str, text: str, more: str = "", action: QPushButton | None = None):
        super().__init__()
        now = look.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(now.space(24), now.space(32), now.space(24), now.space(32))
        stack.setSpacing(now.space(8))
        stack.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        stack.addWidget(picture(icon, 40, "primary"), 0, middle)
        for words, kind, tone in ((text, "section", ""), (more, "", "ink2")):
            if words:
                line = label(words, kind, tone)
                line.setAlignment(middle)
                stack.addWidget(line)
        if action is not None:
            stack.addWidget(action, 0, middle)
        stack.addStretch(2)
