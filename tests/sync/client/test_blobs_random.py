"""Random stories of attachments, over the real city in this very process: only the wire is short.

Lines break at any byte either way, a carrier takes another road, rows are lost as by an older
backup, letters are erased, couriers start anew. In the end every attachment of a letter that was
not erased lies whole at the city, what was wished for came home, and little went twice.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from data.model.road import RoadCode
from data.ops.blob import CHUNK, SealedBlob, open_blob, seal_blob
from data.ops.certs import Voucher, make_device_cert, make_user_cert, make_writer_cert, sign_voucher
from data.ops.keys import ed_public
from data.ops.op import Op
from sync.client.body import PiecedBody
from sync.client.engine import Interrupted, Manner, sync_once
from sync.client.ground import SyncOutcome
from sync.client.line import Line
from sync.client.transport import HttpRoad, RoadFailure
from sync.protocol.endpoints import Reply
from sync.protocol.envelope import error_frame, frames_that_came
from sync.protocol.frame import parse_header
from sync.protocol.limits import FRAME_HEADER
from sync.protocol.messages import ErrorAnswer
from sync.server import blobs, keyfiles
from sync.server.ingest import Reception, Turned
from sync.server.keyfiles import ADMIN
from sync.server.store.blob_tables import BLOB, BLOB_CHUNK
from sync.server.vouchers import Post
from tests.sync.client.laptop import CITY, Laptop, Writer
from tests.sync.server.laptop import CADRE, DESK_POST, NOW, ClockedCity, make_city

_ASKED = "400" if os.environ.get("RESPONDER_ALL") == "1" else "8"
STORIES = int(os.environ.get("RESPONDER_STORIES", _ASKED))
SEED = int(os.environ.get("RESPONDER_SEED", "20261122"))
OWNER = b"v" * 16


class ShortRoad(HttpRoad):
    """The road without its wire. ``cut_up``, ``cut_down``: bytes after which it breaks, once."""

    def __init__(self, city: ClockedCity) -> None:
        super().__init__("http://127.0.0.1:1", Line())
        self._near = city
        self.cut_up: int | None = None
        self.cut_down: int | None = None
        self.up = self.cuts = 0

    def sync(self, body: PiecedBody) -> Reply:
        """Frames into the city as they become whole; its answer as far as it comes."""
        reception, waiting = Reception(self._near), b""
        try:
            while piece := body.read(1 << 16):
                self.up += len(piece)
                if self.cut_up is not None and self.cut_up < len(piece):
                    raise self._break("cut_up")
                if self.cut_up is not None:
                    self.cut_up -= len(piece)
                waiting = _feed(reception, waiting + piece)
            flow = reception.answer()
            if reception.goes_on:
                flow += b"".join(reception.pieces())
        except Turned as turned:
            said = ErrorAnswer(turned.code, turned.last, turned.retry, turned.docs)
            return Reply(200, error_frame(said, self._near.server, None))
        return self._came(flow)

    def _came(self, flow: bytes) -> Reply:
        broken = ""
        if self.cut_down is not None and self.cut_down < len(flow):
            flow, broken = flow[: self.cut_down], "cut"
            failure = self._break("cut_down")
            if not frames_that_came(flow):
                raise failure
        frames = frames_that_came(flow)
        if not frames:
            return Reply(200, flow)
        return Reply(200, frames[0], None, tuple(frames[1:]), broken)

    def _break(self, which: str) -> RoadFailure:
        setattr(self, which, None)
        self.cuts += 1
        return RoadFailure(RoadCode.NO_CONNECTION, "cut")


def _feed(reception: Reception, data: bytes) -> bytes:
    """Every whole frame into the city; the rest back."""
    while len(data) >= FRAME_HEADER:
        header = parse_header(data)
        end = FRAME_HEADER + header.body_len
        if len(data) < end:
            break
        reception.take([(header, data[FRAME_HEADER:end])])
        data = data[end:]
    return data


def enrol(city: ClockedCity, folder: Path, laptop: Laptop, post: Post) -> Writer:
    """A person with a laptop, all papers made here: enrolment is tested elsewhere."""
    directory, person, code = city.directory(), Writer(), os.urandom(32)
    voucher = Voucher(
        CITY, ed_public(code), post.role.value, post.area, post.display,
        [directory.scope] if post.role.works_at_desk else [], NOW + 3_600, demo=directory.demo,
    )  # fmt: skip
    device = laptop.device
    admin = keyfiles.read_key(folder / "keys" / ADMIN, ADMIN)
    papers = {
        "voucher": sign_voucher(voucher, admin),
        "user": make_user_cert(code, CITY, person.user_seed, person.reading_seed),
        "device": make_device_cert(code, CITY, device.ed_seed, device.x_seed, device.mailbag16),
        "writer": make_writer_cert(
            person.user_seed, CITY, person.seed, person.vault16, device.mailbag16, 1
        ),
    }
    for seq, doc in enumerate(directory.wires):
        laptop.bag.put_directory_doc(seq, doc)
    for kind, wire in papers.items():
        laptop.bag.put_cert(wire, kind)
    laptop.bag.put_meta("root_id", city.facts.root_id)
    laptop.bag.subscribe(person.scope, whole=False, owner=person.vault16)
    return person


@dataclass
class Sent:
    """A letter, its attachments and what opens them."""

    op: Op
    ck: bytes
    salt: bytes
    bodies: list[bytes]
    sealed: list[SealedBlob]
    laid: bool = False
    erased: bool = False
    wished: bool = False


@dataclass
class Story:
    """One cadre, one carrier and the desk on one city."""

    city: ClockedCity
    cadre: Laptop
    carrier: Laptop
    desk: Laptop
    person: Writer
    draw: random.Random
    letters: list[Sent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.roads = {id(one): ShortRoad(self.city) for one in self.laptops}

    @property
    def laptops(self) -> tuple[Laptop, Laptop, Laptop]:
        return self.cadre, self.carrier, self.desk

    def road(self, laptop: Laptop) -> ShortRoad:
        return self.roads[id(laptop)]

    def carry(self, laptop: Laptop, pieces: int | None = None) -> SyncOutcome:
        """One pass, broken off after so many pieces."""
        left = [pieces if pieces is not None else 1 << 30]

        def glance(_urgent: bool) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Interrupted

        return sync_once(laptop.ground, self.road(laptop), Manner(glance=glance))

    # what may happen ---------------------------------------------------------------------------

    def write(self) -> None:
        sizes = [self.draw.randrange(1, 12 * CHUNK) for _ in range(self.draw.randint(1, 2))]
        ck, salt = self.draw.randbytes(32), self.draw.randbytes(16)
        bodies = [self.draw.randbytes(size) for size in sizes]
        sealed = [seal_blob(ck, salt, place, body) for place, body in enumerate(bodies)]
        att = [(one.blob32, one.size, one.count) for one in sealed]
        (op,) = self.cadre.write(self.person, 1, pri=self.draw.choice([2, 2, 4]), att=att)
        sent = Sent(op, ck, salt, bodies, sealed)
        self.cadre.lay(self.person, [op])
        if self.draw.random() < 0.8:
            self.lay(sent)
        self.letters.append(sent)

    def lay(self, sent: Sent) -> None:
        """As the app's lay pass does, again and again."""
        self.cadre.bag.lay_blobs(sent.op.opid, self.person.vault16, sent.sealed, NOW)
        sent.laid = True

    def lay_again(self) -> None:
        for sent in self.letters:
            self.lay(sent)

    def carry_by_another_road(self) -> None:
        for sent in self.draw.sample(self.letters, min(2, len(self.letters))):
            if not sent.erased:
                self.carrier.lay(self.person, [sent.op])
                self.carrier.bag.lay_blobs(sent.op.opid, b"c" * 16, sent.sealed, NOW)
        self.cut(self.carrier)
        self.carry(self.carrier, self.draw.randint(1, 60))

    def cut(self, laptop: Laptop) -> None:
        road = self.road(laptop)
        if self.draw.random() < 0.5:
            road.cut_up = self.draw.randrange(1, 20 * CHUNK)
        else:
            road.cut_down = self.draw.randrange(1, 20 * CHUNK)

    def go_with_a_cut(self) -> None:
        self.cut(self.cadre)
        self.carry(self.cadre, self.draw.choice([None, 5, 40]))

    def read(self) -> None:
        for sent in self.letters:
            if not sent.wished and not sent.erased and self.draw.random() < 0.5:
                self.wish(sent)
        self.cut(self.desk)
        self.carry(self.desk)

    def wish(self, sent: Sent) -> None:
        for one in sent.sealed:
            self.desk.bag.wish_blob(one.blob32, one.size, one.count, OWNER, NOW)
        sent.wished = True

    def restore(self) -> None:
        """The city loses chunks, and that it had them all."""
        with self.city.database.writing() as connection:
            chosen = select(BLOB.c.blob).scalar_subquery()
            rows = connection.execute(select(BLOB_CHUNK.c.blob, BLOB_CHUNK.c.i)).all()
            for row in rows:
                if self.draw.random() < 0.3:
                    connection.execute(
                        delete(BLOB_CHUNK).where(
                            (BLOB_CHUNK.c.blob == row.blob) & (BLOB_CHUNK.c.i == row.i)
                        )
                    )
            connection.execute(update(BLOB).where(BLOB.c.blob.in_(chosen)).values(whole_pos=None))

    def erase(self) -> None:
        living = [sent for sent in self.letters if not sent.erased]
        if living and self.draw.random() < 0.4:
            sent = self.draw.choice(living)
            sent.erased = True
            self.cadre.lay(self.person, [self.cadre.erase(self.person, sent.op)])

    def tell(self) -> None:
        self.write()
        happenings = [
            self.write, self.lay_again, self.go_with_a_cut, self.go_with_a_cut,
            self.go_with_a_cut, self.carry_by_another_road, self.read, self.restore, self.erase,
        ]  # fmt: skip
        for _ in range(self.draw.randint(3, 12)):
            self.draw.choice(happenings)()

    # how it ends -------------------------------------------------------------------------------

    def rest(self) -> None:
        """Lines hold, everything that may be sent is."""
        for road in self.roads.values():
            road.cut_up = road.cut_down = None
        self.lay_again()
        for _ in range(2):
            assert self.carry(self.cadre).good
        for sent in self.letters:
            if not sent.erased:
                self.wish(sent)
        assert self.carry(self.desk).good

    def judge(self) -> None:
        assert self.cadre.bag.blobs_waiting() == []
        for sent in self.letters:
            for place, one in enumerate(sent.sealed):
                with self.city.database.reading() as connection:
                    here = list(blobs.bodies(connection, self.city.number, one.blob32))
                if sent.erased:
                    assert here == [], "destroyed with its letter"
                    assert self.cadre.bag.chunk(one.blob32, 0) is None
                    continue
                assert here == list(one.chunks)
                chunks = self.desk.bag.blob_chunks(one.blob32)
                assert open_blob(sent.ck, sent.salt, place, chunks) == sent.bodies[place]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ClockedCity, Path]]:
    folder = tmp_path_factory.mktemp("stories")
    city = make_city(folder)
    yield city, folder
    city.database.close()


@pytest.mark.parametrize("number", range(STORIES))
def test_every_attachment_comes_to_rest_where_it_belongs(
    founded: tuple[ClockedCity, Path], tmp_path: Path, number: int
) -> None:
    city, folder = founded
    print(f"seed {SEED}, story {number}")
    cadre, carrier, desk = (Laptop(tmp_path / name) for name in ("cadre", "carrier", "desk"))
    try:
        person = enrol(city, folder, cadre, CADRE)
        enrol(city, folder, carrier, CADRE)
        enrol(city, folder, desk, DESK_POST)
        desk.bag.subscribe(city.directory().scope, whole=False, owner=OWNER)
        for wire in cadre.bag.certs("writer") + cadre.bag.certs("user"):
            carrier.bag.put_cert(wire, "")
        story = Story(city, cadre, carrier, desk, person, random.Random(SEED + number))
        story.tell()
        story.rest()
        story.judge()
    finally:
        for laptop in (cadre, carrier, desk):
            laptop.bag.close()
