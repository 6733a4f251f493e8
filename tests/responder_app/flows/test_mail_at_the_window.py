"""Kirim, the mail office and the stick at the window: with somebody in, and with nobody."""

from __future__ import annotations

import copy
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from data.model.road import RoadCode, RoadState
from data.store.mail.errands import Errand
from data.store.store import Store
from responder_app.flows.house import rooms_of
from responder_app.work.unlock import WhoIsIn
from sync.client.ground import Ground
from sync.client.stick_errands import IN, OUT, StickErrands
from tests.responder_app.flows.conftest import Room, open_room
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.paper_city import PaperCity
from ui.screens.stick import StickStage


@contextmanager
def courier(room: Room) -> Iterator[Ground]:
    """The courier's side of the same laptop."""
    bag = room.laptop.bag()
    try:
        yield Ground(bag, room.laptop.device, room.laptop.clock, os.urandom, demo=True)
    finally:
        bag.close()


def serve_stick(room: Room) -> None:
    """The courier serves the stick that was asked for; on this road nothing else succeeds."""
    with courier(room) as ground:
        room.until(lambda: any(one.kind in (OUT, IN) for one in waiting(ground)))
        for errand in waiting(ground):
            if errand.kind in (OUT, IN):
                StickErrands(ground, lambda: False).serve(errand)
            else:
                ground.bag.finish(errand.id, "no-connection", ground.now(), ok=False)


def waiting(ground: Ground) -> list[Errand]:
    """The errands that are not over."""
    return [one for one in ground.bag.errands() if not one.over]


def kinds(room: Room) -> list[str]:
    """What was asked of the courier, oldest first."""

    def asked(store: Store) -> list[str]:
        return [one.kind for one in reversed(store.mailbag.errands())]

    found: list[str] = room.laptop.do(asked)
    return found


def said(room: Room) -> str:
    """Every word of the page in front."""
    screen = getattr(room.window, room.window.room())
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def sees(room: Room, words: str) -> None:
    """The page in front says this."""
    room.until(lambda: words in said(room))


