"""`responder-city stick`: a stick of laptops, taken at the city's own machine.

Every `arsip-*.dat` is tried; what was taken is stored before the answer is written, and the answer
counts as written only when it was read back. Files of others are never touched.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import secrets
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from data.ops.keys import x_public
from sync.protocol import stick
from sync.protocol.bundle import BadBundle, age_identity, age_recipient
from sync.protocol.limits import HOMEWARD_FILLED
from sync.protocol.stick import StickProblem
from sync.server import keyfiles, steps
from sync.server.bundles import TakenBundle, answer_bundle, take_bundle
from sync.server.city import City
from sync.server.commands import open_city, tell
from sync.server.keyfiles import SECRETS
from sync.server.texts import both

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class StickLine:
    """One file: ``word`` is ``ok``, ``answer`` (written by us) or why it was passed over."""

    file: str
    word: str
    letters: int = 0
    device: str = ""


def stick_taken(asked: argparse.Namespace) -> bool:
    """Take every file of a folder and write the answers; False when something was not written."""
    folder = Path(asked.dir)
    city = open_city(asked.db, asked.secrets)
    steps.arm(demo=city.facts.demo)
    lines: list[StickLine] = []
    newest: dict[bytes, TakenBundle] = {}
    try:
        for path in stick.candidates(folder):
            line, taken = take_file(city, path)
            lines.append(line)
            if taken is not None and taken.device is not None:
                before = newest.get(taken.device)
                if before is None or before.bundle.at <= taken.bundle.at:
                    newest[taken.device] = taken
            if not asked.json:
                _say(line)
        word = write_answers(city, folder, newest, lines, said=not asked.json)
    finally:
        city.database.close()
    _close(lines, word, as_json=asked.json)
    return word == "ok"


def take_file(city: City, path: Path) -> tuple[StickLine, TakenBundle | None]:
    """Take one file; a damaged one as far as it is whole. Raises ``StickProblem``."""
    data = stick.read_file(path)
    if data is None:
        return StickLine(path.name, "too-big"), None
    try:
        taken = take_bundle(city, data)
    except BadBundle as bad:
        return StickLine(path.name, bad.code), None
    device = taken.device.hex() if taken.device else ""
    return StickLine(path.name, taken.word, taken.reception.letters, device), taken


def write_answers(
    city: City,
    folder: Path,
    newest: dict[bytes, TakenBundle],
    lines: list[StickLine],
    *,
    said: bool,
) -> str:
    """One file home for each laptop; ``ok`` or why one could not be written.

    The name follows from the file it answers, so that an answer takes the place of our older one.
    """
    for device, taken in newest.items():
        data = answer_bundle(city, taken, secrets.token_bytes(16), HOMEWARD_FILLED)
        if data is None:
            continue
        name = stick.new_name(city.blind("stick", (device + taken.bundle.id).hex()))
        try:
            _put(folder, name, data)
        except StickProblem as problem:
            return problem.code
        lines.append(StickLine(name, "answer", device=device.hex()))
        if said:
            _say(lines[-1])
    return "ok"


def _put(folder: Path, name: str, data: bytes) -> None:
    stick.remove(folder / (name + stick.UNFINISHED))  # left by a run that was cut short
    stick.write_unfinished(folder, name, data)
    stick.give_name(folder, name)
    steps.reached(steps.HOMEWARD_NAMED)
    if not stick.lies_there(folder / name, hashlib.sha256(data).digest()):
        raise StickProblem("stick-differs")


def _say(line: StickLine) -> None:
    keys = {"ok": "stick.file", "answer": "stick.home"}
    key = keys.get(line.word, "stick.part" if line.device else "stick.passed")
    shown = asdict(line) | {"device": line.device[:_SHOWN]}
    sys.stdout.write(both(key, **shown) + "\n")


def _close(lines: Iterable[StickLine], word: str, *, as_json: bool) -> None:
    rows = list(lines)
    answers = sum(row.word == "answer" for row in rows)
    taken = sum(bool(row.device) for row in rows) - answers
    if as_json:
        found = {"files": [asdict(row) for row in rows], "written": word}
        sys.stdout.write(json.dumps(found) + "\n")
    if word != "ok":
        tell("stick.no-answer", word=word)
        return
    tell("stick.done", taken=taken, passed=len(rows) - taken - answers, answers=answers)


def stick_key(asked: argparse.Namespace) -> None:
    """The transit key as age writes it: the public one, and to a file the secret one."""
    seed = keyfiles.read_secrets(Path(asked.keys) / SECRETS).transit
    if asked.out is None:
        sys.stdout.write(age_recipient(x_public(seed)) + "\n")
        tell("did.stick-key")
        return
    keyfiles.write_new(Path(asked.out), age_identity(seed) + "\n", private=True)
    tell("did.stick-key.out", path=asked.out)
