"""`python -m tests.screens OUT`: the whole walk; leaves pictures and ends with 1 on any defect."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def main() -> int:
    """Walk, save, tell."""
    arguments = argparse.ArgumentParser(prog="python -m tests.screens")
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--only", default="", help="names of stops, with commas between")
    arguments.add_argument("--languages", default="id,en")
    arguments.add_argument("--themes", default="light,dark")
    arguments.add_argument("--texts", default="100,200")
    arguments.add_argument("--widths", default="1366,1024")
    given = arguments.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.screens.walk import SIZES, contact_sheet, walk
    from ui.app import make_application

    application = make_application(["tests.screens"])
    given.out.mkdir(parents=True, exist_ok=True)
    widths = {int(width) for width in given.widths.split(",")}
    kept = []
    wrong = 0
    for picture in walk(
        application,
        languages=tuple(given.languages.split(",")),
        themes=tuple(given.themes.split(",")),
        texts=tuple(int(text) for text in given.texts.split(",")),
        sizes=tuple(size for size in SIZES if size[0] in widths),
        only=frozenset(filter(None, given.only.split(","))),
    ):
        picture.image.save(str(given.out / f"{picture.name}.png"))
        kept.append((picture.name, picture.image.scaledToWidth(684)))
        for line in picture.faults:
            wrong += 1
            print(f"{picture.name}: {line}")
    contact_sheet(kept, given.out / "contact-sheet.png")
    print(f"{len(kept)} pictures in {given.out}, {wrong} defects")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
