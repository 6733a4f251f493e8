"""Painted rows: any number of them, read aloud, opened by keyboard, current where they were."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.action_row import ActionLook, ActionRow
from ui.widgets.rows import RowView


def rows(count: int) -> list[ActionRow]:
    """So many cases."""
    levels = ("darurat", "tinggi", "sedang", "rendah")
    return [
        ActionRow(f"r{n}", levels[n % 4], f"K{n}", "Cek ulang", "sebelum Sabtu 11.05")
        for n in range(count)
    ]


def view(qtbot: QtBot, count: int, *, whole: bool = False) -> RowView[ActionRow]:
    """A list of so many rows, shown."""
    made: RowView[ActionRow] = RowView(ActionLook(), "Kasus", whole=whole)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.set_rows(rows(count))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_enter_opens_the_row_under_the_cursor(qtbot: QtBot) -> None:
    made = view(qtbot, 5)
    QTest.keyClick(made, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.opened) as opened:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert opened.args == ["r1"]


def test_a_row_is_read_as_a_sentence(qtbot: QtBot) -> None:
    made = view(qtbot, 1)
    said = made.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "DARURAT, K0, Cek ulang, sebelum Sabtu 11.05"


def test_the_current_row_stays_current_when_rows_come_before_it(qtbot: QtBot) -> None:
    made = view(qtbot, 5)
    made.setCurrentIndex(made.model().index(3, 0))
    made.set_rows([ActionRow("new", "tinggi", "N1", "Baru"), *rows(5)])
    assert made.currentIndex().row() == 4


def test_the_end_of_the_list_is_told(qtbot: QtBot) -> None:
    made = view(qtbot, 200)
    with qtbot.waitSignal(made.near_end):
        made.verticalScrollBar().setValue(made.verticalScrollBar().maximum())
    made.append_rows(rows(3))
    assert len(made.rows()) == 203


def test_a_whole_list_is_as_high_as_its_rows(qtbot: QtBot) -> None:
    made = view(qtbot, 4, whole=True)
    assert made.height() == 4 * ActionLook().height(900)


class CountingLook(ActionLook):
    """Counts the rows that were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: set[str] = set()

    def paint(self, painter: QPainter, box: QRectF, row: ActionRow) -> None:
        self.painted.add(row.rec)
        super().paint(painter, box, row)


def test_of_a_hundred_thousand_rows_only_those_on_show_are_painted(qtbot: QtBot) -> None:
    look = CountingLook()
    made: RowView[ActionRow] = RowView(look, "Kasus", whole=False)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.set_rows(rows(100_000))
    made.grab()
    assert 0 < len(look.painted) < 50
