"""The icon beside the clock says that letters wait, and nothing else; and it opens no room."""

from __future__ import annotations

from responder_app.flows.tray import DAY, TrayFlow
from tests.responder_app.flows.conftest import Room
from ui.tray import Tray
from ui.widgets.neutral import NeutralPage


class Told(Tray):
    """An icon that stands, on a system that has no place for one, and keeps what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []

    @property
    def shown(self) -> bool:
        """It stands."""
        return True

    def tell(self, line: str, notice: str = "") -> None:
        """Keep it."""
        self.said.append((line, notice))


def minute(room: Room, flow: TrayFlow, told: Told, seconds: int) -> tuple[str, str]:
    """What it says after a while."""
    room.laptop.clock.at += seconds
    before = len(told.said)
    flow.tick()
    flow.tick()
    room.until(lambda: len(told.said) > before)
    assert len(told.said) == before + 1
    return told.said[-1]


def test_it_says_that_letters_wait_and_comes_up_only_after_a_day(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    told = Told()
    flow = TrayFlow(room.stage, told)
    assert minute(room, flow, told, 60) == ("Tidak ada surat yang menunggu.", "")
    room.laptop.record_case()
    assert minute(room, flow, told, 60) == ("Surat menunggu.", "")
    room.window.hide()
    line, notice = minute(room, flow, told, DAY)
    assert line == notice == "Surat sudah menunggu lebih dari sehari."
    assert minute(room, flow, told, 60) == (line, "")
    assert minute(room, flow, told, DAY)[1] == line
    room.laptop.meet(room.city)
    assert minute(room, flow, told, 60)[1] == "Tidak ada surat yang menunggu lagi."


def test_who_opens_it_while_somebody_is_in_sees_the_neutral_page(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    told = Told()
    flow = TrayFlow(room.stage, told)
    room.window.hide()
    hidden: list[bool] = []
    room.window.hide_asked.connect(lambda: hidden.append(True))
    told.open_asked.emit()
    assert room.window.isVisible() and hidden == [True]
    page = room.window.findChild(NeutralPage)
    assert page is not None and page.isVisible()
    flow.set_on(False)


def test_a_system_without_a_place_for_it_gets_none(room: Room) -> None:
    tray = Tray(room.window)
    tray.set_on(True)
    tray.tell("Surat menunggu.", "Surat menunggu.")
    assert not tray.shown
    tray.set_on(False)
