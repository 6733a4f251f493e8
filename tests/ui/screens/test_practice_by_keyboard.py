"""A drill without a mouse: the focus never falls out of the page, and what is said is in sight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from data.content import drill_reader
from responder_app.flows.practice import page_of
from tests.screens import walk
from tests.ui.finding import find, focused
from ui.app import set_look
from ui.main_window import MainWindow
from ui.rooms import ROOMS
from ui.widgets.neutral import NeutralPage

DRILL = drill_reader.drills("id")[0]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    set_look(application, "light", 200)
    made = MainWindow(ROOMS)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.set_session(walk.session(desk=False))
    made.practice.present(page_of(DRILL, -1, {}))
    made.show_room("practice")
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


def in_sight(widget: QWidget) -> bool:
    """Whether all of it can be read."""
    return widget.visibleRegion().boundingRect() == QRect(0, 0, widget.width(), widget.height())


def test_each_step_puts_the_focus_on_what_comes_next(window: MainWindow, qtbot: QtBot) -> None:
    moment = DRILL.moments[0]
    wrong = next(each for each in moment.choices if not each.right)
    qtbot.waitUntil(lambda: focused().objectName() == "primary")
    window.practice.present(page_of(DRILL, 0, {}))
    qtbot.waitUntil(lambda: focused().objectName() == f"choice-{moment.choices[0].code}")
    find(window, QAbstractButton, f"choice-{wrong.code}").setFocus()
    window.practice.present(page_of(DRILL, 0, {moment.code: wrong.code}))
    qtbot.waitUntil(lambda: focused().objectName() == "primary")
    said = next(one for one in window.findChildren(QLabel) if one.text() == wrong.feedback)
    qtbot.waitUntil(lambda: in_sight(said))


def test_nothing_beneath_the_timetable_takes_the_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.cover()
    page = find(window, NeutralPage)
    window.practice.present(page_of(DRILL, 0, {}))
    qtbot.wait(50)
    assert page.isVisible()
    seen = set()
    for _step in range(6):
        now = focused()
        assert now is page or page.isAncestorOf(now)
        seen.add(now.objectName())
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert "leave" in seen, "the keyboard reaches the way out"
