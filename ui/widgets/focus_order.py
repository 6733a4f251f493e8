"""The order in which Tab walks through a page: the order in which one reads it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QWidget


def reading_order(page: QWidget) -> list[QWidget]:
    """Everything on a page that takes the focus, in the order of its layouts."""
    found: list[QWidget] = []
    _visit(page, found)
    return found


def order_focus(page: QWidget) -> None:
    """Make Tab walk through the page as one reads it, whenever its parts were made."""
    for before, after in pairwise(reading_order(page)):
        QWidget.setTabOrder(before, after)


def focus_first(page: QWidget) -> None:
    """Put the focus on the first control of a page that can take it now."""
    for widget in reading_order(page):
        if widget.isEnabled() and not widget.isHidden():
            widget.setFocus()
            return


def _visit(widget: QWidget, found: list[QWidget]) -> None:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if takes and widget.focusProxy() is None:
        found.append(widget)
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            _visit(inner, found)
        return
    if isinstance(widget, QAbstractScrollArea):
        return
    layout = widget.layout()
    if layout is not None:
        _visit_layout(layout, found)
    elif not takes:
        for child in widget.children():
            if isinstance(child, QWidget):
                _visit(child, found)


def _visit_layout(layout: QLayout, found: list[QWidget]) -> None:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            _visit(widget, found)
        elif inner is not None:
            _visit_layout(inner, found)
