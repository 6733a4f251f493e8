"""The urgent referral at the window: no login, five pages, one press, and nothing stays."""

from __future__ import annotations

import copy
import errno
import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from data.ops.op import Op
from data.store import u_files
from responder_app.work import desk_door, door_mail, door_referral
from tests.responder_app.flows.conftest import Room, open_room
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.paper_city import PaperCity
from tests.responder_app.work.test_door_referral import ANSWERS
from ui.screens.urgent import ASKING, CLOSED, LOOKING, QUIET, SENT
from ui.words.translate import translate

NAME = "Kerudung hijau di warung Bu Lik"


def step(room: Room) -> str:
    """The page of the urgent referral on show."""
    model = room.window.urgent.model()
    return model.step if model is not None else ""


def read(widget: QWidget) -> str:
    """Every word in sight."""
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def knock(room: Room) -> None:
    """From the door to the first page."""
    room.until(lambda: room.window.room() == "door")
    room.press("open-urgent")
    room.until(lambda: room.window.room() == "urgent")


def say(room: Room, **answers: str) -> None:
    """Answer the questions on show, as their editors do."""
    for name, value in answers.items():
        model = room.window.urgent.model()
        assert model is not None
        ref = next(one.ref for one in model.questions if one.name == name)
        room.window.urgent.answered.emit(ref, value)


def go_on(room: Room) -> None:
    """The primary button, once."""
    model = room.window.urgent.model()
    room.press("primary")
    room.until(lambda: room.window.urgent.model() is not model)


def fill(room: Room) -> None:
    """All five pages, up to the look before sending."""
    say(room, safe_now="tidak")
    say(room, perp_nearby="ya", violence_types="fisik", visible_injury="ringan")
    go_on(room)
    say(room, under_18="tidak", consent_store="ya")
    say(room, survivor_name=NAME)
    go_on(room)
    say(room, place_area_code="21.72.04.1003", address_note="Gang Melur, masuk dari belakang")
    go_on(room)
    say(room, safe_contact="0812-0000-1111, sore")
    say(room, contact_rule="telepon_jam")
    go_on(room)
    say(room, reporter_relation="tetangga_warga")
    go_on(room)


def test_five_pages_one_press_one_slip(room: Room) -> None:
    knock(room)
    assert step(room) == ASKING
    assert translate("UrgentScreen", "Urgent referral")
    assert "110" in read(room.window.urgent) and "119" in read(room.window.urgent)
    fill(room)
    assert step(room) == LOOKING
    room.until(lambda: NAME in read(room.window.urgent))
    room.press("primary")
    room.until(lambda: step(room) == SENT)
    number = room.find("ticket-number")
    pin = room.find("ticket-pin")
    assert isinstance(number, QLabel) and isinstance(pin, QLabel)
    assert number.text().startswith("TP-") and len(pin.text()) == 6
    room.until(lambda: NAME not in read(room.window.urgent))
    (file,) = u_files.read_all(room.laptop.home).files
    assert Op.parse(file.raw).head.fv == "pintu/1"
    room.press("primary")
    room.until(lambda: room.done == ["succeeded"])  # a fresh process paints the door
    assert not [one for one in room.window.urgent.findChildren(QLabel) if NAME in one.text()]


def test_a_person_fills_it_by_hand(room: Room) -> None:
    knock(room)
    room.press("choice-tidak")
    model = room.window.urgent.model()
    assert model is not None
    assert [one.name for one in model.questions][:2] == ["safe_now", "perp_nearby"]
    assert model.questions[0].value == "tidak"


def test_nothing_goes_on_while_an_answer_is_missing(room: Room) -> None:
    knock(room)
    room.press("primary")
    room.until(lambda: bool(room.window.urgent.model().violations))  # type: ignore[union-attr]
    assert step(room) == ASKING


def test_an_adult_who_says_no_and_is_safe_is_left_alone(room: Room) -> None:
    knock(room)
    say(room, safe_now="ya", violence_types="psikis")
    go_on(room)
    say(room, under_18="tidak", consent_store="tidak")
    go_on(room)
    assert step(room) == QUIET
    room.until(lambda: "129" in read(room.window.urgent))
    room.press("primary")
    room.until(lambda: room.done == ["succeeded"])
    assert not u_files.read_all(room.laptop.home).files


def test_leaving_before_anything_was_typed_needs_no_new_process(room: Room) -> None:
    knock(room)
    room.press("back")
    room.until(lambda: room.window.room() == "door")
    assert room.done == []


def test_hiding_forgets_at_once_and_coming_back_locks(room: Room) -> None:
    knock(room)
    fill(room)
    room.press("hide")
    assert step(room) == CLOSED
    screen = room.window.urgent
    assert not [one for one in screen.findChildren(QLineEdit) if one.isVisible() and one.text()]
    assert not [one for one in screen.findChildren(QPlainTextEdit) if one.isVisible()]
    QTest.keyClick(room.window, Qt.Key.Key_F12)
    room.until(lambda: room.done == ["succeeded"])
    assert not u_files.read_all(room.laptop.home).files


