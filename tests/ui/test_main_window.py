"""The window: covering, locking, rooms, toasts, and what must never leave it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.screens import sample_controls, sample_danger, sample_forms, sample_rooms, walk
from tests.screens.samples import Say
from tests.ui.finding import find
from ui.app import on_unexpected, set_language, set_look
from ui.main_window import MainWindow
from ui.rooms import ROOMS
from ui.widgets.focus_ring import FocusRing
from ui.widgets.neutral import NeutralPage
from ui.widgets.screen import Screen

SAY = Say("id")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(ROOMS)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.set_session(walk.session(desk=False))
    made.home.present(sample_rooms.home(SAY))
    made.show_room("home")
    made.show()
    qtbot.waitExposed(made)
    yield made


def covered(window: MainWindow) -> bool:
    """Whether the harmless page is all one sees."""
    page = window.findChild(NeutralPage)
    return page is not None and page.isVisible() and page.size() == window.size()


def test_no_page_is_built_before_it_is_opened(window: MainWindow) -> None:
    built = [s for s in window.__dict__.values() if isinstance(s, Screen)]
    assert built == [window.home]
    assert window.record.findChildren(QPushButton) == []


def test_escape_once_loses_nothing_and_twice_hides(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not covered(window) and window.room() == "home"
    with qtbot.waitSignal(window.hide_asked):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert covered(window)


def test_the_corner_button_hides_with_one_click(window: MainWindow, qtbot: QtBot) -> None:
    button = find(window, QPushButton, "hide")
    with qtbot.waitSignal(window.hide_asked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert covered(window)
    with qtbot.waitSignal(window.lock_asked):
        QTest.mouseClick(find(window, QPushButton, "leave"), Qt.MouseButton.LeftButton)


def test_f12_covers_and_asks_for_the_lock(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_asked):
        QTest.keyClick(window, Qt.Key.Key_F12)
    assert covered(window)
    window.uncover()
    assert not covered(window)


def test_f12_works_above_an_open_file_dialog_and_takes_it_away(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.record.present(sample_controls.kept_photo(SAY))
    window.show_room("record")
    find(window.record, QAbstractButton, "field-violence_forms").click()
    dialog = find(window, QFileDialog, "file-dialog")
    with qtbot.waitSignal(window.lock_asked):
        QTest.keyClick(dialog, Qt.Key.Key_F12)
    assert covered(window)
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=3000)


def test_esc_closes_the_file_dialog_and_a_second_one_takes_the_place_of_the_first(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.record.present(sample_controls.kept_photo(SAY))
    window.show_room("record")
    ask = find(window.record, QAbstractButton, "field-violence_forms")
    ask.click()
    first = find(window, QFileDialog, "file-dialog")
    ask.click()
    qtbot.waitUntil(lambda: not isValid(first), timeout=3000)
    second = find(window, QFileDialog, "file-dialog")
    QTest.keyClick(second, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(second), timeout=3000)
    assert not covered(window)


def test_covering_waits_for_nothing(window: MainWindow) -> None:
    window.cover()
    assert covered(window), "before the event loop has turned once"


def test_the_harmless_page_says_nothing_of_this_app(window: MainWindow) -> None:
    window.cover()
    page = find(window, NeutralPage)
    from_page = " ".join(label.text() for label in page.findChildren(QPushButton))
    assert "Satu Pintu" not in from_page and "kasus" not in from_page.lower()


def test_a_toast_can_be_taken_back_in_time(window: MainWindow, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    window.toast("3 rujukan akan dikirim.", "Batalkan", 10, lambda: pressed.append(True))
    button = find(window, QPushButton, "toast-action")
    assert "10" in button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_a_toast_goes_by_itself_and_then_nothing_is_taken_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    pressed: list[bool] = []
    window.toast("Sebentar.", "Batalkan", 1, lambda: pressed.append(True))
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "toast-action") is None, timeout=4000)
    assert pressed == []


def test_the_rail_asks_for_a_room_and_marks_only_the_one_that_is_open(
    window: MainWindow, qtbot: QtBot
) -> None:
    entry = find(window, QPushButton, "room-cases")
    with qtbot.waitSignal(window.room_asked) as asked:
        QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert asked.args == ["cases"]
    assert not entry.isChecked() and find(window, QPushButton, "room-home").isChecked()
    window.cases.present(sample_rooms.cases(SAY))
    window.show_room("cases")
    assert entry.isChecked()


def test_the_end_of_a_session_throws_its_screens_away(window: MainWindow) -> None:
    window.danger.present(sample_danger.danger(SAY, "tinggi"))
    window.set_session(None)
    assert "danger" not in window.__dict__ and "home" not in window.__dict__
    assert window.findChild(QPushButton, "lock") is None
    assert window.findChild(QPushButton, "hide") is None


def test_closing_covers_and_tells_and_asks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert not window.isVisible()


def test_the_idle_clock_hears_keys_at_most_once_a_second(window: MainWindow, qtbot: QtBot) -> None:
    heard: list[bool] = []
    window.touched.connect(lambda: heard.append(True))
    for _ in range(5):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert heard == [True]


def test_another_language_or_look_keeps_the_room_and_its_value(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    set_language(qapp, "en")
    set_look(qapp, "dark", 200)
    qtbot.waitUntil(lambda: window.home.heading()[0] == "Home")
    assert window.room() == "home"
    assert find(window, QPushButton, "room-cases").accessibleName() == "My cases"


def test_marked_text_never_becomes_the_clipboard_of_others(
    window: MainWindow, qapp: QApplication
) -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection():
        clipboard.setText("cerita", QClipboard.Mode.Selection)
        assert clipboard.text(QClipboard.Mode.Selection) == ""
    assert clipboard.text(QClipboard.Mode.Clipboard) != "cerita"


def test_an_error_that_nobody_took_reaches_the_hook(qtbot: QtBot, qapp: QApplication) -> None:
    import sys

    before, told = sys.excepthook, []
    on_unexpected(lambda kind, error: told.append((kind, error)))
    try:
        sys.excepthook(ValueError, ValueError("x"), None)
        qtbot.waitUntil(lambda: bool(told))
    finally:
        sys.excepthook = before
    assert told[0][0] is ValueError


def test_the_ring_follows_the_focus_and_survives_what_it_rounded(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.record.present_chooser(sample_forms.chooser(SAY))
    window.show_room("record")
    window.activateWindow()
    tile = find(window.record, QAbstractButton, "choice-child")
    tile.setFocus()
    ring = find(window, FocusRing)
    around = ring.geometry()
    assert around.contains(QRect(tile.mapTo(window, QPoint(0, 0)), tile.size()))
    window.record.present_chooser(replace(sample_forms.chooser(SAY), drafts=()))
    qtbot.wait(1)
    find(window.record, QAbstractButton, "choice-phone").setFocus()
    assert ring.isVisible() and ring.geometry() != around


def test_a_chooser_opened_from_another_page_begins_with_its_first_choice(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_room("home")
    window.activateWindow()
    qtbot.wait(1)
    window.record.present_chooser(sample_forms.chooser(SAY))
    window.show_room("record")
    back = find(window.record.chooser, QAbstractButton, "back")
    back.setFocus()  # where Qt puts it when the page before hides with the focus
    qtbot.waitUntil(lambda: not back.hasFocus())
    assert window.record.chooser.focusWidget() is not back


def test_the_result_of_danger_signs_begins_with_what_to_do(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    window.danger.present(sample_danger.danger(SAY, "tinggi"))
    window.show_room("danger")
    back = find(window.danger, QAbstractButton, "back")
    back.setFocus()
    qtbot.waitUntil(lambda: not back.hasFocus())
    assert window.danger.focusWidget() is not find(window.danger, QAbstractButton, "primary")
