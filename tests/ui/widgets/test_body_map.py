"""The body map: the figure and the tiles say the same, and every zone can be hit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.screens import sample_controls
from tests.ui.finding import find
from tests.ui.widgets.editing import SAY, Heard
from ui.theme import body
from ui.widgets.body_map import Figure

ZONES = {choice.value for choice in sample_controls.body(SAY).choices} - {"tidak_dilihat"}


def test_every_zone_of_a_form_is_on_the_figure() -> None:
    assert ZONES <= body.zones()


@pytest.mark.parametrize("side", body.SIDES)
def test_no_two_parts_share_a_point_of_their_middle(side: str) -> None:
    parts = body.parts(side)
    for part in parts:
        middle = part.path.boundingRect().center()
        assert [one.names for one in parts if one.path.contains(middle)] == [part.names]


def test_left_and_right_are_the_persons_own() -> None:
    def middle(side: str, zone: str) -> float:
        return next(
            part.path.boundingRect().center().x()
            for part in body.parts(side)
            if part.names[0] == zone
        )

    assert middle("front", "tangan_kanan") < middle("front", "tangan_kiri")
    assert middle("back", "tangan_kanan") > middle("back", "tangan_kiri")


def test_a_part_belongs_to_the_nearest_zone_a_form_offers() -> None:
    thigh = next(part for part in body.parts("front") if "paha_kanan" in part.names)
    assert thigh.zone(frozenset({"paha_kanan", "tungkai_kanan"})) == "paha_kanan"
    assert thigh.zone(frozenset({"tungkai_kanan"})) == "tungkai_kanan"
    assert thigh.zone(frozenset({"kepala"})) == ""


@pytest.mark.parametrize("zone", sorted(ZONES))
def test_a_press_on_a_zone_chooses_it_and_a_second_takes_it_back(qtbot: QtBot, zone: str) -> None:
    heard = Heard(qtbot, replace(sample_controls.body(SAY), value=""))
    for side in body.SIDES:
        figure = find(heard.editor, Figure, f"figure-{side}")
        try:
            at = figure.centre_of(zone)
        except LookupError:
            continue
        break
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert heard.values == [zone]
    assert find(heard.editor, QAbstractButton, f"choice-{zone}").isChecked()
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert heard.values == [zone, ""]


def test_a_press_beside_the_body_or_on_what_is_no_zone_chooses_nothing(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.body(SAY), value=""))
    figure = find(heard.editor, Figure, "figure-front")
    pelvis = next(part for part in body.parts("front") if part.names == ("panggul",))
    scale = figure.width() / body.WIDTH
    for at in (QPointF(3, 3), pelvis.path.boundingRect().center() * scale):
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert heard.values == []


def test_the_tiles_do_the_same_by_key(qtbot: QtBot) -> None:
    heard = Heard(qtbot, replace(sample_controls.body(SAY), value="leher"))
    QTest.keyClick(find(heard.editor, QAbstractButton, "choice-dada"), Qt.Key.Key_Space)
    assert heard.values == ["leher dada"]
    assert find(heard.editor, Figure, "figure-front").focusPolicy() == Qt.FocusPolicy.NoFocus


def test_not_looked_at_empties_the_map(qtbot: QtBot) -> None:
    view = sample_controls.body(SAY)
    choices = tuple(
        replace(choice, value="tidak_tahu") if choice.value == "tidak_dilihat" else choice
        for choice in view.choices
    )
    heard = Heard(qtbot, replace(view, choices=choices))
    find(heard.editor, QAbstractButton, "choice-tidak_tahu").click()
    assert heard.values == ["tidak_tahu"]
