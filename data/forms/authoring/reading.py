"""One door for every kind of file an office may hand in: known by its bytes, not by its name."""

from __future__ import annotations

from pathlib import Path

from data.forms.authoring.book import Book
from data.forms.authoring.delimited import is_csv_form, read_csv_file, read_csv_folder
from data.forms.authoring.findings import refuse
from data.forms.authoring.markdown import read_markdown
from data.forms.authoring.xlsx import MAX_FILE, looks_like_workbook, read_xlsx

ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".md"})


def read_book(path: Path) -> Book:
    """The form in a file, or in a folder of .csv files.

    Raises `Unreadable` with a sentence for whoever saved it: locked by a password, damaged, too
    big, of another program, or no form at all.
    """
    if path.is_dir():
        return read_csv_folder(path)
    try:
        if path.stat().st_size > MAX_FILE:
            raise refuse("file.big", None, name=path.name, most=MAX_FILE // 1_000_000)
        content = path.read_bytes()
    except OSError:
        raise refuse("file.missing", None, name=path.name) from None
    if looks_like_workbook(content):
        return read_xlsx(content, path.name)
    text = content[:4096]
    if path.suffix.lower() == ".csv":
        return read_csv_file(path, content)
    if b"\x00" in text or not content.strip():
        raise refuse("file.not-a-form", None, name=path.name)
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse("file.not-a-form", None, name=path.name) from None
    if any(line.lstrip().startswith("|") for line in decoded.splitlines()):
        return read_markdown(decoded, path.stem)
    if "," in decoded or ";" in decoded:
        return read_csv_file(path, content)
    raise refuse("file.not-a-form", None, name=path.name)


def forms_in(path: Path) -> list[Path]:
    """The forms of a folder (or the one file): spreadsheets, tables and folders of .csv files."""
    if not path.is_dir() or is_csv_form(path):
        return [path]
    found = []
    for each in sorted(path.iterdir()):
        if each.name.startswith((".", "~$")):
            continue
        if is_csv_form(each) or (each.is_file() and each.suffix.lower() in ENDINGS - {".csv"}):
            found.append(each)
    return found
