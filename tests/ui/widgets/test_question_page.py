"""A page of questions: made as they come into view, and only what differs is touched."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from data.forms.views import QuestionView
from tests.screens import sample_controls
from tests.ui.finding import find, focused
from tests.ui.widgets.editing import SAY
from ui.widgets.editor import REFUSAL
from ui.widgets.question import QuestionBlock
from ui.widgets.question_page import AT_ONCE, QuestionPage


def text(number: int, value: str = "") -> QuestionView:
    """One of many questions."""
    label = f"Pertanyaan {number}"
    return sample_controls.plain(
        SAY, "text", label, ref=f"/d/q{number}", name=f"q{number}", value=value, guidance=""
    )


class Scrolled(QuestionPage):
    """A page that holds the window it scrolls in."""

    area: QScrollArea


def page(qtbot: QtBot, views: list[QuestionView]) -> Scrolled:
    """A page in a scrolling window."""
    made = Scrolled()
    made.area = area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(made)
    area.resize(600, 400)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    made.show_questions(views, alone=False, violations={})
    return made


def test_an_answer_touches_no_other_block(qtbot: QtBot) -> None:
    views = [text(n) for n in range(5)]
    made = page(qtbot, views)
    blocks = [made.block(view.ref) for view in views]
    views[2] = replace(views[2], value="baru")
    assert not made.show_questions(views, alone=False, violations={})
    assert [made.block(view.ref) for view in views] == blocks
    assert find(made, QLineEdit, "field-q2").text() == "baru"


def test_a_question_that_comes_and_goes_leaves_the_others_where_they_are(qtbot: QtBot) -> None:
    views = [text(n) for n in range(5)]
    made = page(qtbot, [view for view in views if view.name != "q1"])
    kept = made.block("/d/q3")
    made.show_questions(views, alone=False, violations={})
    names = [one.objectName() for one in made.children() if isinstance(one, QuestionBlock)]
    tops = sorted(
        (one.y(), one.objectName()) for one in made.children() if isinstance(one, QuestionBlock)
    )
    QApplication.processEvents()
    assert made.block("/d/q3") is kept and len(names) == 5 and len(tops) == 5
    ways = [made.block(view.ref) for view in views]
    assert [one.y() for one in ways if one] == sorted(one.y() for one in ways if one)
    made.show_questions(views[:1], alone=False, violations={})
    assert made.block("/d/q3") is None


def test_tab_goes_through_a_question_that_came_later_in_its_place(qtbot: QtBot) -> None:
    views = [text(n) for n in range(3)]
    made = page(qtbot, [views[0], views[2]])
    made.show_questions(views, alone=False, violations={})
    find(made, QLineEdit, "field-q0").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().objectName() == "field-q1"
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().objectName() == "field-q2"


def test_only_what_one_sees_is_made_at_first(qtbot: QtBot) -> None:
    made = page(qtbot, [text(n) for n in range(60)])
    assert not made.is_made("/d/q59") and made.is_made(f"/d/q{AT_ONCE - 1}")


def test_scrolling_makes_the_rest(qtbot: QtBot) -> None:
    made = page(qtbot, [text(n) for n in range(40)])
    bar = made.area.verticalScrollBar()

    def down() -> bool:
        bar.setValue(bar.maximum())
        return made.complete()

    qtbot.waitUntil(down, timeout=5000)


def test_tab_never_jumps_over_what_is_not_made_yet(qtbot: QtBot) -> None:
    made = page(qtbot, [text(n) for n in range(30)])
    find(made, QLineEdit, "field-q0").setFocus()
    walked = ["field-q0"]
    for _ in range(29):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        walked.append(focused().objectName())
    assert walked == [f"field-q{n}" for n in range(30)]


def test_the_first_wrong_question_is_found_though_it_is_not_made_yet(qtbot: QtBot) -> None:
    views = [text(n) for n in range(60)]
    made = page(qtbot, views)
    made.show_questions(views, alone=False, violations={"/d/q41": "Perlu jawaban."})
    wrong = made.first_wrong()
    assert wrong is not None and wrong.view().name == "q41"
    assert find(wrong, QLabel, "wrong-q41").text() == "Perlu jawaban."
    made.show_questions(views, alone=False, violations={})
    assert made.first_wrong() is None


def test_a_rule_is_said_when_the_field_is_left_not_while_one_types(qtbot: QtBot) -> None:
    fine = replace(sample_controls.integer(SAY), value="", valid=True, violation="", ref="/d/n")
    made = page(qtbot, [fine, text(1)])
    field = find(made, QLineEdit, f"field-{fine.name}")
    field.setFocus()
    QTest.keyClicks(field, "41")
    broken = replace(sample_controls.integer(SAY), ref="/d/n")
    made.show_questions([broken, text(1)], alone=False, violations={})
    block = made.block("/d/n")
    assert block is not None and not block.is_wrong()
    find(made, QLineEdit, "field-q1").setFocus()
    assert block.is_wrong() and field.property("wrong") == "true"
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, "4")
    made.show_questions([replace(fine, value="4"), text(1)], alone=False, violations={})
    assert not block.is_wrong() and field.property("wrong") == "false"


def test_what_is_chosen_can_be_cleared_and_the_button_is_made_only_then(qtbot: QtBot) -> None:
    view = replace(sample_controls.likert(SAY), value="", ref="/d/l", guidance="")
    made = page(qtbot, [view])
    told: list[tuple[str, str]] = []
    made.answered.connect(lambda ref, value: told.append((ref, value)))
    assert made.findChild(QAbstractButton, "refuse") is None
    made.show_questions([replace(view, value="2")], alone=False, violations={})
    clear = find(made, QAbstractButton, "refuse")
    clear.click()
    made.show_questions([view], alone=False, violations={})
    assert told == [("/d/l", "")] and clear.isHidden()
    assert not find(made, QAbstractButton, "choice-2").isChecked()


def test_a_list_of_choices_that_changes_keeps_the_cursor_in_its_question(qtbot: QtBot) -> None:
    view = replace(sample_controls.likert(SAY), ref="/d/l", value="")
    made = page(qtbot, [text(0), view])
    find(made, QAbstractButton, "choice-2").setFocus()
    fewer = replace(view, choices=view.choices[1:])
    made.show_questions([text(0), fewer], alone=False, violations={})
    focus = QApplication.focusWidget()
    block = made.block("/d/l")
    assert block is not None and focus is not None and block.isAncestorOf(focus)


def test_an_answer_no_longer_offered_is_shown(qtbot: QtBot) -> None:
    view = replace(sample_controls.likert(SAY), ref="/d/l", withdrawn=("sangat_lama",))
    made = page(qtbot, [view])
    words = [one.text() for one in made.findChildren(QLabel)]
    assert any("“sangat lama” tidak lagi ditawarkan" in one for one in words)


def test_a_label_that_changes_is_written_anew_in_place(qtbot: QtBot) -> None:
    made = page(qtbot, [text(0), text(1)])
    block = made.block("/d/q0")
    made.show_questions(
        [replace(text(0), label="Lain", hint="Baru"), text(1)], alone=False, violations={}
    )
    assert made.block("/d/q0") is block
    assert find(made, QLineEdit, "field-q0").accessibleName() == "Lain"


def test_a_rule_that_was_broken_is_not_said_of_the_next_answer(qtbot: QtBot) -> None:
    broken = replace(sample_controls.integer(SAY), ref="/d/n")
    made = page(qtbot, [broken, text(1)])
    field = find(made, QLineEdit, f"field-{broken.name}")
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, "4")
    block = made.block("/d/n")
    assert block is not None and block.view().value == "4"
    block.show_violation("")
    find(made, QLineEdit, "field-q1").setFocus()
    assert not block.is_wrong()


def test_an_answer_takes_the_refusal_back_at_once(qtbot: QtBot) -> None:
    view = replace(
        sample_controls.likert(SAY), choices=sample_controls.yes_no(SAY), value=REFUSAL, ref="/d/l"
    )
    block = QuestionBlock(replace(view, appearance=""), alone=True)
    qtbot.addWidget(block)
    refuse = find(block, QAbstractButton, "refuse")
    assert refuse.isChecked()
    find(block, QAbstractButton, "choice-ya").click()
    assert not refuse.isChecked()
