"""Out onto a stick: what the city does not have, urgent first, and other people's files.

Each file is sealed to the city, written under another name, brought to disk, named, and read back
from the stick; only then are its letters *dititipkan*. No vault is open. A failure in the middle
leaves the files that were read back, and they count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from data.ops.blob import CHUNK
from data.ops.directory import Directory
from data.store import steps
from data.store.mail.outgoing import OutItem
from data.store.mail.sticks import CARRIED, IN, OUT, WAITING, Titipan, WrittenBundle
from data.store.mail.sticks import WRITING as BEGUN
from data.store.mailbag import Mailbag
from sync.client import packs
from sync.client.coverage import Coverage, coverage
from sync.client.feed import cursors_of
from sync.client.ground import Ground
from sync.client.papers import certs_to_send, fitting, own_papers
from sync.client.plan import plan_stream
from sync.protocol import stick
from sync.protocol.bundle import (
    HIGHEST_STICK_SEQ,
    Bundle,
    Direction,
    lay_stream,
    pack_bundle,
    seal_bundle,
)
from sync.protocol.chunks import chunk_record, record_size
from sync.protocol.frame import join_plain, room
from sync.protocol.limits import (
    BUNDLE_FILLED,
    HELLO,
    PACK_PART,
    PROTOCOL_VERSION,
    STICK_WANT,
    URGENT_PRI,
)
from sync.protocol.messages import BlobRanges, Hello, PackWish, encode

_MOST_WISHED, _MOST_RANGES, _MOST_ASKED = 16, 16, 32
WRITING, CHECKING = "stick-writing", "stick-checking"
Ranges = list[tuple[bytes, int, int]]
Told = Callable[[str, int, int], None]


@dataclass(slots=True)
class OutCounts:
    """What lies on the stick and was read back. ``bytes``: of all files."""

    files: int = 0
    letters: int = 0
    chunks: int = 0
    bytes: int = 0
    titipan: int = 0


@dataclass(frozen=True, slots=True)
class _Load:
    """What goes into one file: letters in their order, and ranges of chunks."""

    items: tuple[OutItem, ...] = ()
    chunks: tuple[tuple[bytes, int, int], ...] = ()


@dataclass(slots=True)
class StickOut:
    """One writing of one stick. ``removable``: it was chosen as a drive of its own.

    ``told(code, done, of)`` hears of bytes; ``glance`` runs between pieces and may raise
    ``StickProblem`` to end it. ``counts`` is true whenever ``run`` ends.
    """

    ground: Ground
    folder: Path
    volume: str
    removable: bool = False
    told: Told = lambda code, done, of: None
    glance: Callable[[], None] = lambda: None
    counts: OutCounts = field(default_factory=OutCounts)
    _disk: int = 0
    _of: int = 0
    _done: int = 0
    _letters: set[bytes] = field(default_factory=set)

    def run(self, directory: Directory) -> OutCounts:
        """Write and read back everything. Raises StickProblem; the counts hold all the same."""
        bag = self.ground.bag
        self._disk = stick.check_folder(self.folder, bag.home, removable=self.removable)
        cover = coverage(bag)
        self._of = _estimate(bag, cover)
        finish_begun(bag, self.folder)
        before = own_files(bag, self.folder)
        written: set[bytes] = set()
        for load in _loads(bag, cover):
            self._write_own(directory, load)
            written.update(item.opid for item in load.items)
        self._write_titipan()
        for old in before:  # what the city still lacks of it lies in the new files now
            lost = bag.has(bag.letters_in(old.id)) - cover.had - written
            if not lost and stick.remove(self.folder / old.file):
                bag.settle_bundle(old.id)
        return self.counts

    def _write_own(self, directory: Directory, load: _Load) -> None:
        """One file of ours, from the letters to *dititipkan*."""
        ground, bag = self.ground, self.ground.bag
        stream, id16 = ground.random(16), ground.random(16)
        seq = int.from_bytes(ground.random(7), "big") & HIGHEST_STICK_SEQ
        hello = _hello(ground, directory, load.items)
        plan = plan_stream(hello, load.items)
        plains = [one.plain for one in plan.insides]
        plains += _chunk_plains(bag, load.chunks)
        frames = lay_stream(plains, ground.signing_key, stream=stream, seq=seq)
        now = ground.now()
        bundle = Bundle(Direction.OUTWARD, id16, ground.device.device16, now, frames)
        data = seal_bundle(pack_bundle(bundle), directory.transit)
        name = stick.new_name(ground.random(5))
        sha = hashlib.sha256(data).digest()
        row = WrittenBundle(id16, name, self.volume, now, len(data), sha, stream, seq)
        bag.begin_bundle(row, plan.opids, load.chunks)
        try:
            self._put(name, data, sha)
        except stick.StickProblem:
            # Pulled out, its beginning may still lie on the stick: then it stays known as ours.
            beside = self.folder / (name + stick.UNFINISHED)
            if self.folder.is_dir() and not beside.exists() and not (self.folder / name).exists():
                bag.forget_bundle(id16)
            raise
        bag.bundle_carried(id16)
        steps.reached("stick-carried")
        self._letters.update(plan.opids)
        self.counts.letters = len(self._letters)
        self.counts.chunks += sum(hi - lo + 1 for _, lo, hi in load.chunks)

    def _put(self, name: str, data: bytes, sha: bytes) -> None:
        """Write, name, read back. Raises StickProblem."""
        self._of = max(self._of, self._done + len(data))
        if stick.disk_of(self.folder) != self._disk:  # another disk shows where the stick was
            raise stick.StickProblem("stick-gone")
        stick.write_unfinished(self.folder, name, data, self._piece(WRITING, self._done))
        steps.reached("stick-unfinished")
        stick.give_name(self.folder, name)
        steps.reached("stick-named")
        if not stick.lies_there(self.folder / name, sha, self._piece(CHECKING, self._done)):
            raise stick.StickProblem("stick-differs")
        steps.reached("stick-read-back")
        self._done += len(data)
        self.counts.files += 1
        self.counts.bytes += len(data)

    def _piece(self, code: str, before: int) -> stick.Glance:
        done = before

        def glance(size: int) -> None:
            nonlocal done
            done += size
            self.told(code, done, self._of)
            self.glance()

        return glance

    def _write_titipan(self) -> None:
        """Other people's files: on to the city, and answers home, unless they lie here already."""
        bag = self.ground.bag
        rows = [row for row in bag.all_titipan() if row.here]
        if not rows:
            return
        there = _hashes(self.folder, {row.size for row in bag.all_titipan()})
        for row in rows:
            if row.sha in there or not _goes_along(row, there):
                continue
            body = bag.titipan_body(row.sha)
            if body is None:
                continue
            name = stick.new_name(row.sha)  # the same each time: a beginning left behind is known
            stick.remove(self.folder / (name + stick.UNFINISHED))
            self._put(name, body, row.sha)
            self.counts.titipan += 1
            if row.direction == IN:
                bag.note_titipan(row.sha, "done")
            steps.reached("stick-titipan-written")


