"""A city changes a question: from a spreadsheet to an open draft on a laptop, and nothing is lost.

Real ones all: the office's spreadsheet (saved once by LibreOffice where it is installed), the
command line, a city process, a courier process, the window with its vault.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import openpyxl
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data.store.store import Store
from responder_app.work import answered, drafts, enrol, filling, pack
from responder_app.work.answered import AnsweredForm
from responder_app.work.drafts import OpenDraft
from responder_app.work.identity import load
from responder_app.work.pack import Current
from responder_app.work.reading import state_of
from tests.responder_app.flows.conftest import Room, open_room
from tests.responder_app.work.laptops import CHEAP, PASSPHRASE, Laptop, intake_answers
from tests.responder_app.work.paper_city import PaperCity
from tests.sync.client.real_city import ROOT, RealCity
from ui.app import make_application

VERSION = "2099010101"
WORDS = "Piring pecah itu dilempar tepat ke pintu kamar anak saya."
NEW_QUESTION = {
    "type": "text",
    "name": "school_told",
    "label::Bahasa Indonesia (id)": "Apakah sekolah sudah tahu?",
    "label::English (en)": "Does the school know?",
    "guidance_hint::Bahasa Indonesia (id)": "Supaya sekolah tidak menghubungi rumah.",
    "guidance_hint::English (en)": "So that the school does not phone home.",
    "required": "yes",
}


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application, made as the product makes it."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    return make_application(["tests"], "id", "light", 100)


class Wire(QObject):
    """Brings the Keeper's news to the window's thread, as the root does."""

    changed = Signal(object)


@dataclass
class Office:
    """The city's office: its spreadsheet and its command line."""

    city: RealCity
    folder: Path
    said: list[str] = field(default_factory=list)

    @property
    def sheet(self) -> Path:
        return self.folder / "intake.xlsx"

    @property
    def pack(self) -> Path:
        return self.folder / "kota.pack"

    def run(self, *words: object) -> int:
        """One command of the city; what it said is kept."""
        done = subprocess.run(
            [sys.executable, "-m", "sync.server", "pack", *map(str, words)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        self.said.append(done.stdout + done.stderr)
        return done.returncode

    def build(self) -> int:
        """From the spreadsheet to an unsigned pack."""
        return self.run(
            "build", self.sheet, "--out", self.pack, "--city", 2172, "--seq", 1,
            "--name", "Formulir Januari", "--demo",
        )  # fmt: skip

    def edit(self, change: Callable[[openpyxl.Workbook], None]) -> None:
        """Open the spreadsheet, change it, save it."""
        book = openpyxl.load_workbook(self.sheet)
        change(book)
        book.save(self.sheet)
        program = shutil.which("soffice")
        if program is not None:  # saved by the program an office has, its habits included
            self._resave(program)

    def _resave(self, program: str) -> None:
        for kind, source in (("ods", self.sheet), ("xlsx", self.folder / "lo" / "intake.ods")):
            subprocess.run(
                [program, "--headless", f"-env:UserInstallation=file://{self.folder / 'lo-user'}",
                 "--convert-to", kind, "--outdir", str(self.folder / "lo"), str(source)],
                capture_output=True, timeout=120, check=True,
            )  # fmt: skip
        shutil.copy(self.folder / "lo" / "intake.xlsx", self.sheet)


def columns(sheet: openpyxl.worksheet.worksheet.Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[1]}


def row_of(sheet: openpyxl.worksheet.worksheet.Worksheet, column: str, value: str) -> int:
    at = columns(sheet)[column]
    return next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, at).value == value)


def change_questions(book: openpyxl.Workbook) -> None:
    """``own_words`` goes, the school is asked for, the version rises."""
    survey, settings = book["survey"], book["settings"]
    survey.delete_rows(row_of(survey, "name", "own_words"))
    after = row_of(survey, "name", "perp_nearby") + 1
    survey.insert_rows(after)
    for name, text in NEW_QUESTION.items():
        survey.cell(after, columns(survey)[name]).value = text
    settings.cell(2, columns(settings)["version"]).value = VERSION


