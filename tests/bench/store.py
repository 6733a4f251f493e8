"""What the drawer costs, beside plain SQLite in the same run (goals 14 to 19 of performance.md).

Baseline: the sqlcipher3 module without a key (so that the difference is ours, not another SQLite's)
doing the peers' work: the whole JSON in the row and a contentless FTS5 index on narrative and name,
default checkpoints. Signal's binding needs Node and is not measured here; a goal that speaks of
it is judged by the figure itself. ``RESPONDER_BENCH_CASES`` sets how many cases (30,000 here; the
goals speak of 100,000).

The letters are made beforehand (their sizes come from real sealing with the shipped dictionary,
their ciphertext is random); folding is not in it, the cache row and the index are.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from data.content.dictionary.shipped import CURRENT, dictionaries
from data.store.device import DeviceKeys
from data.store.faces import list_vaults
from data.store.kdf import calibrate, stretch
from data.store.mail.outgoing import LaidItem
from data.store.mailbag import open_mailbag
from data.store.packing import Packing
from data.store.search import words_of
from data.store.store import Store
from data.store.tables.ops import OWN, PULLED
from data.store.vault import VaultKey, create_vault, open_database, unlock
from tests.bench.row import Row, against
from tests.bench.store_cases import Maker, Record

CASES = int(os.environ.get("RESPONDER_BENCH_CASES", "30000"))
SAVES = 1000
SAVES_BETWEEN_IDLE = 20
READS = 400
BATCH = 1000
PASSPHRASE = "empat kata untuk ukuran"


class Plain:
    """The baseline: one plain file, JSON in the row, default checkpoints."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._conn = dbapi2.connect(str(path), isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-16000"):
            self._conn.execute(f"PRAGMA {pragma}")
        self._conn.execute(
            "CREATE TABLE IF NOT EXISTS doc(id INTEGER PRIMARY KEY, rec BLOB UNIQUE,"
            " updated INTEGER, level INTEGER, code TEXT, body BLOB)"
        )
        self._conn.execute("CREATE INDEX IF NOT EXISTS newest ON doc(updated, id)")
        self._conn.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS ft USING fts5(narrative, name, content='')"
        )

    def bulk(self, records: list[Record]) -> None:
        """A batch in one transaction."""
        self._conn.execute("BEGIN IMMEDIATE")
        for record in records:
            self._insert(record)
        self._conn.execute("COMMIT")

    def save(self, record: Record) -> None:
        """One durable save."""
        self.bulk([record])

    def page(self, before: tuple[int, int]) -> int:
        """A page of fifty."""
        return len(
            self._conn.execute(
                "SELECT rec, code, level, updated, id FROM doc WHERE (updated, id) < (?, ?)"
                " ORDER BY updated DESC, id DESC LIMIT 50",
                before,
            ).fetchall()
        )

    def search(self, query: str) -> int:
        """The newest fifty hits."""
        return len(
            self._conn.execute(
                "SELECT d.rec, d.code, d.level, d.updated, d.id FROM (SELECT rowid FROM ft"
                " WHERE ft MATCH ? ORDER BY rowid DESC LIMIT 50) f JOIN doc d ON d.id = f.rowid",
                (query,),
            ).fetchall()
        )

    def tidy(self) -> None:
        """Carry the log home."""
        self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _insert(self, record: Record) -> None:
        row = record.row
        made = self._conn.execute(
            "INSERT INTO doc(rec, updated, level, code, body) VALUES (?,?,?,?,?)",
            (row.rec, row.updated_at, int(row.level), row.code, record.document),
        )
        self._conn.execute(
            "INSERT INTO ft(rowid, narrative, name) VALUES (?,?,?)",
            (made.lastrowid, record.narrative, record.name),
        )


class Ours:
    """The drawer: vault and mailbag, as the app opens them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        device = DeviceKeys.load_or_create(home)
        self.cost = calibrate()
        made = create_vault(home, 1, PASSPHRASE, self.cost, os.urandom, 0)
        self.key: VaultKey = made.key
        self._bag = open_mailbag(home, device)
        self.store = self.open()

    def open(self) -> Store:
        """A store over the same files."""
        store = Store(self._bag, Packing(dictionaries(), CURRENT))
        store.open(open_database(self.key))
        return store

    def bulk(self, records: list[Record]) -> None:
        """A pulled batch applied: letters, cache, index."""
        with self.store.transaction():
            for record in records:
                self._keep(record, PULLED)

    def save(self, record: Record) -> None:
        """The whole way of a save: expect, the vault's commit, the lay into the mailbag."""
        op = record.op
        with self.store.transaction():
            self.store.mailbag.expect(op.writer, op.n, 0)
            self._keep(record, OWN)
        item = LaidItem(op.opid, op.writer, op.n, op.prev, "d", 1, op.raw, b"v" * 16, 0)
        self.store.mailbag.lay([item])

    def idle(self) -> None:
        """What the Keeper does when nothing comes for half a second, until nothing is left."""
        while self.store.tidy():
            pass

    def _keep(self, record: Record, src: int) -> None:
        self.store.vault.ops.add(record.op, src=src, got_at=0)
        self.store.vault.cases.put(record.row, record.document, f"{record.narrative} {record.name}")