def _goes_along(row: Titipan, there: Collection[bytes]) -> bool:
    """Whether a file goes onto this stick.

    Outward ones until they are delivered, also those the city could not open: they may be answers
    on their way home. An answer once; again while the file it answers still lies on the stick.
    """
    if row.direction == OUT:
        return True
    return row.state == WAITING or any(sha[:16] == row.bundle for sha in there)


def finish_begun(bag: Mailbag, folder: Path) -> None:
    """What a killed courier left on this stick: beginnings go, a file that is all there counts."""
    for row in bag.bundles():
        if row.state != BEGUN:
            continue
        beside = folder / (row.file + stick.UNFINISHED)
        if beside.is_file() and stick.remove(beside):
            bag.forget_bundle(row.id)
        elif _is(folder / row.file, row):
            bag.bundle_carried(row.id)


def own_files(bag: Mailbag, folder: Path) -> list[WrittenBundle]:
    """Files of ours that lie in this folder under their own names, as they were written."""
    names = {path.name: path for path in stick.candidates(folder)}
    return [
        row
        for row in bag.bundles()
        if row.state == CARRIED and row.file in names and _is(names[row.file], row)
    ]


def _is(path: Path, row: WrittenBundle) -> bool:
    try:
        return path.stat().st_size == row.size and stick.lies_there(path, row.sha)
    except (OSError, stick.StickProblem):
        return False


def settled(bag: Mailbag, row: WrittenBundle, had: Collection[bytes]) -> bool:
    """Whether the city has all that stands in a file of ours.

    A letter that is no item any more was safe or erased.
    """
    if bag.has(bag.letters_in(row.id)) - set(had):
        return False
    return not any(
        lo <= lacking_hi and lacking_lo <= hi
        for blob, lo, hi in bag.chunks_in(row.id)
        for lacking_lo, lacking_hi in bag.chunks_lacking(blob)
    )


def _hashes(folder: Path, sizes: Collection[int]) -> set[bytes]:
    """Hashes of the files that have one of these sizes."""
    found: set[bytes] = set()
    for path in stick.candidates(folder):
        try:
            data = stick.read_file(path) if path.stat().st_size in sizes else None
        except (OSError, stick.StickProblem):
            continue
        if data is not None:
            found.add(hashlib.sha256(data).digest())
    return found


def _estimate(bag: Mailbag, cover: Coverage) -> int:
    chunks = sum(face.bytes for face in bag.blobs_waiting())
    others = sum(row.size for row in bag.all_titipan() if row.here)
    return bag.waiting(cover.not_to_send).size + chunks + others


