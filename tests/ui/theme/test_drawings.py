"""Drawings and stylesheet: nothing missing, nothing left unfilled."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import ui
from data.model.people import ICONS
from ui.theme import icons, look
from ui.theme.pictures import pictures
from ui.theme.stylesheet import stylesheet

UI = Path(ui.__file__).parent


def test_every_person_has_a_picture() -> None:
    assert all(icons.known(icon) for icon in ICONS)


def test_every_drawing_named_in_the_code_exists() -> None:
    named = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "picture":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    named.add(str(first.value))
    assert named and not {name for name in named if not icons.known(name)}


def test_a_list_gets_pictures_only_when_each_choice_has_one() -> None:
    drawn = pictures(["fisik", "psikis", "seksual", "tidak_tahu"])
    assert drawn["fisik"] == "fist" and all(icons.known(name) for name in drawn.values())
    assert pictures(["fisik", "psikis", "seksual", "something_new"]) == {}
    assert pictures(["ya", "tidak"]) == {}


def test_no_mark_is_left_in_the_stylesheet() -> None:
    for scale in (1.0, 2.0):
        text = stylesheet(look.Look(look.current().colours, False, scale))
        assert not re.search(r"@[a-z]", text)


def test_a_colour_is_written_only_in_the_tokens() -> None:
    allowed = {"tokens.py", "door_tiles.py"}
    for path in [*UI.rglob("*.py"), *UI.rglob("*.qss")]:
        if path.name not in allowed:
            assert not re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8")), path.name


def test_a_pixmap_keeps_its_line_weight_at_every_size(qapp: object) -> None:
    for size in (16, 24, 44):
        assert icons.pixmap("check", "#000000", size).width() == size
