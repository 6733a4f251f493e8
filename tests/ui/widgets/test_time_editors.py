"""Days and hours: told only when whole, refused in words, kept while half typed."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.screens import sample_controls
from tests.ui.finding import find
from tests.ui.widgets.editing import SAY, Heard
from ui.widgets.drop_down import DropDown


def test_a_time_is_told_when_hour_and_minute_are_there(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.plain(SAY, "time", "Jam berapa?"))
    hour, minute = heard.editor.findChildren(QLineEdit)
    hour.setFocus()
    QTest.keyClicks(hour, "21")
    assert QApplication.focusWidget() is minute
    QTest.keyClicks(minute, "05")
    assert heard.values[-1] == "21:05" and set(heard.values[:-1]) == {""}


def test_an_hour_that_does_not_exist_is_said(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.plain(SAY, "time", "Jam berapa?"))
    hour, _minute = heard.editor.findChildren(QLineEdit)
    QTest.keyClicks(hour, "25")
    assert heard.complaints[-1].startswith("Jam dari 0 sampai 23")
    assert heard.values[-1] == ""


def test_a_time_as_the_engine_keeps_it_is_shown_and_not_told_again(qtbot: QtBot) -> None:
    view = sample_controls.plain(SAY, "time", "Jam berapa?", value="07:30:00.000+07:00")
    heard = Heard(qtbot, view)
    assert [line.text() for line in heard.editor.findChildren(QLineEdit)] == ["07", "30"]
    heard.editor.refresh(replace(view, value="07:30"))
    assert heard.values == []


def test_now_fills_both_fields(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.plain(SAY, "time", "Jam berapa?"))
    find(heard.editor, QAbstractButton, "now-field-violence_forms").click()
    assert re.fullmatch(r"\d\d:\d\d", heard.values[-1])


def test_a_moment_is_told_with_its_offset_and_only_whole(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.moment(SAY), value=""))
    day, year, hour, minute = heard.editor.findChildren(QLineEdit)
    QTest.keyClicks(day, "19")
    month = find(heard.editor, DropDown)
    month.setCurrentIndex(11)
    month.activated.emit(11)
    QTest.keyClicks(year, "2026")
    QTest.keyClicks(hour, "21")
    assert set(heard.values) == {""}
    QTest.keyClicks(minute, "40")
    assert re.fullmatch(r"2026-11-19T21:40:00\.000[+-]\d\d:\d\d", heard.values[-1])


def test_half_a_moment_is_not_emptied_by_the_view_that_follows(qtbot: QtBot) -> None:
    view = replace(sample_controls.moment(SAY), value="")
    heard = Heard(qtbot, view)
    find(heard.editor, QAbstractButton, "chip-today").click()
    QApplication.processEvents()
    heard.editor.refresh(replace(view, hint="lain"))
    assert heard.editor.findChildren(QLineEdit)[0].text() != ""


def test_a_day_that_does_not_exist_is_said(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.plain(SAY, "date", "Kapan?"))
    day, year = heard.editor.findChildren(QLineEdit)
    QTest.keyClicks(day, "31")
    find(heard.editor, DropDown).setCurrentIndex(2)
    QTest.keyClicks(year, "2026")
    assert heard.complaints[-1] == "Tanggal itu tidak ada. Periksa lagi hari dan bulannya."


def test_enter_walks_through_the_fields_of_a_date_and_goes_on_from_the_last(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.plain(SAY, "date", "Kapan?"))
    day, year = heard.editor.findChildren(QLineEdit)
    day.setFocus()
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is find(heard.editor, DropDown)
    QTest.keyClick(year, Qt.Key.Key_Return)
    assert heard.went_on == 1