def forget_old_trials(book: openpyxl.Workbook) -> None:
    """The cases to try do not name the question that is gone."""
    trials = book["uji"]
    at = columns(trials)["pertanyaan"]
    for n in range(trials.max_row, 1, -1):
        if trials.cell(n, at).value == "own_words":
            trials.delete_rows(n)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[RealCity]:
    made = RealCity(tmp_path / "city")
    made.found()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def client(city: RealCity, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    """A cadre's laptop, enrolled over the wire, its courier running, its window at the door."""
    home = tmp_path / "laptop"
    home.mkdir()
    (home / "demo.json").write_text("{}", encoding="utf-8")
    laptop = Laptop(home)
    laptop.clock.at = int(time.time())
    wish = enrol.Laptop(home, laptop.device, CHEAP, True)
    laptop.w(enrol.begin, wish, city.code(), 0, PASSPHRASE)
    courier = subprocess.Popen(
        [sys.executable, "-m", "responder_app", "courier", "--home", str(home), "--interval", "1"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        qtbot.waitUntil(lambda: laptop.w(enrol.progress, True).done, timeout=60_000)
        laptop.stop()
        laptop.start()
        room = open_room(laptop, PaperCity(), qtbot)
        wire = Wire(room.window)
        wire.changed.connect(room.house.on_changes, Qt.ConnectionType.QueuedConnection)
        laptop.keeper.on_changes = wire.changed.emit
        yield room
        room.window.hide()
        laptop.stop()
    finally:
        courier.terminate()
        courier.wait(10)
        pack.use(Current())


def begun_with(room: Room, words: str) -> bytes:
    """A draft of the intake with the demo's answers, as she left it."""
    made, session = room.laptop.open_form("intake", None, {**intake_answers(), "own_words": words})
    room.laptop.w(drafts.save, made.id, session.to_xml(), "", False)
    return made.id


def draft(room: Room, id: bytes) -> OpenDraft:
    found: OpenDraft = room.laptop.do(drafts.open_draft, id)
    return found


def answers(room: Room, id: bytes) -> dict[str, str]:
    return dict(filling.session_of(draft(room, id), room.laptop.world, "id").answers())


def forms_of(store: Store, laptop: Laptop, rec: bytes) -> tuple[AnsweredForm, ...]:
    return answered.forms_of(state_of(store, laptop.world, load(store), rec))


def test_a_question_changed_in_a_spreadsheet_reaches_an_open_draft_and_loses_nothing(
    city: RealCity, client: Room, tmp_path: Path
) -> None:
    room = client
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    first, second = begun_with(room, WORDS), begun_with(room, "Draf lain.")
    old_version = draft(room, first).form.version
    before = answers(room, first)
    room.stage.go("open_draft", first)
    room.until(lambda: room.window.room() == "record")

    office = Office(city, tmp_path / "office")
    office.folder.mkdir()
    publish_changed_intake(office)

    room.until(lambda: pack.current().seq == 1)
    assert pack.form("intake").version == VERSION
    assert (draft(room, first).form.version, draft(room, first).newer) == (old_version, True)
    assert answers(room, first) == before

    look_stay_and_move(room, first, old_version)
    after = answers(room, first)
    assert {name: value for name, value in before.items() if name != "own_words"} == {
        name: value for name, value in after.items() if name in before
    }
    assert [one[3] for one in draft(room, first).unplaced] == [WORDS]

    rec = finish_with(room, first)
    (kept,) = room.laptop.do(forms_of, room.laptop, rec)
    assert (kept.form, kept.version, kept.answers["school_told"]) == ("intake", VERSION, "Belum")
    assert [one.partition("=")[2] for one in kept.entry["unplaced"]] == [WORDS]
    room.until(lambda: len(city.opids()) > 0)

    room.laptop.stop()
    pack.use(Current())
    room.laptop.start()
    room.laptop.come_in()
    assert pack.current().seq == 1
    left = draft(room, second)
    assert (left.form.version, left.newer) == (old_version, True)
    assert answers(room, second)["own_words"] == "Draf lain."


def publish_changed_intake(office: Office) -> None:
    """Changed, tried, signed by two, published; each shortcut is refused on the way."""
    keys = office.city.folder / "keys"
    assert office.run("template", "--from", "intake", office.sheet) == 0
    office.edit(change_questions)
    assert office.build() != 0 and not office.pack.exists()
    assert "own_words" in office.said[-1] and "SALAH" in office.said[-1]
    office.edit(forget_old_trials)
    assert office.run("lint", office.sheet) == 0, office.said[-1]
    assert office.run("test", office.sheet) == 0, office.said[-1]
    assert office.build() == 0, office.said[-1]
    publish = ("publish", office.pack, "--db", office.city.db)
    assert office.run(*publish) != 0
    sign = ("sign", office.pack, "--keys", keys)
    assert office.run(*sign, "--as", "Rani", "--role", "pembuat") == 0
    assert office.run(*publish) != 0
    assert office.run(*sign, "--as", "Rani", "--role", "pengesah") != 0
    assert office.run(*sign, "--as", "Budi", "--role", "pengesah") == 0
    assert office.run("verify", office.pack, "--public", keys / "public.bundle") == 0
    assert office.run(*publish) == 0, office.said[-1]


def look_stay_and_move(room: Room, id: bytes, old_version: str) -> None:
    """The banner, the preview, back to the draft, the preview again, the step."""
    room.stage.go("open_draft", id)
    room.press("newer")
    room.until(lambda: room.window.room() == "moving")
    page = room.window.moving.model()
    assert page is not None and old_version in page.lead and VERSION in page.lead
    assert page.required == ("Apakah sekolah sudah tahu?",)
    assert [one.value for one in page.aside] == [WORDS]
    room.press("stay")
    room.until(lambda: room.window.room() == "record")
    assert draft(room, id).form.version == old_version
    room.press("newer")
    room.press("move")
    room.until(lambda: draft(room, id).form.version == VERSION)
    room.until(lambda: room.window.room() == "record")


def finish_with(room: Room, id: bytes) -> bytes:
    """Answer what is new, and finish; gives the case."""
    opened = draft(room, id)
    session = filling.session_of(opened, room.laptop.world, "id")
    filling.put_in(session, {"school_told": "Belum"})
    room.laptop.w(drafts.save, id, session.to_xml(), "", True)
    room.stage.go("open_draft", id)
    room.until(lambda: room.window.record.summary.isVisible())
    summary = room.window.record.summary.model()
    assert summary is not None and summary.missing == ()
    assert [one.value for one in summary.unplaced] == [WORDS]
    room.press("primary")
    room.until(lambda: all(line.id != id for line in room.laptop.do(drafts.begun)))
    return opened.rec
