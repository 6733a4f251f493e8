"""A form's sheets as tables of text, every cell with the place it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data.forms.authoring.findings import Finding, Place

KNOWN_SHEETS = ("survey", "choices", "settings", "entities", "external_choices", "uji")
OTHER_SHEETS = frozenset({"petunjuk", "guide", "daftar"})
KEY_COLUMNS = {
    "survey": ("type",),
    "choices": ("list_name",),
    "settings": ("form_id", "form_title", "version"),
    "entities": ("dataset", "list_name", "label"),
    "external_choices": ("list_name",),
    "uji": ("kasus",),
}
# Columns of the standard that hold a text in one language each, as `label::English (en)`.
SPOKEN = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message"})
EXPRESSIONS = frozenset(
    {"relevant", "constraint", "calculation", "choice_filter", "required", "read_only", "default",
     "repeat_count", "trigger", "create_if", "update_if", "entity_id"}
)  # fmt: skip
SURVEY_COLUMNS = frozenset(
    {"type", "name", "appearance", "parameters", "save_to", "image", "audio", "video", "big-image",
     "body::accuracythreshold", "instance_name", *SPOKEN, *EXPRESSIONS}
)  # fmt: skip
_SAME = {
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "read only": "read_only",
    "list name": "list_name",
    "listname": "list_name",
    "constraint message": "constraint_message",
    "required message": "required_message",
    "guidance hint": "guidance_hint",
    "choice filter": "choice_filter",
    "repeat count": "repeat_count",
    "save to": "save_to",
    "caption": "label",
    "id_string": "form_id",
    "form id": "form_id",
    "form title": "form_title",
    "title": "form_title",
    "default language": "default_language",
    "media::image": "image",
    "media::audio": "audio",
}


def plain(text: str) -> str:
    """Blanks of every kind made one, ends trimmed."""
    return re.sub(r"\s+", " ", text.replace("\ufeff", "").replace("\u200b", "")).strip()


def canonical(header: str) -> str:
    """A column's header as the standard writes it: `Label :: English (en)` too."""
    head, mark, language = plain(header).partition("::")
    head = head.strip().lower()
    rest = language.strip()
    if head == "media" and rest:
        kind, _, spoken = rest.partition("::")
        head, rest = kind.strip().lower(), spoken.strip()
        mark = "::" if rest else ""
    head = _SAME.get(head, head)
    return f"{head}::{rest}" if mark and rest else head


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty: its number in the file and its cells by header."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `name` as the file writes it; `letters` the column of every header."""

    key: str
    name: str
    letters: Mapping[str, str]
    rows: tuple[Row, ...]
    header_row: int = 1

    def place(self, row: int = 0, header: str = "") -> Place:
        """Where a cell is; a header without a language finds its first column too."""
        if header and header not in self.letters:
            header = next((h for h in self.letters if h.partition("::")[0] == header), header)
        return Place(self.name, row, self.letters.get(header, ""), header)

    def languages(self, column: str) -> tuple[str, ...]:
        """The languages of a spoken column, in the order they stand."""
        return tuple(
            h.partition("::")[2]
            for h in self.letters
            if h.partition("::")[0] == column and "::" in h
        )


@dataclass(frozen=True, slots=True)
class Book:
    """A form as its author wrote it. `findings` are what was noticed while reading."""

    name: str
    sheets: Mapping[str, Sheet]
    findings: tuple[Finding, ...] = field(default=())

    def rows(self, key: str) -> tuple[Row, ...]:
        """The rows of a sheet; none where it is missing."""
        sheet = self.sheets.get(key)
        return sheet.rows if sheet else ()

    def place(self, key: str, row: int = 0, header: str = "") -> Place:
        """Where a cell of a sheet is, also of a sheet that is missing."""
        sheet = self.sheets.get(key)
        return sheet.place(row, header) if sheet else Place(key, row, "", header)

    def setting(self, name: str) -> str:
        """A value of the settings sheet, empty where there is none."""
        return next((row.cells[name] for row in self.rows("settings") if name in row.cells), "")

    def tables(self) -> dict[str, list[dict[str, str]]]:
        """The sheets of the standard as the compiler takes them, empty cells left out."""
        return {
            key: [dict(row.cells) for row in sheet.rows]
            for key, sheet in self.sheets.items()
            if key not in {"uji"}
        }

    def cells(self) -> Iterator[tuple[Sheet, Row, str, str]]:
        """Every cell that is not empty: its sheet, row, header and text."""
        for sheet in self.sheets.values():
            for row in sheet.rows:
                for header, text in row.cells.items():
                    yield sheet, row, header, text
