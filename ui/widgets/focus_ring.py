"""The focus ring: one overlay for the window that follows the focus; nothing changes its size."""

from __future__ import annotations

from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTableView, QWidget
from shiboken6 import isValid

from ui.theme import look

_OUT = 3
_WIDTH = 2.5
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


class FocusRing(QWidget):
    """Draws a ring 3 px outside the focused control of its window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._lists: WeakSet[QTableView] = WeakSet()
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def refresh(self) -> None:
        """Place the ring anew (rows of a list move without the list moving)."""
        self._place()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        window = self.parentWidget()
        takes = now is not None and now.focusPolicy() != Qt.FocusPolicy.NoFocus
        if takes and now is not None and window is not None and window.isAncestorOf(now):
            self._target = now
            step: QWidget | None = now
            while step is not None and step is not window:
                step.installEventFilter(self)
                self._watched.append(step)
                step = step.parentWidget()
            if isinstance(now, QTableView) and now not in self._lists:
                self._lists.add(now)
                now.selectionModel().currentChanged.connect(self._place)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow moves of the focused control and of everything it lies in."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        window, target = self.parentWidget(), self._target
        if target is not None and not isValid(target):
            target = self._target = None
        if window is None or target is None or not target.isVisible():
            self.hide()
            return
        inner = target.rect()
        if isinstance(target, QTableView):
            if not target.currentIndex().isValid():
                self.hide()
                return
            inner = target.visualRect(target.currentIndex()).intersected(target.rect())
        area = QRect(target.mapTo(window, inner.topLeft()), inner.size())
        step = target.parentWidget()
        while step is not None and step is not window:
            holder = step.parentWidget()
            if isinstance(holder, QAbstractScrollArea) and holder.viewport() is step:
                seen = QRect(step.mapTo(window, QPoint(0, 0)), step.size())
                area = area.intersected(seen)
            step = holder
        if area.height() < 4 or area.width() < 4:
            self.hide()
            return
        grow = _OUT + 3
        self.setGeometry(area.adjusted(-grow, -grow, grow, grow))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded ring in the focus colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.current().colour("focus"), _WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 3 - _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 12, 12)
        painter.end()
