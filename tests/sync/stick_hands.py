"""Hands for sticks in tests: a laptop writes or reads one, the city's own machine takes one."""

from __future__ import annotations

import contextlib
import io
import json
import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.ops.blob import SealedBlob, seal_blob
from data.ops.op import Op
from sync.client.stick import OutCounts, StickOut
from sync.client.stick_in import InCounts, StickIn
from sync.server.__main__ import main as city_main
from tests.sync.client.laptop import Laptop, Writer
from tests.sync.client.real_city import RealCity


def write(laptop: Laptop, folder: Path, volume: str = "STICK") -> OutCounts:
    """What the errand stick_out does. Raises ``StickProblem``."""
    directory = laptop.ground.directory()
    assert directory is not None
    return StickOut(laptop.ground, folder, volume).run(directory)


def read(laptop: Laptop, folder: Path) -> InCounts:
    """What the errand stick_in does. Raises ``StickProblem``."""
    return StickIn(laptop.ground, folder).run()


def counted(counts: InCounts) -> dict[str, Any]:
    """The counts that are not nothing."""
    found = {**asdict(counts), "passed_over": dict(counts.passed_over)}
    return {name: value for name, value in found.items() if value}


def at_city(city: RealCity, folder: Path) -> dict[str, Any]:
    """`responder-city stick` in this process; its line of JSON and how it ended."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        ended = city_main(["stick", str(folder), "--db", city.db, "--json"])
    found: dict[str, Any] = json.loads(printed.getvalue()) if printed.getvalue() else {}
    return {**found, "ended": ended}


def words(found: dict[str, Any]) -> list[str]:
    """How each file fared at the city, in order."""
    return [line["word"] for line in found["files"]]


def files(folder: Path) -> list[Path]:
    """The files on a stick."""
    return sorted(folder.glob("*"))


def attach(laptop: Laptop, person: Writer, size: int, *, pri: int = 0) -> tuple[Op, SealedBlob]:
    """A letter with one attachment, both laid."""
    ck, salt = os.urandom(32), os.urandom(16)
    sealed = seal_blob(ck, salt, 0, os.urandom(size))
    (op,) = laptop.write(person, 1, pri=pri, att=[(sealed.blob32, sealed.size, sealed.count)])
    laptop.lay(person, [op])
    laptop.bag.lay_blobs(op.opid, person.vault16, [sealed], int(time.time()))
    return op, sealed
