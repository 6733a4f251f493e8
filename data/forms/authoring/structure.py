"""Is the spreadsheet a form at all: types, names, lists, groups, labels, references, columns.

Everything is told at once, before the compiler runs, which would stop at the first.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator

from data.forms.authoring.book import SPOKEN, SURVEY_COLUMNS, canonical
from data.forms.authoring.findings import Finding
from data.forms.authoring.outline import (
    ASKED,
    FILE_SELECTS,
    REFERENCE,
    REFUSED,
    SELECTS,
    SILENT,
    Item,
    Outline,
)
from data.forms.compile import APPEARANCES

_GROUPS = frozenset({"begin_group", "begin_repeat"})
KINDS = ASKED | SILENT | _GROUPS
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
FORM_ID = re.compile(r"[a-z][a-z0-9_]{0,31}\Z")
_ENTITIES = frozenset({"dataset", "list_name", "label", "entity_id", "create_if", "update_if"})
_CHOICE_COLUMNS = frozenset({"list_name", "name", "label", "image", "retired", "audio"})
_SETTINGS = frozenset(
    {"form_title", "form_id", "version", "default_language", "instance_name", "style",
     "allow_choice_duplicates", "submission_url", "public_key", "auto_send", "auto_delete",
     "name", "clean_text_values", "namespaces", "sms_keyword"}
)  # fmt: skip


def check_structure(outline: Outline) -> Iterator[Finding]:
    """Everything that keeps the sheets from being a form, each with its cell."""
    for row, kind in outline.loose:
        code = "group.close" if kind.startswith("end") else "group.open"
        word = kind.replace("_", " ")
        yield Finding(code, outline.book.place("survey", row, "type"), {"kind": word})
    yield from _untyped(outline)
    yield from _items(outline)
    yield from _choices(outline)
    yield from _entities(outline)
    yield from _references(outline)
    yield from _columns(outline)
    yield from _settings(outline)


def nearest(word: str, known: Collection[str]) -> str:
    """The known word most like it, in brackets with a question mark; empty if none is."""
    found = difflib.get_close_matches(word, sorted(known), 1, 0.7)
    return found[0] if found else "-"


def _untyped(outline: Outline) -> Iterator[Finding]:
    book = outline.book
    sheet = book.sheets["survey"]
    if "type" not in sheet.letters:
        place = sheet.place(sheet.header_row)
        yield Finding("column.missing", place, {"header": "type"})
        return
    for row in sheet.rows:
        if "type" not in row.cells:
            yield Finding("type.missing", sheet.place(row.number, "type"))


def _entities(outline: Outline) -> Iterator[Finding]:
    """The entities sheet, and that there is one where answers are to be kept in a record."""
    book = outline.book
    sheet = book.sheets.get("entities")
    rows = book.rows("entities")
    if not rows:
        for item in outline.items:
            if item.cell("save_to"):
                facts = {"name": item.cell("save_to")}
                yield Finding("record.no-entities", outline.place(item, "save_to"), facts)
    if sheet is None:
        return
    for header in sheet.letters:
        if header not in _ENTITIES:
            facts = {"header": header, "known": ", ".join(sorted(_ENTITIES))}
            yield Finding("entities.column", sheet.place(sheet.header_row, header), facts)
    for row in rows:
        dataset = row.cells.get("dataset") or row.cells.get("list_name") or ""
        if not NAME.match(dataset) or "." in dataset:
            facts = {"name": dataset or "-"}
            yield Finding("entities.dataset", sheet.place(row.number, "dataset"), facts)
        if "entity_id" not in row.cells and "label" not in row.cells:
            yield Finding("entities.label", sheet.place(row.number, "label"))


def _items(outline: Outline) -> Iterator[Finding]:
    seen: dict[str, Item] = {}
    for item in outline.items:
        if item.kind in REFUSED:
            yield Finding("type.refused", outline.place(item, "type"), {"type": item.kind})
            continue
        if item.kind not in KINDS:
            facts = {"type": item.kind, "near": nearest(item.kind, KINDS)}
            yield Finding("type.unknown", outline.place(item, "type"), facts)
            continue
        if not item.name:
            yield Finding("name.missing", outline.place(item, "name"))
        elif not NAME.match(item.name):
            yield Finding("name.bad", outline.place(item, "name"), {"name": item.name})
        elif item.name in seen:
            facts2 = {"name": item.name, "row": seen[item.name].row.number}
            yield Finding("name.twice", outline.place(item, "name"), facts2)
        else:
            seen[item.name] = item
        if item.kind == "calculate" and not item.cell("calculation"):
            place = outline.place(item, "calculation")
            yield Finding("calculation.missing", place, {"name": item.name})
        yield from _selects(outline, item)
        if item.kind in ASKED and not item.spoken("label") and not item.spoken("image"):
            yield Finding("label.missing", outline.place(item, "label"), {"name": item.name})
        for word in item.cell("appearance").split():
            if word not in APPEARANCES:
                facts3 = {"word": word, "near": nearest(word, APPEARANCES)}
                yield Finding("appearance.unknown", outline.place(item, "appearance"), facts3)


def _selects(outline: Outline, item: Item) -> Iterator[Finding]:
    if item.kind in FILE_SELECTS or item.kind not in SELECTS:
        return
    if not item.list_name:
        yield Finding("list.unnamed", outline.place(item, "type"), {"type": item.kind})
    elif item.list_name not in outline.lists and not item.list_name.startswith("${"):
        facts = {"list": item.list_name, "near": nearest(item.list_name, outline.lists)}
        yield Finding("list.missing", outline.place(item, "type"), facts)


def _choices(outline: Outline) -> Iterator[Finding]:
    place = outline.book.place
    for name, choices in outline.lists.items():
        seen: dict[str, int] = {}
        for choice in choices:
            row = choice.row.number
            if not name:
                yield Finding("choice.no-list", place("choices", row, "list_name"))
            if not choice.name:
                yield Finding("choice.no-name", place("choices", row, "name"))
                continue
            if re.search(r"\s", choice.name):
                facts = {"name": choice.name, "better": re.sub(r"\s+", "_", choice.name).lower()}
                yield Finding("choice.blank", place("choices", row, "name"), facts)
            if choice.name in seen:
                facts2 = {"name": choice.name, "list": name, "row": seen[choice.name]}
                yield Finding("choice.twice", place("choices", row, "name"), facts2)
            seen.setdefault(choice.name, row)
            if not any(h.partition("::")[0] in {"label", "image"} for h in choice.row.cells):
                yield Finding("choice.label", place("choices", row, "label"), {"name": choice.name})


def _references(outline: Outline) -> Iterator[Finding]:
    known = {item.name for item in outline.items}
    for sheet, row, header, text in outline.book.cells():
        if sheet.key not in {"survey", "choices", "entities", "settings"} or "$" not in text:
            continue
        place = sheet.place(row.number, header)
        if "${" in REFERENCE.sub("", text):
            yield Finding("reference.bad", place, {"text": text[:60]})
        for _, name in REFERENCE.findall(text):
            if name not in known:
                facts = {"name": name or "?", "near": nearest(name, known)}
                yield Finding("reference.unknown", place, facts)


def _columns(outline: Outline) -> Iterator[Finding]:
    allowed = {"survey": SURVEY_COLUMNS, "settings": _SETTINGS}
    for key, columns in allowed.items():
        sheet = outline.book.sheets.get(key)
        if sheet is None:
            continue
        for header in sheet.letters:
            head = canonical(header).partition("::")[0]
            if head not in columns and not header.startswith(("bind::", "instance::", "body::")):
                facts = {"header": header, "near": nearest(head, columns)}
                yield Finding("column.unknown", sheet.place(sheet.header_row, header), facts)
            elif "::" not in header and head in SPOKEN and sheet.languages(head):
                place = sheet.place(sheet.header_row, header)
                yield Finding("column.no-language", place, {"header": header})
    choices = outline.book.sheets.get("choices")
    if choices is not None:
        for header in choices.letters:
            head = header.partition("::")[0]
            near = nearest(head, _CHOICE_COLUMNS)
            if not NAME.match(head):
                place = choices.place(choices.header_row, header)
                yield Finding("column.bad", place, {"header": header})
            elif head not in _CHOICE_COLUMNS and near != "-":
                place = choices.place(choices.header_row, header)
                yield Finding("column.unknown", place, {"header": header, "near": near})


def _settings(outline: Outline) -> Iterator[Finding]:
    book = outline.book
    row = book.rows("settings")[0].number if book.rows("settings") else 0
    form_id, version = book.setting("form_id"), book.setting("version")
    if not form_id:
        yield Finding("settings.form-id", book.place("settings", row, "form_id"))
    elif not FORM_ID.match(form_id):
        yield Finding(
            "settings.form-id-bad", book.place("settings", row, "form_id"), {"id": form_id}
        )
    if not version:
        yield Finding("settings.version", book.place("settings", row, "version"))
    elif not (version.isascii() and version.isdigit()):
        place = book.place("settings", row, "version")
        if any(told.code == "cell.date" and told.place == place for told in book.findings):
            return
        yield Finding("settings.version-bad", place, {"version": version})
