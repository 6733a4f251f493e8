"""Finding one widget in a window, or saying which one was missing."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

Kind = TypeVar("Kind", bound=QWidget)


def find(where: QWidget, kind: type[Kind], name: str = "") -> Kind:
    """The widget of this kind (and object name); fails when there is none."""
    found = where.findChild(kind, name) if name else where.findChild(kind)
    assert isinstance(found, kind), f"no {kind.__name__} {name}"
    return found


def focused() -> QWidget:
    """The widget the cursor is in; fails when there is none."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found
