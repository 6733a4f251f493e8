"""Two cadres and a desk with the real city in the same process: its reception, its database, its
feeds; only HTTP is left out. What a courier carries goes frame by frame into ``Reception``."""

from __future__ import annotations

import base64
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from data.model.people import Role
from data.ops.enrol_code import derive_code_keys
from data.ops.keys import ed_public
from data.store.mailbag import Mailbag
from responder_app.work import enrol, road
from responder_app.work import unlock as unlocking
from sync.client.body import PiecedBody
from sync.client.engine import Manner, sync_once
from sync.client.ground import Ground, SyncOutcome
from sync.client.line import Line
from sync.client.transport import HttpRoad
from sync.protocol.endpoints import Reply
from sync.protocol.envelope import error_frame
from sync.protocol.frame import FrameHeader, parse_header
from sync.protocol.limits import FRAME_HEADER
from sync.protocol.messages import ErrorAnswer
from sync.server.city import read_facts
from sync.server.ingest import Reception, Turned
from sync.server.keyfiles import SECRETS, read_secrets
from sync.server.store.engine import Database
from sync.server.store.tables import VOUCHER
from sync.server.vouchers import Post
from tests.responder_app.work.laptops import CHEAP, PASSPHRASE, Laptop
from tests.responder_app.work.paper_city import NOW
from tests.sync.server.laptop import ClockedCity, make_city, new_code

PEOPLE = {
    "ani": (Post(Role.KADER_PKK, "2172041003", "Bu Ani, RW 3"), 0),
    "budi": (Post(Role.GURU_BK, "2172041004", "Pak Budi, guru BK"), 1),
    "desk": (Post(Role.CASE_MANAGER, "2172000000", "Petugas UPTD"), 5),
}


class NearRoad(HttpRoad):
    """The road without its wire."""

    def __init__(self, city: ClockedCity) -> None:
        super().__init__("http://127.0.0.1:1", Line())
        self._near = city

    def sync(self, body: PiecedBody) -> Reply:
        """The whole stream into the city, and its answer."""
        stream = bytearray()
        while piece := body.read(1 << 16):
            stream += piece
        reception = Reception(self._near)
        at = 0
        header: FrameHeader | None = None
        try:
            while at < len(stream):
                header = parse_header(bytes(stream[at : at + FRAME_HEADER]))
                end = at + FRAME_HEADER + header.body_len
                reception.take([(header, bytes(stream[at + FRAME_HEADER : end]))])
                at = end
            answer = reception.answer()
            return Reply(200, answer, None, tuple(reception.pieces()) if reception.goes_on else ())
        except Turned as turned:
            said = ErrorAnswer(turned.code, turned.last, turned.retry)
            return Reply(200, error_frame(said, self._near.server, header), None)


def found(place: Path) -> None:
    """City and homes after everybody's enrolment, everything closed."""
    city = make_city(place, demo=True)
    for name, (post, icon) in PEOPLE.items():
        laptop = Laptop(place / name)
        try:
            _enrol(city, laptop, new_code(city, place, post), icon)
        finally:
            laptop.stop()
    city.database.close()


def _enrol(city: ClockedCity, laptop: Laptop, line: str, icon: int) -> None:
    own = enrol.Laptop(laptop.home, laptop.device, CHEAP, demo=True)
    laptop.w(enrol.begin, own, line, icon, PASSPHRASE)
    bag = laptop.bag()
    _answer(city, bag, line)
    assert laptop.w(enrol.progress, True).done
    laptop.w(unlocking.settle)
    outcome = carry(city, laptop, bag)
    bag.close()
    assert outcome.good, outcome


def _answer(city: ClockedCity, bag: Mailbag, line: str) -> None:
    """What courier and city do with the errand ``enrol``: papers down, the voucher with them."""
    errand = next(one for one in bag.errands() if one.kind == "enrol" and not one.over)
    root, code = bytes.fromhex(line.split("|")[3]), line.split("|")[5]
    code_pub = ed_public(derive_code_keys(code, root).ed_seed)
    with city.database.reading() as connection:
        voucher = bytes(
            connection.execute(select(VOUCHER.c.doc).where(VOUCHER.c.code == code_pub)).scalar_one()
        )
    for seq, wire in enumerate(city.directory().wires):
        bag.put_directory_doc(seq, wire)
    bag.put_cert(voucher, "voucher")
    for kind in ("user", "device"):
        bag.put_cert(base64.b64decode(errand.args[kind]), kind)
    bag.put_meta("root_id", root)
    said = {"voucher": base64.b64encode(voucher).decode(), "seq": 0}
    bag.finish(errand.id, "ok", NOW, result=said)


def carry(
    city: ClockedCity, laptop: Laptop, bag: Mailbag, people: str | None = None
) -> SyncOutcome:
    """One pass of a laptop's courier. Raises nothing the world may do."""
    ground = Ground(bag, laptop.device, laptop.clock, os.urandom, demo=True)
    manner = Manner(samples=True, people=people)
    return sync_once(ground, NearRoad(city), manner)


@dataclass
class NearTown:
    """Everybody is in."""

    place: Path
    city: ClockedCity
    ani: Laptop
    budi: Laptop
    desk: Laptop

    @staticmethod
    def copy_of(founded: Path, place: Path) -> NearTown:
        """A town of its own for one test."""
        shutil.copytree(founded, place)
        seeds = read_secrets(place / "keys" / SECRETS)
        database = Database(f"sqlite:///{place / 'city.sqlite'}")
        city = ClockedCity(database, read_facts(database), seeds)
        laptops = {name: Laptop(place / name) for name in PEOPLE}
        for laptop in laptops.values():
            laptop.come_in()
        return NearTown(place, city, **laptops)

    def meet(self, laptop: Laptop, people: str | None = None) -> SyncOutcome:
        """The laptop's courier comes by; then its person takes what came."""
        bag = laptop.bag()
        try:
            outcome = carry(self.city, laptop, bag, people)
        finally:
            bag.close()
        laptop.w(road.look)
        return outcome

    def mail(self, *laptops: Laptop) -> None:
        """Everybody's courier, twice, so that answers come home."""
        for _round in range(2):
            for laptop in laptops or (self.ani, self.budi, self.desk):
                assert self.meet(laptop).good

    def close(self) -> None:
        """As at the end of the day."""
        for laptop in (self.ani, self.budi, self.desk):
            laptop.stop()
        self.city.database.close()