def test_esc_loses_nothing(room: Room) -> None:
    knock(room)
    say(room, safe_now="tidak")
    say(room, perp_nearby="ya", violence_types="fisik")
    room.window.urgent.step_back()
    model = room.window.urgent.model()
    assert model is not None and model.questions[0].value == "tidak" and room.done == []
    go_on(room)
    room.window.urgent.step_back()
    room.until(lambda: room.window.urgent.model().questions[0].name == "safe_now")  # type: ignore[union-attr]
    assert room.window.urgent.model().questions[0].value == "tidak"  # type: ignore[union-attr]


def test_nobody_there_for_too_long_locks_it(room: Room) -> None:
    knock(room)
    fill(room)
    room.laptop.clock.at += 5 * 60
    room.house.tick()
    room.until(lambda: room.done == ["succeeded"])
    assert not u_files.read_all(room.laptop.home).files


def test_a_full_disk_keeps_the_answers_on_the_screen(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    knock(room)
    fill(room)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        room.press("primary")
        room.until(lambda: bool(room.window.urgent.model().problem))  # type: ignore[union-attr]
    assert step(room) == LOOKING
    room.until(lambda: NAME in read(room.window.urgent) and "129" in read(room.window.urgent))
    room.press("primary")
    room.until(lambda: step(room) == SENT)
    assert len(u_files.read_all(room.laptop.home).files) == 1


def test_a_laptop_of_no_city_says_whom_to_phone_before_anything_else(room: Room) -> None:
    bag = room.laptop.bag()
    bag._drawer.run("DELETE FROM directory_doc")
    bag.close()
    knock(room)
    assert step(room) == CLOSED
    room.until(lambda: "129" in read(room.window.urgent))
    assert not room.window.urgent.model().questions  # type: ignore[union-attr]


def test_the_door_counts_calls_and_says_once_that_it_was_taken_on(room: Room) -> None:
    knock(room)
    fill(room)
    room.press("primary")
    room.until(lambda: step(room) == SENT)
    door = room.window.door
    room.stage.go("door")
    room.laptop.clock.at += 3600
    room.house.tick()
    room.until(lambda: "129" in read(door) and "1 rujukan darurat belum" in read(door))
    bag = room.laptop.bag()
    (file,) = u_files.read_all(room.laptop.home).files
    bag.put_meta("door.accepted", Op.parse(file.raw).opid)
    bag.close()
    u_files.remove(room.laptop.home, file.name)
    room.house.urgent.ask()
    room.until(lambda: "UPTD sudah menerima 1 rujukan" in read(door))
    room.press("urgent-seen")
    room.until(lambda: "UPTD sudah menerima" not in read(door))
    assert room.laptop.w(door_mail.look, room.laptop.device) == door_mail.Standing()


def test_the_desk_folds_and_unfolds_a_flood_of_one_laptop(
    founded: tuple[PaperCity, Path], tmp_path: Path, qtbot: QtBot
) -> None:
    city, place = founded
    city = copy.deepcopy(city)
    shutil.copytree(place, tmp_path / "town")
    cadre, at_desk = Laptop(tmp_path / "town/cadre"), Laptop(tmp_path / "town/desk")
    for _letter in range(12):
        cadre.w(door_referral.send, cadre.device, ANSWERS)
    cadre.meet(city)
    at_desk.come_in()  # subscribes
    at_desk.do(lambda store: store.lock())
    at_desk.meet(city)
    room = open_room(at_desk, city, qtbot)
    try:
        room.come_in()
        screen = room.window.desk
        room.until(lambda: screen.model() is not None and bool(screen.model().groups))  # type: ignore[union-attr]
        (group,) = screen.model().groups  # type: ignore[union-attr]
        laptop = desk_door.short(cadre.device.device16)
        assert group.words.startswith("2 ") and laptop in group.words and not group.open
        room.press(f"group-{group.key}")
        room.until(lambda: screen.model().groups[0].open)  # type: ignore[union-attr]
        first = screen.model().groups[0].rows[0]  # type: ignore[union-attr]
        screen.opened.emit(first.opid)
        room.until(lambda: screen.model().detail is not None)  # type: ignore[union-attr]
        detail = screen.model().detail  # type: ignore[union-attr]
        assert detail is not None and detail.origin.startswith(
            f"ditulis tanpa masuk, laptop {laptop}"
        )
        assert "accept" in detail.can
        room.press(f"group-{group.key}")
        room.until(lambda: not screen.model().groups[0].open)  # type: ignore[union-attr]
    finally:
        room.window.hide()
        cadre.stop()
        at_desk.stop()
