"""In from a stick: answers of the city to this laptop, and other people's files to carry on.

An answer counts by the same rules as one that came over the wire: a receipt only if it is newer,
positions without holes. What cannot be used is passed over and counted; nothing on the stick is
changed but this laptop's own files.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from data.ops.directory import Directory
from data.ops.receipt import Receipt
from data.store import steps
from data.store.mail.sticks import CARRIED, OUT, WrittenBundle
from sync.client import packs
from sync.client.coverage import coverage, stored_receipt
from sync.client.ground import Ground
from sync.client.intake import check_receipt, take_answer
from sync.client.stick import finish_begun, settled
from sync.client.verdict import CityFailure
from sync.protocol import stick
from sync.protocol.bundle import BadBundle, Bundle, Direction, open_bundle
from sync.protocol.chunks import CHUNK_FLAG, split_chunks
from sync.protocol.envelope import unpack_answer
from sync.protocol.frame import BadFrame, FrameKind, check_body, parse_header, verify_header
from sync.protocol.limits import FRAME_HEADER, TITIPAN_BYTES
from sync.protocol.messages import Answer, BadMessage


@dataclass(slots=True)
class InCounts:
    """What came of a stick. ``left_files``: ours and read, but the stick would not let them go."""

    letters: int = 0
    receipts: int = 0
    chunks: int = 0
    carried: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    left_files: int = 0


class _PassedOver(Exception):
    """A file of which nothing (more) is taken; ``word`` says why."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(slots=True)
