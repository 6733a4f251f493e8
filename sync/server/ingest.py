"""One request stream, from first frame to answer; what arrived is stored before more is read.

Frames come in order from the handler; they are verified, then stored in a transaction of their
own. A laptop has one open stream: opening a new one ends the old. A stream whose seq is too
low still pushes, out of line with the open one, and is then told the highest seq.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from sqlalchemy import ColumnElement, Connection, select, update

from data.ops.directory import Directory
from data.ops.receipt import sign_receipt
from sync.protocol.bundle import OpenReader
from sync.protocol.chunks import ChunkRecord
from sync.protocol.envelope import seal_answer
from sync.protocol.frame import (
    BadFrame,
    FrameHeader,
    FrameKind,
    StreamOpener,
    split_plain,
    verify_header,
)
from sync.protocol.limits import PROTOCOL_VERSION
from sync.protocol.messages import (
    READS_PACKED,
    Answer,
    BadMessage,
    Held,
    Hello,
    NeedAt,
    decode_hello,
)
from sync.protocol.splice import Unsplicer
from sync.server import steps
from sync.server.attachments import Attachments
from sync.server.city import City, Standing, read_standing
from sync.server.judge import BAD, Verdict, judge
from sync.server.limits import Turnstile
from sync.server.pack_parts import part_for
from sync.server.people import people_of_area
from sync.server.policy import in_urgent_lane, may_pull
from sync.server.pull import Handful, Puller
from sync.server.registry import KnownDevice, KnownWriter, Registry
from sync.server.shelve import Shelf
from sync.server.statement import Carried, state
from sync.server.store.tables import DEVICE

NEXT_VISIT = 900
FULL_RETRY = 120
CLONE_GAP = 4  # by a few numbers a laptop may be behind that lost its last seconds
CLONED_AFTER = 2
MOST_NEEDS = 256
HIGHEST_SEQ = (1 << 53) - 1
HIGHEST_JUMP = 1 << 32  # of seq in one stream: a thief of the device key cannot use up all numbers


class Turned(Exception):
    """The stream is refused. ``code``, ``last``, ``retry`` and ``docs`` as in ``ErrorAnswer``."""

    def __init__(
        self, code: str, last: int = 0, retry: int = 0, docs: tuple[bytes, ...] = ()
    ) -> None:
        super().__init__(code)
        self.docs = docs
        self.code = code
        self.last = last
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Judged:
    """One frame: its header, what became of its letters, the chunks behind them."""

    header: FrameHeader
    verdict: Verdict
    chunks: Sequence[ChunkRecord]


class Reception:
    """The city's side of one POST. Blocking: the handler calls it in a thread, never twice at once.

    ``take`` for each frame; ``answer`` after the last. ``turnstile``: how often laptops may come.
    What is different for a stream out of a stick's file stands in ``bundles.StickReception``.
    """

    kind = FrameKind.REQUEST

    def __init__(self, city: City, turnstile: Turnstile | None = None) -> None:
        self._city = city
        self._turnstile = turnstile
        self._directory: Directory = city.directory()
        self._opener = self._new_opener()
        self._unsplicer = Unsplicer()
        self._device: KnownDevice | None = None
        self._hello: Hello | None = None
        self._last: FrameHeader | None = None
        self._stale = False
        self._sender_known = False
        self._writers: dict[bytes, KnownWriter] = {}
        self._device_keys: dict[bytes, bytes | None] = {}
        self._carried = Carried()
        self._needs: dict[NeedAt, None] = {}
        self._held: dict[Held, None] = {}
        self._attachments = Attachments(city)

    def _new_opener(self) -> StreamOpener | OpenReader:
        return StreamOpener(self._city.transit, city=self._city.number)

    # frames ---------------------------------------------------------------------------------

    def take(self, frames: Sequence[tuple[FrameHeader, bytes]]) -> None:
        """Verify and store the frames that have arrived, in their order. Raises ``Turned``.

        On a slow line that is one frame; what came in one piece is stored in one transaction.
        What came before a frame that is refused is stored all the same.
        """
        good: list[Judged] = []
        refusal: Turned | None = None
        for header, body in frames:
            try:
                good.append(self._judge(header, body))
            except Turned as turned:
                refusal = turned
                break
        if good:
            self._admit(good)
            steps.reached(steps.FRAME_VERIFIED)
            self._store(good)
            self._attachments.settle()
            steps.reached(steps.FRAME_COMMITTED)
        if refusal is not None:
            raise refusal

    def _admit(self, good: Sequence[Judged]) -> None:
        """Before anything is stored: not too often, unless it is urgent, and not on a full disk.

        A laptop that only asks is answered from a full disk too.
        """
        letters = [letter for one in good for letter in one.verdict.letters]
        if self._turnstile is not None and good[0].header.index == 0:
            urgent = any(in_urgent_lane(letter.op) for letter in letters)
            wait = 0 if urgent else self._turnstile.wait(self._known_device().id)
            if wait:
                raise Turned("busy", retry=wait)
        if letters and self._city.disk.is_short():
            raise Turned("full", retry=FULL_RETRY)

    def _judge(self, header: FrameHeader, body: bytes) -> Judged:
        try:
            _, records = split_plain(self._open(header, body))
            arrived, chunks = self._unsplicer.frame(records)
        except BadFrame as error:
            if error.code == "seal" and self._sender_known:  # sealed to a key that was replaced
                raise Turned("directory", docs=self._directory.wires) from error
            raise Turned("order" if error.code == "order" else "bad_frame") from error
        except BadMessage as error:
            raise Turned("bad_frame") from error
        self._know([one.writer for one in arrived])
        verdict = judge(arrived, self._writers, self._device_key, self._directory)
        return Judged(header, verdict, chunks)

    def _open(self, header: FrameHeader, body: bytes) -> bytes:
        if header.kind is not self.kind or header.seq > HIGHEST_SEQ:
            raise BadFrame("kind")
        if header.index > 0:
            if self._device is None:
                raise BadFrame("order")
            verify_header(header, self._device.pub)
            return self._opener.take(header, body)
        with self._city.database.glancing() as connection:
            device = Registry(connection, self._directory).device(header.sender)
        if device is not None:
            verify_header(header, device.pub)
        self._sender_known = device is not None
        plain = self._opener.take(header, body)
        self._sender_known = False
        self._hello = decode_hello(split_plain(plain)[0])
        self._check_keys(self._hello)
        self._check_reply(self._hello)
        if self._hello.v > PROTOCOL_VERSION:
            raise Turned("version")
        self._device = self._greet(header, self._hello, device)
        return plain

    def _greet(self, header: FrameHeader, hello: Hello, device: KnownDevice | None) -> KnownDevice:
        """Learn the certificates that came along; settle who this is and whether seq is good."""
        if hello.certs:
            with self._city.database.writing() as connection:
                registry = Registry(connection, self._directory)
                registry.learn(hello.certs, self._city.now())
                device = device or registry.device(header.sender)
        if device is None:
            raise Turned("unknown_device")
        verify_header(header, device.pub)
        self._stale = self._is_stale(header, device)
        if hello.behind >= CLONE_GAP and header.seq > device.last_seq:
            with self._city.database.writing() as connection:
                connection.execute(
                    update(DEVICE)
                    .where(self._row(device.id))
                    .values(went_back=DEVICE.c.went_back + 1)
                )
        return device

    def _is_stale(self, header: FrameHeader, device: KnownDevice) -> bool:
        if header.seq > device.last_seq + HIGHEST_JUMP:
            raise Turned("bad_frame")
        return header.seq < device.last_seq or (
            header.seq == device.last_seq and device.stream != header.stream
        )

    def _check_keys(self, hello: Hello) -> None:
        """An answer under a key the laptop's directory lacks would tell it nothing."""
        known = self._directory.wires[: hello.dirseq + 1]
        if 0 <= hello.dirseq < self._directory.seq and len(self._directory.servers) > 1:
            before = Directory.load(known, self._city.facts.root_id)
            if self._directory.server not in before.servers:
                raise Turned("directory", docs=self._directory.after(hello.dirseq))

    def _check_reply(self, hello: Hello) -> None:
        check_point(hello.rk)

    def _know(self, writers: list[bytes]) -> None:
        unknown = set(writers) - set(self._writers)
        if unknown:
            with self._city.database.glancing() as connection:
                self._writers |= Registry(connection, self._directory).writers(unknown)

    def _device_key(self, device: bytes) -> bytes | None:
        if device not in self._device_keys:
            with self._city.database.glancing() as connection:
                known = Registry(connection, self._directory).device(device)
            self._device_keys[device] = known.pub if known else None
        return self._device_keys[device]

    def _store(self, good: Sequence[Judged]) -> None:
        device = self._known_device()
        letters = [letter for one in good for letter in one.verdict.letters]
        chunks = [chunk for one in good for chunk in one.chunks]
        with self._city.database.writing() as connection:
            if not self._stale:
                self._advance(connection, good[0].header, good[-1].header, device)
            now = self._city.now()
            marks = Shelf(connection, self._directory, now).put(letters, device.id)
            ops = [letter.op for letter in letters]
            self._attachments.store(connection, device.id, ops, chunks)
        refused = {one.opid16 for one in marks if one.code == BAD}
        for letter in letters:
            if letter.op.id16 in refused:
                continue
            self._carried.note(letter.op.writer, letter.op.n, letter.op.opid)
        for one in good:
            self._needs |= dict.fromkeys(one.verdict.needs)
            self._held |= dict.fromkeys(one.verdict.held)
        self._held |= dict.fromkeys(marks)
        self._last = good[-1].header

    def _advance(
        self, connection: Connection, first: FrameHeader, last: FrameHeader, device: KnownDevice
    ) -> None:
        """Move the laptop's open stream on; a stream that was replaced ends here."""
        query = select(DEVICE.c.stream, DEVICE.c.next_index, DEVICE.c.last_seq)
        row = connection.execute(query.where(self._row(device.id)).with_for_update()).one()
        values: dict[str, object] = {"next_index": last.index + 1, "seen_at": self._city.now()}
        if first.index == 0:
            if first.seq < row.last_seq:
                raise Turned("stale_seq", row.last_seq)
            values |= {"stream": first.stream, "last_seq": first.seq}
        elif row.stream != first.stream or row.next_index != first.index:
            raise Turned("order", row.last_seq)
        connection.execute(update(DEVICE).where(self._row(device.id)).values(**values))

    # the answer -----------------------------------------------------------------------------

    def answer(self) -> bytes:
        """The sealed and signed answer frame. Raises ``Turned('stale_seq')`` for a stale stream."""
        if self._stale:
            raise Turned("stale_seq", self._known_device().last_seq)
        message, hello, last = self.message()
        frame = seal_answer(message, hello.rk, self._city.server, last, last=not self.goes_on)
        steps.reached(steps.ANSWER_BUILT)
        return frame

    @property
    def goes_on(self) -> bool:
        """Whether frames follow the answer."""
        return bool(self._attachments.places)

    def pieces(self) -> Iterator[bytes]:
        """The frames that follow the answer: chunks of attachments this laptop wished for."""
        if self._hello is None or self._last is None:
            raise Turned("order")
        return self._attachments.pieces(self._hello.rk, self._last)

    def message(self) -> tuple[Answer, Hello, FrameHeader]:
        """The answer to what was taken so far, the hello it answers, the last header taken."""
        device, hello, last = self._known_device(), self._hello, self._last
        if hello is None or last is None:
            raise Turned("order")
        with self._city.database.writing() as connection:
            srv = self._city.next_srv(connection)
        with self._city.database.reading() as connection:
            registry = Registry(connection, self._directory)
            standing = read_standing(connection, self._city.number)
            writers = registry.writers_of_laptop(device)
            receipt = state(
                connection,
                city=self._city.number,
                ep=standing.ep,
                srv=srv,
                re=self._opener.re,
                writers=writers,
                carried=self._carried,
                now=self._city.now(),
            )
            handful = self._gather(connection, registry, standing, hello)
            writers += self._carried.ops
            told = self._attachments.said(connection, device.id, writers, hello.blobs)
        message = Answer(
            v=PROTOCOL_VERSION,
            receipt=sign_receipt(receipt, self._city.server_seed),
            srv=srv,
            ep=standing.ep,
            pulled=tuple(handful.pulled),
            dirdocs=self._directory.after(max(hello.dirseq, -1)),
            certs=tuple(handful.certs),
            needs=tuple(self._needs)[:MOST_NEEDS],
            held=tuple({**self._held, **dict.fromkeys(handful.held)}),
            next=NEXT_VISIT,
            max_v=PROTOCOL_VERSION,
            pack=handful.pack,
            blobs=told,
            people=handful.people,
            reads=READS_PACKED,
        )
        return message, hello, last

    def _gather(
        self, connection: Connection, registry: Registry, standing: Standing, hello: Hello
    ) -> Handful:
        """Pulled ops, then packs. A revoked or cloned laptop is handed none; it may always push.

        After a restore nobody is handed any until the directory is confirmed (design 4c).
        """
        if standing.pulls_closed_at is not None:
            return Handful()
        device = self._known_device()
        known = registry.device(device.id)
        if known is None or known.went_back >= CLONED_AFTER:
            return Handful()
        if self._directory.is_revoked(device.id):
            return Handful()
        people = registry.people_of(device.id)
        puller = Puller(
            connection,
            registry,
            city=self._city.number,
            ep=standing.ep,
            desk=self._directory.scope,
            device=device,
            people=people,
        )
        handful = puller.gather(hello.cur, hello.want, spliced=hello.spliced)
        if not any(pulled.more for pulled in handful.pulled):  # letters come before all else
            handful.pack = part_for(connection, self._city.number, hello.pack)
            self._attachments.hand_out(
                connection,
                hello.blobs,
                lambda scope: may_pull(scope, device.id, people, self._directory.scope),
            )
        if hello.people is not None and people:
            handful.people = people_of_area(connection, self._directory, hello.people)
        return handful

    def _known_device(self) -> KnownDevice:
        if self._device is None:
            raise Turned("order")
        return self._device

    def _row(self, device: bytes) -> ColumnElement[bool]:
        return (DEVICE.c.city == self._city.number) & (DEVICE.c.id == device)


def check_point(rk: bytes) -> None:
    """The answer must be sealable to the one-time key. Raises ``Turned``."""
    try:
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(rk))
    except ValueError as error:
        raise Turned("bad_frame") from error