def _loads(bag: Mailbag, cover: Coverage) -> Iterator[_Load]:
    """What goes into each file: urgent letters alone, the other letters, then attachments.

    There is always one, also with nothing in it: it asks what waits for this laptop.
    """
    out: set[bytes] = set(cover.not_to_send)
    urgent = bag.outgoing(out, BUNDLE_FILLED, least_pri=URGENT_PRI)
    while urgent:
        yield _Load(tuple(urgent))
        out.update(item.opid for item in urgent)
        urgent = bag.outgoing(out, BUNDLE_FILLED, least_pri=URGENT_PRI)
    others = bag.outgoing(out, BUNDLE_FILLED)
    first = len(out) == len(cover.not_to_send)
    chunks = _chunk_loads(bag)
    while others:
        yield _Load(tuple(others))
        out.update(item.opid for item in others)
        first = False
        others = bag.outgoing(out, BUNDLE_FILLED)
    for ranges in chunks:
        yield _Load(_letters_of(bag, ranges, cover), tuple(ranges))
        first = False
    if first:
        yield _Load()


def _letters_of(bag: Mailbag, ranges: Ranges, cover: Coverage) -> tuple[OutItem, ...]:
    """The letters that name these attachments, once more: a chunk whose letter the city has not
    seen yet is not taken, and files arrive in any order."""
    blobs = {blob for blob, _, _ in ranges}
    opids = {face.opid for face in bag.blobs_waiting() if face.blob in blobs}
    return tuple(
        OutItem(0, face.opid, face.writer, face.n, face.pri, face.whole, raw)
        for face in bag.faces()
        if face.opid in opids - cover.not_to_send and (raw := bag.raw_of(face.opid)) is not None
    )


def _chunk_loads(bag: Mailbag) -> Iterator[Ranges]:
    """Chunks that the city lacks, by attachment, gravest first, in loads of one file each."""
    load, size = Ranges(), 0
    most = BUNDLE_FILLED // record_size(0, CHUNK)
    for blob in dict.fromkeys(face.blob for face in bag.blobs_waiting()):
        for lo, hi in bag.chunks_lacking(blob):
            while lo <= hi:
                upto = min(hi, lo + most - size - 1)
                load.append((blob, lo, upto))
                size += upto - lo + 1
                lo = upto + 1
                if size >= most:
                    yield load
                    load, size = Ranges(), 0
    if load:
        yield load


def _chunk_plains(bag: Mailbag, ranges: Sequence[tuple[bytes, int, int]]) -> Iterator[bytes]:
    """Frames' plaintexts with the records of these chunks."""
    present = bytearray(join_plain(b"", b""))
    for blob, lo, hi in ranges:
        for i in range(lo, hi + 1):
            body = bag.chunk(blob, i)
            if body is None:
                continue
            record = chunk_record(blob, i, body)
            if len(present) + len(record) > room(1) and len(present) > len(join_plain(b"", b"")):
                yield bytes(present)
                present = bytearray(join_plain(b"", b""))
            present += record
    if len(present) > len(join_plain(b"", b"")):
        yield bytes(present)


def _hello(ground: Ground, directory: Directory, items: Sequence[OutItem]) -> bytes:
    """What stands at the head of a file: whole chains, as no answer can ask for more in time."""
    bag, now = ground.bag, ground.now()
    writers = {item.writer for item in items}
    papers = own_papers(bag, ground.device.device16)
    chains = certs_to_send(bag, directory, (), None, writers)
    hello = Hello(
        v=PROTOCOL_VERSION,
        app=ground.app,
        rk=bytes(32),
        cur=cursors_of(bag, samples=True),
        want=STICK_WANT,
        dirseq=directory.seq,
        clk=(now, None),
        certs=fitting(dict.fromkeys((*papers, *chains))),
        pack=PackWish(packs.newest_held(bag), want=PACK_PART),
        blobs=_blobs(bag),
    )
    leaner = (
        hello,
        msgspec.structs.replace(hello, blobs=()),
        msgspec.structs.replace(hello, blobs=(), cur=cursors_of(bag, samples=False)),
    )
    packed = [encode(one) for one in leaner]
    return next((one for one in packed if len(one) <= HELLO), packed[-1])


def _blobs(bag: Mailbag) -> tuple[BlobRanges, ...]:
    """Chunks wished for, and how those of our own stand of which it matters."""
    wished = [
        BlobRanges(blob, tuple(missing[:_MOST_RANGES]))
        for blob, missing in bag.open_wishes()[:_MOST_WISHED]
    ]
    asked = dict.fromkeys(
        one.blob for one in bag.blob_standings() if not one.lacking and not (one.had and one.waits)
    )
    return (*wished, *(BlobRanges(blob) for blob in list(asked)[:_MOST_ASKED]))
