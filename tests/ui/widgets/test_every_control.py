"""What holds for every control: names, sizes, sealed fields, the keyboard, nothing personal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from data.forms.views import QuestionView
from tests.screens import sample_controls
from tests.screens.sample_forms import question
from tests.screens.samples import Say
from tests.ui.finding import focused
from tests.ui.widgets.editing import SAY
from ui.widgets.choice_tiles import TileCard
from ui.widgets.editor import REFUSAL
from ui.widgets.editors import make_editor
from ui.widgets.focus_order import reading_order
from ui.widgets.question import QuestionBlock

FIELDS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QListView, QSlider)
Make = Callable[[Say], QuestionView]
EACH = pytest.mark.parametrize("make", [*sample_controls.ALONE, question], ids=lambda m: m.__name__)


def shown(qtbot: QtBot, view: QuestionView, *, alone: bool = True) -> QuestionBlock:
    """A block in a window of its own."""
    block = QuestionBlock(view, alone=alone)
    qtbot.addWidget(block)
    block.resize(760, 700)
    with qtbot.waitExposed(block):
        block.show()
    block.activateWindow()
    return block


@EACH
@pytest.mark.parametrize("alone", [True, False])
def test_every_field_has_a_name_and_says_which_question_it_answers(
    qtbot: QtBot, make: Make, alone: bool
) -> None:
    view = make(SAY)
    block = shown(qtbot, view, alone=alone)
    for field in reading_order(block):
        if isinstance(field, FIELDS):
            told = f"{field.accessibleName()} {field.accessibleDescription()}"
            assert field.accessibleName(), field.objectName()
            assert view.label in told or view.hint in told, field.objectName()


class Windows(QObject):
    """The names of widgets that came up as windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note each that is shown."""
        shows = event.type() == QEvent.Type.Show
        if shows and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@EACH
@pytest.mark.parametrize("alone", [True, False])
def test_no_part_is_ever_a_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, make: Make, alone: bool
) -> None:
    view = make(SAY)
    seen = Windows()
    qapp.installEventFilter(seen)
    try:
        block = QuestionBlock(view, alone=alone)
        block.show_violation("Tidak cocok.")
        block.refresh(replace(view, value="", withdrawn=("lama",), hint="Baru"))
        block.refresh(view)
        block.show_file(b"", "Foto, 1,2 MB")
        qtbot.addWidget(block)
    finally:
        qapp.removeEventFilter(seen)
    assert seen.names == []


@EACH
def test_what_one_presses_is_large_enough(qtbot: QtBot, make: Make) -> None:
    block = shown(qtbot, make(SAY))
    for one in block.findChildren(QAbstractButton):
        if one.isVisible() and one.property("look") not in ("link", "chip"):
            assert one.height() >= 40 and one.width() >= 40, one.objectName()


@EACH
def test_the_cursor_goes_where_one_answers_and_tab_walks_as_one_reads(
    qtbot: QtBot, make: Make
) -> None:
    view = make(SAY)
    block = shown(qtbot, view)
    reached = [one for one in reading_order(block) if one.isVisible() and one.isEnabled()]
    for before, after in pairwise(reached):
        QWidget.setTabOrder(before, after)
    offered = [choice.value for choice in view.choices if choice.value != REFUSAL]
    tiles = [one.property("value") for one in reached if isinstance(one, TileCard)]
    assert not (tiles and view.choices) or tiles == offered
    if view.kind == "note":
        return
    block.focus()
    start = reached.index(focused())
    walked = [focused()]
    for _ in reached[1:]:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        walked.append(focused())
    assert walked == reached[start:] + reached[:start]


@EACH
def test_what_is_typed_is_given_to_nobody(qtbot: QtBot, make: Make) -> None:
    block = shown(qtbot, make(SAY))
    for field in block.findChildren(QWidget):
        if isinstance(field, QLineEdit | QPlainTextEdit):
            hints = field.inputMethodHints()
            assert hints & Qt.InputMethodHint.ImhSensitiveData, field.objectName()
            assert hints & Qt.InputMethodHint.ImhNoPredictiveText, field.objectName()
            assert not field.acceptDrops(), field.objectName()


@EACH
def test_no_object_name_holds_an_answer(qtbot: QtBot, make: Make) -> None:
    view = make(SAY)
    if view.choices or not view.value:
        return
    names = [one.objectName() for one in shown(qtbot, view).findChildren(QWidget)]
    assert not [name for name in names if view.value in name]


@EACH
def test_a_value_that_is_shown_is_the_value_that_is_kept(qtbot: QtBot, make: Make) -> None:
    view = make(SAY)
    editor = make_editor(view)
    qtbot.addWidget(editor)
    told: list[str] = []
    editor.changed.connect(told.append)
    editor.refresh(replace(view, value=""))
    editor.refresh(view)
    assert told == []


@EACH
def test_a_question_one_may_only_read_cannot_be_changed(qtbot: QtBot, make: Make) -> None:
    view = replace(make(SAY), readonly=True)
    editor = make_editor(view)
    qtbot.addWidget(editor)
    assert not editor.isEnabled()
    editor.refresh(replace(view, readonly=False))
    assert editor.isEnabled()


@EACH
def test_a_wrong_answer_is_framed_and_said_below(qtbot: QtBot, make: Make) -> None:
    block = shown(qtbot, make(SAY))
    block.show_violation("Tidak cocok.")
    assert block.is_wrong()
    block.show_violation("")
    assert not block.is_wrong()


@EACH
def test_a_refusal_is_kept_though_no_field_shows_it(qtbot: QtBot, make: Make) -> None:
    view = make(SAY)
    if view.kind != "select_one" or not view.choices:
        return
    refusal = replace(view.choices[0], value=REFUSAL)
    view = replace(view, choices=(*view.choices, refusal), value=REFUSAL)
    block = shown(qtbot, view)
    block.refresh(replace(view, hint="lain"))
    refuse = block.findChild(QAbstractButton, "refuse")
    assert refuse is not None and refuse.isChecked()