class StickIn:
    """One reading of one stick. ``glance`` runs between pieces and may raise ``StickProblem``."""

    ground: Ground
    folder: Path
    removable: bool = False
    glance: Callable[[], None] = lambda: None
    counts: InCounts = field(default_factory=InCounts)
    _newer: bool = False

    def run(self) -> InCounts:
        """Take in every file there. Raises StickProblem; what was taken before counts."""
        stick.check_folder(self.folder, self.ground.bag.home, removable=self.removable)
        finish_begun(self.ground.bag, self.folder)
        for path in stick.candidates(self.folder):
            data = stick.read_file(path, lambda size: self.glance())
            try:
                if data is None:
                    raise _PassedOver("too-big")  # noqa: TRY301  # one place counts them
                self._one(path, data)
            except _PassedOver as passed:
                self.counts.passed_over[passed.word] += 1
        self._tidy()
        return self.counts

    def _one(self, path: Path, data: bytes) -> None:
        """One file: ours that went out, an answer to us, or somebody else's."""
        bag, sha = self.ground.bag, hashlib.sha256(data).digest()
        rows = bag.bundles()
        own = next((row for row in rows if row.sha == sha), None)
        if own is not None:
            return
        changed = next((row for row in rows if row.file == path.name), None)
        if changed is not None:
            # What was entrusted to it is entrusted no more: it lies on the laptop.
            bag.forget_bundle(changed.id)
            raise _PassedOver("changed")
        try:
            bundle = open_bundle(data, self.ground.device.x_seed)
        except BadBundle as bad:
            if bad.code != "foreign":
                raise _PassedOver(bad.code) from bad
            self._carry(sha, data)
            return
        self._homeward(bundle, rows)
        if bundle.whole:
            if not stick.remove(path):
                self.counts.left_files += 1
            steps.reached("stick-homeward-removed")

    def _carry(self, sha: bytes, data: bytes) -> None:
        """Keep somebody else's file, to hand it on by whatever road comes first."""
        bag = self.ground.bag
        if any(row.sha == sha for row in bag.all_titipan()):
            raise _PassedOver("old")
        if not bag.take_titipan(sha, sha[:16], OUT, data, self.ground.now(), TITIPAN_BYTES):
            raise _PassedOver("no-room")
        self.counts.carried += 1
        steps.reached("stick-titipan-taken")

    # an answer of the city --------------------------------------------------------------------

    def _homeward(self, bundle: Bundle, rows: list[WrittenBundle]) -> None:
        """Take an answer frame by frame: the answer itself, then records of chunks."""
        if bundle.direction is not Direction.HOMEWARD:
            raise _PassedOver("foreign")
        if not bundle.frames:
            raise _PassedOver("cut")
        root_id, directory = self.ground.bag.meta("root_id"), self.ground.directory()
        if root_id is None or directory is None:
            raise _PassedOver("not-asked")
        news, self._newer = 0, False
        try:
            news = self._frames(bundle, rows, directory, root_id)
        finally:
            self.counts.receipts += self._newer
        if not bundle.whole:
            raise _PassedOver("cut")
        if not news:
            self.counts.passed_over["old"] += 1

    def _frames(
        self, bundle: Bundle, rows: list[WrittenBundle], directory: Directory, root_id: bytes
    ) -> int:
        """Each frame of an answer, in order; gives how much of them was new."""
        asked, news = self._asked(bundle.frames[0], rows), 0
        for frame in bundle.frames:
            if frame[FRAME_HEADER : FRAME_HEADER + 1] == bytes((CHUNK_FLAG,)):
                news += self._chunks(frame, directory, asked)
            else:
                answer, receipt = _opened(frame, directory, asked)
                news += self._take(answer, receipt, directory, root_id, asked)
                directory = self.ground.directory() or directory
        return news

    def _asked(self, frame: bytes, rows: list[WrittenBundle]) -> WrittenBundle:
        """The file of ours that this answers."""
        try:
            header = parse_header(frame)
        except BadFrame as bad:
            raise _PassedOver("not-a-bundle") from bad
        for row in rows:
            if (row.stream, row.seq) == (header.stream, header.seq):
                return row
        raise _PassedOver("not-asked")

    def _take(
        self,
        answer: Answer,
        receipt: Receipt,
        directory: Directory,
        root_id: bytes,
        asked: WrittenBundle,
    ) -> int:
        """Lay the answer into the mailbag; gives how much of it was new.

        An older answer brings letters and papers only: its marks and needs are long outdated.
        """
        bag = self.ground.bag
        before = stored_receipt(bag)
        newer = before is None or receipt.order > before.order
        if not newer:
            answer = msgspec.structs.replace(answer, needs=(), held=(), cmds=(), blobs=())
        taken = take_answer(
            bag,
            answer,
            receipt,
            directory=directory,
            root_id=root_id,
            sent=bag.letters_in(asked.id) if newer else (),
            introduced=(),
        )
        steps.reached("stick-answer-taken")
        if taken.pack is not None:
            packs.take(bag, taken.pack, self.ground.now())
        self.counts.letters += taken.pulled
        self._newer = self._newer or newer
        return newer + taken.pulled

    def _chunks(self, frame: bytes, directory: Directory, asked: WrittenBundle) -> int:
        """Chunks of attachments that somebody here wished for; gives how many were missing."""
        new, bag = 0, self.ground.bag
        body = _verified(frame, directory, asked)
        try:
            records = split_chunks(body)
        except BadMessage as bad:
            raise _PassedOver("not-a-bundle") from bad
        missing = dict(bag.open_wishes())
        for record in records:
            new += any(lo <= record.i <= hi for lo, hi in missing.get(record.blob, ()))
            bag.put_chunks(record.blob, [(record.i, record.body)], self.ground.now())
        self.counts.chunks += new
        return new

    # our own files ----------------------------------------------------------------------------

    def _tidy(self) -> None:
        """Take our own files away whose letters the city has, all of them."""
        bag = self.ground.bag
        had = coverage(bag).had
        for row in bag.bundles():
            path = self.folder / row.file
            if row.state != CARRIED or not path.is_file() or not settled(bag, row, had):
                continue
            try:
                ours = stick.lies_there(path, row.sha)
            except stick.StickProblem:
                continue
            if ours and stick.remove(path):
                bag.settle_bundle(row.id)
            elif ours:
                self.counts.left_files += 1


def _verified(frame: bytes, directory: Directory, asked: WrittenBundle) -> bytes:
    """The body of a frame that a server of this city signed in answer to this file of ours."""
    try:
        header, body = parse_header(frame), frame[FRAME_HEADER:]
        verify_header(header, directory.server_key(header.sender) or b"")
        check_body(header, body)
    except BadFrame as bad:
        raise _PassedOver("signature") from bad
    if header.kind is not FrameKind.ANSWER or not header.open:
        raise _PassedOver("not-a-bundle")
    if (header.stream, header.seq) != (asked.stream, asked.seq):
        raise _PassedOver("not-asked")
    return body


def _opened(frame: bytes, directory: Directory, asked: WrittenBundle) -> tuple[Answer, Receipt]:
    """The answer in a frame, and its receipt, which stream and seq tie to our file."""
    body = _verified(frame, directory, asked)
    try:
        answer = unpack_answer(body)
        return answer, check_receipt(answer, directory, None)
    except (BadMessage, CityFailure) as bad:
        raise _PassedOver("not-a-bundle") from bad
