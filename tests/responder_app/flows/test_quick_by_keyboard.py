"""The quick record at the window, by keyboard alone: from home to a ticket in under a minute."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from responder_app.work import cases
from tests.responder_app.flows.conftest import Room

ANSWERS = {
    "safe_now": "ya",
    "perp_nearby": "tidak",
    "under_18": "tidak",
    "limits_explained": "ya",
    "consent_store": "ya",
    "visible_injury": "ringan",
    "tonight_place": "keluarga",
    "consent_services": "uptd",
}


def key(room: Room, what: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """One key, to whatever has the focus, as a keyboard would."""
    handle = room.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, what, modifier or Qt.KeyboardModifier.NoModifier)
    room.bot.wait(10)


def on(room: Room) -> None:
    """The one obvious button of the page."""
    room.until(lambda: room.find("primary").isEnabled())
    key(room, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def reach(room: Room, name: str) -> QWidget:
    """Tab until a control has the focus."""
    for _step in range(60):
        now = QApplication.focusWidget()
        if now is not None and now.objectName() == name:
            return now
        key(room, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} is not reached by Tab")


def choose(room: Room, name: str) -> None:
    """A tile of a group: Tab into the group, arrows inside it, Space."""
    room.until(lambda: QApplication.focusWidget() is not None)
    tile = room.find(name)
    group = tile.parentWidget()
    for _step in range(60):
        now = QApplication.focusWidget()
        if now is tile:
            break
        inside = now is not None and now.parentWidget() is group
        key(room, Qt.Key.Key_Right if inside else Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is tile
    key(room, Qt.Key.Key_Space)


def test_three_questions_become_a_referral_in_under_a_minute(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    room.window.activateWindow()
    began = time.monotonic()
    reach(room, "room-record")
    key(room, Qt.Key.Key_Space)
    room.until(room.window.record.chooser.isVisible)
    choose(room, "choice-quick")
    on(room)
    room.until(lambda: room.question() == "safe_now")
    asked = []
    while not room.window.record.summary.isVisible():
        name = room.question()
        asked.append(name)
        if name in ANSWERS:
            choose(room, f"choice-{ANSWERS[name]}")
        on(room)
        room.until(
            lambda name=name: (
                room.window.record.summary.isVisible()  # type: ignore[misc]  # bound now
                or room.question() != name
            )
        )
    assert set(ANSWERS) - set(asked) <= {"perp_nearby"}
    on(room)
    room.until(lambda: room.window.room() == "danger")
    room.until(lambda: room.find("primary").isEnabled())
    on(room)
    room.until(lambda: room.window.room() == "case")
    took = time.monotonic() - began
    room.laptop.clock.at += 11
    room.house.refresh.tick()
    (line,) = room.laptop.do(cases.home).lines
    room.until(lambda: bool(room.laptop.w(cases.open_case, line.rec).ticket))
    assert took < 60
