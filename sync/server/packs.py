"""Publishing packs: verified as every laptop will verify them, then stored for the road."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select

from data.content.pack import PackRefused, read, verify
from data.ops.directory import Directory
from sync.server.store.engine import Database
from sync.server.store.tables import CITY, PACK


@dataclass(frozen=True, slots=True)
class Published:
    """One published pack: its number, name, bytes, sha256, and when (Unix s)."""

    seq: int
    name: str
    size: int
    sha: bytes
    published_at: int


def publish(database: Database, directory: Directory, raw: bytes, now: int) -> bool:
    """Store a pack that both who must have signed; False when this very one is here already.

    Raises ``PackRefused``: what ``read`` and ``verify`` refuse, and ``seq`` when its number is not
    above every published one.
    """
    pack = read(raw)
    verify(pack, directory)
    city = directory.city
    with database.writing() as connection:
        # The city's row is locked first: two operators at once publish one after the other.
        connection.execute(select(CITY.c.city).where(CITY.c.city == city).with_for_update())
        here = connection.execute(select(PACK.c.seq, PACK.c.sha).where(PACK.c.city == city)).all()
        if any(bytes(row.sha) == pack.hash for row in here):
            return False
        if any(row.seq >= pack.manifest.seq for row in here):
            raise PackRefused("seq", str(max(row.seq for row in here)))
        connection.execute(
            insert(PACK).values(
                city=city,
                seq=pack.manifest.seq,
                sha=pack.hash,
                size=len(raw),
                name=pack.manifest.name,
                published_at=now,
                body=raw,
            )
        )
    return True


def published(database: Database, city: int) -> tuple[Published, ...]:
    """All published packs, newest first."""
    columns = (PACK.c.seq, PACK.c.name, PACK.c.size, PACK.c.sha, PACK.c.published_at)
    with database.reading() as connection:
        rows = connection.execute(
            select(*columns).where(PACK.c.city == city).order_by(PACK.c.seq.desc())
        ).all()
    return tuple(Published(row[0], row[1], row[2], bytes(row[3]), row[4]) for row in rows)
