"""Files at the window: seen again in a form, fetched at the desk, looked at, saved."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from data.store.store import Store
from responder_app.work import attach, begin, cases, filling, road
from responder_app.work.drafts import OpenDraft
from tests.campaigns.canary import hits
from tests.responder_app.flows.conftest import Room, open_room
from tests.responder_app.test_picture import CANARY, drawn, with_exif
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.paper_chunks import PaperChunks
from tests.responder_app.work.paper_city import PaperCity
from tests.responder_app.work.test_attach import EVIDENCE, file_of


def note_evidence(laptop: Laptop, rec: bytes, tmp_path: Path, content: bytes) -> OpenDraft:
    """A picture taken into an evidence form, not finished yet."""
    opened: OpenDraft = laptop.w(begin.start, "evidence", rec, {})
    session = filling.session_of(opened, laptop.world, "id")
    filling.put_in(session, EVIDENCE)
    taken = laptop.w(attach.take, opened.id, file_of(tmp_path, content), "image", {})
    ref = next(view.ref for view in session.questions() if view.kind == "media")
    session.answer(ref, taken.name)
    laptop.finish_session(opened, session)
    return opened


@pytest.fixture
def case(founded: tuple[PaperCity, Path], tmp_path: Path) -> Iterator[tuple[Laptop, Laptop, bytes]]:
    """A referred case with a photo as a telephone makes it; the chunks are at the city."""
    city, place = founded
    shutil.copytree(place, tmp_path / "town")
    paper = copy.deepcopy(city)
    cadre, desk = Laptop(tmp_path / "town/cadre"), Laptop(tmp_path / "town/desk")
    cadre.come_in()
    rec = cadre.record_case()
    cadre.judge(rec)
    cadre.refer(rec)
    note_evidence(cadre, rec, tmp_path, with_exif(drawn("JPEG")))
    shelf = PaperChunks()
    shelf.take(cadre)
    cadre.meet(paper)
    desk.come_in()
    desk.meet(paper)
    desk.w(road.look)
    for laptop in (cadre, desk):
        laptop.do(lambda store: store.lock())
    (tmp_path / "copies").mkdir()
    yield cadre, desk, rec
    for laptop in (cadre, desk):
        laptop.stop()


def texts(room: Room) -> list[str]:
    """Everything written on the page in front."""
    return [one.text() for one in room.window.findChildren(QLabel) if one.isVisible()]


def acts(store: Store) -> list[str]:
    """The audit chain's words."""
    return [entry.act for entry in store.vault.audit.page()]


def come_to_the_referral(desk: Laptop, city: PaperCity, bot: QtBot) -> Room:
    """The desk's window with the one referral open."""
    room = open_room(desk, city, bot)
    room.come_in()
    room.until(lambda: room.window.room() == "desk")
    model = room.window.desk.model()
    assert model is not None
    room.window.desk.opened.emit((*model.red, *model.rows)[0].opid)
    room.find("files")
    return room


def file_id(room: Room) -> str:
    """The one file of the referral on show."""
    model = room.window.desk.model()
    assert model is not None
    assert model.detail is not None
    return model.detail.files[0].id


