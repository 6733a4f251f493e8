"""What a text of the guide must be before anybody reads it: short, bilingual, without blame.

The same rules hold for the texts shipped here and for those of a pack: domain.md 6 (a page of at
most 60 words, one picture, one button) and ui.md (sentences of at most 15 words, no word that
blames, "penyintas" and "terlapor").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.content.guide_reader import (
    LANGUAGES,
    UPTD,
    guide_buttons,
    guide_faces,
    guide_text,
)
from data.content.reader import directory
from data.content.source import BUILT_IN, Content
from data.model.guide import GUIDE_KINDS, SHELVES, SIGNERS, GuideFace, GuideLine, GuideText

PAGE_WORDS = 60
SENTENCE_WORDS = 15
# An office's words, or words that blame or make peace; both languages.
BLAMING = {
    "id": (
        "mediasi musyawarah pelaku tersangka mengaku aib menggoda perusak kekeluargaan korbannya"
    ).split(),
    "en": "mediation perpetrator suspect confessed admits provoked shame culprit".split(),
}
# A line of kind "never" says so itself: the mark beside it may not be seen or read aloud.
FORBIDDING = {"id": ("Jangan ", "Tidak ", "“"), "en": ("Do not ", "Never ", "Not ", "“")}
_QUOTED = re.compile(r"“[^”]*”")
_SENTENCE = re.compile(r"[.!?:;“”]+")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class ContentFinding:
    """What is wrong in which file, in both languages."""

    path: str
    said_id: str
    said_en: str


def check_guide(content: Content = BUILT_IN) -> tuple[ContentFinding, ...]:
    """Everything wrong with the guide; empty means fit to be shown.

    Raises ``KeyError`` where an index is missing altogether.
    """
    return tuple(_findings(content))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a line; quotation marks and colons part sentences too."""
    return tuple(part.strip() for part in _SENTENCE.split(text) if part.strip())


def word_count(text: str) -> int:
    """How many words a reader reads: numbers count, dashes and marks do not."""
    return len(_WORD.findall(text))


def long_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a line that are too long."""
    return tuple(each for each in sentences(text) if word_count(each) > SENTENCE_WORDS)


def blaming_words(text: str, language: str) -> tuple[str, ...]:
    """The words in a line that blame, or that only an office would say."""
    lower = text.lower()
    return tuple(word for word in BLAMING[language] if re.search(rf"\b{word}\b", lower))


def _findings(content: Content) -> Iterator[ContentFinding]:
    faces = guide_faces(content)
    buttons = {"", *guide_buttons(content)}
    calls = {UPTD, *(each.id for each in directory(content))}
    seen: set[str] = set()
    for face in faces:
        yield from _face(face, buttons, seen)
        seen.add(face.id)
        texts: list[GuideText] = []
        for language in LANGUAGES:
            path = f"guide/{language}/{face.id}.md"
            try:
                text = guide_text(face.id, language, content)
            except KeyError:
                yield ContentFinding(path, "Teks ini belum ada.", "This text is missing.")
                continue
            texts.append(text)
            yield from _text(path, text, calls)
        if len(texts) == len(LANGUAGES) and _shape(texts[0]) != _shape(texts[1]):
            yield ContentFinding(
                f"guide/*/{face.id}.md",
                "Kedua bahasa tidak sama susunannya.",
                "The two languages do not have the same lines.",
            )
    for button in guide_buttons(content).values():
        if not (button.label_id and button.label_en and set(button.calls) <= calls):
            yield ContentFinding(
                "guide/buttons.csv",
                f"Tombol {button.code} tidak lengkap.",
                f"The button {button.code} is not complete.",
            )


def _face(face: GuideFace, buttons: set[str], seen: set[str]) -> Iterator[ContentFinding]:
    told = (
        (face.id in seen, "Kode {0} dipakai dua kali.", "The id {0} is used twice."),
        (face.kind not in GUIDE_KINDS, "Jenis {0} tidak dikenal.", "{0} has no known kind."),
        (face.shelf not in SHELVES, "Rak {0} tidak dikenal.", "{0} has no known shelf."),
        (face.button not in buttons, "Tombol {0} tidak ada.", "The button of {0} is missing."),
        (
            face.kind == "page" and not (face.picture and face.button),
            "Halaman {0} perlu gambar dan tombol.",
            "Page {0} needs a picture and a button.",
        ),
        (
            not (face.source and face.version.isdecimal()),
            "{0} perlu sumber dan versi.",
            "{0} needs a source and a version.",
        ),
        (
            not (face.sign_off and set(face.sign_off) <= set(SIGNERS)),
            "{0} perlu tahu siapa yang mengesahkan.",
            "{0} must say who has to sign it off.",
        ),
    )
    for wrong, said_id, said_en in told:
        if wrong:
            yield ContentFinding(
                "guide/index.csv", said_id.format(face.id), said_en.format(face.id)
            )


def _text(path: str, text: GuideText, calls: set[str]) -> Iterator[ContentFinding]:
    if not text.title or not all(part.lines for part in text.parts):
        yield ContentFinding(path, "Judul atau isi kosong.", "A title or a screen is empty.")
    for part in text.parts:
        words = word_count(text.title) + word_count(part.title)
        words += sum(word_count(line.text) for line in part.lines if line.kind != "call")
        if words > PAGE_WORDS:
            yield ContentFinding(
                path,
                f"{words} kata dalam satu halaman, paling banyak {PAGE_WORDS}.",
                f"{words} words on one screen, at most {PAGE_WORDS}.",
            )
    for line in text.lines:
        if line.kind == "call":
            if line.text not in calls:
                yield ContentFinding(
                    path, f"Kontak {line.text} tidak ada.", f"There is no contact {line.text}."
                )
            continue
        for sentence in long_sentences(line.text):
            yield ContentFinding(
                path, f"Kalimat terlalu panjang: {sentence}", f"Sentence too long: {sentence}"
            )
        if line.kind == "never" and not line.text.startswith(FORBIDDING[text.language]):
            yield ContentFinding(
                path,
                f"Larangan mulai dengan “Jangan”: {line.text}",
                f"Begin what is forbidden with “Do not”: {line.text}",
            )
        for word in blaming_words(_own_words(line), text.language):
            yield ContentFinding(
                path, f"Kata “{word}” jangan dipakai.", f"Do not use the word “{word}”."
            )


def _own_words(line: GuideLine) -> str:
    """What the guide says itself; words quoted as hurting may be any."""
    return _QUOTED.sub("", line.text) if line.kind == "never" else line.text


def _shape(text: GuideText) -> tuple[tuple[bool, tuple[str, ...]], ...]:
    return tuple((bool(part.title), tuple(line.kind for line in part.lines)) for part in text.parts)
