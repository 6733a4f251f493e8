"""What an office hands in for a pack: forms, tables, guide pages, found and read as saved."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.content.pack import allowed
from data.content.source import BUILT_IN
from data.forms.authoring.delimited import is_csv_form, rows_of
from data.forms.authoring.findings import Finding, Place, Unreadable
from data.forms.authoring.reading import forms_in

_FOLDERS = ("guide", "drills")
_SKIPPED = frozenset({".pack", ".part"})


@dataclass(frozen=True, slots=True)
class Sources:
    """Forms by path, tables and pages by their path in a pack, and what was noticed on the way."""

    forms: tuple[Path, ...]
    tables: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def gather(paths: list[Path]) -> Sources:
    """Everything under the named files and folders. A path that is missing is a finding."""
    forms: list[Path] = []
    tables: dict[str, bytes] = {}
    told: list[Finding] = []
    for path in paths:
        if not path.is_dir() or is_csv_form(path):
            if path.suffix.lower() == ".csv" and allowed(path.name.lower()):
                _table(path, path.name.lower(), tables, told)
            else:
                forms.append(path)
            continue
        found = forms_in(path)
        forms.extend(found)
        for each in sorted(path.iterdir()):
            if each in found or each.name.startswith((".", "~$")) or each.suffix in _SKIPPED:
                continue
            name = each.name.lower()
            if each.is_dir() and name in _FOLDERS:
                for page in sorted(p for p in each.rglob("*") if p.is_file()):
                    _page(page, f"{name}/{page.relative_to(each).as_posix()}", tables, told)
            elif each.is_file() and allowed(name):
                _table(each, name, tables, told)
            else:
                told.append(Finding("pack.ignored", Place(each.name), {"name": each.name}))
    return Sources(tuple(forms), tables, tuple(told))


def _page(path: Path, name: str, tables: dict[str, bytes], told: list[Finding]) -> None:
    if path.name.startswith("."):
        return
    if not allowed(name):
        told.append(Finding("pack.ignored", Place(name), {"name": name}))
        return
    tables[name] = path.read_bytes()


def _table(path: Path, name: str, tables: dict[str, bytes], told: list[Finding]) -> None:
    """A table as the program reads it: commas, UTF-8, the columns of the shipped one."""
    content = path.read_bytes()
    try:
        rows, noticed = rows_of(content, path.name)
    except Unreadable as error:
        told.append(error.finding)
        return
    told.extend(noticed)
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    width = len(rows[0]) if rows else 0
    rows = [(row + [""] * width)[:width] for row in rows]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    heads = rows[0] if rows else []
    missing = [head for head in _columns(name) if head not in heads]
    if missing:
        facts = {"name": name, "missing": ", ".join(missing)}
        told.append(Finding("table.columns", Place(path.name, 1), facts))
    tables[name] = text.getvalue().encode()


def _columns(name: str) -> list[str]:
    text = BUILT_IN.read(name).decode("utf-8")
    return next(csv.reader(io.StringIO(text, newline="")), [])
