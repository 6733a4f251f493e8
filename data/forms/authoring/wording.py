"""Lint of what people read: both languages there, short sentences, a reason with every question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from data.forms.authoring.book import SPOKEN
from data.forms.authoring.findings import Finding, Place
from data.forms.authoring.outline import Outline

LONGEST = 15
_READ = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_END = re.compile(r"[.!?…:;]+[\"'”’)]*(?:\s+|$)|\n+")
_WORD = re.compile(r"[^\W_]", re.UNICODE)
_MUST = ("(id)", "(en)")


def sentences(text: str) -> list[str]:
    """A text cut where a breath is taken: full stop, colon, semicolon, question, new line."""
    return [part.strip() for part in _END.split(text) if part and part.strip()]


def words_in(sentence: str) -> int:
    """How many words a sentence has; a filled-in answer counts as one."""
    return sum(1 for word in sentence.split() if _WORD.search(word))


def check_wording(outline: Outline) -> Iterator[Finding]:
    """Findings about labels, hints and reasons, in the questions and the choices."""
    yield from _languages(outline)
    for item in outline.items:
        place = {column: outline.place(item, column) for column in SPOKEN}
        for column in SPOKEN:
            texts = item.spoken(column)
            yield from _both(texts, column, place[column], outline, "survey")
        for column in _READ:
            for language, text in item.spoken(column).items():
                header = f"{column}::{language}" if language else column
                yield from _long(text, language, outline.place(item, header))
        if item.asked and not item.spoken("guidance_hint"):
            yield Finding("text.no-why", place["guidance_hint"], {"name": item.name})
    for choices in outline.lists.values():
        for choice in choices:
            texts = {
                header.partition("::")[2]: text
                for header, text in choice.row.cells.items()
                if header.partition("::")[0] == "label"
            }
            row = choice.row.number
            at = outline.book.place("choices", row, "label")
            yield from _both(texts, "label", at, outline, "choices")
            for language, text in texts.items():
                header = f"label::{language}" if language else "label"
                yield from _long(text, language, outline.book.place("choices", row, header))


def _languages(outline: Outline) -> Iterator[Finding]:
    for key in ("survey", "choices"):
        sheet = outline.book.sheets.get(key)
        if sheet is None:
            continue
        spoken = sheet.languages("label")
        for mark in _MUST:
            if not any(mark in language for language in spoken):
                place = sheet.place(sheet.header_row, "label")
                yield Finding("text.no-language", place, {"mark": mark})
    default = outline.book.setting("default_language")
    survey = outline.book.sheets["survey"]
    row = outline.book.rows("settings")[0].number if outline.book.rows("settings") else 0
    if survey.languages("label") and default not in survey.languages("label"):
        place = outline.book.place("settings", row, "default_language")
        facts = {"default": default or "-", "languages": ", ".join(survey.languages("label"))}
        yield Finding("text.default-language", place, facts)


def _both(
    texts: Mapping[str, str], column: str, place: Place, outline: Outline, key: str
) -> Iterator[Finding]:
    """A text said in one language and missing in another."""
    if not texts:
        return
    sheet = outline.book.sheets[key]
    for language in sheet.languages(column):
        if language not in texts:
            at = sheet.place(place.row, f"{column}::{language}")
            code = "text.untranslated" if column == "label" else "text.half-translated"
            yield Finding(code, at, {"language": language})


def _long(text: str, language: str, place: Place) -> Iterator[Finding]:
    shown = re.sub(r"\$\{[^}]*\}", "x", text)
    for sentence in sentences(shown):
        count = words_in(sentence)
        if count > LONGEST:
            code = "text.long" if "(en)" not in language else "text.long-en"
            start = " ".join(sentence.split()[:5])
            yield Finding(code, place, {"count": count, "most": LONGEST, "start": start})
