"""A city and laptops for tests: real ceremony, real certificates, real frames; no mocks.

A laptop here is a bare peer of the protocol (no mailbag, no vault): it makes ops, packs them into
frames and reads the answers.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from data.model.people import Role
from data.ops.certs import (
    Voucher,
    make_device_cert,
    make_user_cert,
    make_writer_cert,
    sign_voucher,
)
from data.ops.directory import Directory
from data.ops.enrol_code import CodeKeys, derive_code_keys
from data.ops.header import DESK, NO_PREV, OWN, Header, Routing, Status
from data.ops.keys import ed_public, id16
from data.ops.op import Op, make_op, one_use
from data.ops.receipt import Receipt, verify_receipt
from sync.protocol.envelope import enrol_frame, open_answer, open_enrol_answer
from sync.protocol.frame import StreamSealer, join_plain, parse_header, room
from sync.protocol.limits import FRAME_HEADER
from sync.protocol.messages import (
    Answer,
    Cursor,
    EnrolAnswer,
    EnrolAsk,
    Hello,
    PackWish,
    encode,
)
from sync.protocol.splice import Splicer
from sync.server import keyfiles
from sync.server.ceremony import CityPlan, hold_ceremony
from sync.server.city import City, found_city, read_facts
from sync.server.enrol import enrol
from sync.server.ingest import Reception
from sync.server.keyfiles import ADMIN, SECRETS
from sync.server.registry import Registry
from sync.server.store.engine import Database
from sync.server.store.migrate import migrate
from sync.server.vouchers import Post, make_code

NOW = 1_790_000_000
CADRE = Post(Role.KADER_PKK, "2172041003", "Kader RW 3")
DESK_POST = Post(Role.CASE_MANAGER, "2172000000", "Petugas UPTD")


class ClockedCity(City):
    """A city whose clock a test sets."""

    at: int = NOW

    def now(self) -> int:
        return self.at


def make_city(folder: Path, url: str | None = None, *, demo: bool = False) -> ClockedCity:
    """Ceremony, database, city."""
    plan = CityPlan(2172, "TP", "Kota Uji", "http://127.0.0.1:8172", demo)
    bundle = hold_ceremony(folder / "keys", plan, secrets.token_bytes, NOW)
    database = Database(url or f"sqlite:///{folder / 'city.sqlite'}")
    migrate(database)
    seeds = keyfiles.read_secrets(folder / "keys" / SECRETS)
    found_city(database, bundle, seeds, folder / "keys" / SECRETS, NOW)
    return ClockedCity(database, read_facts(database), seeds)


def new_code(city: City, folder: Path, post: Post, *, hours: int = 72) -> str:
    """A code line whose voucher the city has loaded."""
    made = make_code(
        folder / "keys", post, url=None, hours=hours, random=secrets.token_bytes, now=NOW
    )
    with city.database.writing() as connection:
        Registry(connection, city.directory()).load_voucher(made.voucher, NOW)
    return made.line


@dataclass
class Writer:
    """One chain of ops."""

    seed: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    n: int = 0
    prev: bytes = NO_PREV

    @property
    def id(self) -> bytes:
        return id16(ed_public(self.seed))

    def write(self, kind: str, head: Header, payload: bytes | None = None) -> Op:
        self.n += 1
        op = make_op(kind, self.seed, self.n, self.prev, head, payload or secrets.token_bytes(200))
        self.prev = op.opid
        return op

    def note(self, rec: bytes, *, aud: str = OWN, lam: int = 1) -> Op:
        return self.write("d", Header(rec=rec, lam=lam, tw=NOW, fv="note/1", aud=aud))

    def refer(self, rec: bytes, *, tk: bytes = b"", pri: int = 3, own: int = 1) -> Op:
        r = Routing("desk:2172", "2172041003", pri, ["medis"], 3600, tk, own)
        return self.write("r", Header(rec=rec, lam=2, tw=NOW, fv="referral/1", aud=DESK, r=r))

    def say(self, rec: bytes, ref: bytes, state: int, *, accepted: int = 0, lam: int = 3) -> Op:
        s = Status(ref, state, accepted)
        return self.write("s", Header(rec=rec, lam=lam, tw=NOW, fv="status/1", aud=DESK, s=s))

    def erase(self, rec: bytes, opids: list[bytes]) -> Op:
        return self.write("x", Header(rec=rec, lam=9, tw=NOW, fv="erase/1", aud=OWN, x=opids))


class Laptop:
    """One device with one person: enrols, pushes, pulls."""

    def __init__(
        self,
        city: City,
        code_line: str,
        code_keys: CodeKeys | None = None,
    ) -> None:
        self.city = city
        self.code_keys = code_keys
        self.directory: Directory = city.directory()
        _, self.url, self.server_id, root, _, self.code = code_line.split("|")
        self.root_id = bytes.fromhex(root)
        self.device_seed = secrets.token_bytes(32)
        self.device_x = secrets.token_bytes(32)
        self.user_seed, self.user_x = secrets.token_bytes(32), secrets.token_bytes(32)
        self.mailbag, self.vault = secrets.token_bytes(16), secrets.token_bytes(16)
        self.seq = 0

    @property
    def device(self) -> bytes:
        return id16(ed_public(self.device_seed))

    @property
    def user(self) -> bytes:
        return id16(ed_public(self.user_seed))

    @property
    def home(self) -> str:
        return f"p:{self.user.hex()}"

    def enrol(self) -> EnrolAnswer:
        """Take the place the code promises. Raises ``Turned``."""
        frame, rk, stream = self.enrol_frame()
        answer = enrol(self.city, parse_header(frame), frame[FRAME_HEADER:])
        return open_enrol_answer(answer, rk, self.directory.server, stream=stream)

    def keys(self) -> CodeKeys:
        return self.code_keys or derive_code_keys(self.code, self.root_id)

    def papers(self) -> tuple[bytes, bytes]:
        """The user and the device certificate under the code's key."""
        code, city = self.keys().ed_seed, self.directory.city
        return (
            make_user_cert(code, city, self.user_seed, self.user_x),
            make_device_cert(code, city, self.device_seed, self.device_x, self.mailbag),
        )

    def enrol_frame(self) -> tuple[bytes, X25519PrivateKey, bytes]:
        keys = self.keys()
        rk, stream = X25519PrivateKey.generate(), secrets.token_bytes(16)
        ask = EnrolAsk(
            2,
            "test",
            rk.public_key().public_bytes_raw(),
            ed_public(keys.ed_seed),
            *self.papers(),
        )
        device = Ed25519PrivateKey.from_private_bytes(self.device_seed)
        return enrol_frame(ask, device, stream=stream), rk, stream

    def certify(self, writer: Writer) -> bytes:
        """The writer's certificate by this person's key."""
        return make_writer_cert(
            self.user_seed, self.directory.city, writer.seed, self.vault, self.mailbag, NOW
        )

    def urgent(self, rec: bytes, tk: bytes = b"") -> Op:
        """A referral written at the door, by a one-use writer."""
        seed = secrets.token_bytes(32)
        r = Routing("desk:2172", "2172041003", 4, ["medis"], 3600, tk, 1)
        one = one_use(ed_public(seed), self.device_seed)
        head = Header(rec=rec, tw=NOW, fv="urgent/1", aud=DESK, r=r, one=one)
        return make_op("r", seed, 1, NO_PREV, head, secrets.token_bytes(200))

    def stream(
        self,
        ops: Sequence[Op | bytes] = (),
        *,
        certs: Iterable[bytes] = (),
        cur: dict[str, Cursor] | None = None,
        want: int = 1 << 20,
        whole: bool = False,
        seq: int | None = None,
        per_frame: int | None = None,
        rk: bytes | None = None,
        pack: PackWish | None = None,
        behind: int = 0,
        spliced: bool = False,
    ) -> Stream:
        """The frames of one request."""
        if seq is None:
            self.seq += 1
            seq = self.seq
        one_time = X25519PrivateKey.generate()
        hello = Hello(
            v=2,
            app="test",
            rk=rk or one_time.public_key().public_bytes_raw(),
            cur=cur or {},
            want=want,
            dirseq=0,
            clk=(NOW, None),
            certs=tuple(certs),
            pack=pack,
            behind=behind,
            spliced=spliced,
        )
        stream = secrets.token_bytes(16)
        sealer = StreamSealer(
            Ed25519PrivateKey.from_private_bytes(self.device_seed),
            self.directory.transit,
            city=self.directory.city,
            stream=stream,
            seq=seq,
            stream_key=secrets.token_bytes(32),
        )
        splicer = Splicer()
        plains: list[bytes] = []
        present, count = [join_plain(encode(hello), b"")], 0
        for op in ops:
            raw = op if isinstance(op, bytes) else op.raw
            record = splicer.prepare(raw, whole=whole)
            full = sum(map(len, present)) + len(record.data) > room(len(plains))
            if full or (per_frame is not None and count >= per_frame):
                plains.append(b"".join(present))
                splicer.next_frame()
                present, count = [join_plain(b"", b"")], 0
                record = splicer.prepare(raw, whole=whole)
            splicer.take(record)
            present.append(record.data)
            count += 1
        plains.append(b"".join(present))
        frames = [
            sealer.frame(index, plain, last=index == len(plains) - 1)
            for index, plain in enumerate(plains)
        ]
        return Stream(self, frames, one_time, stream, seq, sealer)

    def sync(self, ops: Sequence[Op | bytes] = (), **how: object) -> Answer:
        """One whole exchange. Raises ``Turned``."""
        return self.stream(ops, **how).run()  # type: ignore[arg-type]  # passed on as they came


