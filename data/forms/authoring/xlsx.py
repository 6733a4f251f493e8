"""Reading .xlsx as offices save it: sized up before it is opened, formulas and dates told of."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

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
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
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
        with warnings.catch_warnings():
            # What openpyxl says of decorations it does not keep is nothing to an officer.
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
        try:
            sheets = [_raw(sheet) for sheet in workbook.worksheets]
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


def _raw(sheet: Worksheet) -> RawSheet:
    if (sheet.max_column or 0) > 4 * MAX_COLUMNS:
        raise refuse("file.huge", Place(sheet.title), rows=MAX_ROWS, columns=MAX_COLUMNS)
    rows: dict[int, dict[str, RawCell]] = {}
    widest = 0
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell, MergedCell) or cell.value is None:
                continue
            raw = _cell(cell)
            if raw.text.strip():
                rows.setdefault(cell.row, {})[column_letter(cell.column)] = raw
                widest = max(widest, cell.column)
                if len(rows) > MAX_ROWS:
                    place = Place(sheet.title)
                    raise refuse("file.huge", place, rows=MAX_ROWS, columns=MAX_COLUMNS)
    order = [column_letter(at) for at in range(1, widest + 1)]
    raw_sheet = RawSheet(sheet.title, rows, order, hidden=sheet.sheet_state != "visible")
    _merged(sheet, raw_sheet)
    return raw_sheet


def _merged(sheet: Worksheet, raw: RawSheet) -> None:
    """A cell merged downwards holds for every row of it; one merged across for its first."""
    for span in sheet.merged_cells.ranges:
        letter = column_letter(span.min_col)
        top = raw.rows.get(span.min_row, {}).get(letter)
        if top is None:
            continue
        if span.max_col > span.min_col:
            raw.wide.append((span.min_row, letter))
        for row in range(span.min_row + 1, min(span.max_row, span.min_row + MAX_ROWS) + 1):
            if row in raw.rows:
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


def _cell(cell: Cell) -> RawCell:
    value = cell.value
    if cell.data_type == "f":
        return RawCell(str(getattr(value, "text", value) or "="), "formula")
    if cell.data_type == "e":
        return RawCell(str(value), "broken")
    for kind, text in _TEXTS:
        if isinstance(value, kind):
            return RawCell(*text(value))
    return RawCell(str(value))
