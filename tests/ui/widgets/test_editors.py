"""Question editors: what they tell is what the form stores."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from data.forms.views import ChoiceView, QuestionView
from tests.screens.sample_forms import question
from tests.screens.samples import Say
from tests.ui.finding import find
from ui.widgets.date_editor import DateEditor
from ui.widgets.editor import Editor
from ui.widgets.editors import make_editor
from ui.widgets.question import QuestionBlock

SAY = Say("id")


def view(kind: str, value: str = "", appearance: str = "", **rest: object) -> QuestionView:
    """A question of a kind without choices."""
    return question(SAY, kind=kind, value=value, appearance=appearance, choices=(), **rest)


def listen(qtbot: QtBot, shown: QuestionView) -> tuple[Editor, list[str]]:
    """An editor and everything it tells."""
    editor = make_editor(shown)
    told: list[str] = []
    qtbot.addWidget(editor)
    editor.changed.connect(told.append)
    editor.show()
    return editor, told


def tile(editor: Editor, value: str) -> QAbstractButton:
    """The tile of a choice."""
    found = [b for b in editor.findChildren(QAbstractButton) if b.property("value") == value]
    assert len(found) == 1
    assert found[0].property("ref") == "/d/incident/violence"
    return found[0]


def test_several_choices_are_told_in_the_order_of_the_form(qtbot: QtBot) -> None:
    editor, told = listen(qtbot, question(SAY, value=""))
    QTest.mouseClick(tile(editor, "psikis"), Qt.MouseButton.LeftButton)
    QTest.keyClick(tile(editor, "fisik"), Qt.Key.Key_Return)
    assert told == ["psikis", "fisik psikis"]


def test_do_not_know_empties_the_others_and_the_others_empty_it(qtbot: QtBot) -> None:
    editor, told = listen(qtbot, question(SAY, value="fisik"))
    tile(editor, "tidak_tahu").click()
    tile(editor, "seksual").click()
    assert told == ["tidak_tahu", "seksual"]


def test_one_of_several_cannot_be_emptied_by_a_second_press(qtbot: QtBot) -> None:
    choices = (ChoiceView("ya", "Ya"), ChoiceView("tidak", "Tidak"))
    editor, told = listen(qtbot, question(SAY, kind="select_one", choices=choices, value=""))
    tile(editor, "ya").click()
    tile(editor, "ya").click()
    tile(editor, "tidak").click()
    assert told == ["ya", "ya", "tidak"]


def test_a_refusal_has_its_own_button_and_no_tile(qtbot: QtBot) -> None:
    block = QuestionBlock(question(SAY), alone=True)
    qtbot.addWidget(block)
    told: list[tuple[str, str]] = []
    block.refused.connect(lambda ref, value: told.append((ref, value)))
    values = [b.property("value") for b in block.findChildren(QAbstractButton)]
    assert "tidak_mau_menjawab" not in values
    find(block, QAbstractButton, "refuse").click()
    assert told == [("/d/incident/violence", "tidak_mau_menjawab")]


def test_what_the_law_needs_cannot_be_skipped(qtbot: QtBot) -> None:
    block = QuestionBlock(view("text", required=True), alone=True)
    qtbot.addWidget(block)
    assert block.findChild(QAbstractButton, "refuse") is None


def test_a_decimal_is_typed_with_a_comma_and_stored_with_a_point(qtbot: QtBot) -> None:
    editor, told = listen(qtbot, view("decimal", "1.5"))
    line = find(editor, QLineEdit)
    assert line.text() == "1,5"
    line.clear()
    QTest.keyClicks(line, "2,25")
    assert told[-1] == "2.25"


def test_letters_do_not_enter_a_number(qtbot: QtBot) -> None:
    editor, told = listen(qtbot, view("integer"))
    QTest.keyClicks(find(editor, QLineEdit), "1a2")
    assert told[-1] == "12"


def test_what_is_being_typed_is_not_disturbed_by_a_later_view(qtbot: QtBot) -> None:
    shown = view("text", "", "multiline")
    editor, _told = listen(qtbot, shown)
    text = find(editor, QPlainTextEdit)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    text.setFocus()
    QTest.keyClicks(text, "Waktu itu")
    editor.refresh(replace(shown, value="Wak"))
    assert text.toPlainText() == "Waktu itu"


@pytest.mark.parametrize("kind", ["text", "multiline"])
def test_a_sealed_field_gives_its_text_to_nobody(qtbot: QtBot, kind: str) -> None:
    editor, _told = listen(qtbot, view("text", appearance=kind if kind != "text" else ""))
    kinds: dict[str, type[QWidget]] = {"text": QLineEdit, "multiline": QPlainTextEdit}
    field = find(editor, kinds[kind])
    hints = field.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
    assert not field.acceptDrops()


def test_a_date_is_told_only_when_it_is_one(qtbot: QtBot) -> None:
    editor, told = listen(qtbot, view("date"))
    day, year = editor.findChildren(QLineEdit)
    QTest.keyClicks(day, "31")
    QTest.keyClicks(year, "2026")
    assert set(told) == {""}
    date = find(editor, DateEditor)
    date.choose("2026-11-19")
    assert told[-1] == "2026-11-19" and day.text() == "19"


def test_a_long_list_is_searched(qtbot: QtBot) -> None:
    choices = tuple(ChoiceView(f"{n}", f"Kel. {n}: Kec. {n % 3}") for n in range(40))
    editor, told = listen(qtbot, question(SAY, kind="select_one", choices=choices, value="7"))
    QTest.keyClicks(find(editor, QLineEdit), "kel. 12")
    shown = [b.property("value") for b in editor.findChildren(QAbstractButton) if b.isVisible()]
    assert [value for value in shown if value] == ["7", "12"]
    tile(editor, "12").click()
    assert told == ["12"]


def test_a_wrong_answer_is_framed_and_explained(qtbot: QtBot) -> None:
    block = QuestionBlock(view("integer", "200"), alone=True)
    qtbot.addWidget(block)
    block.show_violation("Isi angka 0 sampai 30.")
    assert find(block, QLineEdit).property("wrong") == "true"
    block.show_violation("")
    assert find(block, QLineEdit).property("wrong") == "false"


def test_letters_are_counted_where_the_form_sets_a_limit(qtbot: QtBot) -> None:
    shown = view("text", "", "multiline", limits=("", "5", ""))
    editor, _told = listen(qtbot, shown)
    count, text = find(editor, QLabel), find(editor, QPlainTextEdit)
    QTest.keyClicks(text, "Ibu")
    assert count.text() == "3 dari 5 huruf" and count.property("tone") == "ink2"
    QTest.keyClicks(text, "-ibu")
    assert count.text() == "Kelebihan 2 huruf" and count.property("tone") == "tinggi"
    assert "Kelebihan 2 huruf" in text.accessibleDescription()


def test_without_a_limit_nothing_is_counted(qtbot: QtBot) -> None:
    editor, _told = listen(qtbot, view("text", "", "multiline"))
    assert find(editor, QLabel).isHidden()


def test_a_long_text_is_left_with_tab(qtbot: QtBot) -> None:
    block = QuestionBlock(view("text", "", "multiline", required=False), alone=True)
    qtbot.addWidget(block)
    with qtbot.waitExposed(block):
        block.show()
    block.activateWindow()
    block.focus()
    QTest.keyClick(find(block, QPlainTextEdit), Qt.Key.Key_Tab)
    assert not find(block, QPlainTextEdit).hasFocus()
    assert find(block, QPlainTextEdit).toPlainText() == ""
