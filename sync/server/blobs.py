"""Attachments at the city: sealed chunks, kept while a stored letter that names them is not erased.

A chunk is taken only of an attachment that a stored letter names; it counts by itself, in any
order, from any road. When the last one is here the hash over all is compared; if it is another, all
are forgotten and asked for again. Nothing that the city does not take is lost: the laptop keeps it
until it is told that it is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from data.ops.blob import blob_of, chunk_size, fits
from data.ops.op import Op
from sync.protocol.chunks import ChunkRecord
from sync.protocol.messages import BlobRanges
from sync.server.store.blob_tables import BLOB, BLOB_CHUNK, BLOB_LETTER
from sync.server.store.counters import EVERYTHING, take
from sync.server.store.engine import Database
from sync.server.store.tables import DEVICE, FEED, OP, PAIR, WRITER

DAY = 86_400
BYTES_A_DAY = 200 * 1024 * 1024
SAFE, QUOTA, FULL = "safe", "quota", "full"
MOST_NAMED = 64
MOST_RANGES = 64
MOST_DOWN = 4 * 1024 * 1024
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Place:
    """Chunk ``i`` of an attachment, ``size`` bytes of ciphertext, to be handed out."""

    blob: bytes
    i: int
    size: int


# letters name them, erasures destroy them ------------------------------------------------------


def name(connection: Connection, city: int, ops: Iterable[Op]) -> None:
    """Note what freshly stored letters name. An entry with sizes no attachment has names nothing.

    Where two letters name one attachment with different sizes, the first counts: the hash is over
    the bytes, so only one can be right.
    """
    named = [
        (op.opid, blob, size, count)
        for op in ops
        if op.known and not op.erased
        for blob, size, count in op.head.att
        if len(blob) == 32 and fits(size, count)
    ]
    if not named:
        return
    blobs = {
        blob: {"city": city, "blob": blob, "bytes": size, "chunks": count, "wrong": 0}
        for _, blob, size, count in reversed(named)
    }
    pairs = {(blob, opid) for opid, blob, _, _ in named}
    letters = [{"city": city, "blob": blob, "opid": opid} for blob, opid in sorted(pairs)]
    _add(connection, BLOB, [blobs[blob] for blob in sorted(blobs)])
    _add(connection, BLOB_LETTER, letters)


def erase(connection: Connection, city: int, opid: bytes) -> None:
    """A letter was erased: what no other letter names is destroyed with it."""
    of_letter = (BLOB_LETTER.c.city == city) & (BLOB_LETTER.c.opid == opid)
    blobs = list(connection.execute(select(BLOB_LETTER.c.blob).where(of_letter)).scalars())
    if not blobs:
        return
    connection.execute(delete(BLOB_LETTER).where(of_letter))
    kept = set(
        connection.execute(
            select(BLOB_LETTER.c.blob).where(
                (BLOB_LETTER.c.city == city) & BLOB_LETTER.c.blob.in_(blobs)
            )
        ).scalars()
    )
    gone = [blob for blob in blobs if blob not in kept]
    for table in (BLOB_CHUNK, BLOB):
        connection.execute(delete(table).where((table.c.city == city) & table.c.blob.in_(gone)))


# chunks come ------------------------------------------------------------------------------------


def store(
    connection: Connection, city: int, device: bytes, chunks: Sequence[ChunkRecord], now: int
) -> set[bytes]:
    """Keep those chunks that are wanted; gives the attachments that may be whole now.

    Passed over are chunks of what no letter names, of the wrong size, had already, beyond 200 MiB
    a day of a laptop, and of what was wrong before from anybody but the letter's own people.
    """
    wanted = _wanted(connection, city, {one.blob for one in chunks}, device)
    fresh: dict[tuple[bytes, int], ChunkRecord] = {
        (one.blob, one.i): one
        for one in chunks
        if one.blob in wanted and 0 < len(one.body) == chunk_size(wanted[one.blob][0], one.i)
    }
    touched = {blob for blob, _ in fresh}
    for blob in touched:
        places = [i for named, i in fresh if named == blob]
        had = connection.execute(
            select(BLOB_CHUNK.c.i).where(_of_blob(city, blob) & BLOB_CHUNK.c.i.in_(places))
        ).scalars()
        for i in had:
            del fresh[blob, i]
    room = room_today(connection, city, device, now)
    rows: list[dict[str, object]] = []
    for one in fresh.values():
        if len(one.body) > room:
            break
        room -= len(one.body)
        rows.append({"city": city, "blob": one.blob, "i": one.i, "got_at": now, "body": one.body})
    if rows:
        _add(connection, BLOB_CHUNK, rows)
        connection.execute(
            update(DEVICE)
            .where((DEVICE.c.city == city) & (DEVICE.c.id == device))
            .values(blob_day=now // DAY, blob_bytes=BYTES_A_DAY - room)
        )
    return {blob for blob in touched if _count(connection, city, blob) == wanted[blob][1]}


def room_today(connection: Connection, city: int, device: bytes, now: int) -> int:
    """Bytes of attachments that are still taken from a laptop today (by the city's clock, UTC)."""
    row = connection.execute(
        select(DEVICE.c.blob_day, DEVICE.c.blob_bytes).where(
            (DEVICE.c.city == city) & (DEVICE.c.id == device)
        )
    ).first()
    if row is None or row.blob_day != now // DAY:
        return BYTES_A_DAY
    return max(0, BYTES_A_DAY - int(row.blob_bytes or 0))


def _wanted(
    connection: Connection, city: int, blobs: set[bytes], device: bytes
) -> dict[bytes, tuple[int, int]]:
    """(bytes, chunks) of those of ``blobs`` that are named by a letter and not whole."""
    rows = connection.execute(
        select(BLOB.c.blob, BLOB.c.bytes, BLOB.c.chunks, BLOB.c.wrong).where(
            (BLOB.c.city == city) & BLOB.c.blob.in_(blobs) & BLOB.c.whole_pos.is_(None)
        )
    ).all()
    return {
        row.blob: (row.bytes, row.chunks)
        for row in rows
        if not row.wrong or _is_own(connection, city, row.blob, device)
    }


def _is_own(connection: Connection, city: int, blob: bytes, device: bytes) -> bool:
    """Whether a laptop brought a letter that names it, or is its author's."""
    query = (
        select(OP.c.opid)
        .join(BLOB_LETTER, and_(BLOB_LETTER.c.city == OP.c.city, BLOB_LETTER.c.opid == OP.c.opid))
        .outerjoin(WRITER, and_(WRITER.c.city == OP.c.city, WRITER.c.id == OP.c.writer))
        .outerjoin(
            PAIR,
            and_(
                PAIR.c.city == OP.c.city,
                PAIR.c.user_id == WRITER.c.user_id,
                PAIR.c.device_id == device,
            ),
        )
        .where((BLOB_LETTER.c.city == city) & (BLOB_LETTER.c.blob == blob))
        .where(or_(OP.c.device_id == device, PAIR.c.device_id.is_not(None)))
        .limit(1)
    )
    return connection.execute(query).first() is not None


# the last chunk ---------------------------------------------------------------------------------


def settle(database: Database, city: int, blobs: Iterable[bytes], now: int) -> None:
    """Compare the hash of those whose chunks are all here; whole from now on, or forgotten.

    Outside the transaction that stored the last chunk, as it may take a tenth of a second; whoever
    is stopped between the two does it at the laptop's next visit.
    """
    for blob in sorted(blobs):
        with database.reading() as connection:
            chunks = connection.execute(
                select(BLOB.c.chunks).where(
                    (BLOB.c.city == city) & (BLOB.c.blob == blob) & BLOB.c.whole_pos.is_(None)
                )
            ).scalar()
            if chunks is None or _count(connection, city, blob) != chunks:
                continue
            right = blob_of(bodies(connection, city, blob)) == blob
        with database.writing() as connection:
            row = update(BLOB).where(
                (BLOB.c.city == city) & (BLOB.c.blob == blob) & BLOB.c.whole_pos.is_(None)
            )
            if right:
                # A place of its own in the order of everything: backups say what they hold by it.
                place = take(connection, city, EVERYTHING, 1)
                connection.execute(row.values(whole_at=now, whole_pos=place))
            else:
                connection.execute(row.values(wrong=BLOB.c.wrong + 1))
                connection.execute(delete(BLOB_CHUNK).where(_of_blob(city, blob)))


def bodies(connection: Connection, city: int, blob: bytes) -> Iterator[bytes]:
    """The chunks of one attachment in order, a few at a time."""
    after = -1
    while True:
        rows = connection.execute(
            select(BLOB_CHUNK.c.i, BLOB_CHUNK.c.body)
            .where(_of_blob(city, blob) & (BLOB_CHUNK.c.i > after))
            .order_by(BLOB_CHUNK.c.i)
            .limit(_AT_ONCE)
        ).all()
        if not rows:
            return
        for row in rows:
            yield row.body
        after = rows[-1].i


# what the city says of them ---------------------------------------------------------------------


def unfinished(connection: Connection, city: int, writers: Sequence[bytes]) -> list[bytes]:
    """Attachments of these writers' letters that are not whole here, oldest letter first."""
    query = (
        select(BLOB.c.blob)
        .join(
            BLOB_LETTER, and_(BLOB_LETTER.c.city == BLOB.c.city, BLOB_LETTER.c.blob == BLOB.c.blob)
        )
        .join(OP, and_(OP.c.city == BLOB.c.city, OP.c.opid == BLOB_LETTER.c.opid))
        .where((BLOB.c.city == city) & BLOB.c.whole_pos.is_(None) & OP.c.writer.in_(writers))
        .group_by(BLOB.c.blob)
        .order_by(func.min(OP.c.pos))
        .limit(MOST_NAMED)
    )
    return list(connection.execute(query).scalars())


def said(
    connection: Connection,
    city: int,
    blobs: Iterable[bytes],
    *,
    safe_upto: int | None,
    word: str = "",
) -> tuple[BlobRanges, ...]:
    """What is lacking of each that a letter names; ``word``: why nothing more is taken now.

    ``safe_upto``: the place up to which every backup that could be restored reaches, None: none.
    """
    wanted = list(dict.fromkeys(blobs))[: 2 * MOST_NAMED]
    if not wanted:
        return ()
    rows = connection.execute(
        select(BLOB.c.blob, BLOB.c.chunks, BLOB.c.whole_pos).where(
            (BLOB.c.city == city) & BLOB.c.blob.in_(wanted)
        )
    ).all()
    known = {row.blob: row for row in rows}
    told = []
    for blob in wanted:
        row = known.get(blob)
        if row is None:
            continue
        if row.whole_pos is None:
            here = connection.execute(
                select(BLOB_CHUNK.c.i).where(_of_blob(city, blob)).order_by(BLOB_CHUNK.c.i)
            ).scalars()
            # All here and the hash not compared yet: its last chunk once more brings that about.
            lacks = _gaps(here, row.chunks) or ((row.chunks - 1, row.chunks - 1),)
            told.append(BlobRanges(blob, lacks, word))
        else:
            safe = safe_upto is not None and row.whole_pos <= safe_upto
            told.append(BlobRanges(blob, (), SAFE if safe else ""))
    return tuple(told)


def _gaps(here: Iterable[int], count: int) -> tuple[tuple[int, int], ...]:
    """What is not here of 0..count-1; what is too many ranges is said as one, too wide."""
    gaps, start = [], 0
    for i in here:
        if i > start:
            gaps.append((start, i - 1))
        start = i + 1
    if start < count:
        gaps.append((start, count - 1))
    if len(gaps) > MOST_RANGES:
        gaps[MOST_RANGES - 1 :] = [(gaps[MOST_RANGES - 1][0], gaps[-1][1])]
    return tuple(gaps)


# handing them out -------------------------------------------------------------------------------


def handed_out(
    connection: Connection,
    city: int,
    wishes: Iterable[BlobRanges],
    may_pull: Callable[[str], bool],
) -> tuple[list[Place], list[bytes]]:
    """The chunks to hand out now, and what was wished for and may come here but is not whole.

    ``may_pull``: whether the laptop may be handed a scope; of what lies in no such scope nothing is
    said at all.
    """
    places: list[Place] = []
    waiting: list[bytes] = []
    left = MOST_DOWN
    for wish in islice(wishes, MOST_NAMED):
        row = connection.execute(
            select(BLOB.c.bytes, BLOB.c.chunks, BLOB.c.whole_pos).where(
                (BLOB.c.city == city) & (BLOB.c.blob == wish.blob)
            )
        ).first()
        if not wish.ranges or row is None or not _may_have(connection, city, wish.blob, may_pull):
            continue
        if row.whole_pos is None:
            waiting.append(wish.blob)
            continue
        for lo, hi in wish.ranges:
            for i in range(lo, min(hi, row.chunks - 1) + 1):
                size = chunk_size(row.bytes, i)
                if size > left:
                    return places, waiting
                left -= size
                places.append(Place(wish.blob, i, size))
    return places, waiting


def read(connection: Connection, city: int, places: Sequence[Place]) -> list[bytes]:
    """The bodies of some places, in their order, up to the first that was destroyed meanwhile."""
    found: dict[tuple[bytes, int], bytes] = {}
    for blob in {one.blob for one in places}:
        rows = connection.execute(
            select(BLOB_CHUNK.c.i, BLOB_CHUNK.c.body).where(
                _of_blob(city, blob) & BLOB_CHUNK.c.i.in_([p.i for p in places if p.blob == blob])
            )
        )
        found |= {(blob, row.i): row.body for row in rows}
    there = takewhile(lambda one: (one.blob, one.i) in found, places)
    return [found[one.blob, one.i] for one in there]


def _may_have(
    connection: Connection, city: int, blob: bytes, may_pull: Callable[[str], bool]
) -> bool:
    scopes = connection.execute(
        select(FEED.c.scope)
        .join(
            BLOB_LETTER, and_(BLOB_LETTER.c.city == FEED.c.city, BLOB_LETTER.c.opid == FEED.c.opid)
        )
        .where((FEED.c.city == city) & (BLOB_LETTER.c.blob == blob))
        .distinct()
    ).scalars()
    return any(may_pull(scope) for scope in scopes)


def _count(connection: Connection, city: int, blob: bytes) -> int:
    query = select(func.count()).select_from(BLOB_CHUNK).where(_of_blob(city, blob))
    return int(connection.execute(query).scalar_one())


def _of_blob(city: int, blob: bytes) -> ColumnElement[bool]:
    return (BLOB_CHUNK.c.city == city) & (BLOB_CHUNK.c.blob == blob)


def _add(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    """Insert rows; those that are there already stay as they are."""
    kind = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(kind.insert(table).on_conflict_do_nothing(), rows)
