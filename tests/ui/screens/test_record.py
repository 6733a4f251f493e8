"""The page of a form: one question, several, a repeat, files, and what stands before finishing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import sample_controls, sample_forms
from tests.screens.samples import Say
from tests.ui.finding import find, focused
from ui.screens.record import FileShown, RecordModel, RecordScreen
from ui.screens.summary import SummaryModel
from ui.widgets.focus_order import reading_order

SAY = Say("id")


@pytest.fixture
def screen(qtbot: QtBot) -> RecordScreen:
    """The screen on show."""
    made = RecordScreen()
    qtbot.addWidget(made)
    made.resize(1158, 704)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def words(widget: QWidget) -> str:
    """Everything one can read now."""
    shown = [one for one in widget.findChildren(QWidget) if one.isVisible()]
    return " | ".join(one.text() for one in shown if isinstance(one, QLabel | QAbstractButton))


def listen(screen: RecordScreen) -> list[tuple[object, ...]]:
    """What is told, in order."""
    told: list[tuple[object, ...]] = []

    def note(name: str) -> Callable[..., None]:
        return lambda *given: told.append((name, *given))

    screen.answered.connect(note("answered"))
    screen.next_asked.connect(note("next"))
    screen.back_asked.connect(note("back"))
    screen.row_added.connect(note("added"))
    screen.row_opened.connect(note("opened"))
    screen.row_removed.connect(note("removed"))
    screen.newer_asked.connect(note("newer"))
    screen.file_cleared.connect(note("cleared"))
    return told


def test_several_questions_stand_on_one_page_each_with_its_own_error(screen: RecordScreen) -> None:
    screen.present(sample_controls.page_of(SAY))
    read = words(screen)
    assert "Keselamatan malam ini" in read and "Apakah ia aman saat ini?" in read
    assert find(screen, QLabel, "wrong-perp_nearby").text() == "Pertanyaan ini perlu jawaban."
    assert find(screen, QLabel, "wrong-dependants").text() == "Isi angka 0 sampai 30."


def test_an_answer_on_a_page_of_several_is_told_with_its_own_ref(screen: RecordScreen) -> None:
    told = listen(screen)
    screen.present(sample_controls.page_of(SAY))
    for tile in screen.findChildren(QAbstractButton):
        if tile.property("ref") == "/d/s/perp_nearby" and tile.property("value") == "tidak":
            tile.click()
    assert told == [("answered", "/d/s/perp_nearby", "tidak")]


def test_a_refused_try_to_go_on_puts_the_cursor_into_what_is_wrong(
    screen: RecordScreen, qtbot: QtBot
) -> None:
    model = replace(sample_controls.page_of(SAY), marked=0)
    screen.present(model)
    QTest.qWait(5)
    screen.present(replace(model, marked=1))
    qtbot.waitUntil(lambda: focused().property("ref") == "/d/s/perp_nearby", timeout=2000)


def test_what_was_said_against_a_question_goes_at_once_with_the_answer(
    screen: RecordScreen,
) -> None:
    model = replace(sample_controls.page_of(SAY), marked=0)
    screen.present(model)
    said = dict(model.violations)["/d/s/perp_nearby"]

    def shown() -> bool:
        return any(one.text() == said and one.isVisible() for one in screen.findChildren(QLabel))

    assert shown()
    for tile in screen.findChildren(QAbstractButton):
        if tile.property("ref") == "/d/s/perp_nearby" and tile.property("value") == "tidak":
            tile.click()
    assert not shown()


def test_a_page_that_only_tells_something_begins_at_the_way_on(
    screen: RecordScreen, qtbot: QtBot
) -> None:
    model = sample_controls.page_of(SAY)
    told = replace(model.questions[0], ref="/d/s/told", kind="note", required=False)
    screen.present(replace(model, questions=(told,), violations=(), heading=""))
    qtbot.waitUntil(lambda: focused().objectName() == "primary", timeout=2000)


def test_enter_on_a_page_of_several_goes_to_the_next_field(screen: RecordScreen) -> None:
    told = listen(screen)
    screen.present(sample_controls.page_of(SAY))
    field = find(screen, QWidget, "field-dependants")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == [] and focused() is not field


def test_tab_walks_through_the_page_to_the_foot(screen: RecordScreen) -> None:
    screen.present(sample_controls.page_of(SAY))
    names = [one.objectName() for one in reading_order(screen)]
    order = ["newer", "field-dependants", "field-withhold_from", "field-useful", "back", "primary"]
    assert [name for name in names if name in order] == order
    find(screen, QWidget, "field-withhold_from").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().objectName() == "field-useful"


def test_a_repeat_after_questions_and_questions_after_it(screen: RecordScreen) -> None:
    told = listen(screen)
    screen.present(sample_controls.page_of(SAY))
    screen.present(sample_controls.rows(SAY))
    assert "Siapa saja yang tinggal serumah?" in words(screen)
    assert "Keselamatan malam ini" not in words(screen)
    find(screen, QAbstractButton, "row-1").click()
    find(screen, QAbstractButton, "add-row").click()
    screen.present(sample_controls.page_of(SAY))
    assert "Siapa saja" not in words(screen)
    assert told == [("opened", "/d/home/person[1]"), ("added", "/d/home/person")]


def test_going_on_takes_out_first_what_waits(screen: RecordScreen) -> None:
    told = listen(screen)
    screen.present(sample_controls.rows(SAY))
    find(screen, QAbstractButton, "remove-2").click()
    assert told == []
    find(screen, QAbstractButton, "primary").click()
    assert told == [("removed", "/d/home/person", 2), ("next",)]


def test_leaving_for_another_page_tells_what_waits_before_the_page_is_gone(
    screen: RecordScreen,
) -> None:
    told = listen(screen)
    screen.present(sample_controls.rows(SAY))
    find(screen, QAbstractButton, "remove-1").click()
    screen.hide()
    assert told == [("removed", "/d/home/person", 1)]


def test_a_rule_of_a_repeat_is_said_on_its_page(screen: RecordScreen) -> None:
    screen.present(replace(sample_controls.rows(SAY), violation="Paling sedikit satu."))
    assert "Paling sedikit satu." in words(screen)


def test_what_is_known_of_a_file_belongs_to_one_draft_only(screen: RecordScreen) -> None:
    told = listen(screen)
    kept = sample_controls.kept_photo(SAY)
    screen.present(kept)
    assert "Foto, 1,2 MB" in words(screen)
    find(screen, QAbstractButton, "remove-violence_forms").click()
    screen.show_file("/d/proof/photo", b"", "Foto, 0,3 MB")
    assert "Foto, 0,3 MB" in words(screen)
    other = replace(kept, code="P9D-63", files=())
    screen.present_summary(sample_forms.summary(SAY, missing=False))
    screen.present(replace(sample_controls.page_of(SAY), code="P9D-63"))
    screen.present(other)
    assert "Foto, 0,3 MB" not in words(screen) and "Berkas tersimpan" in words(screen)
    assert told == [("cleared", "/d/proof/photo")]


def test_a_file_told_before_its_block_is_made_is_shown_with_it(screen: RecordScreen) -> None:
    page = sample_controls.page_of(SAY)
    photo = replace(sample_controls.photo(SAY), value="00.jpg", ref="/d/s/f", name="proof")
    many = tuple(replace(page.questions[3], ref=f"/d/s/{n}", name=f"n{n}") for n in range(30))
    shown = FileShown("/d/s/f", "Foto, 1,2 MB")
    screen.present(replace(page, questions=(*many, photo), files=(shown,), marked=1,
                           violations=(("/d/s/f", "Foto lain."),)))  # fmt: skip
    QTest.qWait(20)
    assert find(screen, QLabel, "words-proof").text() == "Foto, 1,2 MB"


def test_a_newer_version_of_the_form_is_offered_not_forced(screen: RecordScreen) -> None:
    told = listen(screen)
    screen.present(sample_controls.page_of(SAY))
    find(screen, QAbstractButton, "newer").click()
    assert told == [("newer",)]
    screen.present(replace(sample_controls.page_of(SAY), newer=""))
    assert not find(screen, QAbstractButton, "newer").isVisible()


def test_a_quick_question_goes_on_after_its_answer(screen: RecordScreen) -> None:
    told = listen(screen)
    view = replace(sample_controls.likert(SAY), appearance="quick", value="")
    screen.present(sample_forms.record(SAY, view))
    find(screen, QAbstractButton, "choice-2").click()
    assert told == [("answered", view.ref, "2"), ("next",)]


def test_an_equal_page_is_not_filled_again(screen: RecordScreen) -> None:
    model: RecordModel = sample_controls.page_of(SAY)
    screen.present(model)
    field = find(screen, QWidget, "field-withhold_from")
    screen.present(sample_controls.page_of(SAY))
    assert find(screen, QWidget, "field-withhold_from") is field


def test_before_finishing_what_goes_and_what_has_no_place_stand_apart(
    screen: RecordScreen,
) -> None:
    screen.present_summary(sample_forms.summary(SAY, missing=False))
    gone = find(screen.summary, QWidget, "will-not-be-kept")
    beside = find(screen.summary, QWidget, "unplaced")
    assert "Contoh Jaya" in words(gone) and "Alamat kantor terlapor" in words(gone)
    assert "Merah" in words(beside) and "Pertanyaan ini sudah tidak ada." in words(beside)
    plain: SummaryModel = replace(sample_forms.summary(SAY, missing=False), hidden=(), unplaced=())
    screen.present_summary(plain)
    assert screen.summary.findChild(QWidget, "unplaced") is None
