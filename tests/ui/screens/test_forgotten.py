"""A forgotten passphrase: the door says what to do, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from responder_app.flows import forgotten
from tests.screens import sample_rooms
from tests.screens.samples import Say
from tests.ui.finding import find
from ui.screens.door import DoorScreen


def test_the_door_shows_one_page_for_a_forgotten_passphrase_and_comes_back(qtbot: QtBot) -> None:
    door = DoorScreen()
    qtbot.addWidget(door)
    page = forgotten.forgotten()
    door.present(replace(sample_rooms.door(Say("id")), forgotten=page))
    door.show()
    find(door, QAbstractButton, "forgot").click()
    qtbot.waitUntil(lambda: find(door, QAbstractButton, "back").isVisible())
    read = {label.text() for label in door.findChildren(QLabel) if label.isVisibleTo(door)}
    assert {page.title, *(line.text for line in page.lines)} <= read
    assert not find(door, QLineEdit, "passphrase").isVisible()
    find(door, QAbstractButton, "back").click()
    assert find(door, QLineEdit, "passphrase").isVisible()


def test_without_such_a_page_there_is_no_link(qtbot: QtBot) -> None:
    door = DoorScreen()
    qtbot.addWidget(door)
    door.present(replace(sample_rooms.door(Say("id")), forgotten=None))
    assert find(door, QAbstractButton, "forgot").isHidden()
