"""The demo's conductor: a real city, two real laptops with couriers, one case that travels.

    python -m responder_app demo --out DIR [--answers FILE.json] [--db postgresql://...]
        plays the main job through the real windows, offscreen, and leaves shots/ and result.json
    python -m responder_app demo --live --out DIR
        opens the cadre's window beside a demo city and returns when the last window closed

Exit status 0: the case arrived once and came home. 1: it did not, or something could not start.
2: an answer was refused; nothing was started.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from responder_app import demo_live, demo_play
from responder_app.demo_answers import AnswersRefused, read_answers
from responder_app.demo_city import CityFailed
from responder_app.demo_folder import DemoFolder, FolderInUse


def main(arguments: Sequence[str]) -> int:
    """Run one demo; see the first lines of this module."""
    asked = _parser().parse_args(list(arguments))
    folder = DemoFolder(asked.out.resolve())
    try:
        if asked.live:
            return demo_live.run(folder, asked.lang)
        answers = read_answers(asked.answers)
        for name in answers.ignored:
            print(f"{name}: not asked under these answers, ignored", file=sys.stderr)
        return demo_play.run(folder, answers, asked.db, asked.lang)
    except AnswersRefused as refused:
        for complaint in refused.complaints:
            print(f"{complaint.question}: {complaint.reason}", file=sys.stderr)
        return 2
    except FolderInUse:
        print(f"{folder.root} holds other things; choose an empty folder.", file=sys.stderr)
        return 1
    except CityFailed as failed:
        print(f"The demo city could not start: {failed}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="responder_app demo", description="Play the main job.")
    parser.add_argument("--out", type=Path, default=Path("build/demo-live"), metavar="DIR")
    parser.add_argument("--answers", type=Path, default=None, metavar="FILE.json")
    parser.add_argument("--db", default=None, metavar="URL", help="a PostgreSQL database to use")
    parser.add_argument("--lang", choices=("id", "en"), default="id")
    parser.add_argument("--live", action="store_true", help="open windows and wait for a person")
    return parser
