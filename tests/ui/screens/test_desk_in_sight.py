"""The desk: what was asked for is in sight, and a clock of the law covers nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import sample_desk
from tests.screens.samples import Say
from tests.ui.finding import find
from ui.screens.desk import DeskScreen
from ui.theme import look
from ui.theme.tokens import SMALL
from ui.widgets.desk_row import DeskLook

SAY = Say("id")


def in_sight(widget: QWidget) -> bool:
    """Whether all of it can be seen."""
    return widget.visibleRegion().boundingRect() == QRect(0, 0, widget.width(), widget.height())


def test_giving_back_brings_its_question_into_sight(qtbot: QtBot) -> None:
    screen = DeskScreen()
    qtbot.addWidget(screen)
    screen.resize(1160, 480)
    model = sample_desk.desk(SAY)
    assert model.detail is not None
    screen.present(replace(model, detail=replace(model.detail, can=frozenset({"return"}))))
    screen.show()
    qtbot.waitExposed(screen)
    find(screen, QPushButton, "return").click()
    qtbot.waitUntil(lambda: in_sight(find(screen, QPushButton, "reason-give")))


def test_a_long_origin_ends_before_when_it_came(qtbot: QtBot) -> None:
    row = replace(
        sample_desk.desk(SAY).rows[0],
        origin="Batas lapor polisi: Sabtu 11.06 · Kel. Tanjung Pinang Kota, Kader PKK",
    )
    small = QFontMetricsF(look.current().font(SMALL))
    shown = DeskLook().origin_shown(row, 380, beside=True)
    assert shown.startswith("Batas lapor polisi: Sabtu 11.06")
    assert small.horizontalAdvance(shown) + small.horizontalAdvance(row.received) < 380
    assert DeskLook().origin_shown(row, 900, beside=True) == row.origin
