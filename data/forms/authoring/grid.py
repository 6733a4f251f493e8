"""From the raw cells of a file to a `Book`: sheets known by name, headers found, habits healed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.forms.authoring.book import (
    EXPRESSIONS,
    KEY_COLUMNS,
    KNOWN_SHEETS,
    OTHER_SHEETS,
    Book,
    Row,
    Sheet,
    canonical,
    plain,
)
from data.forms.authoring.findings import Finding, Place, refuse

HEADER_WITHIN = 12
MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_CELL = 32_000
_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"'}
)
_TIGHT = frozenset({"type", "name", "list_name", "form_id", "version", "kasus", "langkah",
                    "pertanyaan", "appearance", "save_to", "dataset"})  # fmt: skip


@dataclass(slots=True)
class RawCell:
    """One cell as the file has it. `kind` is text, date, formula, broken or truth (yes or no)."""

    text: str
    kind: str = "text"


@dataclass(slots=True)
class RawSheet:
    """One sheet as the file has it: rows by number, cells by column letters.

    `filled` are cells that took their text from the merged cell above, `wide` cells merged
    across columns; `named` False: columns have no letters a person could look for (Markdown).
    """

    name: str
    rows: dict[int, dict[str, RawCell]]
    order: Sequence[str]
    hidden: bool = False
    filled: list[tuple[int, str]] = field(default_factory=list)
    wide: list[tuple[int, str]] = field(default_factory=list)
    named: bool = True


def column_letter(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def book_of(name: str, raw: Sequence[RawSheet], findings: Sequence[Finding] = ()) -> Book:
    """A book from raw sheets. Raises `Unreadable` for one without a survey, or too big."""
    told = list(findings)
    sheets: dict[str, Sheet] = {}
    for sheet in raw:
        key = plain(sheet.name).lower()
        if key in sheets:
            raise refuse("sheet.twice", Place(sheet.name), key=key)
        if key not in KNOWN_SHEETS:
            told.extend(_stranger(sheet, key))
            continue
        if sheet.hidden:
            told.append(Finding("sheet.hidden", Place(sheet.name)))
        sheets[key] = _sheet(key, sheet, told)
    if "survey" not in sheets or not sheets["survey"].rows:
        known = ", ".join(sheet.name for sheet in raw) or "-"
        raise refuse("sheet.no-survey", None, found=known)
    ordered = {key: sheets[key] for key in KNOWN_SHEETS if key in sheets}
    return Book(name, ordered, tuple(told))


def _stranger(sheet: RawSheet, key: str) -> list[Finding]:
    near = difflib.get_close_matches(key, KNOWN_SHEETS, 1, 0.7)
    alias = {"survei": "survey", "pilihan": "choices", "pengaturan": "settings"}.get(key)
    meant = alias or (near[0] if near else "")
    if meant:
        return [Finding("sheet.misspelt", Place(sheet.name), {"meant": meant})]
    if key in OTHER_SHEETS or key.startswith("_") or not sheet.rows:
        return []
    return [Finding("sheet.ignored", Place(sheet.name))]


def _sheet(key: str, raw: RawSheet, told: list[Finding]) -> Sheet:
    if len(raw.rows) > MAX_ROWS or len(raw.order) > MAX_COLUMNS:
        raise refuse("file.huge", Place(raw.name), rows=MAX_ROWS, columns=MAX_COLUMNS)
    head = _header_row(key, raw)
    if head is None:
        return Sheet(key, raw.name, {}, ())
    headers = _headers(raw, head, told)
    letters = {h: (letter if raw.named else "") for letter, h in headers.items()}
    rows = []
    loose: set[str] = set()
    for number, cells in sorted(raw.rows.items()):
        if number <= head:
            continue
        found: dict[str, str] = {}
        for letter in raw.order:
            cell = cells.get(letter)
            if cell is None or not cell.text.strip():
                continue
            header = headers.get(letter)
            if header is None:
                loose.add(letter)
                continue
            place = Place(raw.name, number, letters[header], header)
            text = _healed(key, header, cell, place, told)
            if text:
                found[header] = text
        if found:
            rows.append(Row(number, found))
    if key != "settings":
        told.extend(Finding("column.nameless", Place(raw.name, head, at)) for at in sorted(loose))
    for number, letter in raw.filled:
        if number > head and letter in headers:
            place = Place(raw.name, number, letter, headers[letter])
            told.append(Finding("cell.merged-down", place))
    for number, letter in raw.wide:
        if number >= head:
            told.append(Finding("cell.merged-across", Place(raw.name, number, letter)))
    return Sheet(key, raw.name, letters, tuple(rows), head)


def _header_row(key: str, raw: RawSheet) -> int | None:
    """The first row with a column this sheet must have; else the first row with anything."""
    filled = [
        n for n, cells in sorted(raw.rows.items()) if any(c.text.strip() for c in cells.values())
    ]
    wanted = KEY_COLUMNS[key]
    for number in filled[:HEADER_WITHIN]:
        heads = {canonical(cell.text).partition("::")[0] for cell in raw.rows[number].values()}
        if heads & set(wanted):
            return number
    return filled[0] if filled else None


def _headers(raw: RawSheet, head: int, told: list[Finding]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for letter in raw.order:
        cell = raw.rows[head].get(letter)
        if cell is None or not cell.text.strip():
            continue
        header = canonical(cell.text)
        if header in headers.values():
            place = Place(raw.name, head, letter if raw.named else "", header)
            told.append(Finding("column.twice", place, {"header": header}))
            continue
        headers[letter] = header
    return headers


def _healed(key: str, header: str, cell: RawCell, place: Place, told: list[Finding]) -> str:
    """The cell's text with the habits of spreadsheets put right, or told of where one cannot."""
    head = header.partition("::")[0]
    if cell.kind == "formula":
        told.append(Finding("cell.formula", place, {"text": cell.text[:60]}))
        return ""
    if cell.kind == "broken":
        told.append(Finding("cell.broken", place, {"text": cell.text}))
        return ""
    if cell.kind == "date":
        if head in {"nilai", "default"}:
            return cell.text
        told.append(Finding("cell.date", place, {"text": cell.text}))
        return cell.text
    if len(cell.text) > MAX_CELL:
        told.append(Finding("cell.long", place, {"most": MAX_CELL}))
        return ""
    if cell.kind == "truth":
        return {"TRUE": "yes", "FALSE": "no"}[cell.text] if head in EXPRESSIONS else cell.text
    text = cell.text.replace("\u00a0", " ").replace("\ufeff", "").replace("\u200b", "")
    odd = text != cell.text
    text = text.strip()
    expression = head in EXPRESSIONS or (key == "entities" and head not in {"dataset", "list_name"})
    if expression and text.translate(_QUOTES) != text:
        told.append(Finding("cell.curly", place))
        text = text.translate(_QUOTES)
    if expression and odd:
        told.append(Finding("cell.blanks", place))
    if head in _TIGHT:
        tight = re.sub(r"\s+", " ", text)
        if odd or cell.text != cell.text.strip() or tight != text:
            told.append(Finding("cell.blanks", place))
        text = tight
    return text
