"""The person's keys, all of them for ever: an old one still reads what was sealed to it.

The vault is the lock: keys lie here as they are, inside SQLCipher.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from data.store.cipher import Drawer

_PUT_CASE = "INSERT OR IGNORE INTO case_key(rec, aud, ce, ck) VALUES (?,?,?,?)"
_GET_CASE = "SELECT ck FROM case_key WHERE rec = ? AND aud = ? AND ce = ?"
_NEWEST_CASE = "SELECT ce, ck FROM case_key WHERE rec = ? AND aud = ? ORDER BY ce DESC LIMIT 1"
_ALL_CASE = "SELECT aud, ce, ck FROM case_key WHERE rec = ? ORDER BY aud, ce"
_FORGET_CASE = "DELETE FROM case_key WHERE rec = ?"
_PUT_USER = "INSERT OR IGNORE INTO user_key(id, ed, x, since) VALUES (?,?,?,?)"
_USERS = "SELECT id, ed, x, since FROM user_key ORDER BY since DESC, id"
_PUT_DESK = "INSERT OR IGNORE INTO desk_key(rid, x, since) VALUES (?,?,?)"
_DESKS = "SELECT rid, x, since FROM desk_key ORDER BY since DESC, rid"
_PUT_WRITER = (
    "INSERT OR IGNORE INTO writer_key(id, ed, mailbag, instance, started, cert)"
    " VALUES (?,?,?,?,?,?)"
)
_WRITERS = (
    "SELECT id, ed, mailbag, instance, started, cert, retired FROM writer_key"
    " ORDER BY retired <> '', started DESC, id"
)
_RETIRE = "UPDATE writer_key SET retired = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class UserKey:
    """A person's pair of keys: ``id`` 16 bytes, Ed25519 and X25519 seeds 32 bytes each."""

    id: bytes
    ed: bytes = field(repr=False)
    x: bytes = field(repr=False)
    since: int


@dataclass(frozen=True, slots=True)
class DeskKey:
    """A UPTD desk's private X25519 key; ``rid`` its 8-byte recipient id."""

    rid: bytes
    x: bytes = field(repr=False)
    since: int


@dataclass(frozen=True, slots=True)
class WriterKey:
    """A writer: ``id`` 16 bytes, Ed25519 seed, the mailbag and instance it was made for.

    ``cert``: the signed writer certificate; ``retired``: "" while in use, else why it ended.
    """

    id: bytes
    ed: bytes = field(repr=False)
    mailbag: bytes
    instance: bytes
    started: int
    cert: bytes
    retired: str = ""


class Keys:
    """Case, user, desk and writer keys."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    def put_case_key(self, rec: bytes, aud: str, ce: int, ck: bytes) -> None:
        """Keep a content key (32 bytes) of a case for an audience and epoch; the first stays."""
        self._drawer.run(_PUT_CASE, rec, aud, ce, ck)

    def case_key(self, rec: bytes, aud: str, ce: int) -> bytes | None:
        """One content key, or ``None``."""
        return _first(self._drawer.row(_GET_CASE, rec, aud, ce))

    def newest_case_key(self, rec: bytes, aud: str) -> tuple[int, bytes] | None:
        """The (epoch, key) of the newest epoch, or ``None`` before the first."""
        found = self._drawer.row(_NEWEST_CASE, rec, aud)
        return (found[0], found[1]) if found else None

    def case_keys(self, rec: bytes) -> dict[tuple[str, int], bytes]:
        """All content keys of a case by (audience, epoch)."""
        return {(row[0], row[1]): row[2] for row in self._drawer.rows(_ALL_CASE, rec)}

    def forget_case_keys(self, rec: bytes) -> None:
        """Crypto-erase: without its keys nothing sealed of this case can be opened here."""
        self._drawer.run(_FORGET_CASE, rec)

    def put_user_key(self, key: UserKey) -> None:
        """Keep a user key; older ones stay for reading."""
        self._drawer.run(_PUT_USER, key.id, key.ed, key.x, key.since)

    def user_key(self) -> UserKey | None:
        """The newest user key, or ``None`` before enrolment."""
        return next(iter(self.user_keys()), None)

    def user_keys(self) -> list[UserKey]:
        """All user keys, newest first."""
        return [UserKey(*row) for row in self._drawer.rows(_USERS)]

    def put_desk_key(self, key: DeskKey) -> None:
        """Keep a desk key."""
        self._drawer.run(_PUT_DESK, key.rid, key.x, key.since)

    def desk_keys(self) -> list[DeskKey]:
        """All desk keys, newest first."""
        return [DeskKey(*row) for row in self._drawer.rows(_DESKS)]

    def put_writer(self, key: WriterKey) -> None:
        """Keep a new writer."""
        self._drawer.run(
            _PUT_WRITER, key.id, key.ed, key.mailbag, key.instance, key.started, key.cert
        )

    def writer(self) -> WriterKey | None:
        """The writer in use, or ``None``."""
        return next((key for key in self.writers() if not key.retired), None)

    def writers(self) -> list[WriterKey]:
        """All writers this vault ever had, those in use first, newest first."""
        return [WriterKey(*row) for row in self._drawer.rows(_WRITERS)]

    def retire_writer(self, id: bytes, why: str) -> None:
        """End a writer for good; its ops and key stay."""
        self._drawer.run(_RETIRE, why, id)


def _first(row: tuple[Any, ...] | None) -> bytes | None:
    return row[0] if row else None
