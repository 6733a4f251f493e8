"""What is found in a spreadsheet: where it stands, how grave it is, and how it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from data.forms.authoring.words import WORDS

Severity = Literal["error", "warning", "note"]
Language = Literal["id", "en"]
_GRAVITY = {"error": 0, "warning": 1, "note": 2}
_PLACE = {"id": ("lembar", "baris", "kolom", "berkas"), "en": ("sheet", "row", "column", "file")}
# Left out where nothing is like what was written.
_NOTHING_NEAR = {"id": " Yang mirip: -.", "en": " The nearest: -."}
_FILE = re.compile(r"\.[A-Za-z]{2,4}\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell as a person finds it: sheet name, row number, column letter and header.

    `row` 0 means the sheet as a whole, `sheet` empty the file as a whole.
    """

    sheet: str = ""
    row: int = 0
    letter: str = ""
    header: str = ""

    def said(self, language: Language) -> str:
        """The place in words, empty for a whole file."""
        sheet, row, column, file = _PLACE[language]
        sheet = file if _FILE.search(self.sheet) else sheet
        parts = [f"{sheet} {self.sheet}"] if self.sheet else []
        if self.row:
            parts.append(f"{row} {self.row}")
        if self.letter or self.header:
            named = f"{self.letter} ({self.header})" if self.letter and self.header else ""
            parts.append(f"{column} {named or self.letter or self.header}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to change or to know. `code` names its sentence in `words.WORDS`."""

    code: str
    place: Place = Place()
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """`error` stops the build, `warning` does not, `note` tells what was put right."""
        return WORDS[self.code][0]

    def said(self, language: Language) -> str:
        """What is wrong and what to do, in one language, without the place."""
        sentence = WORDS[self.code][1 if language == "id" else 2].format(**self.facts)
        return sentence.replace(_NOTHING_NEAR[language], "")


class Unreadable(Exception):
    """A file that cannot be read as a form at all; `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def refuse(code: str, place: Place | None = None, **facts: object) -> Unreadable:
    """The exception for a file that cannot be read."""
    return Unreadable(Finding(code, place or Place(), facts))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings and notes; within each by sheet and row; each once."""
    seen: dict[tuple[str, Place, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.code, finding.place, finding.said("en")), finding)
    return sorted(
        seen.values(),
        key=lambda f: (_GRAVITY[f.severity], f.place.sheet, f.place.row, f.place.letter),
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything in it stops a build."""
    return any(finding.severity == "error" for finding in findings)
