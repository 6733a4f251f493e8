"""Numbers and sliders: only numbers get in, and nothing is chosen before somebody chose."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.screens import sample_controls
from tests.ui.finding import find
from tests.ui.widgets.editing import SAY, Heard
from ui.widgets.number_editors import StepSlider, number, plain


def test_a_letter_is_refused_with_a_sentence_and_the_next_figure_takes_it_back(
    qtbot: QtBot,
) -> None:
    heard = Heard(qtbot, replace(sample_controls.integer(SAY), value=""))
    line = find(heard.editor, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "4x")
    assert heard.complaints[-1] == "Di sini hanya angka, misalnya 12."
    QTest.keyClicks(line, "2")
    assert heard.complaints[-1] == "" and heard.values[-1] == "42"


def test_a_sign_alone_is_no_number_yet(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.integer(SAY), value=""))
    QTest.keyClicks(find(heard.editor, QLineEdit), "-5")
    assert heard.values == ["", "-5"]


def test_a_decimal_the_engine_wrote_longer_is_not_rewritten_while_one_types(qtbot: QtBot) -> None:
    view = sample_controls.plain(SAY, "decimal", "Berapa jam?")
    heard = Heard(qtbot, view)
    line = find(heard.editor, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "2,")
    heard.editor.refresh(replace(view, value="2.0"))
    assert line.text() == "2,"
    line.clearFocus()
    heard.editor.refresh(replace(view, value="7.0"))
    assert line.text() == "7"


def test_enter_goes_on(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.integer(SAY))
    QTest.keyClick(find(heard.editor, QLineEdit), Qt.Key.Key_Return)
    assert heard.went_on == 1


def test_a_slider_stands_nowhere_until_a_key_chooses(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.unset(SAY))
    slider = find(heard.editor, StepSlider)
    assert heard.values == [] and find(heard.editor, QLabel, "number-violence_forms").text() == "–"
    assert "Belum ada yang dipilih" in slider.accessibleDescription()
    QTest.keyClick(slider, Qt.Key.Key_Space)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert heard.values == ["0", "1", "10"]
    assert "Dipilih: 10" in slider.accessibleDescription()


def test_a_press_on_the_line_goes_straight_there(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.unset(SAY))
    heard.editor.resize(600, 100)
    slider = find(heard.editor, StepSlider)
    QTest.mouseClick(
        slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, slider.height() // 2)
    )
    assert heard.values[-1] == "5"


def test_a_range_of_halves_going_down_tells_its_own_steps(qtbot: QtBot) -> None:
    view = replace(sample_controls.unset(SAY), limits=("2", "0", "0.5"))
    heard = Heard(qtbot, view)
    slider = find(heard.editor, StepSlider)
    QTest.keyClick(slider, Qt.Key.Key_Home)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert heard.values == ["2", "1.5"]
    heard.editor.refresh(replace(view, value="0.5"))
    assert slider.value() == 3 and slider.maximum() == 4


def test_a_range_without_sense_is_still_a_range(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.unset(SAY), limits=("", "", "0")))
    assert find(heard.editor, StepSlider).maximum() == 10


@pytest.mark.parametrize(
    ("text", "shown"), [("2.0", "2"), ("0.50", "0.5"), ("-3", "-3"), ("100", "100")]
)
def test_a_number_is_shown_without_needless_noughts(text: str, shown: str) -> None:
    known = number(text)
    assert known is not None and plain(known) == shown


@pytest.mark.parametrize("text", ["", "-", "nan", "inf", "1e", "dua"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None
