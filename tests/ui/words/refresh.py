"""`python -m tests.ui.words.refresh`: bring id.ts up to date with the code and compile it.

New texts come in as unfinished; `pyside6-linguist ui/words/id.ts` is where they get their words.
Given a JSON file {"English": "Indonesia"}, it fills those in.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape, unescape

from tests.ui.words.test_catalogue import CATALOGUE, TOOLS, sources

_MESSAGE = re.compile(
    r"(<source>)([^<]*)(</source>(?:(?!</message>).)*?)"
    r"<translation type=\"unfinished\">.*?</translation>",
    re.DOTALL,
)
_QUOTES = {"&apos;": "'", "&quot;": '"'}


def fill(words: dict[str, str]) -> None:
    """Give unfinished texts the words that are known for them."""

    def put(found: re.Match[str]) -> str:
        text = words.get(unescape(found.group(2), _QUOTES))
        if text is None:
            return found.group(0)
        head = found.group(1) + found.group(2) + found.group(3)
        return f"{head}<translation>{escape(text)}</translation>"

    old = CATALOGUE.read_text(encoding="utf-8")
    CATALOGUE.write_text(_MESSAGE.sub(put, old), encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Update, fill, compile."""
    update: list[str | Path] = [TOOLS / "pyside6-lupdate", *sources(), "-source-language", "en"]
    update += ["-target-language", "id", "-no-obsolete", "-locations", "none", "-ts", CATALOGUE]
    subprocess.run(update, check=True)
    for name in arguments:
        fill(json.loads(Path(name).read_text(encoding="utf-8")))
    compiled = CATALOGUE.with_suffix(".qm")
    subprocess.run([TOOLS / "pyside6-lrelease", CATALOGUE, "-qm", compiled], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
