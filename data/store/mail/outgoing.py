"""Letters that wait for the city: laid by the app, carried by the courier, never dropped early.

An item leaves only when its op is in a verified ``safe`` or was erased (``gone``), or when its
bytes are not that op at all. Nothing here counts days, and no row says "sent": that is judged anew
from the newest receipt each time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from data.store import steps
from data.store.cipher import Drawer
from data.store.mail.blobs import forget_letter

_ADD = (
    "INSERT OR IGNORE INTO item(opid, writer, n, prev, kind, pri, size, owner, laid_at)"
    " VALUES (?,?,?,?,?,?,?,?,?)"
)
_ADD_RAW = "INSERT OR IGNORE INTO item_raw(seq, raw) SELECT seq, ? FROM item WHERE opid = ?"
_REMEMBER = "INSERT OR IGNORE INTO laid(writer, n, opid) VALUES (?,?,?)"
_EXPECT_MET = "DELETE FROM expect WHERE writer = ? AND n = ?"
_FACES = (
    "SELECT opid, writer, n, prev, kind, pri, size, owner, laid_at, whole FROM item ORDER BY seq"
)
_IN_ORDER = "SELECT seq, opid, writer, n, pri, size, whole FROM item ORDER BY pri DESC, seq"
_RAW = "SELECT raw FROM item_raw WHERE seq = ?"
_RAW_OF = "SELECT raw FROM item_raw WHERE seq = (SELECT seq FROM item WHERE opid = ?)"
_DROP_RAW = "DELETE FROM item_raw WHERE seq = (SELECT seq FROM item WHERE opid = ?)"
_DROP = "DELETE FROM item WHERE opid = ?"
_IS_HERE = "SELECT 1 FROM item WHERE opid = ?"
_IS_GONE = "SELECT 1 FROM gone WHERE opid = ?"
_GONE = "INSERT OR IGNORE INTO gone(opid) VALUES (?)"
_GONE_ALL = "SELECT opid FROM gone ORDER BY opid"
_WHOLE = "UPDATE item SET whole = ? WHERE opid = ?"
_TOTALS = "SELECT opid, size, laid_at FROM item"


@dataclass(frozen=True, slots=True)
class LaidItem:
    """One op to lay: ``raw`` exact bytes; ``owner`` the 16-byte id of the vault it is from.

    ``pri`` 4 darurat, 3 tinggi, 2 sedang, 1 rendah, 0 where the op has no routing.
    """

    opid: bytes
    writer: bytes
    n: int
    prev: bytes
    kind: str
    pri: int
    raw: bytes
    owner: bytes
    laid_at: int


@dataclass(frozen=True, slots=True)
class ItemFace:
    """An item without its bytes; ``whole``: the city asked for it unspliced."""

    opid: bytes
    writer: bytes
    n: int
    prev: bytes
    kind: str
    pri: int
    size: int
    owner: bytes
    laid_at: int
    whole: bool


@dataclass(frozen=True, slots=True)
class OutItem:
    """An item as the courier takes it, exact bytes included."""

    seq: int
    opid: bytes
    writer: bytes
    n: int
    pri: int
    whole: bool
    raw: bytes


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, over all people of this laptop: count, bytes, oldest ``laid_at`` or None."""

    count: int
    size: int
    oldest_at: int | None


