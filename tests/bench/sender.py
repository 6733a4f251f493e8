"""A laptop of the benches with a person on it: writes letters as the app does, delivers them."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import structs

from data.content.dictionary.shipped import CURRENT, dictionaries
from data.ops.blob import SealedBlob, seal_blob
from data.ops.header import Header, Routing
from data.ops.keys import rid8
from data.ops.op import Op
from data.ops.payload import PayloadBody
from data.ops.seal import author_wrap, commitment, wrap_ck, write_letter
from responder_app.work import door_referral
from responder_app.work.world import real_world
from sync.client.engine import Manner
from sync.client.transport import HttpRoad
from tests.bench.sync_cases import CaseMaker
from tests.sync.client.laptop import CITY, Laptop, Writer

PATIENCE = 1800.0
DOOR_ANSWERS = {
    "safe_now": "tidak",
    "perp_nearby": "ya",
    "violence_types": "fisik psikis",
    "visible_injury": "ringan",
    "under_18": "tidak",
    "consent_store": "ya",
    "limits_explained": "ya",
    "consent_services": "uptd",
    "survivor_name": "Kerudung hijau, dipanggil Yuk",
    "place_area_code": "21.72.04.1003",
    "address_note": "Suaminya mengancam dengan parang, ia bersembunyi di rumah sebelah.",
    "safe_contact": "081234509876, sore",
    "contact_rule": "telepon_jam",
    "reporter_relation": "tetangga_warga",
    "entry_type": "tanda_bahaya",
}


@dataclass
class Sender:
    """A laptop with a person on it, the letters it made, and what they cost to seal."""

    laptop: Laptop
    person: Writer
    sealing: float = 0.0
    dictionaries: Mapping[int, bytes] = field(default_factory=dictionaries)
    attached: dict[bytes, list[SealedBlob]] = field(default_factory=dict)

    def write(
        self, body: PayloadBody, *, pri: int, services: list[str], files: Sequence[bytes] = ()
    ) -> Op:
        """One referral of a new case, as the app writes it: one op, sealed to the desk."""
        directory = self.laptop.ground.directory()
        assert directory is not None
        rec, ck, reader = os.urandom(16), os.urandom(32), directory.desk_current.pub
        rid, who, salt = rid8(reader), self.person, os.urandom(16)
        began = time.process_time()
        sealed = [seal_blob(ck, salt, place, file) for place, file in enumerate(files)]
        head = Header(
            rec=rec,
            lam=1,
            tw=1_795_266_000 + who.n,
            fv="intake/1",
            aud="desk",
            dic=CURRENT,
            kc=commitment(ck),
            wraps=[(rid, wrap_ck(ck, reader, city=CITY, rec=rec, ce=0, aud="desk", rid=rid))],
            aw=author_wrap(ck, who.user_seed, city=CITY, rec=rec, ce=0, aud="desk"),
            r=Routing(directory.scope, "2172041003", pri, services, 86_400, os.urandom(16), 0),
            att=[(one.blob32, one.size, one.count) for one in sealed],
        )
        op = write_letter(
            "r", who.seed, who.n + 1, who.prev, head, body, ck,
            salt=salt, dictionaries=self.dictionaries,
        )  # fmt: skip
        self.sealing += time.process_time() - began
        who.n, who.prev = op.n, op.opid
        if sealed:
            self.attached[op.opid] = sealed
        return op

    def write_at_door(self) -> Op:
        """An urgent referral of five questions, as the door writes it with nobody logged in."""
        directory = self.laptop.ground.directory()
        assert directory is not None
        body, routing = door_referral.judged(DOOR_ANSWERS, directory, 1_795_266_000)
        routing = structs.replace(routing, tk=os.urandom(16))
        return door_referral.sealed(real_world(), self.laptop.device, directory, body, routing)

    def lay_file(self, body: PayloadBody, file: bytes) -> Op:
        """A case with one attachment, laid as the app's lay pass does."""
        op = self.write(body, pri=2, services=["visum"], files=[file])
        self.laptop.lay(self.person, [op])
        now, owner = int(time.time()), self.person.vault16
        self.laptop.bag.lay_blobs(op.opid, owner, self.attached.pop(op.opid), now)
        return op

    def lay_cases(self, maker: CaseMaker, count: int) -> list[Op]:
        """New cases of no urgency, written and laid."""
        ops = [
            self.write(PayloadBody("referral", dict(case)), pri=2, services=["psiko", "hukum"])
            for case in maker.cases(count)
        ]
        self.laptop.lay(self.person, ops)
        return ops

    def deliver(self, url: str) -> tuple[float, float, int]:
        """Passes until nothing waits: (seconds, CPU seconds, exchanges). Breaks are waited out."""
        laptop = self.laptop
        if laptop.road is None:
            laptop.road = HttpRoad(url, laptop.line, allow_plain=True)
        began, cpu, exchanges, ask = time.perf_counter(), time.process_time(), 0, False
        while time.perf_counter() - began < PATIENCE:
            outcome = laptop.sync(url, Manner(ask_first=ask))
            exchanges += outcome.exchanges
            if outcome.good:
                return time.perf_counter() - began, time.process_time() - cpu, exchanges
            ask = ask or outcome.frames_out > 0
        raise TimeoutError(f"not delivered in {PATIENCE:.0f} s: {outcome.word}")


def new_sender(folder: Path, code: str, url: str) -> Sender:
    """Enrol a person on a new laptop."""
    laptop = Laptop(folder)
    return Sender(laptop, laptop.enrol(code, url=url))
