"""`responder-city laptops`: which laptops the city knows and when it last heard of each.

For whoever looks after them: one that is silent for long may hold letters nobody has read. No
content, no names, no counts of letters; only a short code, the areas of its people's posts, marks.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select, update

from data.ops.directory import Directory
from sync.server.city import read_directory, read_facts
from sync.server.commands import open_database, tell
from sync.server.ingest import CLONED_AFTER
from sync.server.store.engine import Database
from sync.server.store.tables import DEVICE, PAIR, PERSON
from sync.server.texts import both, say

DAY = 86_400


@dataclass(frozen=True, slots=True)
class LaptopLine:
    """One laptop. ``heard``: Unix seconds, by wire or stick; ``days``: whole days since.

    ``people``: how many certified people still count on it; ``areas`` of their posts; ``marks``:
    ``silent``, ``copied`` (its numbers ran backwards: a copied disk), ``revoked``.
    """

    laptop: str
    heard: int
    days: int
    people: int
    areas: list[str]
    marks: list[str]


def short_code(device: bytes) -> str:
    """A laptop's id as people read it to each other: eight hex digits in two groups."""
    digits = device.hex()[:8]
    return f"{digits[:4]}-{digits[4:]}"


def laptops(asked: argparse.Namespace) -> bool:
    """Print every laptop, longest silent first; with ``--silent`` only those.

    ``--trust CODE`` forgets instead that one ran backwards. False: there is no such laptop.
    """
    database = open_database(asked.db)
    facts = read_facts(database)
    directory = read_directory(database, facts)
    if asked.trust is not None:
        trusted = trust(database, facts.number, asked.trust)
        database.close()
        tell("laptops.trusted" if trusted else "laptops.none", laptop=asked.trust)
        return trusted
    with database.reading() as connection:
        found = lines_of(connection, directory, int(time.time()), asked.silent)
    database.close()
    if asked.silent is not None:
        found = [line for line in found if "silent" in line.marks]
    if asked.json:
        sys.stdout.write(json.dumps([asdict(line) for line in found]) + "\n")
    else:
        _show(found)
    return True


def trust(database: Database, city: int, code: str) -> bool:
    """An operator's word that a laptop's copy is gone: it is handed letters again."""
    with database.writing() as connection:
        known = connection.execute(select(DEVICE.c.id).where(DEVICE.c.city == city)).scalars()
        meant = [one for one in known if short_code(one) == code.strip().lower()]
        for one in meant:
            where = (DEVICE.c.city == city) & (DEVICE.c.id == one)
            connection.execute(update(DEVICE).where(where).values(went_back=0))
    return bool(meant)


def lines_of(
    connection: Connection, directory: Directory, now: int, silent: int | None
) -> list[LaptopLine]:
    """All laptops, longest silent first; ``silent``: days from which one is marked so."""
    posts: dict[bytes, list[str]] = {}
    rows = connection.execute(
        select(PAIR.c.device_id, PERSON.c.id, PERSON.c.code_id, PERSON.c.area)
        .join(PERSON, (PERSON.c.city == PAIR.c.city) & (PERSON.c.id == PAIR.c.user_id))
        .where(PAIR.c.city == directory.city)
    )
    for row in rows:
        if not (directory.is_revoked(row.id) or directory.is_revoked(row.code_id)):
            posts.setdefault(row.device_id, []).append(row.area)
    found = []
    query = select(DEVICE.c.id, DEVICE.c.seen_at, DEVICE.c.stick_at, DEVICE.c.went_back)
    for row in connection.execute(query.where(DEVICE.c.city == directory.city)):
        heard = max(row.seen_at, row.stick_at or 0)
        days = max(0, now - heard) // DAY
        marks = [
            word
            for word, holds in (
                ("silent", silent is not None and days >= silent),
                ("copied", row.went_back >= CLONED_AFTER),
                ("revoked", directory.is_revoked(row.id)),
            )
            if holds
        ]
        areas = posts.get(row.id, [])
        found.append(
            LaptopLine(short_code(row.id), heard, days, len(areas), sorted(set(areas)), marks)
        )
    return sorted(found, key=lambda line: (line.heard, line.laptop))


def _show(found: Iterable[LaptopLine]) -> None:
    lines = list(found)
    if not lines:
        sys.stdout.write(both("laptops.none") + "\n")
    for line in lines:
        said = [
            say(
                "laptops.line",
                language,
                laptop=line.laptop,
                days=line.days,
                people=line.people,
                areas=" ".join(line.areas) or "-",
                marks="".join(f", {say(f'laptops.{word}', language)}" for word in line.marks),
            )
            for language in ("id", "en")
        ]
        sys.stdout.write("\n".join(said) + "\n")