class Outgoing:
    """The pocket of letters that go out."""

    _drawer: Drawer

    def lay(self, items: Iterable[LaidItem]) -> int:
        """Lay items, idempotent by opid; one durable transaction. Gives how many were new.

        Each op's number is remembered for ever, and an ``expect`` for it is met. An op that is
        known as gone is remembered but not laid again.
        """
        new = 0
        with self._drawer.transaction():
            for item in items:
                self._drawer.run(_REMEMBER, item.writer, item.n, item.opid)
                self._drawer.run(_EXPECT_MET, item.writer, item.n)
                if self._drawer.row(_IS_GONE, item.opid):
                    continue
                added = self._drawer.run(
                    _ADD,
                    item.opid,
                    item.writer,
                    item.n,
                    item.prev,
                    item.kind,
                    item.pri,
                    len(item.raw),
                    item.owner,
                    item.laid_at,
                )
                if added:
                    self._drawer.run(_ADD_RAW, item.raw, item.opid)
                    new += 1
            steps.reached("lay-before-commit")
        steps.reached("laid")
        return new

    def has(self, opids: Collection[bytes]) -> set[bytes]:
        """Those of ``opids`` that lie here as items now."""
        return {opid for opid in opids if self._drawer.row(_IS_HERE, opid)}

    def missing(self, opids: Collection[bytes]) -> list[bytes]:
        """Those of ``opids``, in their order, that are neither here nor known as gone."""
        return [
            opid
            for opid in opids
            if not (self._drawer.row(_IS_HERE, opid) or self._drawer.row(_IS_GONE, opid))
        ]

    def faces(self) -> list[ItemFace]:
        """All items without their bytes, oldest first (narrow rows, about 150 B each)."""
        return [ItemFace(*(*row[:9], bool(row[9]))) for row in self._drawer.rows(_FACES)]

    def outgoing(
        self, covered: Collection[bytes], limit_bytes: int, *, least_pri: int = 0
    ) -> list[OutItem]:
        """Items to send now, gravest first, then oldest; ``covered`` opids are left out.

        Stops before ``limit_bytes`` of op bytes is passed, but gives at least one. With
        ``least_pri`` only items of that priority and above.
        """
        chosen: list[OutItem] = []
        total = 0
        for seq, opid, writer, n, pri, size, whole in self._drawer.rows(_IN_ORDER):
            if pri < least_pri:
                break
            if opid in covered:
                continue
            if chosen and total + size > limit_bytes:
                break
            raw = self._drawer.row(_RAW, seq)
            if raw is not None:
                chosen.append(OutItem(seq, opid, writer, n, pri, bool(whole), raw[0]))
                total += size
        return chosen

    def raw_of(self, opid: bytes) -> bytes | None:
        """The exact bytes of one item, or ``None``."""
        found = self._drawer.row(_RAW_OF, opid)
        return found[0] if found else None

    def send_whole(self, opids: Iterable[bytes], whole: bool = True) -> None:
        """Note that the city wants these unspliced next time (``needs``), or no longer."""
        self._drawer.run_many(_WHOLE, ((int(whole), opid) for opid in opids))

    def drop_safe(self, opids: Iterable[bytes]) -> int:
        """Take out items whose ops lie in a verified ``safe``. Gives how many went."""
        with self._drawer.transaction():
            return self._drop(opids)

    def drop_spoilt(self, opids: Iterable[bytes]) -> int:
        """Take out items whose bytes are not the op their row names: the next lay pass of the
        vault that wrote it lays the true one. Gives how many went."""
        with self._drawer.transaction():
            return self._drop(opids)

    def drop_gone(self, opids: Iterable[bytes]) -> int:
        """Take out erased ops with their attachments; remember them, so that none is laid again."""
        gone = list(opids)
        with self._drawer.transaction():
            self._drawer.run_many(_GONE, ((opid,) for opid in gone))
            for opid in gone:
                forget_letter(self._drawer, opid)
            return self._drop(gone)

    def gone(self) -> set[bytes]:
        """All opids ever named as gone: a hint, each vault verifies it by the receipt."""
        return {row[0] for row in self._drawer.rows(_GONE_ALL)}

    def waiting(self, covered: Collection[bytes]) -> Waiting:
        """The one total the door and the officer may see; ``covered`` ops do not wait."""
        left = [row for row in self._drawer.rows(_TOTALS) if row[0] not in covered]
        return Waiting(
            len(left), sum(row[1] for row in left), min((row[2] for row in left), default=None)
        )

    def _drop(self, opids: Iterable[bytes]) -> int:
        count = 0
        for opid in opids:
            self._drawer.run(_DROP_RAW, opid)
            count += self._drawer.run(_DROP, opid)
        return count
