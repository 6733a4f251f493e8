"""A short walk is clean, and the walk sees what it promises to see."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import looks, walk
from tests.ui.conftest import _as_it_comes, qapp

__all__ = ["_as_it_comes", "qapp"]


@pytest.mark.parametrize(
    ("language", "theme", "text", "size"),
    [("id", "light", 100, (1366, 768)), ("en", "dark", 200, (1024, 600))],
)
def test_every_screen_is_without_a_defect(
    qapp: QApplication, language: str, theme: str, text: int, size: tuple[int, int]
) -> None:
    pictures = list(
        walk.walk(qapp, languages=(language,), themes=(theme,), texts=(text,), sizes=(size,))
    )
    assert len(pictures) == len(walk.STOPS)
    assert [(p.name, p.faults) for p in pictures if p.faults] == []


def _page(qtbot: QtBot, *parts: QWidget) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    stack = QVBoxLayout(page)
    for part in parts:
        stack.addWidget(part)
    page.resize(400, 300)
    page.show()
    return page


def test_clipped_words_are_seen(qtbot: QtBot) -> None:
    label = QLabel("Jangan biarkan ia pulang sendiri malam ini.")
    label.setFixedWidth(60)
    assert any("clipped" in line for line in looks.faults(_page(qtbot, label), "id", {}))


def test_a_control_without_a_name_is_seen(qtbot: QtBot) -> None:
    found = looks.faults(_page(qtbot, QPushButton("")), "id", {})
    assert any("no accessible name" in line for line in found)


def test_two_primary_buttons_are_seen(qtbot: QtBot) -> None:
    buttons = [QPushButton("Kirim"), QPushButton("Simpan")]
    for button in buttons:
        button.setProperty("look", "primary")
    found = looks.faults(_page(qtbot, *buttons), "id", {})
    assert any("two primary" in line for line in found)


def test_an_untranslated_text_is_seen(qtbot: QtBot) -> None:
    words = looks.pairs()
    found = looks.faults(_page(qtbot, QLabel("Send now")), "id", words)
    assert any("not in id" in line for line in found)
    assert looks.faults(_page(qtbot, QLabel("Kirim sekarang")), "id", words) == []
