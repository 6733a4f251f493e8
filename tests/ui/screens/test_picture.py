"""The page of one picture: whole or closer, and nothing of it left when it is left."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from tests.screens import sample_files
from tests.screens.samples import Say
from tests.ui.finding import find
from ui.screens.picture import PictureScreen

SAY = Say("id")


def shown(qtbot: QtBot) -> PictureScreen:
    """The page with a picture of 1600 x 1067."""
    screen = PictureScreen()
    qtbot.addWidget(screen)
    screen.resize(800, 500)
    screen.present(sample_files.picture(SAY))
    screen.show()
    qtbot.waitUntil(lambda: drawn(screen).pixmap().width() > 0)
    return screen


def drawn(screen: PictureScreen) -> QLabel:
    """Where it is drawn."""
    return find(screen, QLabel, "picture")


def test_a_picture_is_seen_whole_and_closer(qtbot: QtBot) -> None:
    screen = shown(qtbot)
    ratio = screen.devicePixelRatioF()
    qtbot.waitUntil(lambda: drawn(screen).pixmap().width() <= 800 * ratio)
    find(screen, QAbstractButton, "closer").click()
    assert drawn(screen).pixmap().width() == 1600
    find(screen, QAbstractButton, "closer").click()
    assert drawn(screen).pixmap().width() <= 800 * ratio


def test_leaving_the_page_leaves_no_pixel_behind(qtbot: QtBot) -> None:
    screen = shown(qtbot)
    screen.hide()
    assert drawn(screen).pixmap().isNull()
    model = screen.model()
    assert model is not None
    assert model.pixels == b""


def test_what_cannot_be_shown_is_said(qtbot: QtBot) -> None:
    screen = shown(qtbot)
    screen.present(sample_files.picture_none(SAY))
    texts = [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]
    assert "Gambar ini tidak bisa ditampilkan." in texts
    assert not find(screen, QAbstractButton, "primary").isHidden()
