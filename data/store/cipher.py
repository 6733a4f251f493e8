"""The encrypted file itself: opened with every pragma and check, and its errors in our words.

Nothing else in the program touches sqlcipher3, except the migrations beside it. A file that is
missing, plaintext, foreign, newer or damaged is refused and left as it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, Final, NoReturn

from sqlcipher3 import dbapi2

from data.model.problems import Code, Fault

OLDEST_SQLITE: Final = (3, 51, 3)  # first without the WAL-reset defect
OLDEST_CIPHER: Final = (4, 14)
PLAINTEXT_MAGIC: Final = b"SQLite format 3\x00"
PAGE: Final = 4096
BUSY_SECONDS: Final = 8.0
LIGHT_SECONDS: Final = 1.0

_KEY = re.compile(r"\A(?:[0-9a-f]{64}|[0-9a-f]{96})\Z")
_FULL, _BUSY, _LOCKED, _READ_ONLY, _IO, _CORRUPT, _CANT_OPEN, _NOT_A_DB = (
    13,
    5,
    6,
    8,
    10,
    11,
    14,
    26,
)

_READ_ERRORS = frozenset({_IO | 1 << 8, _IO | 2 << 8, _IO | 33 << 8})  # read, short, bad fs


class Place(Enum):
    """Which of the two databases a file is: its mark inside the file, and its codes."""

    VAULT = (0x50534B56, "vault")
    MAILBAG = (0x50534B42, "mailbag")

    def __init__(self, mark: int, word: str) -> None:
        self.mark = mark
        self.word = word

    def code(self, trouble: str) -> Code:
        """The code of ``trouble`` (missing, plaintext, foreign, newer, damaged) for this place."""
        return Code(f"{self.word}-{trouble}")


def translate(error: dbapi2.Error, place: Place) -> Fault | None:
    """The fault a database error means, or ``None`` where it can only be a defect of ours.

    The one place where sqlcipher3's errors become codes.
    """
    number = getattr(error, "sqlite_errorcode", None)
    primary = number & 0xFF if isinstance(number, int) else None
    if primary == _FULL:
        return Fault(Code.DISK_FULL)
    if primary in (_BUSY, _LOCKED):
        return Fault(Code.STORE_BUSY)
    if primary == _READ_ONLY or primary == _CANT_OPEN:
        return Fault(Code.DISK_READ_ONLY)
    if primary == _IO and number not in _READ_ERRORS:
        return Fault(Code.DISK_READ_ONLY, sqlite=int(number or 0))
    if primary in (_CORRUPT, _NOT_A_DB, _IO):
        return Fault(place.code("damaged"), sqlite=int(number or 0))
    if isinstance(error, dbapi2.ProgrammingError) and "closed" in str(error):
        return Fault(Code.STORE_CLOSED)
    return None


class Drawer:
    """One open connection: short reads and writes, transactions, errors as faults.

    Belongs to the thread that made it. Rows are plain tuples.
    """

    def __init__(self, conn: dbapi2.Connection, place: Place, path: Path) -> None:
        self._conn = conn
        self.place = place
        self.path = path

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query. Every query that can grow carries a LIMIT of its own."""
        try:
            return self._conn.execute(sql, values).fetchall()
        except dbapi2.Error as error:
            self._fail(error)

    def row(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        """The first row of a query, or ``None``."""
        try:
            return self._conn.execute(sql, values).fetchone()
        except dbapi2.Error as error:
            self._fail(error)

    def run(self, sql: str, *values: Any) -> int:
        """Run one change; gives how many rows it changed. Durable at once outside a transaction."""
        return self._ask(sql, values).rowcount

    def insert(self, sql: str, *values: Any) -> int | None:
        """Run one insert; gives the rowid it made, or ``None`` where it made none."""
        cursor = self._ask(sql, values)
        return cursor.lastrowid if cursor.rowcount > 0 else None

    def run_many(self, sql: str, values: Iterable[tuple[Any, ...]]) -> int:
        """Run one change for many rows; gives how many rows it changed."""
        try:
            return self._conn.executemany(sql, values).rowcount
        except dbapi2.Error as error:
            self._fail(error)

    def run_lightly(self, sql: str, *values: Any) -> None:
        """One change that a killed process keeps, and a power cut may take back.

        For what is only told, never relied on: it spares the wait for the disk, and another
        connection that writes is waited for a short time only (``LIGHT_SECONDS``).
        """
        found = self.row("PRAGMA busy_timeout")
        patience = int(found[0]) if found else 0
        self.run("PRAGMA synchronous = NORMAL")
        self.run(f"PRAGMA busy_timeout = {min(patience, int(LIGHT_SECONDS * 1000))}")
        try:
            self.run(sql, *values)
        finally:
            self.run(f"PRAGMA busy_timeout = {patience}")
            self.run("PRAGMA synchronous = FULL")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, durable when it returns. Inside an open one it simply joins it."""
        if self._conn.in_transaction:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")
            raise

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open on this connection."""
        return self._conn.in_transaction

    @property
    def total_changes(self) -> int:
        """Rows changed on this connection since it was opened."""
        return self._conn.total_changes

    def data_version(self) -> int:
        """A number that changes when another connection has committed."""
        found = self.row("PRAGMA data_version")
        return int(found[0]) if found else 0

    def checkpoint(self) -> None:
        """Carry the write-ahead log into the file, as far as nobody reads it. For idle moments."""
        self.run("PRAGMA wal_checkpoint(PASSIVE)")

    def log_bytes(self) -> int:
        """The size of the write-ahead log beside the file, in bytes."""
        try:
            return os.stat(f"{self.path}-wal").st_size
        except OSError:
            return 0

    def close(self) -> None:
        """Close the connection; the key goes with it. May be called twice."""
        self._conn.close()

    def _ask(self, sql: str, values: tuple[Any, ...]) -> dbapi2.Cursor:
        try:
            return self._conn.execute(sql, values)
        except dbapi2.Error as error:
            self._fail(error)

    def _fail(self, error: dbapi2.Error) -> NoReturn:
        """Raise what the error means: a fault of the world, or the error itself, our defect."""
        fault = translate(error, self.place)
        if fault is None:
            raise error
        raise fault from error


def open_encrypted(
    path: Path,
    key32: bytes,
    *,
    create: bool,
    place: Place = Place.VAULT,
    salt16: bytes | None = None,
) -> Drawer:
    """Open (or, with ``create``, make) the encrypted database at ``path`` with a raw key.

    ``salt16``, where given, is the file's first 16 bytes: it tells a foreign file from a damaged
    one. Raises ``Fault``: LIBRARY_TOO_OLD, STORE_BUSY, DISK_READ_ONLY, DISK_FULL, VAULT_EXISTS
    (``create`` over an existing file), and for ``place`` its missing, plaintext, foreign, damaged.
    A refused file is not written to.
    """
    check_library()
    if create:
        _make_empty(path)
    else:
        _look_at_outside(path, place, salt16)
    drawer = Drawer(_connect(path, key32, salt16), place, path)
    try:
        if create:
            drawer.run(f"PRAGMA application_id = {place.mark}")
        _look_inside(drawer, place)
        _set_pragmas(drawer)
    except BaseException:
        drawer.close()
        raise
    return drawer


def check_library() -> None:
    """Raise ``Fault(LIBRARY_TOO_OLD)`` where SQLite is older than this program trusts."""
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise Fault(Code.LIBRARY_TOO_OLD, found=dbapi2.sqlite_version)


def _make_empty(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise Fault(Code.VAULT_EXISTS) from error
    except OSError as error:
        raise Fault(Code.DISK_READ_ONLY) from error


def _look_at_outside(path: Path, place: Place, salt16: bytes | None) -> None:
    try:
        with path.open("rb") as file:
            first = file.read(16)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise Fault(place.code("missing")) from error
    except OSError as error:
        raise Fault(Code.DISK_READ_ONLY) from error
    if first == PLAINTEXT_MAGIC:
        raise Fault(place.code("plaintext"))
    if salt16 is not None and first != salt16:
        raise Fault(place.code("damaged" if not first.strip(b"\x00") else "foreign"))
    if size == 0 or size % PAGE:
        raise Fault(place.code("damaged" if salt16 is not None else "foreign"))


def _connect(path: Path, key32: bytes, salt16: bytes | None) -> dbapi2.Connection:
    spec = (key32 + (salt16 or b"")).hex()
    if not _KEY.match(spec):
        raise ValueError("a raw key has 32 bytes, a salt 16")
    uri = path.absolute().as_uri() + "?mode=rw"
    try:
        conn = dbapi2.connect(
            uri, timeout=BUSY_SECONDS, isolation_level=None, uri=True, cached_statements=256
        )
    except dbapi2.Error as error:
        raise Fault(Code.DISK_READ_ONLY) from error
    # Before the key: no statement with a key in it is ever logged, by SQLCipher or by us.
    # cipher_memory_security stays off: wiping every page SQLite frees made each write three times
    # slower, while Python and Qt hold the same text unwiped; keys are in SQLCipher's locked heap
    # either way, and locking ends the process (design.md 3).
    conn.execute("PRAGMA cipher_log_level = NONE")
    conn.execute(f"PRAGMA key = \"x'{spec}'\"")
    return conn


def _look_inside(drawer: Drawer, place: Place) -> None:
    version = drawer.row("PRAGMA cipher_version")
    numbers = re.findall(r"\d+", str(version[0])) if version else []
    if tuple(int(number) for number in numbers[:2]) < OLDEST_CIPHER:
        raise Fault(Code.LIBRARY_TOO_OLD, found=str(version[0]) if version else "none")
    drawer.row("SELECT count(*) FROM sqlite_schema")
    mark = drawer.row("PRAGMA application_id")
    if mark is None or mark[0] != place.mark:
        raise Fault(place.code("foreign"))


_CACHE_KIB: Final = {Place.VAULT: 16_000, Place.MAILBAG: 2_000}


def _set_pragmas(drawer: Drawer) -> None:
    drawer.row("PRAGMA journal_mode = WAL")
    for pragma in (
        "synchronous = FULL",
        "wal_autocheckpoint = 0",  # checkpoints belong to idle moments (p99 of a save)
        "temp_store = MEMORY",
        "secure_delete = ON",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        f"cache_size = -{_CACHE_KIB[drawer.place]}",
    ):
        drawer.row(f"PRAGMA {pragma}")
