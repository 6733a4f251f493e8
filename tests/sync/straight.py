"""A road with no wire: the courier's own engine over the city's own reception, in one process.

What a line may do to a stream is done here to its frames, so that thousands of schedules are cheap.
HTTP itself is tested elsewhere (``tests/sync/client``).
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select

from data.model.road import RoadCode
from data.ops.certs import make_device_cert, make_user_cert
from data.ops.keys import ed_public
from data.ops.op import Op
from data.store.position import Position
from sync.client.body import PiecedBody
from sync.client.engine import Manner, sync_once
from sync.client.enrol import EnrolWish
from sync.client.ground import SyncOutcome
from sync.client.line import Line
from sync.client.papers import keep_certs
from sync.client.transport import HttpRoad, RoadFailure
from sync.protocol.endpoints import Reply
from sync.protocol.envelope import enrol_frame, error_frame, open_enrol_answer
from sync.protocol.frame import FrameHeader, parse_header
from sync.protocol.limits import FRAME_HEADER, PROTOCOL_VERSION
from sync.protocol.messages import EnrolAnswer, EnrolAsk, ErrorAnswer
from sync.server import keyfiles
from sync.server.city import read_facts
from sync.server.enrol import enrol
from sync.server.ingest import Reception, Turned
from sync.server.keyfiles import SECRETS
from sync.server.store.engine import Database
from sync.server.store.tables import OP
from sync.server.vouchers import Post
from tests.sync.client.laptop import CITY, Laptop, Writer
from tests.sync.server.laptop import CADRE, DESK_POST, ClockedCity, make_city, quick_line

Framed = tuple[FrameHeader, bytes]


class Town:
    """A city on its embedded file in ``folder``, that can be put back to an earlier day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.city = make_city(folder)
        self.laptops: list[Laptop] = []

    def close(self) -> None:
        """End city and laptops."""
        self.city.database.close()
        for laptop in self.laptops:
            laptop.bag.close()

    def keep(self, name: str) -> None:
        """Copy the database as it is now."""
        self._reopen(self.folder / "city.sqlite", self.folder / name)

    def put_back(self, name: str) -> None:
        """The database as it was kept; nobody is told."""
        self._reopen(self.folder / name, self.folder / "city.sqlite")

    def _reopen(self, source: Path, target: Path) -> None:
        at = self.city.at
        self.city.database.close()
        for tail in ("-wal", "-shm"):
            (self.folder / f"city.sqlite{tail}").unlink(missing_ok=True)
        shutil.copyfile(source, target)
        database = Database(f"sqlite:///{self.folder / 'city.sqlite'}")
        seeds = keyfiles.read_secrets(self.folder / "keys" / SECRETS)
        self.city = ClockedCity(database, read_facts(database), seeds)
        self.city.at = at

    def seat(self, name: str, *, desk: bool = False) -> tuple[Laptop, Writer]:
        """A new laptop with one person, who took her place."""
        laptop, person = Laptop(self.folder / name), Writer()
        self.laptops.append(laptop)
        self.take_place(laptop, person, DESK_POST if desk else CADRE)
        if desk:
            laptop.bag.subscribe(f"desk:{CITY}", whole=False, owner=person.vault16)
        return laptop, person

    def take_place(self, laptop: Laptop, person: Writer, post: Post) -> None:
        """What enrolment leaves in a mailbag, frames straight to the city's own desk for it."""
        line, keys = quick_line(self.city, self.folder, post)
        _, url, _, root_id, _, _ = line.split("|")
        device = laptop.device
        user = make_user_cert(keys.ed_seed, CITY, person.user_seed, person.reading_seed)
        paper = make_device_cert(
            keys.ed_seed, CITY, device.ed_seed, device.x_seed, device.mailbag16
        )
        wish = EnrolWish(
            url, bytes(8), bytes.fromhex(root_id), ed_public(keys.ed_seed), user, paper
        )
        answer = self._asked(laptop, wish)
        for seq, wire in enumerate(answer.directory):
            laptop.bag.put_directory_doc(seq, wire)
        keep_certs(laptop.bag, (answer.voucher, user, paper, *answer.certs))
        laptop.bag.put_meta("root_id", wish.root_id)
        laptop.bag.put_meta("city_url", url.encode())
        laptop.introduce(person)

    def _asked(self, laptop: Laptop, wish: EnrolWish) -> EnrolAnswer:
        rk = X25519PrivateKey.generate()
        ask = EnrolAsk(
            PROTOCOL_VERSION,
            "test",
            rk.public_key().public_bytes_raw(),
            wish.code_pub,
            wish.user,
            wish.device,
        )
        stream = secrets.token_bytes(16)
        frame = enrol_frame(ask, laptop.ground.signing_key, stream=stream)
        answer = enrol(self.city, parse_header(frame), frame[FRAME_HEADER:])
        return open_enrol_answer(answer, rk, self.city.directory().server, stream=stream)

    def stored(self) -> list[bytes]:
        """Every stored op's id, one a row."""
        with self.city.database.reading() as connection:
            return [bytes(opid) for opid in connection.execute(select(OP.c.opid)).scalars()]

    def sync(self, laptop: Laptop, manner: Manner | None = None) -> SyncOutcome:
        """One pass over a road that does nothing to it."""
        return over(laptop, StraightRoad(self), manner)


