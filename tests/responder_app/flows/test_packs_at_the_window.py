"""A pack comes while somebody records: her draft stays, she looks, she moves, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from data.model.changes import Changes
from responder_app.work import drafts, pack, road
from responder_app.work.drafts import OpenDraft
from responder_app.work.pack import Current
from tests.packs import Signers, changed_form, signed, some_files, unsigned
from tests.responder_app.flows.conftest import Room
from tests.responder_app.flows.test_a_day_at_the_window import begin_intake
from tests.responder_app.work.laptops import intake_answers
from tests.responder_app.work.test_moving import NEW_QUESTION, VERSION
from tests.responder_app.work.test_take_pack import deliver
from ui.widgets.toast import Toast

WORDS = "Piring dilempar ke pintu."


@pytest.fixture(autouse=True)
def built_in_again() -> Iterator[None]:
    """Content is this process's: the next test begins with what is built in."""
    yield
    pack.use(Current())


@pytest.fixture(scope="module")
def newer_intake() -> bytes:
    return changed_form("intake", VERSION, drop=["own_words"], after={"perp_nearby": NEW_QUESTION})


def signers(room: Room) -> Signers:
    return Signers(room.city.pack, room.city.admin)


def open_with_words(room: Room) -> bytes:
    """An intake in progress, opened at the window."""
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    made, session = room.laptop.open_form("intake", None, {**intake_answers(), "own_words": WORDS})
    room.laptop.w(drafts.save, made.id, session.to_xml(), "", False)
    room.stage.go("open_draft", made.id)
    room.until(lambda: room.window.room() == "record")
    return made.id


def newer_comes(room: Room, form: bytes) -> None:
    deliver(room.laptop, signed(signers(room), 2, {"built/intake.xml": form}), 2)
    room.laptop.w(road.look)


def draft(room: Room, id: bytes) -> OpenDraft:
    found: OpenDraft = room.laptop.do(drafts.open_draft, id)
    return found


def test_she_looks_stays_looks_again_and_moves(room: Room, newer_intake: bytes) -> None:
    id = open_with_words(room)
    before = draft(room, id)
    model = room.window.record.model()
    assert model is not None and model.newer == ""
    newer_comes(room, newer_intake)
    room.stage.go("open_draft", id)
    room.press("newer")
    room.until(lambda: room.window.room() == "moving")
    page = room.window.moving.model()
    assert page is not None
    assert VERSION in page.lead and before.form.version in page.lead
    assert page.required == ("Apakah sekolah sudah tahu?",)
    assert [(one.value, one.why) for one in page.aside] == [
        (WORDS, "Pertanyaan ini tidak ada di versi baru.")
    ]
    assert any(one.label and one.value for one in page.carried)
    room.press("stay")
    room.until(lambda: room.window.room() == "record")
    assert draft(room, id).form.version == before.form.version
    room.press("newer")
    room.press("move")
    room.until(lambda: draft(room, id).form.version == VERSION)
    room.until(lambda: room.window.room() == "record")
    after = draft(room, id)
    assert [one[3] for one in after.unplaced] == [WORDS]
    shown = room.window.record.model()
    assert shown is not None and shown.newer == ""


def test_what_was_typed_last_is_in_the_preview(room: Room, newer_intake: bytes) -> None:
    begin_intake(room)
    room.choose("ya")
    newer_comes(room, newer_intake)
    room.press("primary")
    room.until(lambda: room.question() == "perp_nearby")
    room.choose("tidak_tahu")
    room.press("newer")
    room.until(lambda: room.window.room() == "moving")
    page = room.window.moving.model()
    assert page is not None
    assert {"Ya", "Tidak tahu"} <= {one.value for one in page.carried}
    assert all(" " in one.label for one in page.carried)


def test_the_settings_page_takes_a_pack_from_a_stick(room: Room, tmp_path: Path) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    room.press("room-settings")
    room.find("content")
    for name, raw, words in (
        ("liburan.pack", b"bukan paket", "Tidak diambil. Berkas ini bukan paket"),
        ("tanpa.pack", unsigned(3), "Tidak diambil. Tanda tangannya tidak sah"),
        ("kota.pack", signed(signers(room), 3), "Paket uji dipakai mulai sekarang."),
        ("lama.pack", signed(signers(room), 2, some_files("lama")), "tidak lebih baru"),
    ):
        (tmp_path / name).write_bytes(raw)
        room.window.settings.pack_chosen.emit(str(tmp_path / name))
        room.until(partial(_says, room, words))
    model = room.window.settings.model()
    assert model is not None and model.content is not None
    lines = dict(model.content.lines)
    assert lines["Dipakai"].startswith("Paket uji, nomor 3")
    assert lines["Ditandatangani"] == "dibuat oleh Rani, disahkan oleh Budi"
    assert all(version.isdigit() for _name, version in model.content.forms)
    assert pack.current().seq == 3


def test_the_settings_page_names_a_pack_that_was_not_taken(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    deliver(room.laptop, signed(Signers(bytes(32), bytes(32)), 8), 8)
    room.laptop.w(road.look)
    room.press("room-settings")
    room.until(lambda: bool(_troubles(room)))
    assert _troubles(room)[0].startswith("Paket nomor 8 tidak dipakai. Tanda tangannya")
    assert pack.current().seq == 0


def test_a_pack_that_comes_in_the_middle_is_said_once(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    deliver(room.laptop, signed(signers(room), 4), 4)
    for _ in range(2):
        room.house.on_changes(Changes(road=True))
        room.until(lambda: pack.current().seq == 4)
    room.until(lambda: bool(_toasts(room)))
    room.bot.wait(100)
    (toast,) = _toasts(room)
    assert "Ada formulir dan panduan baru dari kota: Paket uji." in toast


def _toasts(room: Room) -> list[str]:
    return [
        " ".join(label.text() for label in toast.findChildren(QLabel))
        for toast in room.window.findChildren(Toast)
        if toast.isVisible()
    ]


def _says(room: Room, words: str) -> bool:
    model = room.window.settings.model()
    return model is not None and model.content is not None and words in model.content.said


def _troubles(room: Room) -> tuple[str, ...]:
    model = room.window.settings.model()
    return model.content.troubles if model is not None and model.content is not None else ()
