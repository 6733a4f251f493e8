"""What an operator asks of a city beside running it: is it well, was it restored, may it hand out.

Findings go to stdout, a few lines each, Indonesian first; nothing here names a person.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from data.ops.directory import Directory
from sync.server import backup
from sync.server.city import open_pulls, read_directory, read_facts, read_standing
from sync.server.commands import open_database, tell
from sync.server.disk import LEAST_FREE, disk_of
from sync.server.statement import kept_backup
from sync.server.store.blob_tables import BLOB
from sync.server.store.counters import EVERYTHING, last
from sync.server.store.engine import Database
from sync.server.store.tables import BACKUP, CITY, OP
from sync.server.texts import both, say

OLDEST_BACKUP = 36 * 3_600
CLOCK_SLACK = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the page. ``key`` names its sentence."""

    good: bool
    key: str
    facts: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence in both languages, behind its mark."""
        mark = "good" if self.good else "bad"
        return "\n".join(
            f"{say(f'check.{mark}', language)} {say(self.key, language, **self.facts)}"
            for language in ("id", "en")
        )


def moment(at: int) -> str:
    """A time by Unix seconds, as every operator reads it the same."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M UTC")


def restored(asked: argparse.Namespace) -> None:
    """Raise the epoch and close pulls after a backup was put back, before the city is served."""
    database = open_database(asked.db)
    read_facts(database)
    tell("did.restored", ep=backup.note_restore(database, int(time.time()), told=True))
    tell("did.closed")
    database.close()


def confirm(asked: argparse.Namespace) -> bool:
    """Show the newest directory document; with --yes open pulls. False: they stay closed."""
    database = open_database(asked.db)
    facts = read_facts(database)
    directory = read_directory(database, facts)
    backup.note_restore(database, int(time.time()), told=False)
    with database.reading() as connection:
        closed_at = read_standing(connection, facts.number).pulls_closed_at
    sys.stdout.write(str(_directory(directory)) + "\n")
    if closed_at is not None and asked.yes:
        open_pulls(database)
    database.close()
    if closed_at is None:
        tell("did.open.already")
    else:
        tell("did.open" if asked.yes else "ask.confirm")
    return closed_at is None or bool(asked.yes)


def check(asked: argparse.Namespace) -> bool:
    """Print one page of findings; whether all of them are good."""
    database = open_database(asked.db)
    found = list(examine(database, asked.disk, int(time.time())))
    database.close()
    sys.stdout.write(both("check.title", at=moment(int(time.time()))) + "\n\n")
    sys.stdout.write("\n".join(map(str, found)) + "\n\n")
    good = all(one.good for one in found)
    sys.stdout.write(both("check.all" if good else "check.some") + "\n")
    return good


def examine(database: Database, disk: str | None, now: int) -> Iterator[Finding]:
    """Every finding about a city whose database answers and has the right shape.

    Raises ``CityProblem`` where there is no city, or its directory does not hold.
    """
    facts = read_facts(database)
    directory = read_directory(database, facts)
    yield Finding(True, "check.database", {"name": facts.name, "kind": database.engine.name})
    with database.reading() as connection:
        yield _clock(connection, now)
        yield from _backups(connection, facts.number, now)
        yield _room(database, disk)
        yield _attachments(connection, facts.number)
        closed_at = read_standing(connection, facts.number).pulls_closed_at
    if closed_at is None:
        yield Finding(True, "check.pulls.open")
    else:
        yield Finding(False, "check.pulls.closed", {"at": moment(closed_at)})
    yield _directory(directory)


def _clock(connection: Connection, now: int) -> Finding:
    """A clock behind what the city itself wrote down was set back."""
    srv = connection.execute(select(func.max(CITY.c.srv))).scalar() or 0
    got = connection.execute(select(func.max(OP.c.got_at))).scalar() or 0
    newest = max(int(srv) // 1000, int(got))
    return Finding(newest <= now + CLOCK_SLACK, _either("check.clock", newest <= now + CLOCK_SLACK),
                   {"at": moment(now), "newest": moment(newest)})  # fmt: skip


def _either(key: str, good: bool) -> str:
    return key if good else f"{key}.bad"


def _backups(connection: Connection, city: int, now: int) -> Iterator[Finding]:
    kept = kept_backup(connection, city, now)
    newest = connection.execute(
        select(BACKUP.c.file, BACKUP.c.done_at)
        .where((BACKUP.c.city == city) & BACKUP.c.done_at.is_not(None))
        .order_by(BACKUP.c.pos.desc(), BACKUP.c.begun_at.desc())
    ).first()
    if kept is None or newest is None:
        yield Finding(False, "check.backup.none")
        return
    hours = max(0, now - newest.done_at) // 3_600
    fresh = now - newest.done_at <= OLDEST_BACKUP
    yield Finding(fresh, _either("check.backup", fresh), {"hours": hours})
    there = Path(newest.file).is_file()
    yield Finding(there, _either("check.backup.file", there), {"path": newest.file})
    yield Finding(True, "check.safe", {"pos": kept[1], "last": last(connection, city, EVERYTHING)})


def _room(database: Database, named: str | None) -> Finding:
    disk = disk_of(database, named)
    free = disk.free_share()
    if free is None:
        return Finding(named is None, "check.disk.unknown")
    share: dict[str, object] = {"free": f"{free * 100:.0f}"}
    if free >= LEAST_FREE and not disk.takes_attachments():
        return Finding(False, "check.disk.short", share)
    good = free >= LEAST_FREE
    return Finding(good, _either("check.disk", good), share)


def _attachments(connection: Connection, city: int) -> Finding:
    here = BLOB.c.city == city
    whole, known = connection.execute(
        select(func.count(BLOB.c.whole_pos), func.count()).where(here)
    ).one()
    size = connection.execute(
        select(func.sum(BLOB.c.bytes)).where(here & BLOB.c.whole_pos.is_not(None))
    ).scalar()
    facts: dict[str, object] = {"whole": whole, "part": known - whole}
    return Finding(True, "check.attachments", facts | {"size": int(size or 0) // 1_000_000})


def _directory(directory: Directory) -> Finding:
    facts: dict[str, object] = {
        "seq": directory.seq,
        "hash": directory.hash.hex(),
        "revoked": len(directory.revoked),
    }
    return Finding(True, "check.directory", facts)
