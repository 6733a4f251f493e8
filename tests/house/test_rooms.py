"""The rooms: what may lie at the top, how big a file may grow, who imports inside functions."""

from __future__ import annotations

import ast
import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOMS, ROOT, parsed, python_files, tracked_files

TOP = {
    "pyproject.toml",
    "responder_app",
    "ui",
    "sync",
    "data",
    "tests",
    "packaging",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
}
MAY_IMPORT_LATE = {"responder_app/__main__.py", "responder_app/assembly.py"}
LONGEST_FILE = 400


def test_nothing_else_lies_at_the_top() -> None:
    found = {name.split("/")[0] for name in tracked_files()}
    assert {name for name in found if not name.startswith(".")} <= TOP


def test_packaging_is_never_a_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert not (ROOT / "packaging" / "packaging.py").exists()


def test_every_folder_of_code_has_a_plaque() -> None:
    folders = {path.parent for path in python_files(*ROOMS, "tests")}
    without = [
        folder.relative_to(ROOT)
        for folder in folders
        if not (folder / "__init__.py").is_file()
        or not ast.get_docstring(parsed(folder / "__init__.py"))
    ]
    assert without == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files(*ROOMS, "tests", "packaging")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files(*ROOMS, "tests", "packaging")
        if not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def late_imports(path: Path) -> Iterator[int]:
    """Lines of imports inside functions."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    yield inner.lineno


def test_only_the_roots_import_inside_functions() -> None:
    late = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in python_files(*ROOMS)
        if str(path.relative_to(ROOT)) not in MAY_IMPORT_LATE
        and not (path.name in {"__main__.py", "ops_cli.py"} and "server" in path.parts)
        for line in late_imports(path)
    ]
    assert late == []


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_else_installs_a_room_of_our_name(room: str) -> None:
    owners = importlib.metadata.packages_distributions().get(room, [])
    assert set(owners) <= {"satu-pintu"}


def test_no_class_has_more_public_methods_than_one_can_remember() -> None:
    big: dict[str, int] = {}
    for path in python_files(*ROOMS):
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.ClassDef):
                continue
            public = [
                item
                for item in node.body
                if isinstance(item, ast.FunctionDef) and not item.name.startswith("_")
            ]
            qt_overrides = [item for item in public if re.match(r"^[a-z]+[A-Z]", item.name)]
            if len(public) - len(qt_overrides) > 15:
                big[f"{path.relative_to(ROOT)}:{node.name}"] = len(public)
    assert big == {}


def test_no_room_has_a_name_that_says_nothing() -> None:
    empty_names = {"utils", "common", "misc", "manager", "helper", "helpers", "base"}
    assert [p for p in python_files(*ROOMS, "tests") if p.stem in empty_names] == []
