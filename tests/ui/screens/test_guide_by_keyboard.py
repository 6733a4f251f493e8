"""The guide without a mouse: into a page, back to its tile, and back to the door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.screens import sample_rooms
from tests.screens.samples import Say
from tests.ui.finding import focused
from ui.main_window import MainWindow
from ui.rooms import ROOMS
from ui.screens.guide import GuideModel, GuidePage
from ui.widgets.neutral import NeutralPage

SAY = Say("id")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(ROOMS)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.door.present(sample_rooms.door(SAY))
    made.show_room("door")
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


def at(bot: QtBot, name: str) -> None:
    """Wait until the focus is on the control of this name."""

    def there() -> bool:
        now = QApplication.focusWidget()
        return now is not None and now.objectName() == name

    bot.waitUntil(there, timeout=5000)


def escape(window: MainWindow, bot: QtBot) -> None:
    """Esc, slowly enough not to hide the window."""
    QTest.keyClick(window, Qt.Key.Key_Escape)
    bot.wait(750)


def test_escape_leads_from_a_page_to_its_tile_and_then_to_the_door(
    window: MainWindow, qtbot: QtBot
) -> None:
    shown = replace(sample_rooms.guide(SAY), page=-1, from_door=True)
    second = shown.shelves[0].items[1]
    window.door.show_guide(shown)
    at(qtbot, f"guide-{shown.shelves[0].items[0].id}")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    at(qtbot, f"guide-{second.id}")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    at(qtbot, "after")
    escape(window, qtbot)
    at(qtbot, f"guide-{second.id}")
    escape(window, qtbot)
    at(qtbot, "open-guide")
    escape(window, qtbot)
    assert window.room() == "door" and focused().objectName() == "open-guide"


def test_escape_leads_from_the_page_about_a_forgotten_passphrase_to_its_button(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = GuidePage("lupa", "Lupa frasa sandi", ())
    window.door.present(replace(sample_rooms.door(SAY), forgotten=page))
    window.door.show_guide(GuideModel((page,), from_door=True))
    at(qtbot, "back")
    escape(window, qtbot)
    at(qtbot, "forgot")


def test_two_escapes_hide_a_page_of_the_guide(window: MainWindow, qtbot: QtBot) -> None:
    window.door.show_guide(replace(sample_rooms.guide(SAY), page=0, from_door=True))
    with qtbot.waitSignal(window.hide_asked):
        QTest.keyClick(window, Qt.Key.Key_Escape)
        QTest.keyClick(window, Qt.Key.Key_Escape)
    page = window.findChild(NeutralPage)
    assert page is not None and page.isVisible()
