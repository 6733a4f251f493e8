"""One person at a window: real screens, real Keeper; what the root would do is written down."""

from __future__ import annotations

import copy
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from data.store.faces import VaultFace, list_vaults
from data.store.store import Store
from data.store.vault import VaultKey, open_database, unlock
from responder_app.flows.door import Doorway
from responder_app.flows.house import House, Means
from responder_app.flows.stage import Stage
from responder_app.flows.welcome import Arrival
from responder_app.settings import settings_for
from responder_app.window_look import WindowLook
from responder_app.work.enrol import Laptop as EnrolLaptop
from tests.responder_app.work.laptops import CHEAP, PASSPHRASE, Laptop
from tests.responder_app.work.paper_city import PaperCity
from ui.app import make_application, set_language, set_look
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.rooms import ROOMS


@dataclass
class Room:
    """A window with somebody at it."""

    laptop: Laptop
    city: PaperCity
    window: MainWindow
    house: House
    stage: Stage
    bot: QtBot
    done: list[str] = field(default_factory=list)

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window live until something holds."""
        self.bot.waitUntil(holds, timeout=60_000)

    def find(self, name: str) -> QWidget:
        """The visible widget of that name."""
        self.until(lambda: bool(self._visible(name)))
        return self._visible(name)[0]

    def _visible(self, name: str) -> list[QWidget]:
        return [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]

    def press(self, name: str) -> None:
        """Press a button by name."""
        button = self.find(name)
        self.until(button.isEnabled)
        assert hasattr(button, "click")
        button.click()

    def choose(self, value: str) -> None:
        """Press a tile."""
        self.press(f"choice-{value}")

    def question(self) -> str:
        """The name of the question on show."""
        model = self.window.record.model()
        return model.questions[0].name if model is not None else ""

    def come_in(self, passphrase: str = PASSPHRASE) -> None:
        """The door."""
        self.until(lambda: self.window.room() == "door")
        self.press("person-0")
        line = self.find("passphrase")
        QTest.keyClicks(line, passphrase)
        self.press("primary")


def open_room(laptop: Laptop, city: PaperCity, bot: QtBot) -> Room:
    """Join everything as the root does."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    set_language(application, "id")
    set_look(application, "light", 100)
    window = MainWindow(ROOMS)
    bot.addWidget(window)
    stage = Stage(
        window, Bridge(laptop.keeper.submit, window), laptop.world, settings_for(laptop.home)
    )
    stage.later = lambda seconds, act: QTimer.singleShot(int(seconds * 1000), window, act)
    done: list[str] = []

    def derive(_store: Store, face: VaultFace, passphrase: str) -> VaultKey:
        return unlock(face, passphrase, laptop.clock())

    def open_vault(store: Store, key: VaultKey) -> None:
        store.open(open_database(key))

    def faces() -> list[VaultFace]:
        return list_vaults(laptop.home, laptop.clock())

    own = EnrolLaptop(laptop.home, laptop.device, CHEAP, demo=True)
    means = Means(
        Doorway(faces, derive, open_vault),
        Arrival(own, faces),
        lambda: done.append("succeeded"),
        lambda look: done.append(f"look {look.language}"),
        lambda: done.append("closed"),
    )
    house = House(stage, means, WindowLook())
    room = Room(laptop, city, window, house, stage, bot, done)
    window.resize(1366, 768)
    window.show()
    house.door.show()
    return room


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application, made as the product makes it."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    return make_application(["tests"], "id", "light", 100)


@pytest.fixture
def room(founded: tuple[PaperCity, Path], tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    """The cadre's window at the door."""
    city, place = founded
    shutil.copytree(place / "cadre", tmp_path / "cadre")
    laptop = Laptop(tmp_path / "cadre")
    made = open_room(laptop, copy.deepcopy(city), qtbot)
    yield made
    made.window.hide()
    laptop.stop()
