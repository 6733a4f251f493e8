"""Reading the guide: one index, and each text as a small file in each language.

A file is plain lines, so that a city can write one in any editor::

    # Title of the text
    ## Title of this screen (only where a text has several)
    plain words                     text
    > words to say aloud            say
    - something to do or to know    do
    ! what never to do or say       never
    1. a step                       number
    [ ] a box to tick for oneself   tick
    ? a question for the group      ask
    @ polisi                        call: a word for ``contacts_of``
    ---                             here the next screen begins
"""

from __future__ import annotations

import re

from data.content.reader import directory, table_of
from data.content.source import BUILT_IN, Content
from data.model.guide import GuideButton, GuideFace, GuideLine, GuidePart, GuideText
from data.model.service import Contact

LANGUAGES = ("id", "en")
UPTD = "uptd"
_BREAK = "---"
_STEP = re.compile(r"\d+\. ")
_MARKS = (("> ", "say"), ("- ", "do"), ("! ", "never"), ("[ ] ", "tick"), ("? ", "ask"))


def guide_faces(content: Content = BUILT_IN) -> tuple[GuideFace, ...]:
    """The rows of ``guide/index.csv`` in their order."""
    return tuple(
        GuideFace(
            id=row["id"],
            kind=row["kind"],
            order=int(row["order"]),
            shelf=row["shelf"],
            picture=row["picture"],
            button=row["button"],
            source=row["source"],
            version=row["version"],
            sign_off=tuple(row["sign_off"].split()),
            signed_off_by=row["signed_off_by"],
        )
        for row in table_of("guide/index.csv", content)
    )


def guide_texts(
    language: str, kind: str = "", content: Content = BUILT_IN
) -> tuple[GuideText, ...]:
    """All texts of a kind (of every kind where none is named), in the order of the index.

    Raises ``KeyError`` where a file of the index is missing.
    """
    return tuple(
        _text(face, language, content) for face in guide_faces(content) if kind in ("", face.kind)
    )


def guide_text(text_id: str, language: str, content: Content = BUILT_IN) -> GuideText:
    """One text. Raises ``KeyError`` for an unknown id, language, or missing file."""
    for face in guide_faces(content):
        if face.id == text_id:
            return _text(face, language, content)
    raise KeyError(text_id)


def guide_buttons(content: Content = BUILT_IN) -> dict[str, GuideButton]:
    """The large buttons by their code."""
    return {
        row["code"]: GuideButton(
            code=row["code"],
            icon=row["icon"],
            label_id=row["label_id"],
            label_en=row["label_en"],
            calls=tuple(row["calls"].split()),
        )
        for row in table_of("guide/buttons.csv", content)
    }


def contacts_of(call: str, city: str, content: Content = BUILT_IN) -> tuple[Contact, ...]:
    """The contacts a ``call`` line or button means, best first; empty where there is none.

    ``call`` is the id of a contact, or ``uptd``: the contacts of the office of that city (its
    Kemendagri code in digits, ``2172``). Only what everybody may see: nothing kept for workers.
    """
    return tuple(
        each
        for each in directory(content)
        if each.for_everybody
        and (each.id == call or (call == UPTD and each.service == "uptd_ppa" and each.area == city))
    )


def parse(text: str) -> tuple[str, tuple[GuidePart, ...]]:
    """The title and the screens of a file. What has no mark is plain words; nothing is refused."""
    title, part_title = "", ""
    lines: list[GuideLine] = []
    parts: list[GuidePart] = []
    for raw in text.splitlines():
        line = raw.strip()
        if line == _BREAK:
            parts.append(GuidePart(part_title, tuple(lines)))
            part_title, lines = "", []
        elif line.startswith("## "):
            part_title = line.removeprefix("## ").strip()
        elif line.startswith("# "):
            title = line.removeprefix("# ").strip()
        elif line:
            lines.append(_line(line))
    parts.append(GuidePart(part_title, tuple(lines)))
    return title, tuple(parts)


def _line(line: str) -> GuideLine:
    for mark, kind in _MARKS:
        if line.startswith(mark):
            return GuideLine(kind, line.removeprefix(mark).strip())
    if line.startswith("@ "):
        return GuideLine("call", line.removeprefix("@ ").strip())
    step = _STEP.match(line)
    if step is not None:
        return GuideLine("number", line[step.end() :].strip())
    return GuideLine("text", line)


def _text(face: GuideFace, language: str, content: Content) -> GuideText:
    if language not in LANGUAGES:
        raise KeyError(language)
    title, parts = parse(content.read(f"guide/{language}/{face.id}.md").decode("utf-8"))
    return GuideText(face, language, title, parts)
