"""A form written as Markdown tables, as this project keeps its own: `| survey |`, then its rows."""

from __future__ import annotations

import re
from pathlib import PurePath

from data.forms.authoring.book import Book
from data.forms.authoring.findings import refuse
from data.forms.authoring.grid import RawCell, RawSheet, book_of, column_letter

_CELLS = re.compile(r"^\s*\|(.*)\|\s*$")
_RULE = re.compile(r"^[|:\-\s]+$")
_BAR = re.compile(r"(?<!\\)\|")


def read_markdown(text: str, name: str) -> Book:
    """The book of a Markdown file; rows are the file's lines. Raises `Unreadable`."""
    sheets: list[RawSheet] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _CELLS.match(line)
        if match is None or line.lstrip().startswith("#") or _RULE.match(match[1]):
            continue
        first, *rest = [part.strip().replace(r"\|", "|") for part in _BAR.split(match[1])]
        if first:
            sheets.append(RawSheet(first, {}, [], named=False))
        if not sheets or not any(rest):
            continue
        sheet = sheets[-1]
        cells = {column_letter(at): RawCell(part) for at, part in enumerate(rest, 1) if part}
        sheet.rows[number] = cells
        sheet.order = [column_letter(at) for at in range(1, max(len(rest), len(sheet.order)) + 1)]
    if not sheets:
        raise refuse("file.not-a-form", None, name=PurePath(name).name)
    return book_of(name, sheets)
