"""The survey sheet as a tree in words: every question with its group, its list and its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.forms.authoring.book import Book, Row
from data.forms.authoring.findings import Place

SELECTS = frozenset({"select_one", "select_multiple", "rank"})
FILE_SELECTS = frozenset({"select_one_from_file", "select_multiple_from_file"})
ASKED = frozenset(
    {"text", "integer", "decimal", "date", "time", "datetime", "range", "acknowledge", "trigger",
     "image", "photo", "audio", "file", "note", *SELECTS, *FILE_SELECTS}
)  # fmt: skip
SILENT = frozenset(
    {"calculate", "hidden", "start", "end", "today", "username", "email", "phonenumber", "deviceid",
     "xml-external", "csv-external"}
)  # fmt: skip
REFUSED = frozenset(
    {"audit", "background-audio", "start-geopoint", "geopoint", "geotrace", "geoshape", "barcode",
     "osm", "background-geopoint", "bearing"}
)  # fmt: skip
_WORDS = {
    "select one": "select_one",
    "select1": "select_one",
    "select multiple": "select_multiple",
    "select all that apply": "select_multiple",
    "select_one_external": "select_one_external",
    "int": "integer",
    "string": "text",
    "datetime": "datetime",
    "calculation": "calculate",
    "begin group": "begin_group",
    "end group": "end_group",
    "begin repeat": "begin_repeat",
    "end repeat": "end_repeat",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One row of survey. `kind` is the type's first word, `group` the names around it."""

    row: Row
    kind: str
    list_name: str
    name: str
    group: tuple[str, ...]
    repeats: tuple[str, ...]
    hidden_by: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The place below the form's root, with slashes."""
        return "/".join((*self.group, self.name))

    @property
    def asked(self) -> bool:
        """Whether a person sees it as a question."""
        return self.kind in ASKED and self.kind != "note"

    @property
    def required(self) -> bool:
        """Whether it must be answered where it shows."""
        return self.cell("required").lower() in {"yes", "true", "true()"}

    @property
    def optional(self) -> bool:
        """Whether it may end up without an answer: not required, or not always shown."""
        return not self.required or bool(self.cell("relevant")) or bool(self.hidden_by)

    def cell(self, column: str) -> str:
        """The text of a column, empty where there is none."""
        return self.row.cells.get(column, "")

    def spoken(self, column: str) -> dict[str, str]:
        """The texts of a column by language; the plain column has the language ``""``."""
        return {
            header.partition("::")[2]: text
            for header, text in self.row.cells.items()
            if header.partition("::")[0] == column
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of choices."""

    row: Row
    list_name: str
    name: str

    @property
    def retired(self) -> bool:
        """Whether it is kept for old answers only (`retired` column)."""
        return self.row.cells.get("retired", "").lower() in {"yes", "ya", "true", "1", "x"}


@dataclass(frozen=True, slots=True)
class Outline:
    """A form's questions and lists. `loose` are rows of groups that do not fit together."""

    book: Book
    items: tuple[Item, ...]
    lists: Mapping[str, tuple[Choice, ...]]
    loose: tuple[tuple[int, str], ...]

    def by_name(self) -> dict[str, Item]:
        """Every row that has a name; the first where a name stands twice."""
        found: dict[str, Item] = {}
        for item in self.items:
            if item.name:
                found.setdefault(item.name, item)
        return found

    def place(self, item: Item, column: str = "") -> Place:
        """The cell of a question."""
        return self.book.place("survey", item.row.number, column)

    def questions(self) -> Iterator[Item]:
        """What a person is asked, in order."""
        return (item for item in self.items if item.asked)


def kind_of(text: str) -> tuple[str, str]:
    """A type cell as (kind, list): `select one yn` is (`select_one`, `yn`)."""
    text = " ".join(text.split())
    low = text.lower()
    for written, kind in _WORDS.items():
        if low == written or low.startswith(written + " "):
            return kind, text[len(written) :].strip()
    head, _, rest = text.partition(" ")
    return head.lower(), rest.strip()


def outline_of(book: Book) -> Outline:
    """The questions and lists of a book; nothing is judged here."""
    items: list[Item] = []
    loose: list[tuple[int, str]] = []
    stack: list[tuple[str, str, int, bool]] = []
    for row in book.rows("survey"):
        written = row.cells.get("type", "")
        if not written:
            continue
        kind, rest = kind_of(written)
        if kind in {"end_group", "end_repeat"}:
            if stack and stack[-1][0] == kind.removeprefix("end_"):
                stack.pop()
            else:
                loose.append((row.number, kind))
            continue
        name = row.cells.get("name", "")
        around = tuple(s[1] for s in stack)
        repeats = tuple(s[1] for s in stack if s[0] == "repeat")
        hiding = tuple(s[1] for s in stack if s[3])
        list_name = rest.split(" ")[0] if kind in SELECTS | FILE_SELECTS else ""
        items.append(Item(row, kind, list_name, name, around, repeats, hiding))
        if kind in {"begin_group", "begin_repeat"}:
            hides = bool(row.cells.get("relevant", ""))
            stack.append((kind.removeprefix("begin_"), name, row.number, hides))
    loose.extend((s[2], f"begin_{s[0]}") for s in stack)
    return Outline(book, tuple(items), _lists(book), tuple(loose))


def _lists(book: Book) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, list[Choice]] = {}
    for row in book.rows("choices"):
        choice = Choice(row, row.cells.get("list_name", ""), row.cells.get("name", ""))
        found.setdefault(choice.list_name, []).append(choice)
    return {name: tuple(choices) for name, choices in found.items()}


REFERENCE = re.compile(r"\$\{\s*(last-saved#)?([^}\s]*)\s*\}")
