"""A laptop without a window: real keys, real mailbag, real letters, for tests of the road."""

from __future__ import annotations

import base64
import itertools
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from data.ops.certs import make_device_cert, make_user_cert, make_writer_cert
from data.ops.enrol_code import derive_code_keys
from data.ops.header import Header, Routing
from data.ops.keys import ed_public, id16, rid8, x_public
from data.ops.op import Op
from data.ops.payload import PayloadBody
from data.ops.seal import author_wrap, commitment, wrap_ck, write_letter
from data.store.device import DeviceKeys
from data.store.mail.outgoing import LaidItem
from data.store.mailbag import Mailbag, open_mailbag
from sync.client.coverage import coverage
from sync.client.engine import Manner, sync_once
from sync.client.enrol import Enrolled, EnrolWish, enrol
from sync.client.ground import Ground, SyncOutcome
from sync.client.line import Line
from sync.client.transport import HttpRoad

CITY = 2172


@dataclass
class Writer:
    """One person's chain on one laptop: secrets, and where the chain stands."""

    user_seed: bytes = field(default_factory=lambda: os.urandom(32))
    reading_seed: bytes = field(default_factory=lambda: os.urandom(32))
    seed: bytes = field(default_factory=lambda: os.urandom(32))
    vault16: bytes = field(default_factory=lambda: os.urandom(16))
    n: int = 0
    prev: bytes = bytes(32)
    tick: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def user16(self) -> bytes:
        return id16(ed_public(self.user_seed))

    @property
    def writer16(self) -> bytes:
        return id16(ed_public(self.seed))

    @property
    def scope(self) -> str:
        return f"p:{self.user16.hex()}"


class Laptop:
    """A home with device key and mailbag."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        (home / "demo.json").write_text("{}")
        self.home = home
        self.device = DeviceKeys.load_or_create(home)
        self.bag: Mailbag = open_mailbag(home, self.device)
        self.line = Line()
        self.road: HttpRoad | None = None
        self.ground = Ground(self.bag, self.device, lambda: int(time.time()), os.urandom, demo=True)

    def close(self) -> None:
        self.close_road()
        self.bag.close()

    def close_road(self) -> None:
        """Leave the road; the next pass opens a new one, wherever it leads."""
        if self.road is not None:
            self.road.close()
        self.road = None

    def waiting(self) -> int:
        """How many letters have not been receipted."""
        return self.bag.waiting(coverage(self.bag).not_to_send).count

    def wish(self, code_line: str, person: Writer) -> dict[str, str]:
        """The errand's arguments for a code line, as the app makes them."""
        _, url, server_id, root_id, _city, code = code_line.split("|")
        keys = derive_code_keys(code, bytes.fromhex(root_id))
        user = make_user_cert(keys.ed_seed, CITY, person.user_seed, person.reading_seed)
        device = make_device_cert(
            keys.ed_seed, CITY, self.device.ed_seed, self.device.x_seed, self.device.mailbag16
        )
        shown = {"code_pub": ed_public(keys.ed_seed), "user": user, "device": device}
        return {
            "url": url,
            "server_id": server_id,
            "root_id": root_id,
            **{name: base64.b64encode(value).decode() for name, value in shown.items()},
        }

    def enrol(self, code_line: str, person: Writer | None = None, url: str = "") -> Writer:
        """Enrol a person over the wire and give her a writer here."""
        person = person or Writer()
        args = self.wish(code_line, person)
        if url:
            args["url"] = url
        done = enrol(EnrolWish.of(args), self.ground, self.line)
        assert isinstance(done, Enrolled)
        self.introduce(person)
        return person

    def introduce(self, person: Writer) -> None:
        """What the app does after enrolment: the writer's certificate and the scope."""
        wire = make_writer_cert(
            person.user_seed, CITY, person.seed, person.vault16, self.device.mailbag16, 1
        )
        self.bag.put_cert(wire, "writer")
        self.bag.subscribe(person.scope, whole=False, owner=person.vault16)

    def write(
        self,
        person: Writer,
        count: int = 1,
        *,
        pri: int = 0,
        text: str = "CONTOH",
        att: Iterable[tuple[bytes, int, int]] = (),
    ) -> list[Op]:
        """Write ``count`` letters without laying them; a ``pri`` makes them referrals.

        ``att``: attachments they name.
        """
        directory = self.ground.directory()
        assert directory is not None
        ops = []
        for _ in range(count):
            rec, ck = os.urandom(16), os.urandom(32)
            aud = "desk" if pri else "own"
            reader = directory.desk_current.pub if pri else x_public(person.reading_seed)
            rid = rid8(reader)
            routing = Routing(directory.scope, "2172041003", pri, ["medis"], 3600, rec, 0)
            head = Header(
                rec=rec,
                tw=1_795_266_000 + next(person.tick),
                fv="rujuk/1" if pri else "catat/1",
                aud=aud,
                kc=commitment(ck),
                wraps=[(rid, wrap_ck(ck, reader, city=CITY, rec=rec, ce=0, aud=aud, rid=rid))],
                aw=author_wrap(ck, person.user_seed, city=CITY, rec=rec, ce=0, aud=aud),
                r=routing if pri else None,
                att=list(att),
            )
            op = write_letter(
                "r" if pri else "d",
                person.seed,
                person.n + 1,
                person.prev,
                head,
                PayloadBody("note", {"own_words": text}),
                ck,
                salt=os.urandom(16),
            )
            person.n, person.prev = op.n, op.opid
            ops.append(op)
        return ops

    def erase(self, person: Writer, gone: Op) -> Op:
        """Write the letter that erases another of hers, without laying it."""
        head = Header(rec=gone.head.rec, lam=2, tw=gone.head.tw, fv="hapus/1", x=[gone.opid])
        ck, body = os.urandom(32), PayloadBody("erase")
        op = write_letter(
            "x", person.seed, person.n + 1, person.prev, head, body, ck, salt=os.urandom(16)
        )
        person.n, person.prev = op.n, op.opid
        return op

    def lay(self, person: Writer, ops: Iterable[Op]) -> None:
        """Lay letters as the app's lay pass does."""
        self.bag.lay(
            LaidItem(
                op.opid, op.writer, op.n, op.prev, op.kind,
                op.head.r.pri if op.head.r else 0, op.raw, person.vault16, int(time.time()),
            )
            for op in ops
        )  # fmt: skip

    def send(self, person: Writer, count: int = 1, *, pri: int = 0) -> list[Op]:
        """Write and lay."""
        ops = self.write(person, count, pri=pri)
        self.lay(person, ops)
        return ops

    def sync(self, url: str = "", manner: Manner | None = None) -> SyncOutcome:
        """One pass over a road that stays open between calls."""
        place = url or (self.bag.meta("city_url") or b"").decode()
        if self.road is None:
            self.road = HttpRoad(place, self.line)
        return sync_once(self.ground, self.road, manner)
