"""Drop-downs, rows of points, searched lists and ranks: mouse, keys, and the way back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from data.forms.views import ChoiceView, QuestionView
from tests.screens import sample_controls
from tests.ui.finding import find, focused
from tests.ui.widgets.editing import SAY, Heard
from ui.theme import icons
from ui.widgets.drop_down import DropDown
from ui.widgets.likert import Point
from ui.widgets.rank import RankLine


def many(value: str = "") -> QuestionView:
    """A long list of which several may be chosen."""
    return replace(sample_controls.search(SAY), kind="select_multiple", value=value)


def shown(heard: Heard) -> list[str]:
    """The lines of the searched list."""
    model = find(heard.editor, QListView).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_drop_down_is_chosen_by_key_and_emptied_by_its_first_line(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.dropdown(SAY), value=""))
    box = find(heard.editor, DropDown)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert heard.values == ["1", ""]


def test_the_wheel_passes_over_a_drop_down(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.dropdown(SAY))
    box = find(heard.editor, DropDown)
    box.clearFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        box.mapToGlobal(QPointF(5, 5)),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert box.currentData() == "3" and heard.values == []


def test_points_are_walked_with_arrows_and_chosen_with_a_key(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.faces(SAY), value=""))
    heard.editor.focus()
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert heard.values == []
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.mouseClick(find(heard.editor, Point, "choice-3"), Qt.MouseButton.LeftButton)
    assert heard.values == ["1", "3"]
    assert not find(heard.editor, Point, "choice-1").isChecked()


def test_the_faces_of_the_form_are_drawings_of_ours() -> None:
    names = [choice.image.removesuffix(".svg") for choice in sample_controls.faces(SAY).choices]
    assert names == ["face-0", "face-1", "face-2", "face-3"] and all(map(icons.known, names))


def test_typing_narrows_the_list_and_enter_takes_the_first_that_fits(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.search(SAY), value=""))
    line = find(heard.editor, QLineEdit)
    QTest.keyClicks(line, "hulu 12")
    assert shown(heard) == ["Contoh Hulu 12 (Kec. Contoh 0)"]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert heard.values == ["21.72.12"]


def test_what_is_chosen_stays_on_top_of_what_is_searched(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.search(SAY))
    QTest.keyClicks(find(heard.editor, QLineEdit), "timur")
    assert shown(heard)[0].startswith("Contoh Hilir 3") and len(shown(heard)) == 13


def test_nothing_that_fits_is_said(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.search(SAY), value=""))
    QTest.keyClicks(find(heard.editor, QLineEdit), "zzz")
    words = [one.text() for one in heard.editor.findChildren(QLabel) if one.isVisible()]
    assert shown(heard) == [] and words == ["Tidak ada yang cocok. Coba huruf lebih sedikit."]
    QTest.keyClick(find(heard.editor, QLineEdit), Qt.Key.Key_Return)
    assert heard.values == []


def test_down_goes_from_the_line_into_the_list_and_up_comes_back(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.search(SAY), value=""))
    line, rows = find(heard.editor, QLineEdit), find(heard.editor, QListView)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rows
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert heard.values == ["21.72.01"]
    rows.setCurrentIndex(rows.model().index(0, 0))
    QTest.keyClick(rows, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is line


def test_several_of_a_long_list_are_told_in_the_order_of_the_form(qtbot: QtBot) -> None:
    heard = Heard(qtbot, many("21.72.05"))
    rows = find(heard.editor, QListView)
    rows.clicked.emit(rows.model().index(1, 0))
    assert heard.values[-1] == "21.72.00 21.72.05"
    rows.clicked.emit(rows.model().index(0, 0))
    assert heard.values[-1] == "21.72.05"


def test_not_known_empties_a_long_list(qtbot: QtBot) -> None:
    view = many("21.72.05")
    view = replace(view, choices=(*view.choices, ChoiceView("tidak_tahu", "Tidak tahu")))
    heard = Heard(qtbot, view)
    QTest.keyClicks(find(heard.editor, QLineEdit), "tidak tahu")
    QTest.keyClick(find(heard.editor, QLineEdit), Qt.Key.Key_Return)
    assert heard.values == ["tidak_tahu"]


def test_nothing_is_ranked_before_somebody_ranked_it(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.rank(SAY), value=""))
    take = find(heard.editor, QAbstractButton, "take-violence_forms")
    assert heard.values == [] and not take.isHidden()
    take.click()
    assert heard.values == ["aman didengar berobat uang_makan"] and take.isHidden()


def test_a_line_goes_up_by_its_button_and_down_by_ctrl_and_an_arrow(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.rank(SAY))
    find(heard.editor, QAbstractButton, "up-berobat").click()
    assert heard.values[-1] == "berobat aman uang_makan didengar"
    line = find(heard.editor, RankLine, "rank-berobat")
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert heard.values[-1] == "aman berobat uang_makan didengar"
    assert QApplication.focusWidget() is line
    assert "Urutan 2 dari 4" in line.accessibleDescription()


def test_the_first_line_goes_no_higher(qtbot: QtBot) -> None:
    heard = Heard(qtbot, sample_controls.rank(SAY))
    assert not find(heard.editor, QAbstractButton, "up-aman").isEnabled()
    line = find(heard.editor, RankLine, "rank-aman")
    QTest.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert heard.values == []


def test_a_quick_question_goes_on_by_itself_when_it_is_alone(qtbot: QtBot) -> None:
    view = replace(sample_controls.likert(SAY), appearance="quick", value="")
    alone, several = Heard(qtbot, view), Heard(qtbot, view, alone=False)
    for heard in (alone, several):
        find(heard.editor, QAbstractButton, "choice-2").click()
    assert (alone.went_on, several.went_on) == (1, 0)


def test_on_a_page_of_several_a_refusal_is_a_tile_like_the_others(qtbot: QtBot) -> None:
    view = replace(sample_controls.likert(SAY), appearance="", choices=sample_controls.yes_no(SAY))
    heard = Heard(qtbot, replace(view, value=""), alone=False)
    find(heard.editor, QAbstractButton, "choice-tidak_mau_menjawab").click()
    assert heard.values == ["tidak_mau_menjawab"]


def test_the_cursor_comes_to_what_was_chosen(qtbot: QtBot) -> None:
    tiles = replace(sample_controls.likert(SAY), appearance="", value="4")
    for view in (tiles, sample_controls.faces(SAY)):
        heard = Heard(qtbot, view)
        heard.editor.focus()
        assert focused().property("value") == view.value
