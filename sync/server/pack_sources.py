"""What an office hands in for a pack: forms, tables, guide pages; and what all of it stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.content import reader
from data.content.drill_check import check_drills
from data.content.guide_check import check_guide
from data.content.pack import allowed
from data.content.source import BUILT_IN, Content, Layered
from data.forms.authoring.delimited import is_csv_form, rows_of
from data.forms.authoring.findings import Finding, Place, Unreadable
from data.forms.authoring.reading import forms_in
from data.forms.authoring.recording import Declared, check_pathway, names_asked
from data.forms.authoring.retiring import asked_in
from data.forms.formdef import load_form

TYPES = ("string", "int", "decimal", "date", "datetime", "select1", "select", "file")
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


def declared(content: Content) -> Declared:
    """What the forms of a content must fit: its fields, its decision table, its list of forms."""
    fields = {row["name"]: row for row in reader.table_of("fields.csv", content)}
    relied: dict[str, str] = {}
    for row in reader.pathway_rows(content):
        for column in ("condition", "sooner_if"):
            for name in names_asked(row.get(column) or ""):
                relied.setdefault(name, row["id"])
    return Declared(fields, relied, reader.form_ids(content))


def check_tables(tables: Mapping[str, bytes], content: Content) -> Iterator[Finding]:
    """Findings about the tables of a pack as they will stand over the built-in content.

    Names a condition may ask about: what any form has, what fields.csv declares, and the facts the
    program draws itself, known from the shipped table.
    """
    if "fields.csv" in tables:
        for number, row in enumerate(reader.table_of("fields.csv", content), 2):
            kind = row.get("type") or "string"
            if kind not in TYPES:
                facts = {"type": kind, "name": row["name"], "known": ", ".join(TYPES)}
                yield Finding("table.type", Place("fields.csv", number, "", "type"), facts)
    yield from _pages(tables, content)
    if "pathway.csv" not in tables:
        return
    known = set(declared(BUILT_IN).relied) | set(declared(content).fields)
    offered: dict[str, set[str]] = {}
    for name in content.names("built"):
        for asked, what in asked_in(load_form(content.read(f"built/{name}"))).items():
            known.add(asked)
            if what.offered:
                offered.setdefault(asked, set()).update(what.offered)
    yield from check_pathway(reader.pathway_rows(content), known, offered)


def _pages(tables: Mapping[str, bytes], content: Content) -> Iterator[Finding]:
    """What the guide's and the drills' own checks say, where the pack brings any of them."""
    for folder, check in (("guide", check_guide), ("drills", check_drills)):
        if not any(path.startswith(f"{folder}/") for path in tables):
            continue
        try:
            told = check(content)
        except (KeyError, ValueError, TypeError) as error:
            facts = {"name": folder, "detail": type(error).__name__}
            yield Finding("content.broken", Place(folder), facts)
            continue
        for one in told:
            facts = {"sebab": one.said_id, "detail": one.said_en}
            yield Finding("content.page", Place(one.path), facts)


def layered(tables: Mapping[str, bytes], below: Content) -> Content:
    """Content with the handed-in tables over what was there."""
    return Layered(tables, below)