@dataclass
class Stream:
    """The frames of one request and what its answer is opened with."""

    laptop: Laptop
    frames: list[bytes]
    rk: X25519PrivateKey
    stream: bytes
    seq: int
    sealer: StreamSealer

    def run(self) -> Answer:
        """Hand every frame to the city and open its answer. Raises ``Turned``."""
        reception = Reception(self.laptop.city)
        for frame in self.frames:
            take(reception, frame)
        return self.open(reception.answer())

    def open(self, frame: bytes) -> Answer:
        answer = open_answer(
            frame, self.rk, self.laptop.directory.server, stream=self.stream, seq=self.seq
        )
        assert receipt_of(self.laptop, answer).re == self.sealer.re
        return answer


def take(reception: Reception, frame: bytes) -> None:
    """Hand one frame to the city, as a slow line does. Raises ``Turned``."""
    reception.take([(parse_header(frame), frame[FRAME_HEADER:])])


def receipt_of(laptop: Laptop, answer: Answer) -> Receipt:
    """The receipt in an answer, verified as a vault would."""
    return verify_receipt(answer.receipt, laptop.directory)


def quick_line(city: City, folder: Path, post: Post) -> tuple[str, CodeKeys]:
    """A loaded voucher for random code keys: like a code, without the half second it costs."""
    keys = CodeKeys(secrets.token_bytes(32), secrets.token_bytes(32))
    directory = city.directory()
    voucher = Voucher(
        directory.city,
        ed_public(keys.ed_seed),
        post.role.value,
        post.area,
        post.display,
        [directory.scope] if post.role.works_at_desk else [],
        NOW + 3_600,
        demo=directory.demo,
    )
    admin = keyfiles.read_key(folder / "keys" / ADMIN, ADMIN)
    with city.database.writing() as connection:
        Registry(connection, directory).load_voucher(sign_voucher(voucher, admin), NOW)
    root = id16(directory.root).hex()
    return f"PSKE1|http://127.0.0.1:1|{'0' * 16}|{root}|{directory.city}|-", keys


def enrolled(city: City, folder: Path, post: Post = CADRE, beside: Laptop | None = None) -> Laptop:
    """A laptop whose person has taken her place; ``beside``: on the same machine as another."""
    line, keys = quick_line(city, folder, post)
    laptop = Laptop(city, line, keys)
    if beside is not None:
        laptop.device_seed, laptop.device_x = beside.device_seed, beside.device_x
        laptop.mailbag = beside.mailbag
    laptop.enrol()
    return laptop


def raws(answer: Answer, scope: str) -> list[bytes]:
    """The exact bytes pulled in one scope, in order."""
    return [one.raw for pulled in answer.pulled if pulled.scope == scope for one in pulled.ops]
