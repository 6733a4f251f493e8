"""From a book to a compiled form, or to findings: every refusal finds its way back to a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.forms.authoring.book import Book
from data.forms.authoring.findings import Finding, Place, has_errors
from data.forms.authoring.formulas import Formula, formulas_of
from data.forms.authoring.outline import Outline, outline_of
from data.forms.authoring.structure import check_structure
from data.forms.compile import compile_tables
from data.forms.errors import FormRefused
from data.forms.formdef import FormDef, load_form

_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(r"[Oo]n the '(\w+)' sheet")
_COLUMN = re.compile(r"[Tt]he '([\w:]+)' value")
_PATH = re.compile(r"/[\w./-]+")
_FACETS = {
    "relevant": "relevant",
    "constraint": "constraint",
    "calculate": "calculation",
    "required": "required",
    "readonly": "read_only",
    "constraintMsg": "constraint_message",
    "requiredMsg": "required_message",
    "choices": "choice_filter",
    "count": "repeat_count",
    "setvalue": "default",
    "type": "type",
}
_CODES = {
    "cycle": "engine.cycle",
    "unknown-path": "engine.path",
    "unknown-function": "engine.function",
    "bad-expression": "engine.formula",
    "evil-pattern": "engine.pattern",
    "too-big": "engine.big",
    "missing-file": "list.file",
}


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of a book. `xml` and `form` are there only where nothing stops the build."""

    book: Book
    outline: Outline
    formulas: tuple[Formula, ...]
    findings: tuple[Finding, ...]
    xml: bytes = b""
    form: FormDef | None = None


def assemble(book: Book) -> Compiled:
    """Judge the sheets, compile them, load the result in the engine. Raises nothing of its own."""
    outline = outline_of(book)
    formulas, told = formulas_of(outline)
    told = [*book.findings, *check_structure(outline), *told]
    if not has_errors(told):
        name = book.setting("form_id")
        try:
            xml = compile_tables(book.tables(), name)
            form = load_form(xml)
        except FormRefused as refused:
            told.append(placed(book, outline, refused))
        else:
            return Compiled(book, outline, tuple(formulas), tuple(told), xml, form)
    return Compiled(book, outline, tuple(formulas), tuple(told))


def placed(book: Book, outline: Outline, refused: FormRefused) -> Finding:
    """A refusal of the compiler or the engine as a finding with its cell."""
    if refused.code == "bad-sheet":
        return _of_compiler(book, refused.detail)
    code = _CODES.get(refused.code, "engine.refused")
    facts = {"detail": refused.detail, "sebab": refused.detail_id or refused.detail}
    return Finding(code, _cell_of(outline, refused.where), facts)


def _of_compiler(book: Book, detail: str) -> Finding:
    row, sheet, column = _ROW.search(detail), _SHEET.search(detail), _COLUMN.search(detail)
    key = sheet[1] if sheet else "survey" if row else ""
    if not key:
        named = re.search(r"sheet[^']*'(\w+)'", detail)
        key = named[1] if named and named[1] in book.sheets else ""
    number = int(row[1]) if row else 0
    rows = book.rows(key)
    if number >= 2 and number - 2 < len(rows):
        number = rows[number - 2].number
    elif number == 1 and key in book.sheets:
        number = book.sheets[key].header_row
    short = re.sub(r"\s*Learn more: \S+", "", _ROW.sub("", detail)).strip()
    place = book.place(key, number, column[1] if column else "") if key else Place()
    return Finding("compiler.refused", place, {"detail": short})


def _cell_of(outline: Outline, where: str) -> Place:
    path = _PATH.search(where)
    if path is None:
        return Place()
    inner = path[0].split("/", 2)[-1]
    if "/meta/entity" in path[0]:
        return _entity_cell(outline.book, where)
    facet = where.partition(" ")[0]
    if facet.startswith("/"):
        facet = where.rpartition("(")[2].rstrip(")")
    column = _FACETS.get(facet, "")
    exact = [item for item in outline.items if item.path == inner]
    named = exact or [i for i in outline.items if i.name == inner.rpartition("/")[2]]
    return outline.place(named[0], column) if named else Place()


def _entity_cell(book: Book, where: str) -> Place:
    """The cell of the entities sheet an expression in `meta/entity` came from."""
    rows = book.rows("entities")
    columns = {"@id": "entity_id", "@update": "update_if", "@create": "create_if"}
    column = next((header for mark, header in columns.items() if mark in where), "label")
    return book.place("entities", rows[0].number if rows else 0, column)
