"""Looking for words that must not lie in clear on any disk: every spelling, every file."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path


def spellings(word: str) -> set[bytes]:
    """A word in UTF-8, UTF-16 (both orders), and in base64 at each of its three places."""
    found: set[bytes] = set()
    for text in {word, word.lower(), word.upper()}:
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = text.encode(code)
            found.add(raw)
            for lead in range(3):
                coded = base64.b64encode(b"\0" * lead + raw)
                inner = coded[(lead * 8 + 5) // 6 : -4]
                if len(inner) >= 8:
                    found.add(inner)
                    found.add(inner.replace(b"+", b"-").replace(b"/", b"_"))
    return found


def found_in(folder: Path, words: Iterable[str], *, leave_out: Path) -> list[str]:
    """Files below ``folder`` that hold a word in any spelling, as ``path: word``."""
    wanted = {word: spellings(word) for word in words}
    hits = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_relative_to(leave_out):
            continue
        content = path.read_bytes()
        hits += [
            f"{path.relative_to(folder)}: {word}"
            for word, forms in wanted.items()
            if any(form in content for form in forms)
        ]
    return hits
