"""The banner of a danger level: many reasons never push what to do off the page."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.danger_banner import DangerBanner

WHY = tuple(f"Alasan nomor {number}" for number in range(1, 20))


def words(banner: DangerBanner) -> list[str]:
    """Every text on it."""
    return [label.text() for label in banner.findChildren(QLabel) if label.text()]


def test_of_many_reasons_the_gravest_stand_there_and_the_rest_are_counted(qtbot: QtBot) -> None:
    banner = DangerBanner("darurat", "Bahaya sekarang.", "Telepon 110.", WHY)
    qtbot.addWidget(banner)
    assert [each for each in words(banner) if each in WHY] == list(WHY[:7])
    assert any("12" in each for each in words(banner))
    assert WHY[-1] in banner.accessibleDescription(), "who listens hears every reason"


def test_a_few_reasons_all_stand_there(qtbot: QtBot) -> None:
    banner = DangerBanner("tinggi", "Bahaya besar.", "Telepon UPTD.", WHY[:8])
    qtbot.addWidget(banner)
    assert [each for each in words(banner) if each in WHY] == list(WHY[:8])