def test_the_desk_fetches_a_photo_looks_at_it_and_saves_a_copy_without_its_place(
    case: tuple[Laptop, Laptop, bytes],
    founded: tuple[PaperCity, Path],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _cadre, desk, _rec = case
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    room = come_to_the_referral(desk, founded[0], qtbot)
    name = file_id(room)
    shown = " ".join(texts(room))
    assert "Belum diambil dari kota." in shown
    assert ".jpg" not in shown
    room.press(f"fetch-{name}")
    room.until(lambda: any("begitu ada sambungan" in text for text in texts(room)))
    shelf_of(case).give(desk)
    room.stage.bridge.do(road.look, room.stage.world, then=lambda _in: room.house.refresh.tick())
    room.window.desk.opened.emit(opid(room))
    room.press(f"open-{name}")
    assert room.window.room() == "picture"
    room.until(lambda: bool(pixels(room)))
    assert CANARY not in pixels(room)
    room.press("primary")
    assert room.window.room() == "desk"
    for how, holds in (("clean", False), ("original", True)):
        save(room, name, how, tmp_path / "copies")
        room.until(lambda: bool(list((tmp_path / "copies").glob("*.jpg"))))
        (made,) = (tmp_path / "copies").glob("*.jpg")
        room.until(lambda: not room.stage.pictures.busy)
        room.until(lambda: room.laptop.do(acts)[-1] == "export")
        assert made.name == f"bukti-{name[:8]}.jpg"
        assert (CANARY in made.read_bytes()) is holds
        made.unlink()
    words = ["KENARI-7f3a", "PonselMelur", "Foto Melur"]
    assert hits(tmp_path / "town", words) == []
    assert not list((tmp_path / "temp").rglob("*"))
    done = room.laptop.do(acts)
    assert done.count("export") == 2
    assert done.count("view") >= 1
    room.window.hide()


def save(room: Room, name: str, how: str, folder: Path) -> None:
    """The warning, one of its ways, and a folder."""
    room.press(f"save-{name}")
    room.find("save-warning")
    room.press(f"save-{how}")
    dialog = room.window.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    room.press("save-leave")


def pixels(room: Room) -> bytes:
    """Of the picture on show."""
    model = room.window.picture.model()
    return b"" if model is None else model.pixels


def opid(room: Room) -> str:
    """Of the referral on show."""
    model = room.window.desk.model()
    assert model is not None
    assert model.detail is not None
    return model.detail.opid


def shelf_of(case: tuple[Laptop, Laptop, bytes]) -> PaperChunks:
    """The chunks the city has: as the cadre's mailbag still holds them."""
    shelf = PaperChunks()
    bag = case[0].bag()
    for blob, _opid in bag.blobs_laid():
        found = [bag.chunk(blob, i) for i in range(2_000)]
        shelf.chunks[blob] = {i: body for i, body in enumerate(found) if body is not None}
    bag.close()
    return shelf


def test_a_picture_being_opened_is_left_alone_at_locking(
    case: tuple[Laptop, Laptop, bytes], founded: tuple[PaperCity, Path], qtbot: QtBot
) -> None:
    cadre, _desk, rec = case
    room = open_room(cadre, founded[0], qtbot)
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    room.stage.go("open_case", rec)
    room.find("files")
    model = room.window.case.model()
    assert model is not None
    (one,) = model.files
    assert "sudah di kota" in " ".join([one.place, one.words])
    assert not {"save", "fetch"} & one.can
    room.press(f"open-{one.id}")
    room.until(lambda: room.stage.pictures.busy)
    room.house.locking.lock()
    assert not room.stage.pictures.busy
    room.until(lambda: "succeeded" in room.done)
    assert pixels(room) == b""
    room.window.hide()


def test_an_evidence_form_opened_again_shows_its_photo_made_anew(
    case: tuple[Laptop, Laptop, bytes], founded: tuple[PaperCity, Path], qtbot: QtBot
) -> None:
    cadre, _desk, rec = case
    cadre.clock.at += 10 * 86_400  # what the form says was found before today
    room = open_room(cadre, founded[0], qtbot)
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    view = cadre.w(cases.open_case, rec)
    instance = next(form.instance for form in view.forms if form.kind == "evidence")
    room.stage.go("correct", rec, instance)
    room.until(lambda: room.window.room() == "record")

    def thumbnail() -> bytes:
        page = room.window.record
        return b"".join(one.thumbnail for one in page._files.values())

    for _screen in range(12):
        model = room.window.record.model()
        assert model is not None
        if any(one.kind == "media" for one in model.questions):
            break
        room.window.record.next_asked.emit()
    room.until(lambda: bool(thumbnail()))
    assert CANARY not in thumbnail()
    room.window.hide()
