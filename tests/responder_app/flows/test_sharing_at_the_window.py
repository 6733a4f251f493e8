"""At the window: a case is shared, handed over and answered; two versions are chosen between."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from data.store.store import Store
from responder_app.work import cases, handover, share
from responder_app.work.circle import AGREED
from tests.responder_app.flows.conftest import Room, open_room
from tests.responder_app.work.near_town import NearTown
from tests.responder_app.work.paper_city import PaperCity
from tests.responder_app.work.test_conflicts import differ


def at_the_window(near: NearTown, who: str, bot: QtBot) -> Room:
    """One of them at her window, logged in."""
    laptop = getattr(near, who)
    laptop.stop()
    laptop.start()
    room = open_room(laptop, PaperCity(), bot)
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    return room


def read(room: Room, widget: QWidget | None = None) -> str:
    """Every word on show."""
    labels = (widget or room.window).findChildren(QLabel)
    return " | ".join(one.text() for one in labels if one.isVisible())


def looks(store: Store) -> int:
    """How often the chain of looks says that locked answers were seen."""
    return [one.act for one in store.vault.audit.page()].count("view")


def open_case(room: Room, rec: bytes) -> None:
    room.stage.go("open_case", rec)
    room.until(lambda: room.window.room() == "case")


def type_why(room: Room, text: str) -> None:
    box = room.find("why")
    assert isinstance(box, QPlainTextEdit)
    QTest.keyClicks(box, text)


def test_sharing_says_everything_first_and_then_stands_on_the_case(
    near: NearTown, qtbot: QtBot
) -> None:
    rec = near.ani.record_case()
    assert near.meet(near.ani, people="2172").good
    room = at_the_window(near, "ani", qtbot)
    open_case(room, rec)
    room.press("people-share")
    room.until(lambda: room.window.room() == "share")
    assert not room.find("primary").isEnabled()
    user = near.ani.w(share.plan, rec).people[0].user.hex()
    room.press(f"choice-{user}")
    assert not room.find("primary").isEnabled()
    room.press("choice-setuju")
    type_why(room, "Rumahnya dekat")
    said = read(room, room.window.share)
    assert "Yang sudah dibaca tidak bisa ditarik." in said
    room.until(lambda: "Yang akan terbaca" in read(room, room.window.share))
    room.press("primary")
    room.until(lambda: room.window.room() == "case")
    room.until(lambda: "Pak Budi, guru BK" in read(room))
    near.meet(near.ani)
    near.meet(near.budi)
    assert near.budi.w(cases.open_case, rec).line.shared_by == "Bu Ani, RW 3"
    room.window.hide()


def test_a_question_to_take_a_case_over_stands_on_home_and_is_answered_there(
    near: NearTown, qtbot: QtBot
) -> None:
    rec = near.ani.record_case()
    near.meet(near.ani, people="2172")
    who = near.ani.w(share.plan, rec).people[0].user
    near.ani.w(handover.propose, rec, who, "Pindah tugas", AGREED, True)
    near.mail(near.ani, near.budi)
    room = at_the_window(near, "budi", qtbot)
    model = room.window.home.model()
    assert model is not None
    assert [one.verb for one in model.rows] == ["Rekan meminta Anda memegang kasus ini"]
    open_case(room, rec)
    assert "Pindah tugas" in read(room)
    room.press("people-refuse")
    room.until(lambda: room.window.room() == "share")
    type_why(room, "Sedang cuti")
    room.press("primary")
    room.until(lambda: room.window.room() == "case")
    near.meet(near.budi)
    near.meet(near.ani)
    assert near.ani.w(cases.open_case, rec).line.action == "handover_refused"
    room.window.hide()


def test_two_versions_stand_side_by_side_and_one_is_chosen(near: NearTown, qtbot: QtBot) -> None:
    rec = differ(near, "survivor_name", "Sri Contoh", "Sari Contoh")
    room = at_the_window(near, "ani", qtbot)
    room.press("room-cases")
    room.until(lambda: room.window.room() == "cases")
    model = room.window.cases.model()
    assert model is not None
    assert "Perlu dicek 1" in [one.label for one in model.chips]
    open_case(room, rec)
    locked = read(room, room.window.case)
    assert "Dua jawaban untuk" in locked and "Contoh" not in locked  # until somebody opens it
    before = near.ani.do(looks)
    room.press("compare")
    room.until(lambda: room.window.room() == "conflict")
    assert near.ani.do(looks) == before + 1
    said = read(room, room.window.conflict)
    for text in (
        "Sri Contoh",
        "Sari Contoh",
        "Pak Budi, guru BK",
        "Anda",
        "19 Nov 2023, menurut jam perangkat",
    ):
        assert text in said
    view = near.ani.w(cases.open_case, rec)
    his = next(one for one in view.conflicts[0].values if one.value == "Sari Contoh")
    room.press(f"keep-{his.opid.hex()}")
    room.until(lambda: "Tidak ada lagi yang perlu dipilih" in read(room, room.window.conflict))
    assert dict(near.ani.w(cases.open_sealed, rec))["survivor_name"] == "Sari Contoh"
    room.window.hide()


def test_when_both_are_wrong_a_new_answer_is_typed(near: NearTown, qtbot: QtBot) -> None:
    rec = differ(near, "survivor_name", "Sri Contoh", "Sari Contoh")
    room = at_the_window(near, "ani", qtbot)
    room.stage.go("check_case", rec)
    room.until(lambda: room.window.room() == "conflict")
    room.press("none-survivor_name")
    line = room.find("anew-survivor_name")
    QTest.keyClicks(line, "Siti Contoh")
    room.press("save-survivor_name")
    room.until(lambda: "Tidak ada lagi yang perlu dipilih" in read(room, room.window.conflict))
    assert dict(near.ani.w(cases.open_sealed, rec))["survivor_name"] == "Siti Contoh"
    room.window.hide()
