"""What the walk can see by itself: clipped, nameless, untranslated, and two primary buttons."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QTableView,
    QWidget,
)

from ui.widgets.choice_tiles import TileCard
from ui.widgets.likert import Point
from ui.widgets.rank import RankLine
from ui.widgets.rows import RowView

_WORDS = Path(__file__).resolve().parents[2] / "ui" / "words" / "id.ts"
_CONTROLS = (
    QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QTableView, QListView, QSlider, RankLine,
)  # fmt: skip


def pairs() -> dict[str, str]:
    """English source -> Indonesian, where they differ."""
    found: dict[str, str] = {}
    if not _WORDS.is_file():
        return found
    for message in ET.parse(_WORDS).getroot().iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        text = (translation.text or "") if translation is not None else ""
        if text and text != source and "{" not in source and len(source) > 3:
            found[source] = text
    return found


def faults(window: QWidget, language: str, words: dict[str, str]) -> list[str]:
    """Everything that is wrong with what is on show now, one line each."""
    shown = [w for w in window.findChildren(QWidget) if w.isVisible()]
    lines: list[str] = []
    for widget in shown:
        lines += _clipped(widget) + _outside(widget) + _nameless(widget)
        lines += _foreign(widget, language, words)
    primaries = [
        w.objectName() or type(w).__name__
        for w in shown
        if isinstance(w, QAbstractButton) and w.property("look") == "primary"
    ]
    if len(primaries) > 1:
        lines.append(f"two primary buttons: {', '.join(primaries)}")
    return lines


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QPushButton):
        return widget.text()
    return ""


def _who(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} {_text(widget)[:50]!r}"


def _clipped(widget: QWidget) -> list[str]:
    if isinstance(widget, RowView):
        return [f"row does not fit: {key}" for key in widget.too_narrow()]
    if isinstance(widget, TileCard | Point):
        high = widget.heightForWidth(widget.width()) > widget.height() + 1
        wide = widget.minimumSizeHint().width() > widget.width() + 1
        return [f"clipped: tile {widget.value}"] if high or wide else []
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            words = max(widget.text().split(), key=len, default="")
            longest = widget.fontMetrics().horizontalAdvance(words)
            if longest > widget.width() + 1 or widget.heightForWidth(widget.width()) > (
                widget.height() + 2
            ):
                return [f"clipped: {_who(widget)} {widget.size().toTuple()}"]
        elif widget.sizeHint().width() > widget.width() + 1:
            return [f"clipped: {_who(widget)} {widget.size().toTuple()}"]
    if isinstance(widget, QComboBox):
        need_wide = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return [f"clipped: {_who(widget)}"] if need_wide > widget.width() - 40 else []
    if isinstance(widget, QPushButton) and widget.text():
        need = widget.sizeHint()
        if need.width() > widget.width() + 1 or need.height() > widget.height() + 1:
            return [f"clipped: {_who(widget)} {widget.size().toTuple()} {need.toTuple()}"]
    return []


def _outside(widget: QWidget) -> list[str]:
    """Content wider than the column that scrolls, or a control pushed out of its window."""
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None and inner.width() > widget.viewport().width() + 1:
            return [f"wider than its page: {inner.width()} > {widget.viewport().width()}"]
    if isinstance(widget, QAbstractButton):
        step = widget.parentWidget()
        while step is not None and not isinstance(step, QAbstractScrollArea):
            step = step.parentWidget()
        window = widget.window()
        if step is None:
            box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            if not window.rect().contains(box):
                return [f"outside the window: {_who(widget)}"]
    return []


def _nameless(widget: QWidget) -> list[str]:
    if not isinstance(widget, _CONTROLS) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return []
    if widget.accessibleName() or (isinstance(widget, QPushButton) and widget.text()):
        return []
    return [f"no accessible name: {_who(widget)}"]


def _foreign(widget: QWidget, language: str, words: dict[str, str]) -> list[str]:
    said = [widget.accessibleName(), widget.toolTip(), _text(widget)]
    wrong = set(words) if language == "id" else set(words.values()) - set(words)
    found = []
    for text in said:
        bare = re.sub(r"  ·  .*$", "", text.strip())
        if bare in wrong:
            found.append(f"not in {language}: {bare!r}")
    return found
