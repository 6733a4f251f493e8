"""The drawings of the guide: one scene a page and one pictogram a text, drawn with our own hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtSvg import QSvgRenderer

import ui
from data.content.drill_reader import drills
from data.content.guide_reader import guide_faces
from ui.theme import icons

FOLDER = Path(ui.__file__).parent / "theme" / "icons"
SCENES = sorted(f"art-{face.picture}" for face in guide_faces() if face.kind == "page")
PICTOGRAMS = sorted(
    {face.picture for face in guide_faces()} | {each.picture for each in drills("id")}
)


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_is_small_whole_and_draws_nothing_from_elsewhere(name: str, qapp: object) -> None:
    path = FOLDER / f"{name}.svg"
    renderer = QSvgRenderer(str(path))
    assert renderer.isValid()
    assert (renderer.defaultSize().width(), renderer.defaultSize().height()) == (560, 440)
    text = path.read_text(encoding="utf-8")
    assert len(text) < 8 * 1024
    assert not re.search(r"<text|<image|href|<script|@|LINE", text)


def test_there_are_fourteen_scenes_and_each_belongs_to_a_page() -> None:
    drawn = {path.stem for path in FOLDER.glob("art-guide-*.svg")}
    assert drawn == set(SCENES) and len(SCENES) == 14


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_a_pictogram_keeps_to_the_grid_and_to_one_line_weight(name: str, qapp: object) -> None:
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert text.count("stroke-width") == 1 and 'stroke-width="LINE"' in text
    assert 'viewBox="0 0 24 24"' in text and not re.search(r"#[0-9A-Fa-f]{3}", text)
    drawn = icons.pixmap(name, "black", 96).toImage()
    ink = sum(
        drawn.pixelColor(x, y).alpha() > 128 for x in range(0, 96, 2) for y in range(0, 96, 2)
    )
    assert 40 < ink < 1100
    edge = [(0, k) for k in range(96)] + [(95, k) for k in range(96)]
    assert not any(drawn.pixelColor(x, y).alpha() for x, y in edge)


def test_no_drawing_of_the_guide_is_left_unused() -> None:
    drawn = {path.stem for mark in ("guide-*", "drill-*") for path in FOLDER.glob(f"{mark}.svg")}
    assert drawn == set(PICTOGRAMS)
