"""Kirim, the mail office and the stick's pages: what is pressed is told, what is given is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import sample_road
from tests.screens.samples import Say
from tests.ui.finding import find, focused
from tests.ui.screens.test_rooms import press, words
from ui.screens.office import OfficeScreen
from ui.screens.send import SendScreen
from ui.screens.stick import StickScreen, StickStage
from ui.widgets.item_row import ItemRow
from ui.widgets.road_parts import FilesStrip
from ui.widgets.rows import RowView

SAY = Say("id")
Shown = TypeVar("Shown", bound=QWidget)


def shown(qtbot: QtBot, screen: Shown) -> Shown:
    """On the screen."""
    qtbot.addWidget(screen)
    screen.resize(1150, 700)
    screen.show()
    return screen


@pytest.mark.parametrize("kind", [SendScreen, OfficeScreen])
def test_mail_pauses_and_goes_on(kind: type[SendScreen | OfficeScreen], qtbot: QtBot) -> None:
    screen = shown(qtbot, kind())
    model = sample_road.send(SAY) if kind is SendScreen else sample_road.mail_office(SAY)
    screen.present(model)  # type: ignore[arg-type]  # each its own
    with qtbot.waitSignal(screen.send_now):
        press(screen, "try")
    with qtbot.waitSignal(screen.pause):
        press(screen, "pause")
    paused = replace(model, head=sample_road.head(SAY, "paused", 5))
    screen.present(paused)  # type: ignore[arg-type]  # each its own
    assert not find(screen, QPushButton, "try").isEnabled()
    with qtbot.waitSignal(screen.resume):
        press(screen, "pause")


@pytest.mark.parametrize("kind", [SendScreen, OfficeScreen])
def test_sticks_and_attachments_are_asked_for(
    kind: type[SendScreen | OfficeScreen], qtbot: QtBot
) -> None:
    screen = shown(qtbot, kind())
    model = sample_road.send(SAY) if kind is SendScreen else sample_road.mail_office(SAY)
    screen.present(model)  # type: ignore[arg-type]  # each its own
    for name, signal in (("primary", screen.stick_out), ("stick-in", screen.stick_in)):
        with qtbot.waitSignal(signal):
            press(screen, name)
    with qtbot.waitSignal(screen.hold_files) as held:
        press(screen, "hold-files")
    assert held.args == [True] and model.files is not None
    screen.present(replace(model, files=replace(model.files, held=True)))  # type: ignore[arg-type]  # each its own
    with qtbot.waitSignal(screen.hold_files) as held:
        press(screen, "hold-files")
    assert held.args == [False]
    screen.present(replace(model, files=None))  # type: ignore[arg-type]  # each its own
    assert find(screen, FilesStrip).isHidden()


def states(screen: SendScreen) -> list[str]:
    """The states of the rows on show."""
    rows: RowView[ItemRow] = find(screen, RowView, "items")
    return [row.state for row in rows.rows()]


def test_chips_choose_what_waits_and_what_was_received(qtbot: QtBot) -> None:
    screen = shown(qtbot, SendScreen())
    screen.present(sample_road.send(SAY))
    everything = states(screen)
    press(screen, "chip-waiting")
    assert "diterima_uptd" not in states(screen) and "dititipkan" in states(screen)
    press(screen, "chip-received")
    assert states(screen) == ["diterima_uptd"]
    press(screen, "chip-")
    assert states(screen) == everything


def test_the_next_try_stands_as_a_clock_time_and_the_rest_is_counted(qtbot: QtBot) -> None:
    screen = shown(qtbot, SendScreen())
    screen.present(sample_road.send(SAY))
    assert "14.52" in words(screen) and "24 lagi" in words(screen)


def test_the_office_has_its_own_way_back_and_its_own_hiding_with_nobody_in(qtbot: QtBot) -> None:
    office = shown(qtbot, OfficeScreen())
    office.present(sample_road.mail_office(SAY))
    for name, signal in (("back", office.back_asked), ("hide", office.hide_asked)):
        with qtbot.waitSignal(signal):
            press(office, name)
    with qtbot.waitSignal(office.back_asked):
        office.step_back()
    office.present(sample_road.mail_office(SAY, inside=True))
    assert not find(office, QPushButton, "back").isVisible()
    with qtbot.assertNotEmitted(office.back_asked):
        office.step_back()


def test_the_office_says_counts_and_neither_level_nor_kind(qtbot: QtBot) -> None:
    office = shown(qtbot, OfficeScreen())
    office.present(sample_road.mail_office(SAY))
    said = words(office)
    assert "7" in said and "titipan laptop lain" in said
    assert not any(word in said for word in ("DARURAT", "TINGGI", "Rujukan", "Melati"))


def test_the_stick_that_is_chosen_is_the_one_that_is_written(qtbot: QtBot) -> None:
    stick = shown(qtbot, StickScreen())
    model = sample_road.stick_choose(SAY)
    stick.present(model)
    assert not find(stick, QWidget, "drive-1").isEnabled()  # locked against writing
    with qtbot.waitSignal(stick.chosen) as told:
        press(stick, "drive-3")
    stick.present(replace(model, chosen=told.args[0]))
    with qtbot.waitSignal(stick.started) as begun:
        press(stick, "primary")
    assert begun.args == told.args == ["/home/siti/Bawa"]


def test_without_a_stick_nothing_can_be_begun(qtbot: QtBot) -> None:
    stick = shown(qtbot, StickScreen())
    stick.present(sample_road.stick_choose(SAY, drives=False))
    assert not find(stick, QPushButton, "primary").isEnabled()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert focused().objectName() == "other-folder"


def test_a_stick_at_work_is_stopped_and_not_left_by_esc(qtbot: QtBot) -> None:
    stick = shown(qtbot, StickScreen())
    stick.present(sample_road.stick_working(SAY))
    assert not find(stick, QPushButton, "primary").isVisible()
    with qtbot.assertNotEmitted(stick.left):
        stick.step_back()
    with qtbot.waitSignal(stick.stop_asked):
        press(stick, "stop")
    assert "1,2 MB dari 4,8 MB" in words(stick)


def test_every_end_leads_on(qtbot: QtBot) -> None:
    stick = shown(qtbot, StickScreen())
    stick.present(sample_road.stick_written(SAY))
    with qtbot.waitSignal(stick.left):
        press(stick, "primary")
    stick.present(sample_road.stick_failed(SAY))
    with qtbot.waitSignal(stick.again_asked):
        press(stick, "primary")
    with qtbot.waitSignal(stick.left):
        press(stick, "leave")
    model = stick.model()
    assert model is not None and model.stage is StickStage.FAILED
