"""Reading .xlsx as offices save it: sized up before it is opened, formulas and dates told of."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from data.forms.authoring.book import Book
from data.forms.authoring.findings import Place, Unreadable, refuse
from data.forms.authoring.grid import (
    MAX_COLUMNS,
    MAX_ROWS,
    RawCell,
    RawSheet,
    book_of,
    column_letter,
)

MAX_FILE = 5_000_000
MAX_INSIDE = 12_000_000
MAX_PARTS = 400
MAX_RATIO = 200
FARTHEST_ROW = 10_000
MOST_CELLS = 150_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ROWS = re.compile(rb"<(?:\w+:)?row[ >/]")
_CELLS = re.compile(rb"<(?:\w+:)?c[ >/]")
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
# What openpyxl is known to raise on a damaged package; anything else is a fault of ours.
_DAMAGED = (
    zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, OSError, ArithmeticError, RuntimeError, zlib.error,
    struct.error,
)  # fmt: skip


def looks_like_workbook(content: bytes) -> bool:
    """Whether the first bytes are those of a spreadsheet program's file, of any kind."""
    return content[:4] == b"PK\x03\x04" or content[:8] == _OLE


def read_xlsx(content: bytes, name: str) -> Book:
    """The book of a spreadsheet. Raises `Unreadable`: locked, too big, damaged, another format."""
    base = PurePath(name).name
    if content[:8] == _OLE:
        locked = _ENCRYPTED in content
        raise refuse("file.locked" if locked else "file.old-excel", None, name=base)
    if len(content) > MAX_FILE:
        raise refuse("file.big", None, name=base, most=MAX_FILE // 1_000_000)
    _size_up(content, base)
    try:
        _count(content)
        with warnings.catch_warnings():
            # What openpyxl says of decorations it does not keep is nothing to an officer.
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                sheets = [_raw(sheet, package) for sheet in workbook.worksheets]
        finally:
            workbook.close()
    except Unreadable:
        raise
    except _DAMAGED:
        raise refuse("file.damaged", None, name=base) from None
    return book_of(PurePath(name).stem, sheets)


def _size_up(content: bytes, name: str) -> None:
    """Judged by the list at the end of the package, before a byte of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            kind = b""
            if "mimetype" in package.namelist() and package.getinfo("mimetype").file_size < 200:
                kind = package.read("mimetype")
    except _DAMAGED:
        raise refuse("file.damaged", None, name=name) from None
    if b"opendocument" in kind:
        raise refuse("file.ods", None, name=name)
    inside = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > 1_000_000 and part.file_size > MAX_RATIO * max(1, part.compress_size)
        for part in parts
    )
    if inside > MAX_INSIDE or len(parts) > MAX_PARTS or swollen:
        raise refuse("file.bomb", None, name=name)
    if any(part.flag_bits & 1 for part in parts):
        raise refuse("file.locked", None, name=name)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise refuse("file.not-a-form", None, name=name)


def _count(content: bytes) -> None:
    """Rows and cells as they stand in the package, counted without reading them as XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            sheet = package.read(name)
            if len(_ROWS.findall(sheet)) > FARTHEST_ROW or len(_CELLS.findall(sheet)) > MOST_CELLS:
                raise refuse("file.huge", None, rows=MAX_ROWS, columns=MAX_COLUMNS)


def _raw(sheet: Any, package: zipfile.ZipFile) -> RawSheet:
    """One sheet, row by row as it is unpacked; what lies too far out ends the reading at once."""
    rows: dict[int, dict[str, RawCell]] = {}
    widest = 0
    sheet.reset_dimensions()
    for number, line in enumerate(sheet.iter_rows(), 1):
        if number > FARTHEST_ROW or len(line) > 4 * MAX_COLUMNS or len(rows) > MAX_ROWS:
            raise refuse("file.huge", Place(sheet.title), rows=MAX_ROWS, columns=MAX_COLUMNS)
        for at, cell in enumerate(line, 1):
            if cell.value is None:
                continue
            raw = _cell(cell)
            if raw.text.strip():
                rows.setdefault(number, {})[column_letter(at)] = raw
                widest = max(widest, at)
    order = [column_letter(at) for at in range(1, widest + 1)]
    raw_sheet = RawSheet(sheet.title, rows, order, hidden=sheet.sheet_state != "visible")
    _merged(package, str(sheet._worksheet_path), raw_sheet)
    return raw_sheet


def _merged(package: zipfile.ZipFile, path: str, raw: RawSheet) -> None:
    """A cell merged downwards holds for every row of it; one merged across for its first."""
    spans = _MERGED.findall(package.read(path.lstrip("/")))
    if len(spans) > MAX_ROWS:
        raise refuse("file.huge", Place(raw.name), rows=MAX_ROWS, columns=MAX_COLUMNS)
    for left, first, right, last in spans:
        letter, top_row = left.decode(), int(first)
        top = raw.rows.get(top_row, {}).get(letter)
        if top is None:
            continue
        if right != left:
            raw.wide.append((top_row, letter))
        for row in sorted(raw.rows):
            if top_row < row <= int(last):
                raw.rows[row][letter] = top
                raw.filled.append((row, letter))


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


_TEXTS: tuple[tuple[type, Callable[[object], tuple[str, str]]], ...] = (
    (bool, lambda value: ("TRUE" if value else "FALSE", "truth")),
    (int, lambda value: (str(value), "text")),
    (float, lambda value: (_number(value), "text") if isinstance(value, float) else ("", "text")),
    (datetime, lambda value: (_moment(value), "date")),
    (date, lambda value: (str(value), "date")),
    (time, lambda value: (str(value), "date")),
    (timedelta, lambda value: (str(value), "date")),
    (str, lambda value: (str(value), "text")),
)


def _moment(value: object) -> str:
    text = str(value)
    return text.removesuffix(" 00:00:00")


def _cell(cell: Any) -> RawCell:
    value = cell.value
    if cell.data_type == "f":
        return RawCell(str(getattr(value, "text", value) or "="), "formula")
    if cell.data_type == "e":
        return RawCell(str(value), "broken")
    for kind, text in _TEXTS:
        if isinstance(value, kind):
            return RawCell(*text(value))
    return RawCell(str(value))