def rows(cases: int = CASES) -> list[Row]:
    """Goals 14 to 19 over ``cases`` cases."""
    home = Path(tempfile.mkdtemp(prefix="satu-pintu-bench-"))
    try:
        maker = Maker()
        plain, ours = Plain(home / "plain.db"), Ours(home)
        found = _bulk(maker, plain, ours, cases)
        found += _saves(maker, plain, ours, cases)
        plain.tidy()
        ours.idle()
        found += _reads(maker, plain, ours, cases)
        found.append(_size(plain, ours))
        found.append(_opening(ours))
        return found
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _bulk(maker: Maker, plain: Plain, ours: Ours, cases: int) -> list[Row]:
    spent = {"plain": 0.0, "ours": 0.0}
    for start in range(0, cases, BATCH):
        count = min(BATCH, cases - start)
        batch = [maker.record(start + i, weigh=i < 50) for i in range(count)]
        for word, side in (("plain", plain.bulk), ("ours", ours.bulk)):
            began = time.perf_counter()
            side(batch)
            spent[word] += time.perf_counter() - began
        ours.idle()
    value, baseline = cases / spent["ours"], cases / spent["plain"]
    goal = ">= 0.5 x plain (Signal: needs Node, not here)"
    ratio = value / baseline
    metric = f"bulk apply of {cases} letters (index merged later, when idle)"
    return [Row("store-14", metric, value, "records/s", baseline, ratio, goal, ratio >= 0.5)]


def _saves(maker: Maker, plain: Plain, ours: Ours, cases: int) -> list[Row]:
    records = [maker.record(cases + i, weigh=True) for i in range(SAVES)]
    plain_ms, our_ms = [], []
    for number, record in enumerate(records):  # in turn: the machine's moods hit both
        if number % SAVES_BETWEEN_IDLE == 0:
            ours.idle()  # what the Keeper does half a second after the last key
        plain_ms.append(_timed(plain.save, record))
        our_ms.append(_timed(ours.save, record))
    p50, p99 = _at(our_ms, 0.5), _at(our_ms, 0.99)
    base50, base99 = _at(plain_ms, 0.5), _at(plain_ms, 0.99)
    return [
        against("store-15", "durable save p50", p50, "ms", base50, "<= 2.5 x plain", 2.5),
        Row("store-15", "durable save p99", p99, "ms", base99, p99 / base99, "<= 10 ms", p99 <= 10),
    ]


def _reads(maker: Maker, plain: Plain, ours: Ours, cases: int) -> list[Row]:
    dice = random.Random(3)
    places = [(cases, 1 << 40) if i % 2 else (dice.randrange(cases), 1 << 40) for i in range(READS)]
    queries = [maker.word(dice.randrange(20, 2500)) for _ in range(READS)]
    cached = ours.store.vault.cases
    plain_page, our_page, plain_text, our_text = [], [], [], []
    for place, query in zip(places, queries, strict=True):
        plain_page.append(_timed(plain.page, place))
        our_page.append(_timed(cached.page, None, place, 50))
        plain_text.append(_timed(plain.search, words_of(query)))
        our_text.append(_timed(cached.search, query, 50))
    page99, plain99 = _at(our_page, 0.99), _at(plain_page, 0.99)
    text99, text99_plain = _at(our_text, 0.99), _at(plain_text, 0.99)
    return [
        Row(
            "store-16",
            f"page of 50 of {cases}, p99",
            page99,
            "ms",
            plain99,
            page99 / plain99,
            "<= 2 ms (Signal 1.8: needs Node, not here)",
            page99 <= 2,
        ),
        against(
            "store-17",
            "full text, newest 50, p50",
            _at(our_text, 0.5),
            "ms",
            _at(plain_text, 0.5),
            "<= 1.5 x plain",
            1.5,
        ),
        Row(
            "store-17",
            "full text, newest 50, p99",
            text99,
            "ms",
            text99_plain,
            text99 / text99_plain,
            "<= 2 ms",
            text99 <= 2,
        ),
    ]


def _size(plain: Plain, ours: Ours) -> Row:
    """The vault alone: the mailbag holds the saves a second time only until they are safe."""
    value = ours.key.path.stat().st_size / 1e6
    baseline = plain.path.stat().st_size / 1e6
    return against("store-18", "vault file", value, "MB", baseline, "<= 0.7 x plain rows", 0.7)


def _opening(ours: Ours) -> Row:
    ours.store.lock()
    face = list_vaults(ours.home, 0)[0]
    derive, whole = [], []
    for _ in range(5):
        derive.append(_timed(stretch, PASSPHRASE, b"s" * 16, ours.cost))
        whole.append(_timed(_open_once, ours, face.path))
    goal = "<= 1.05 x Argon2id alone (0.7-1.0 s on purpose)"
    value, baseline = _at(whole, 0.5), _at(derive, 0.5)
    return against("store-19", "unlock and first page", value, "ms", baseline, goal, 1.05)


def _open_once(ours: Ours, path: Path) -> None:
    face = next(face for face in list_vaults(ours.home, 0) if face.path == path)
    ours.key = unlock(face, PASSPHRASE, 0)
    store = ours.open()
    store.vault.cases.page(limit=50)
    store.lock()


def _timed(work: Callable[..., object], *args: object) -> float:
    began = time.perf_counter()
    work(*args)
    return (time.perf_counter() - began) * 1000


def _at(values: list[float], place: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * place), len(ordered) - 1)]
