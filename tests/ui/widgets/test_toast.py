"""A message over the page: whole, over no button, and what lies under it can be scrolled free."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.toast import Toast

LONG = "Formulir dan panduan baru dari kota: Kota Contoh. Draf tetap memakai versinya sendiri. " * 2


def page(qtbot: QtBot) -> tuple[QWidget, ScrollColumn, QPushButton]:
    """A page with a foot, taller than its window."""
    window = QWidget()
    qtbot.addWidget(window)
    stack = QVBoxLayout(window)
    stack.setContentsMargins(0, 0, 0, 0)
    column = ScrollColumn()
    for number in range(40):
        column.column.addWidget(QLabel(f"baris {number}"))
    primary = QPushButton("Simpan")
    stack.addWidget(column, 1)
    stack.addWidget(Foot(primary))
    window.resize(800, 520)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: column.verticalScrollBar().maximum() > 0)
    return window, column, primary


def test_a_long_message_is_whole_and_leaves_the_foot_free(qtbot: QtBot) -> None:
    window, _column, primary = page(qtbot)
    toast = Toast(window, LONG, "", 8, None)
    assert window.rect().contains(toast.geometry())
    words = toast.findChild(QLabel)
    assert words is not None and words.heightForWidth(words.width()) <= words.height()
    assert toast.geometry().bottom() < primary.mapTo(window, primary.rect().topLeft()).y()


def test_what_lies_under_it_can_be_scrolled_free_and_goes_back_after_it(qtbot: QtBot) -> None:
    window, column, _primary = page(qtbot)
    bar = column.verticalScrollBar()
    before = bar.maximum()
    toast = Toast(window, LONG, "", 8, None)
    qtbot.waitUntil(lambda: bar.maximum() >= before + toast.height())
    toast.hide()
    qtbot.waitUntil(lambda: bar.maximum() == before)
