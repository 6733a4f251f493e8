"""Fields that give what is typed to nobody: no prediction, no drag, no drop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.theme import look

_SEALED = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


def seal(widget: QWidget) -> None:
    """Keep what is typed here out of predictions, drags and the middle-click clipboard."""
    widget.setInputMethodHints(widget.inputMethodHints() | _SEALED)
    widget.setAcceptDrops(False)


class SealedLine(QLineEdit):
    """One line that gives its text to nobody: no prediction, no drag, no drop.

    The middle-click clipboard is emptied by the application whenever it is ours (`ui.app`).
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        seal(self)
        self.setDragEnabled(False)
        self.setAccessibleName(name)


class SealedText(QPlainTextEdit):
    """Several lines, sealed in the same way. Tab leaves the field.

    Signals:
        left: the cursor left it.
    """

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        seal(self)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setMinimumHeight(look.current().box(150))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that one went on."""
        super().focusOutEvent(event)
        self.left.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Nothing is dropped here."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on marked text unmarks it: nothing is dragged out of here."""
        marked = self.textCursor()
        at = self.cursorForPosition(event.position().toPoint()).position()
        if marked.hasSelection() and marked.selectionStart() <= at <= marked.selectionEnd():
            marked.clearSelection()
            self.setTextCursor(marked)
        super().mousePressEvent(event)