@pytest.fixture
def closed(founded: tuple[PaperCity, Path], tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    """The door of a laptop on which somebody wrote a case and locked."""
    city, place = founded
    shutil.copytree(place / "cadre", tmp_path / "cadre")
    laptop = Laptop(tmp_path / "cadre")
    laptop.come_in()
    laptop.record_case()
    laptop.stop()
    laptop.start()
    room = open_room(laptop, copy.deepcopy(city), qtbot)
    room.until(lambda: room.window.room() == "door")
    yield room
    room.window.hide()
    laptop.stop()


def to_kirim(room: Room) -> None:
    """A person is in, something waits, Kirim is open."""
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    room.laptop.record_case()
    room.press("room-send")
    room.until(lambda: room.window.room() == "send")


def stick_stage(room: Room) -> StickStage | None:
    """Where the stick's page is."""
    model = room.window.stick.model()
    return model.stage if model is not None else None


def carry(room: Room, folder: Path) -> None:
    """From the page that chooses to its end, over a folder as the stick."""
    room.until(lambda: room.window.room() == "stick")
    room.window.stick.folder_chosen.emit(str(folder))
    room.until(lambda: f"{folder.name}" in said(room))
    room.press("primary")
    room.until(lambda: stick_stage(room) is StickStage.WORKING)
    serve_stick(room)
    room.until(lambda: stick_stage(room) in (StickStage.DONE, StickStage.FAILED))


def test_kirim_says_where_everything_is_and_asks_the_courier(room: Room) -> None:
    to_kirim(room)
    model = room.window.send.model()
    assert model is not None and model.counters[0].count == 1
    assert [row.state for row in model.rows] == ["di_laptop", ""]
    room.press("try")
    room.press("pause")
    room.until(lambda: kinds(room)[-2:] == ["send_now", "pause"])
    with courier(room) as ground:
        now = room.laptop.clock()
        ground.bag.put_road_state(RoadState(RoadCode.CITY_BUSY, now, next_try=now + 600))
    room.stage.go("send")
    sees(room, "Dicoba lagi sendiri")


def test_letters_go_onto_a_stick_and_kirim_says_so_until_the_city_has_them(
    room: Room, tmp_path: Path
) -> None:
    stick = tmp_path / "BIRU"
    stick.mkdir()
    to_kirim(room)
    room.press("primary")
    carry(room, stick)
    assert stick_stage(room) is StickStage.DONE
    sees(room, "sudah dibaca ulang")
    sees(room, "Stik boleh dicabut")
    assert list(stick.glob("arsip-*.dat"))
    room.press("primary")
    room.until(lambda: room.window.room() == "send")

    def entrusted() -> bool:
        model = room.window.send.model()
        return model is not None and [row.state for row in model.rows] == ["dititipkan", ""]

    room.until(entrusted)
    assert "BIRU" in room.window.send.model().rows[0].state_sub  # type: ignore[union-attr]  # shown


def test_the_office_carries_everybodys_mail_with_nobody_in(closed: Room, tmp_path: Path) -> None:
    room = closed
    stick = tmp_path / "MERAH"
    stick.mkdir()
    room.press("open-office")
    room.until(lambda: room.window.room() == "office")
    model = room.window.office.model()
    assert model is not None and not model.inside and model.counters[0].count > 0
    room.press("try")
    room.until(lambda: kinds(room)[-1:] == ["send_now"])
    with courier(room) as ground:
        ground.bag.finish(ground.bag.errands(1)[0].id, "ok", room.laptop.clock())
    room.press("primary")
    carry(room, stick)
    sees(room, "sudah dibaca ulang")
    room.press("primary")
    room.until(lambda: room.window.room() == "office")
    room.until(lambda: room.window.office.model().counters[1].count > 0)  # type: ignore[union-attr]  # shown
    room.press("back")
    room.until(lambda: room.window.room() == "door")


def test_a_stick_with_nothing_new_and_foreign_files_says_both(room: Room, tmp_path: Path) -> None:
    stick = tmp_path / "KUNING"
    stick.mkdir()
    (stick / "arsip-00000000.dat").write_bytes(b"not ours at all")
    room.until(lambda: room.window.room() == "door")
    room.press("open-office")
    room.until(lambda: room.window.room() == "office")
    room.press("stick-in")
    carry(room, stick)
    assert stick_stage(room) is StickStage.DONE
    sees(room, "Tidak ada yang baru")
    sees(room, "1 asing atau rusak")
    assert (stick / "arsip-00000000.dat").read_bytes() == b"not ours at all"


def test_a_stick_that_went_away_fails_calmly_and_can_be_tried_again(
    room: Room, tmp_path: Path
) -> None:
    to_kirim(room)
    room.press("primary")
    carry(room, tmp_path / "HILANG")
    assert stick_stage(room) is StickStage.FAILED
    sees(room, "aman")
    room.press("primary")
    room.until(lambda: stick_stage(room) is StickStage.CHOOSE)
    room.press("leave")
    room.until(lambda: room.window.room() == "send")


def test_a_stick_can_be_stopped_and_a_page_left_finds_it_again(room: Room, tmp_path: Path) -> None:
    stick = tmp_path / "HIJAU"
    stick.mkdir()
    to_kirim(room)
    room.press("primary")
    room.until(lambda: room.window.room() == "stick")
    room.window.stick.folder_chosen.emit(str(stick))
    room.until(lambda: "HIJAU" in said(room))
    room.press("primary")
    room.until(lambda: stick_stage(room) is StickStage.WORKING)
    room.press("room-home")
    room.until(lambda: room.window.room() == "home")
    room.press("room-send")
    room.until(lambda: room.window.room() == "send")
    room.press("primary")
    room.until(lambda: room.window.room() == "stick")
    room.until(lambda: stick_stage(room) is StickStage.WORKING)
    room.press("stop")
    room.until(lambda: kinds(room)[-1] == "stick_stop")
    assert kinds(room).count("stick_out") == 1


def test_the_door_says_how_much_waits_and_no_more(closed: Room) -> None:
    room = closed
    sees(room, "surat menunggu")
    room.press("open-office")
    room.until(lambda: room.window.room() == "office")
    words = said(room)
    assert "DARURAT" not in words and "TINGGI" not in words and "Melati" not in words


def test_who_carries_the_mail_has_the_office_among_her_rooms() -> None:
    assert "office" in rooms_of(WhoIsIn(0, "staf_kelurahan"))
    assert "office" not in rooms_of(WhoIsIn(0, "kader_pkk"))
    assert "office" not in rooms_of(WhoIsIn(0, "case_manager", at_desk=True))
