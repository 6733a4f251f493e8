"""The numbered steps of the two databases: each in a transaction of its own, never backwards.

The number reached is ``PRAGMA user_version``. A file of a newer program is refused untouched.
A step that fails leaves the file at the step before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

from sqlcipher3 import dbapi2

from data.model.problems import Fault
from data.store.cipher import Drawer, Place

_NAME = re.compile(r"\A(\d{4})_[a-z0-9_]+\.sql\Z")


def steps_of(place: Place) -> list[tuple[int, str]]:
    """The (number, SQL) steps of a place, in order, without a hole."""
    folder = resources.files(f"data.schema.{place.word}")
    found: list[tuple[int, str]] = []
    for entry in folder.iterdir():
        named = _NAME.match(entry.name)
        if named:
            found.append((int(named.group(1)), entry.read_text(encoding="utf-8")))
    found.sort()
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"the steps of {place.word} have a hole")
    return found


def version_of(drawer: Drawer) -> int:
    """The step an open database has reached; 0 for an empty one."""
    found = drawer.row("PRAGMA user_version")
    return int(found[0]) if found else 0


def migrate(drawer: Drawer, steps: list[tuple[int, str]] | None = None) -> int:
    """Bring an open database to the last step; gives that number.

    Raises ``Fault`` VAULT_NEWER or MAILBAG_NEWER where the file has gone further than we know.
    """
    wanted = steps_of(drawer.place) if steps is None else steps
    reached = version_of(drawer)
    latest = wanted[-1][0]
    if reached > latest:
        raise Fault(drawer.place.code("newer"), found=reached, known=latest)
    for number, sql in wanted:
        if number > reached:
            _take(drawer, number, sql)
    return latest


def _take(drawer: Drawer, number: int, sql: str) -> None:
    with drawer.transaction():
        if version_of(drawer) >= number:  # the other process was first
            return
        for statement in _statements(sql):
            drawer.run(statement)
        drawer.run(f"PRAGMA user_version = {number}")


def _statements(sql: str) -> Iterator[str]:
    """The single statements of a script; a trigger's inner semicolons stay inside it."""
    part = ""
    for line in sql.splitlines():
        if not part and (not line.strip() or line.lstrip().startswith("--")):
            continue
        part += line + "\n"
        if dbapi2.complete_statement(part):
            yield part
            part = ""
    if part.strip():
        raise ValueError("a step ends in the middle of a statement")
