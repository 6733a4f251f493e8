"""The only door to pyxform: spreadsheets and their Markdown tables become compiled forms.

Needs the extra `authoring`; no laptop of a responder has it. The same source gives the same bytes
on every run, and every compiled form is read back by the engine before it is handed out.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from data.forms.authoring.book import Book
from data.forms.authoring.findings import Unreadable
from data.forms.authoring.markdown import read_markdown
from data.forms.authoring.reading import read_book
from data.forms.errors import FormRefused
from data.forms.formdef import load_form
from data.forms.refusals import refusal

APPEARANCES = frozenset(
    {"minimal", "autocomplete", "likert", "field-list", "multiline", "quick", "columns", "numbers",
     "image-map"}
)  # fmt: skip
# What the compiler is known to raise on a sheet it does not expect, beside its own error.
_STUMBLES = (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError)


def compile_markdown(text: str, form_name: str) -> bytes:
    """An XLSForm written as Markdown tables, compiled to XForm bytes.

    `form_name` is the name of the record's root element; the form's id is what its settings say
    (`data` where they say nothing). Raises `FormRefused` (`bad-sheet`) with pyxform's own words
    about sheet and row, or as `load_form` does for what the engine will not run.
    """
    try:
        book = read_markdown(text, form_name)
    except Unreadable as error:
        raise _refused(error, form_name) from None
    return compile_tables(book.tables(), form_name)


def compile_file(path: Path | str, form_name: str | None = None) -> bytes:
    """A spreadsheet, a .csv form or a Markdown file, compiled to XForm bytes.

    What the file is, is told by its first bytes, not by its name. The form's name is the file's,
    without its ending, unless given. Raises `FormRefused` (`bad-sheet`).
    """
    source = Path(path)
    name = form_name or re.sub(r"[^A-Za-z0-9_]+", "_", source.stem)
    try:
        book: Book = read_book(source)
    except Unreadable as error:
        raise _refused(error, name) from None
    return compile_tables(book.tables(), name)


def compile_tables(tables: Mapping[str, Sequence[Mapping[str, str]]], name: str) -> bytes:
    """Sheets as rows of cells by column, empty cells left out, compiled to XForm bytes.

    Rows of a refusal are counted as if the header stood in row 1 and no row were empty. Raises
    `FormRefused` as `compile_markdown`.
    """
    workbook: dict[str, Any] = {"sheet_names": list(tables)}
    for key, rows in tables.items():
        workbook[key] = [dict(row) for row in rows]
        headers = dict.fromkeys(header for row in rows for header in row)
        workbook[f"{key}_header"] = [headers]
    warnings: list[str] = []
    try:
        result = convert(
            xlsform=workbook, form_name=name, warnings=warnings, validate=False, pretty_print=True
        )
    except PyXFormError as error:
        raise FormRefused("bad-sheet", name, " ".join(str(error).split())) from None
    except _STUMBLES as error:
        kind = type(error).__name__
        english, indonesian = f"the compiler stumbled ({kind})", f"penyusun tersandung ({kind})"
        raise FormRefused("bad-sheet", name, english, indonesian) from None
    text: str = result.xform
    xml = text.rstrip("\n").encode() + b"\n"
    _read_back(xml)
    return xml


def _refused(error: Unreadable, name: str) -> FormRefused:
    told = error.finding
    return FormRefused("bad-sheet", name, told.said("en"), told.said("id"))


def _read_back(xml: bytes) -> None:
    """The engine's own judgement, and that no appearance is misspelt or beyond our windows.

    Attached lists are not here yet: whether they are there is judged when the form is loaded.
    """
    try:
        form = load_form(xml)
    except FormRefused as refused:
        if refused.code == "missing-file":
            return
        raise
    for control in form.controls.values():
        unknown = set(control.appearance.split()) - APPEARANCES
        if unknown:
            found = " ".join(sorted(unknown))
            raise refusal("appearance", control.defn.path, name=found)