def over(laptop: Laptop, road: StraightRoad, manner: Manner | None = None) -> SyncOutcome:
    """One pass over a road that has all the engine asks of one."""
    return sync_once(laptop.ground, cast(HttpRoad, road), manner)


class StraightRoad:
    """Frames to the city and its answer back. What a line does to them is for a subclass."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.line = Line()

    def sync(self, body: PiecedBody) -> Reply:
        """One stream to its end."""
        data = b""
        while piece := body.read():
            data += piece
        return self.carry(frames_in(data))

    def carry(self, frames: list[Framed]) -> Reply:
        """Hand the frames over, one by one, and bring the answer."""
        return answered(self.town.city, Reception(self.town.city), frames)

    def before_piece(self, size: int) -> None:
        """Nothing is measured."""

    def fresh(self) -> None:
        """No connection to give up."""


def frames_in(data: bytes) -> list[Framed]:
    """The frames of a body; a cut one at its end is left out."""
    found: list[Framed] = []
    while len(data) >= FRAME_HEADER:
        header = parse_header(data)
        end = FRAME_HEADER + header.body_len
        if len(data) < end:
            break
        found.append((header, data[FRAME_HEADER:end]))
        data = data[end:]
    return found


def answered(city: ClockedCity, reception: Reception, frames: Iterable[Framed]) -> Reply:
    """What the city says to frames that come one by one. A stream without a last frame: a cut."""
    last: FrameHeader | None = None
    try:
        for header, body in frames:
            last = header
            reception.take([(header, body)])
            if header.last:
                return Reply(200, reception.answer())
    except Turned as turned:
        refusal = ErrorAnswer(turned.code, turned.last, turned.retry, turned.docs)
        return Reply(200, error_frame(refusal, city.server, last))
    raise RoadFailure(RoadCode.NO_CONNECTION, "cut")


class Reader:
    """A vault that takes what its mailbag pulled, and where it stands; as the app's pass does."""

    def __init__(self, laptop: Laptop, person: Writer, scope: str) -> None:
        self.laptop, self.person, self.scope = laptop, person, scope
        self.place = Position()
        self.had: set[bytes] = set()

    def take(self) -> None:
        """Take everything that follows; where there is a hole, set the mailbag back."""
        bag = self.laptop.bag
        while True:
            batch = bag.inbound(self.scope, self.place, 50)
            if batch.upto == self.place:
                if batch.hole:
                    bag.read_again(self.scope)
                return
            self.had |= {Op.parse(raw).opid for _, raw in batch.items}
            self.place = batch.upto
            bag.inbound_done(self.scope, batch.upto, self.person.vault16)
