"""The engine for the city's database: one embedded SQLite file, or PostgreSQL 15 and later.

The embedded file is plain SQLite (WAL, synchronous FULL) through the ``sqlcipher3`` module without
a key, because its SQLite is current. Sealed letters need no second lock here; a test looks for
readable content in the file.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import psycopg
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

BUSY_MS = 15_000
POOL = 8
RESTS = 20.0  # seconds
OLDEST_POSTGRES = 150_000


class BadAddress(ValueError):
    """The database URL cannot be one of this city. ``code``: malformed, dialect, too-old."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Database:
    """One city's database: transactions that read one view, and transactions that write.

    Inside one process the embedded file is written by one thread at a time; between processes
    SQLite's own lock decides.
    """

    def __init__(self, url: str) -> None:
        """Take ``sqlite:///FILE`` or ``postgresql://...``. Opens nothing yet.

        Raises ``BadAddress``.
        """
        self.engine = _engine(url)
        self.embedded = self.engine.dialect.name == "sqlite"
        self._one_writer = threading.Lock() if self.embedded else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads: one unchanging view of the city."""
        with self.engine.connect() as connection:
            if not self.embedded:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """For one statement that reads: no transaction is opened around it where that costs trips.

        What two statements say may be of two moments.
        """
        if self.embedded:
            with self.reading() as connection:
                yield connection
            return
        with self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: committed and on disk when the block ends without an error."""
        with self._one_writer, self.engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def check_version(self) -> None:
        """Refuse a PostgreSQL older than 15. Raises ``BadAddress`` ("too-old")."""
        if self.embedded:
            return
        with self.reading() as connection:
            number = int(connection.execute(text("SHOW server_version_num")).scalar_one())
        if number < OLDEST_POSTGRES:
            raise BadAddress("too-old")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise BadAddress("malformed") from error
    kind = address.get_backend_name()
    if kind == "sqlite":
        if not address.database or address.database == ":memory:":
            raise BadAddress("malformed")
        return _embedded(url)
    if kind == "postgresql":
        engine = create_engine(
            address.set(drivername="postgresql+psycopg"),
            pool_size=POOL,
            max_overflow=POOL,
            connect_args={
                "connect_timeout": 10,
                "options": "-c statement_timeout=30000 -c lock_timeout=15000",
            },
        )
        _ping_after_rest(engine)
        return engine
    raise BadAddress("dialect")


def _ping_after_rest(engine: Engine) -> None:
    """Ask a connection that rested for long whether it still lives, before it is used.

    One that was in use a moment ago is not asked: that would cost a trip a transaction.
    """

    def on_checkin(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = time.monotonic()

    def on_checkout(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
        since = record.info.get("rests_since")
        if since is None or time.monotonic() - since < RESTS:
            return
        try:
            engine.dialect.do_ping(connection)
        except psycopg.Error as error:
            raise DisconnectionError from error

    event.listen(engine, "checkin", on_checkin)
    event.listen(engine, "checkout", on_checkout)


def _embedded(url: str) -> Engine:
    engine = create_engine(
        url,
        module=sqlite,
        poolclass=QueuePool,
        pool_size=POOL,
        max_overflow=POOL,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
    )

    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine
