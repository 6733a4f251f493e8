"""The Indonesian catalogue is complete, fresh and compiled; nothing visible escapes it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import ui

UI = Path(ui.__file__).parent
ROOT = UI.parent
CATALOGUE = UI / "words" / "id.ts"
TOOLS = Path(sys.executable).parent
SPOKEN = {
    "label",
    "button",
    "EmptyState",
    "OpenDoor",
    "setText",
    "setPlaceholderText",
    "setToolTip",
    "setAccessibleName",
    "setAccessibleDescription",
    "setWindowTitle",
    "SealedLine",
    "SealedText",
}
NAMES = {"Satu Pintu", "Bahasa Indonesia", "English", "PSKE1|…"}


def messages(path: Path) -> list[tuple[str, str, str, bool]]:
    """Context, source, translation, finished."""
    found = []
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            told = message.find("translation")
            text = (told.text or "") if told is not None else ""
            done = told is not None and told.get("type") is None and bool(text)
            name = context.findtext("name") or ""
            found.append((name, message.findtext("source") or "", text, done))
    return found


def sources() -> list[str]:
    """The files whose words are in the catalogue."""
    rooms = [UI, ROOT / "responder_app" / "flows"]
    files = [path for room in rooms for path in room.rglob("*.py")]
    files += (ROOT / "responder_app").glob("demo*.py")
    files.append(ROOT / "responder_app" / "assembly.py")
    return sorted(str(path) for path in files if path.is_file())


def test_no_text_is_unfinished() -> None:
    assert [source for _c, source, _t, done in messages(CATALOGUE) if not done] == []


def test_a_translation_keeps_the_places_of_its_source() -> None:
    for _context, source, text, _done in messages(CATALOGUE):
        assert sorted(re.findall(r"\{\w+\}", source)) == sorted(re.findall(r"\{\w+\}", text)), (
            source
        )


def test_the_catalogue_holds_exactly_the_texts_of_the_code(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    subprocess.run(
        [
            TOOLS / "pyside6-lupdate",
            *sources(),
            "-source-language",
            "en",
            "-no-obsolete",
            "-ts",
            fresh,
        ],
        check=True,
        capture_output=True,
    )
    now = {(context, source) for context, source, _t, _d in messages(fresh)}
    kept = {(context, source) for context, source, _t, _d in messages(CATALOGUE)}
    assert now - kept == set(), "not translated yet: run python -m tests.ui.words.refresh"
    assert kept - now == set(), "no longer used: run python -m tests.ui.words.refresh"


def test_the_compiled_words_are_those_of_the_catalogue(tmp_path: Path) -> None:
    fresh = tmp_path / "id.qm"
    subprocess.run(
        [TOOLS / "pyside6-lrelease", CATALOGUE, "-qm", fresh], check=True, capture_output=True
    )
    assert fresh.read_bytes() == (UI / "words" / "id.qm").read_bytes()


def _visible_literals(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    wrong = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in SPOKEN:
            continue
        given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "help")]
        if name in ("EmptyState", "OpenDoor"):
            given = node.args[1:3]
        for part in given:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                words = part.value.strip()
                if re.search(r"[^\W\d_]{2,}", words) and words not in NAMES:
                    wrong.append(f"{path.name}:{node.lineno} {words!r}")
    return wrong


@pytest.mark.parametrize("room", ["screens", "widgets"])
def test_nothing_visible_is_written_without_tr(room: str) -> None:
    found = [line for path in (UI / room).rglob("*.py") for line in _visible_literals(path)]
    assert found == []


def test_no_sentence_stands_outside_tr() -> None:
    """Any literal of two words or more, that is no docstring, passes tr or translate."""
    wrong = []
    for path in [*(UI / "screens").rglob("*.py"), *(UI / "widgets").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        passed = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("tr", "translate")
            for inner in ast.walk(node)
        }
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in passed | docs
                and re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", node.value)
                and node.value not in NAMES
            ):
                wrong.append(f"{path.name}:{node.lineno} {node.value!r}")
    assert wrong == []
