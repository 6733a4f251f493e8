"""Forms saved as CSV: one file a sheet in a folder, or one file with the sheet in column one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from data.forms.authoring.book import KEY_COLUMNS, KNOWN_SHEETS, Book, canonical, plain
from data.forms.authoring.findings import Finding, Place, refuse
from data.forms.authoring.grid import RawCell, RawSheet, book_of, column_letter

MAX_BYTES = 5_000_000
_MARKS = (";", ",", "\t", "|")


def read_csv_file(path: Path, content: bytes) -> Book:
    """The book of one .csv: the whole form in it, or one sheet of the folder it lies in."""
    rows, told = rows_of(content, path.name)
    first = next((row for row in rows if any(cell.strip() for cell in row)), [])
    if first and plain(first[0]).lower() in KNOWN_SHEETS:
        return book_of(path.stem, _stacked(rows), told)
    if _sheet_of(path):
        return read_csv_folder(path.parent)
    if "type" in {canonical(cell) for cell in first}:
        return book_of(path.stem, [_sheet("survey", rows)], told)
    raise refuse("file.not-a-form", None, name=path.name)


def read_csv_folder(folder: Path) -> Book:
    """The book of a folder with survey.csv, choices.csv and the others. Raises `Unreadable`."""
    sheets: list[RawSheet] = []
    told: list[Finding] = []
    for path in sorted(folder.iterdir()):
        if not _sheet_of(path):
            continue
        rows, noticed = rows_of(path.read_bytes(), path.name)
        told += noticed
        sheets.append(_sheet(_sheet_of(path), rows))
    if not sheets:
        raise refuse("file.not-a-form", None, name=folder.name)
    return book_of(folder.name, sheets, told)


def is_csv_form(folder: Path) -> bool:
    """Whether a folder is a form saved as one .csv a sheet."""
    return folder.is_dir() and any(_sheet_of(path) == "survey" for path in folder.iterdir())


def _sheet_of(path: Path) -> str:
    """Which sheet a .csv is: `survey.csv`, or `ipv5-survey.csv` as LibreOffice names them."""
    stem = plain(path.stem).lower()
    name = stem if stem in KNOWN_SHEETS else stem.rpartition("-")[2]
    return name if name in KNOWN_SHEETS and path.suffix.lower() == ".csv" else ""


def _text(content: bytes, name: str) -> tuple[str, list[Finding]]:
    if len(content) > MAX_BYTES:
        raise refuse("file.big", None, name=name, most=MAX_BYTES // 1_000_000)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16"), []
        except UnicodeDecodeError:
            raise refuse("file.not-a-form", None, name=name) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        if "\x00" in text:
            raise refuse("file.not-a-form", None, name=name) from None
        return text, [Finding("file.old-letters", Place(name))]
    if "\x00" in text:
        raise refuse("file.not-a-form", None, name=name)
    return text, []


def rows_of(content: bytes, name: str) -> tuple[list[list[str]], list[Finding]]:
    """The rows of a .csv, whatever mark and letters it was saved with. Raises `Unreadable`."""
    text, told = _text(content, name)
    lines = text.splitlines(keepends=True)
    if lines and lines[0].lower().startswith("sep="):
        mark = lines[0][4:5]
        lines[0] = "\n"
    else:
        heads = [line for line in lines[:12] if _looks_like_head(line)]
        sample = heads[0] if heads else "".join(lines[:3])
        mark = max(_MARKS, key=sample.count)
    try:
        return list(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=mark)), told
    except csv.Error:
        raise refuse("file.not-a-form", None, name=name) from None


def _looks_like_head(line: str) -> bool:
    low = line.lower()
    return any(column in low for columns in KEY_COLUMNS.values() for column in columns)


def _sheet(name: str, rows: Iterable[list[str]], first: int = 1) -> RawSheet:
    raw: dict[int, dict[str, RawCell]] = {}
    widest = 0
    for number, row in enumerate(rows, first):
        cells = {column_letter(at): RawCell(text) for at, text in enumerate(row, 1) if text.strip()}
        if cells:
            raw[number] = cells
            widest = max(widest, len(row))
    return RawSheet(name, raw, [column_letter(at) for at in range(1, widest + 1)])


def _stacked(rows: list[list[str]]) -> list[RawSheet]:
    """The sheets of a single file: a name in the first column begins one."""
    found: list[tuple[str, int, list[list[str]]]] = []
    for number, row in enumerate(rows, 1):
        if row and row[0].strip():
            found.append((row[0].strip(), number, []))
        if found:
            found[-1][2].append(["", *row[1:]])
    return [_sheet(name, part, number) for name, number, part in found]
