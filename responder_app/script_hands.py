"""What a script does with a window: find a widget, press it, type, wait, take a picture.

Everything goes through the same widgets a person uses; nothing is answered behind the window.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from ui.main_window import MainWindow
from ui.widgets.date_editor import DateEditor
from ui.widgets.search_editor import ChoiceList

Steps = Iterator[None]
PATIENCE = 120.0
PASTE_ABOVE = 200


class ScriptFailed(Exception):
    """The window did not do what the script waited for; says where, never what was typed."""


class Hands:
    """One window in the hands of a script. ``shots``: where pictures go; ``first``: a number."""

    def __init__(self, window: MainWindow, shots: Path, person: str, first: int) -> None:
        self.window = window
        self.number = first
        self._shots = shots
        self._person = person

    def shot(self, name: str) -> None:
        """A picture of the window as it stands."""
        self.number += 1
        path = self._shots / f"{self._person}-{self.number:02d}-{name}.png"
        self.window.grab().save(str(path))

    def find(self, name: str) -> QWidget | None:
        """The visible widget of that object name."""
        for widget in self.window.findChildren(QWidget, name):
            if widget.isVisible():
                return widget
        return None

    def until(self, holds: Callable[[], bool], what: str, seconds: float = PATIENCE) -> Steps:
        """Wait, letting the window live; raises ``ScriptFailed`` when it does not come about."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                raise ScriptFailed(f"waited in vain for {what} (room {self.window.room()})")
            yield

    def room(self, name: str, seconds: float = PATIENCE) -> Steps:
        """Wait for a room to be in front."""
        yield from self.until(lambda: self.window.room() == name, f"room {name}", seconds)

    def press(self, name: str) -> Steps:
        """Wait for a button and press it."""
        yield from self.until(lambda: self._ready(name), f"button {name}")
        widget = self.find(name)
        if widget is None:
            raise ScriptFailed(f"button {name} went away")
        self.click(widget)
        yield

    def _ready(self, name: str) -> bool:
        widget = self.find(name)
        return widget is not None and widget.isEnabled()

    def click(self, widget: QWidget) -> None:
        """Bring it into view and press it with the mouse; by keyboard where it is covered."""
        area = _scroll_area(widget)
        if area is not None:
            area.ensureWidgetVisible(widget)
        at = widget.mapTo(self.window, widget.rect().center())
        if self.window.rect().contains(at) and self.window.childAt(at) is not None:
            hit = self.window.childAt(at)
            if hit is widget or (hit is not None and widget.isAncestorOf(hit)):
                QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
                return
        if isinstance(widget, QAbstractButton):
            widget.setFocus()
            QTest.keyClick(widget, Qt.Key.Key_Space)

    def pick(self, name: str, value: str) -> Steps:
        """Press the row of a searched list that stands for ``value``."""
        yield from self.until(lambda: self._ready(name), f"list {name}")
        rows = self.find(name)
        if not isinstance(rows, QListView):
            raise ScriptFailed(f"{name} is no list")
        choices = rows.model()
        at = choices.row_of(value) if isinstance(choices, ChoiceList) else -1
        if at < 0:
            raise ScriptFailed(f"the list {name} has no such row")
        index = choices.index(at, 0)
        area = _scroll_area(rows)
        if area is not None:
            area.ensureWidgetVisible(rows)
        rows.scrollTo(index)
        place = rows.visualRect(index).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
        yield

    def type(self, name: str, text: str) -> Steps:
        """Wait for a field and type into it, in place of what stood there."""
        yield from self.until(lambda: self._ready(name), f"field {name}")
        field = self.find(name)
        if isinstance(field, QLineEdit):
            field.setFocus()
            field.selectAll()
            _write(field, text)
        elif isinstance(field, QPlainTextEdit):
            field.setFocus()
            field.selectAll()
            _write(field, text)
        elif field is not None:
            self._type_date(field, text)
        yield

    def _type_date(self, field: QWidget, text: str) -> None:
        """A date field: year-month-day into its three parts."""
        if isinstance(field, DateEditor):
            field.choose(text)


def _write(field: QWidget, text: str) -> None:
    """Key by key; what no plain keyboard has comes as an input method brings it."""
    if text.isascii() and text.isprintable() and len(text) <= PASTE_ABOVE:
        QTest.keyClicks(field, text)
        return
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QCoreApplication.sendEvent(field, committed)


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return parent
        parent = parent.parentWidget()
    return None
