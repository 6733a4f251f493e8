"""Canaries: words that may stand on no disk in the clear, looked for in every form they may take.

``hits(folder, words)`` reads every file under a folder, names included. A screenshot shows what a
person typed by its nature: folders called ``shots`` are left out.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

LEFT_OUT = "shots"
_SHORTEST = 4
_PIECE = 1 << 22


def forms(word: str) -> dict[str, bytes]:
    """Every form a word is looked for in, by the form's name.

    Raises ``ValueError`` for a word so short that chance would find it.
    """
    if len(word) < _SHORTEST:
        raise ValueError("a canary needs at least four characters")
    plain = word.encode("utf-8")
    found = {
        "utf-8": plain,
        "utf-16-le": word.encode("utf-16-le"),
        "utf-16-be": word.encode("utf-16-be"),
        "html": html.escape(word).encode("utf-8"),
        "html-ascii": html.escape(word).encode("ascii", "xmlcharrefreplace"),
        "url": quote(word, safe="").encode("ascii"),
        "url-form": quote_plus(word).encode("ascii"),
        "json": _json(word),
        "hex": plain.hex().encode("ascii"),
    }
    for name, altered in (("base64", None), ("base64-url", b"-_")):
        for shift in range(3):
            found[f"{name}-{shift}"] = _inner_base64(plain, shift, altered)
    return found


def hits(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Where a word stands under ``folder``: (path relative to it, form), sorted, each once.

    A word in the name of a file or folder is told with the form ``name``.
    """
    sought = {word: forms(word) for word in words}
    found: set[tuple[str, str]] = set()
    for path in _paths(folder):
        relative = str(path.relative_to(folder))
        for word in sought:
            if word.casefold() in path.name.casefold():
                found.add((relative, "name"))
        if path.is_file() and not path.is_symlink():
            found |= {(relative, form) for form in _forms_in(path, sought)}
    return sorted(found)


def _paths(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if LEFT_OUT not in path.relative_to(folder).parts:
            yield path


def _forms_in(path: Path, sought: dict[str, dict[str, bytes]]) -> set[str]:
    """The forms found in one file, read piece by piece with an overlap."""
    longest = max((len(form) for forms in sought.values() for form in forms.values()), default=1)
    found: set[str] = set()
    before = b""
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                text = before + piece
                lowered = text.lower()
                for variants in sought.values():
                    for name, form in variants.items():
                        exact = name.startswith("base64")
                        if form in text or (not exact and form.lower() in lowered):
                            found.add(name)
                before = text[-longest:]
    except FileNotFoundError:
        return found  # a log that was carried home while we looked
    return found


def _inner_base64(plain: bytes, shift: int, altered: bytes | None) -> bytes:
    """The characters of a base64 text that depend on ``plain`` alone, ``shift`` bytes into it."""
    coded = base64.b64encode(bytes(shift) + plain, altered)
    whole = (shift + len(plain)) * 8 // 6
    first = -(-shift * 8 // 6)
    return coded[first:whole]


def _json(word: str) -> bytes:
    return "".join(
        character if character.isascii() else f"\\u{ord(character):04x}" for character in word
    ).encode("ascii")
