"""One running city: its database, its two secret keys, its directory, its clock."""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, func, insert, select, update

from data.ops.directory import Directory, DirectoryProblem
from data.ops.keys import ed_public, x_public
from sync.server.disk import Disk, disk_of
from sync.server.keyfiles import PublicBundle, ServerSecrets
from sync.server.store.engine import Database
from sync.server.store.tables import CITY, DIRECTORY


class CityProblem(ValueError):
    """A database and key files that do not make one city.

    ``code``: no-city, other-city, directory, secrets.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class CityFacts:
    """The city's own row."""

    number: int
    name: str
    root_id: bytes
    demo: bool
    ep: int
    url: str
    secrets: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a restore changes in the city's row. Read anew for each answer, never remembered."""

    ep: int
    pulls_closed_at: int | None


def read_standing(connection: Connection, city: int) -> Standing:
    """The epoch, and since when nothing may be handed out (None: pulls are open)."""
    query = select(CITY.c.ep, CITY.c.pulls_closed_at).where(CITY.c.city == city)
    return Standing(*connection.execute(query).one())


def read_facts(database: Database) -> CityFacts:
    """The one city of this database. Raises ``CityProblem('no-city')``."""
    with database.reading() as connection:
        row = connection.execute(select(CITY)).mappings().first()
    if row is None:
        raise CityProblem("no-city")
    return CityFacts(
        row["city"], row["name"], row["root"], bool(row["demo"]), row["ep"], row["url"],
        row["secrets"],
    )  # fmt: skip


def read_directory(database: Database, facts: CityFacts) -> Directory:
    """The city's directory, verified against its root. Raises ``CityProblem('directory')``."""
    with database.reading() as connection:
        return _load(connection, facts.number, facts.root_id)


def _load(connection: Connection, city: int, root_id: bytes) -> Directory:
    docs = connection.execute(select(DIRECTORY.c.doc).where(DIRECTORY.c.city == city)).scalars()
    try:
        return Directory.load(docs, root_id)
    except DirectoryProblem as error:
        raise CityProblem("directory") from error


def found_city(
    database: Database, bundle: PublicBundle, secrets: ServerSecrets, secrets_path: Path, now: int
) -> Directory:
    """Write the city's row and directory into an empty, migrated database; harmless when repeated.

    Raises ``CityProblem``.
    """
    try:
        directory = Directory.load(bundle.directory, bundle.root_id)
    except DirectoryProblem as error:
        raise CityProblem("directory") from error
    check_secrets(directory, secrets)
    with database.writing() as connection:
        row = connection.execute(select(CITY.c.city, CITY.c.root)).first()
        if row is not None and (row[0] != directory.city or row[1] != bundle.root_id):
            raise CityProblem("other-city")
        if row is None:
            connection.execute(
                insert(CITY).values(
                    city=directory.city,
                    name=directory.name,
                    root=bundle.root_id,
                    demo=int(directory.demo),
                    ep=1,
                    srv=0,
                    url=bundle.url,
                    secrets=str(secrets_path),
                    made_at=now,
                )
            )
        known = connection.execute(select(func.count()).select_from(DIRECTORY)).scalar_one()
        for seq, doc in enumerate(directory.wires):
            if seq >= known:
                connection.execute(
                    insert(DIRECTORY).values(city=directory.city, seq=seq, doc=doc, got_at=now)
                )
    return directory


def open_pulls(database: Database) -> None:
    """An operator has confirmed that the newest directory document is the newest there is."""
    with database.writing() as connection:
        connection.execute(update(CITY).values(pulls_closed_at=None))


def check_secrets(directory: Directory, secrets: ServerSecrets) -> None:
    """Raises ``CityProblem('secrets')`` unless they are the keys the directory names."""
    if (
        ed_public(secrets.server) not in directory.servers
        or x_public(secrets.transit) != directory.transit
    ):
        raise CityProblem("secrets")


@dataclass(slots=True)
class _Cache:
    directory: Directory | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class City:
    """What every handler of one process shares. Nothing that orders lives here."""

    def __init__(
        self,
        database: Database,
        facts: CityFacts,
        secrets: ServerSecrets,
        disk: Disk | None = None,
    ) -> None:
        """Raises ``CityProblem`` when keys and directory do not belong together."""
        self.database = database
        self.disk = disk or disk_of(database)
        self.facts = facts
        self.number = facts.number
        self.secrets = secrets
        self.server_seed = secrets.server
        self.server = Ed25519PrivateKey.from_private_bytes(secrets.server)
        self.transit = X25519PrivateKey.from_private_bytes(secrets.transit)
        self._blind = hashlib.sha256(b"psk/city-blind/2\0" + secrets.server).digest()
        self._cache = _Cache()
        check_secrets(self.directory(), secrets)

    def directory(self) -> Directory:
        """The verified directory, read again when the database holds a newer document."""
        with self._cache.lock, self.database.glancing() as connection:
            newest = connection.execute(
                select(func.max(DIRECTORY.c.seq)).where(DIRECTORY.c.city == self.number)
            ).scalar()
            known = self._cache.directory
            if known is not None and known.seq == newest:
                return known
            fresh = _load(connection, self.number, self.facts.root_id)
            self._cache.directory = fresh
            return fresh

    def now(self) -> int:
        """The city's clock, Unix seconds."""
        return int(time.time())

    def next_srv(self, connection: Connection) -> int:
        """The city's clock in milliseconds, higher than in any receipt before."""
        now = int(time.time() * 1000)
        later = func.max if self.database.embedded else func.greatest
        step = (
            update(CITY)
            .where(CITY.c.city == self.number)
            .values(srv=later(CITY.c.srv + 1, now))
            .returning(CITY.c.srv)
        )
        return int(connection.execute(step).scalar_one())

    def blind(self, what: str, value: str) -> bytes:
        """A keyed hash under which a try is counted, so that no table holds what was typed."""
        message = what.encode() + b"\0" + value.encode("utf-8", "surrogatepass")
        return hmac.new(self._blind, message, hashlib.sha256).digest()[:16]
