"""Files as answers: judged before they are taken, and never shown by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.screens import sample_controls
from tests.ui.finding import find
from tests.ui.widgets.editing import SAY
from ui.widgets.file_editor import MOST_BYTES, FileEditor, endings
from ui.widgets.question import QuestionBlock

NAME = "ibu-sari-muka-lebam"


def block(qtbot: QtBot, media: str = "image") -> tuple[QuestionBlock, FileEditor, list[str]]:
    """A media question, its editor, and the paths it told."""
    made = QuestionBlock(replace(sample_controls.photo(SAY), media=media, accepts=()), alone=True)
    qtbot.addWidget(made)
    made.show()
    told: list[str] = []
    made.file_chosen.connect(lambda _ref, path: told.append(path))
    return made, find(made, FileEditor), told


def seen(widget: QWidget) -> str:
    """All words that are shown or said."""
    parts = []
    for one in [widget, *widget.findChildren(QWidget)]:
        parts += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        parts += [one.objectName(), one.windowTitle()]
        if isinstance(one, QLabel | QAbstractButton):
            parts.append(one.text())
    return " | ".join(parts)


def file(folder: Path, ending: str, size: int = 10) -> str:
    """A file of that many bytes with a telling name."""
    path = folder / f"{NAME}.{ending}"
    path.write_bytes(b"x" * size)
    return str(path)


def test_a_fitting_file_is_told_and_its_name_is_nowhere(qtbot: QtBot, tmp_path: Path) -> None:
    made, editor, told = block(qtbot)
    editor.take(file(tmp_path, "JPG".lower()))
    assert told == [str(tmp_path / f"{NAME}.jpg")]
    assert NAME not in seen(made)


@pytest.mark.parametrize(
    ("ending", "size", "words"),
    [
        ("exe", 10, "Jenis berkas ini tidak cocok"),
        ("jpg", MOST_BYTES + 1, "terlalu besar: 5,0 MB"),
        ("png", 0, "kosong atau tidak terbaca"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    qtbot: QtBot, tmp_path: Path, ending: str, size: int, words: str
) -> None:
    made, editor, told = block(qtbot)
    editor.take(file(tmp_path, ending, size))
    wrong = find(made, QLabel, f"wrong-{made.view().name}")
    assert told == [] and words in wrong.text() and wrong.isVisible() and NAME not in seen(made)


def test_a_better_file_takes_the_words_away(qtbot: QtBot, tmp_path: Path) -> None:
    made, editor, told = block(qtbot)
    editor.take(file(tmp_path, "pdf"))
    editor.take(file(tmp_path, "webp"))
    assert len(told) == 1 and not made.is_wrong()


def test_a_file_that_is_there_can_be_replaced_and_removed(qtbot: QtBot) -> None:
    made, _editor, _told = block(qtbot)
    cleared: list[str] = []
    made.file_cleared.connect(cleared.append)
    remove = find(made, QAbstractButton, "remove-violence_forms")
    assert remove.isHidden()
    made.show_file(sample_controls.small_picture(), "Foto, 1,2 MB")
    assert find(made, QLabel, "words-violence_forms").text() == "Foto, 1,2 MB"
    assert find(made, QAbstractButton, "field-violence_forms").text() == "Ganti"
    remove.click()
    assert cleared == ["/d/proof/photo"] and remove.isHidden()
    assert find(made, QLabel, "words-violence_forms").text() == "Belum ada berkas"


def test_bytes_that_are_no_picture_show_the_sign_instead(qtbot: QtBot) -> None:
    made, _editor, _told = block(qtbot)
    made.show_file(b"not a picture", "Foto, 1,2 MB")
    pictures = [one for one in made.findChildren(QLabel) if not one.pixmap().isNull()]
    assert [one.isVisible() for one in pictures].count(True) == 1


def test_a_question_takes_what_the_form_names() -> None:
    view = sample_controls.photo(SAY)
    assert endings(replace(view, accepts=("image/png",))) == ("png",)
    assert endings(replace(view, accepts=("image/jpeg",))) == ("jpg", "jpeg")
    assert endings(replace(view, media="file", accepts=("application/pdf",))) == ("pdf",)
    assert "m4a" in endings(replace(view, media="audio", accepts=("audio/*",)))


def test_the_dialog_gives_the_path_and_leaves_no_trace_of_it(qtbot: QtBot, tmp_path: Path) -> None:
    made, _editor, told = block(qtbot)
    path = file(tmp_path, "png")
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = settings.value("FileDialog/lastVisited")
    find(made, QAbstractButton, "field-violence_forms").click()
    dialog = find(made, QFileDialog, "file-dialog")
    assert "*.png" in dialog.nameFilters()[0] and NAME not in dialog.windowTitle()
    dialog.selectFile(path)
    dialog.fileSelected.emit(path)
    dialog.close()
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=3000)
    after = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert told == [path]
    assert after.value("FileDialog/lastVisited") == before
    assert NAME not in str(after.value("FileDialog/history"))
