"""The files of a case on the page: what can be asked, and that progress disturbs nobody."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import sample_files
from tests.screens.samples import Say
from tests.ui.finding import find
from ui.screens.desk import DeskModel, DeskScreen
from ui.widgets.file_list import FileLine, FileList

LINE = FileLine(
    "a1", "image", "Gambar, 412 KB", words="1 dari 4 MB", share=0.25, can=frozenset({"leave"})
)
HERE = FileLine("b2", "image", "Gambar, 9 KB", can=frozenset({"open", "save", "save_clean"}))
SOUND = FileLine("c3", "sound", "Suara, 9 KB", can=frozenset({"save"}))


def made(qtbot: QtBot, *lines: FileLine) -> FileList:
    """A list on show."""
    shown = FileList(lines)
    qtbot.addWidget(shown)
    shown.resize(420, 500)
    shown.show()
    return shown


def test_buttons_say_what_is_asked_for_which_file(qtbot: QtBot) -> None:
    shown = made(qtbot, LINE, HERE)
    asked: list[tuple[str, str]] = []
    shown.asked.connect(lambda act, name: asked.append((act, name)))
    find(shown, QAbstractButton, "leave-a1").click()
    find(shown, QAbstractButton, "open-b2").click()
    assert asked == [("leave", "a1"), ("open", "b2")]


def test_progress_changes_words_and_nothing_else(qtbot: QtBot) -> None:
    shown = made(qtbot, LINE, HERE)
    button = find(shown, QAbstractButton, "leave-a1")
    shown.set_lines((replace(LINE, words="2 dari 4 MB", share=0.5), HERE))
    assert find(shown, QAbstractButton, "leave-a1") is button
    assert "2 dari 4 MB" in [one.text() for one in shown.findChildren(QLabel)]


def test_a_warning_stays_open_while_another_file_arrives(qtbot: QtBot) -> None:
    shown = made(qtbot, LINE, HERE)
    find(shown, QAbstractButton, "save-b2").click()
    assert shown.findChildren(QWidget, "save-warning")
    shown.set_lines((replace(LINE, can=frozenset({"open"}), share=None), HERE))
    qtbot.waitUntil(lambda: open_warnings(shown) == 1)
    find(shown, QAbstractButton, "save-leave").click()
    qtbot.waitUntil(lambda: not shown.findChildren(QWidget, "save-warning"))


def open_warnings(shown: FileList) -> int:
    """How many are on show."""
    return [one.isVisible() for one in shown.findChildren(QWidget, "save-warning")].count(True)


def test_only_a_picture_has_a_copy_to_show(qtbot: QtBot) -> None:
    shown = made(qtbot, HERE, SOUND)
    find(shown, QAbstractButton, "save-b2").click()
    assert len(shown.findChildren(QAbstractButton, "save-clean")) == 1
    find(shown, QAbstractButton, "save-c3").click()
    qtbot.waitUntil(lambda: not shown.findChildren(QAbstractButton, "save-clean"))
    assert len(shown.findChildren(QAbstractButton, "save-original")) == 1


def test_a_reason_being_typed_at_the_desk_outlives_a_piece_that_arrives(qtbot: QtBot) -> None:
    screen = DeskScreen()
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    model = sample_files.desk_files(Say("id"))
    screen.present(model)
    screen.show()
    find(screen, QAbstractButton, "open-story").click()
    reason = find(screen, QWidget, "reason")
    screen.present(moved(model))
    assert find(screen, QWidget, "reason") is reason
    assert "Sedang diambil, 2,2 dari 4,1 MB" in [one.text() for one in screen.findChildren(QLabel)]


def moved(model: DeskModel) -> DeskModel:
    """The same, one file further."""
    detail = model.detail
    assert detail is not None
    files = tuple(
        replace(one, words="Sedang diambil, 2,2 dari 4,1 MB", share=0.5)
        if one.share is not None
        else one
        for one in detail.files
    )
    return replace(model, detail=replace(detail, files=files))
