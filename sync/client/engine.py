"""One pass over the road: urgent letters alone, then the rest and what waits for us, then packs.

Every exchange is one streamed POST and one answer. A pass goes on while there is something left
that an exchange can move, and ends with a ``SyncOutcome``; what the world does to it is a code in
there, never an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from data.model.problems import Code, Fault
from data.model.road import RoadCode
from data.ops.directory import Directory
from data.store import steps
from data.store.mail.outgoing import OutItem
from sync.client import packs
from sync.client.blobs import ChunkGone, Parcel, Parcels
from sync.client.body import PiecedBody
from sync.client.coverage import coverage, stored_receipt
from sync.client.feed import cursors_of
from sync.client.ground import Ground, SyncOutcome
from sync.client.intake import Taken, check_receipt, take_answer
from sync.client.papers import (
    certs_to_send,
    fitting,
    keep_directory,
    own_papers,
    server_key_of,
)
from sync.client.plan import SMALL_FRAME, StreamPlan, plan_stream
from sync.client.transport import HttpRoad, RoadFailure
from sync.client.verdict import CityFailure, frame_in, of_bad_frame, of_refusal
from sync.protocol.chunks import ChunkRecord
from sync.protocol.endpoints import Reply
from sync.protocol.envelope import Refused, open_answer, open_piece
from sync.protocol.frame import BadFrame, StreamSealer, parse_header
from sync.protocol.limits import POST_BYTES, PROTOCOL_VERSION, URGENT_PRI
from sync.protocol.messages import (
    READS_PACKED,
    BadMessage,
    Cursor,
    Hello,
    PackPart,
    PackWish,
    encode,
)

_SEQ_TRIES = 3
CITY_READS = "city_reads"
_MOST_EXCHANGES = 1_000  # a pass ends some time, whatever the city says


class Interrupted(Exception):
    """Something better to do turned up while a stream was on its way."""


@dataclass(slots=True)
class Manner:
    """How a pass behaves. ``ask_first``: a stream was cut, so ask what the city has before more.

    ``samples``: send earlier places of each scope too (first pass of a process). ``glance`` runs
    before each piece of a stream and may raise ``Interrupted``; it is told whether the stream is
    the urgent one. ``people``: the area whose people are wished for, if any.
    """

    ask_first: bool = False
    samples: bool = False
    pull: bool = True
    last_success: int | None = None
    glance: Callable[[bool], None] = field(default=lambda urgent: None)
    people: str | None = None


def sync_once(ground: Ground, road: HttpRoad, manner: Manner | None = None) -> SyncOutcome:
    """One pass. Gives what happened; never raises what the world may do."""
    outcome = SyncOutcome()
    try:
        _Pass(ground, road, manner or Manner(), outcome).run()
    except (RoadFailure, CityFailure) as failure:
        outcome.code, outcome.word = failure.code, failure.word
        outcome.retry_after = failure.retry_after if isinstance(failure, CityFailure) else None
    except BadFrame as error:
        failed = of_bad_frame(error)
        outcome.code, outcome.word = failed.code, failed.word
    except BadMessage as error:
        outcome.code, outcome.word = RoadCode.CITY_ERROR, error.code
    except (Interrupted, ChunkGone):
        outcome.code, outcome.word = RoadCode.BUSY, "interrupted"
        road.fresh()
    except Fault as fault:
        full = fault.code is Code.DISK_FULL
        outcome.code = RoadCode.DISK_FULL if full else RoadCode.MAILBAG_TROUBLE
        outcome.word = fault.code.value
    return outcome


class _Pass:
    """The state of one pass."""

    def __init__(
        self, ground: Ground, road: HttpRoad, manner: Manner, outcome: SyncOutcome
    ) -> None:
        self._ground = ground
        self._bag = ground.bag
        self._road = road
        self._manner = manner
        self._outcome = outcome
        self._in_vain: set[bytes] = set()
        self._owed: frozenset[bytes] = frozenset()
        self._introduced: set[bytes] = set()
        self._seq_tries = _SEQ_TRIES
        self._unknown_here = False
        self._behind = 0
        self._asked: dict[str, Cursor] = {}
        self._city_reads = int.from_bytes(self._bag.meta(CITY_READS) or b"", "big")
        self._pack_goes_on = False
        self._parcels = Parcels(self._bag, road.line)
        directory = ground.directory()
        root_id = ground.bag.meta("root_id")
        if directory is None or root_id is None:
            raise CityFailure(RoadCode.NOT_ENROLLED, "not-enrolled")
        self._directory: Directory = directory
        self._root_id = root_id
        self._cover = coverage(self._bag)

    def run(self) -> None:
        """Exchanges until nothing is left to move."""
        if self._manner.ask_first and self._worth_asking():
            self._exchange((), pull=False)
        self._send_urgent()
        items, more = self._waiting(0), self._manner.pull
        # A letter's receipt waits for no attachment; after a question chunks go on at once.
        parcels = () if items else self._parcels.to_send()
        while items or parcels or more or self._owed or self._goes_on:
            if self._outcome.exchanges >= _MOST_EXCHANGES:
                break
            taken = self._exchange(items, pull=self._manner.pull, parcels=parcels)
            if self._parcels.to_send() or self._goes_on:
                self._send_urgent()
            items, more = self._waiting(0), taken.more
            parcels = () if items else self._parcels.to_send()

    def _worth_asking(self) -> bool:
        """Whether to ask what the city has before more is sent: not where urgent letters fit one
        small frame, which is sooner sent again. More would begin anew at each cut, for ever."""
        urgent = self._waiting(URGENT_PRI)
        return not urgent or sum(len(item.raw) for item in urgent) > SMALL_FRAME

    @property
    def _goes_on(self) -> bool:
        """Whether a pack or an attachment is on its way home."""
        return self._pack_goes_on or self._parcels.wishes_go_on

    def _send_urgent(self) -> None:
        """What is darurat or tinggi goes alone, before anything else does."""
        urgent = self._waiting(URGENT_PRI)
        while urgent:
            self._exchange(urgent, pull=False, urgent=True)
            urgent = self._waiting(URGENT_PRI)

    def _waiting(self, least_pri: int) -> list[OutItem]:
        """What to send now: neither held by the city, nor refused, nor tried in vain.

        Counted before it is looked for: a letter laid between the two is one the pass may have
        missed, and must look new to whoever compares the count.
        """
        self._outcome.left = self._bag.waiting(self._cover.not_to_send).count
        left_out = self._cover.not_to_send | self._in_vain
        return self._bag.outgoing(left_out, POST_BYTES, least_pri=least_pri)

    def _exchange(
        self,
        items: Sequence[OutItem],
        *,
        pull: bool,
        urgent: bool = False,
        parcels: tuple[Parcel, ...] = (),
    ) -> Taken:
        """One POST and its answer, stored."""
        steps.reached("courier-took")
        rk = X25519PrivateKey.from_private_bytes(self._ground.random(32))
        owed = self._owed
        may_pack = bool(self._city_reads & READS_PACKED) and not urgent
        hello, small = self._hello(rk, items, pull=pull), self._manner.ask_first
        plan = plan_stream(hello, items, may_pack=may_pack, small=small)
        plan = replace(plan, parcels=parcels)
        self._in_vain.update(plan.unfit)
        self._outcome.unfit.update(plan.unfit)
        if plan.spoilt:
            self._bag.drop_spoilt(plan.spoilt)
        sealer = self._sealer()
        self._road.line.bulk = bool(parcels)
        body = PiecedBody(plan.frames(sealer), plan.length, self._before_piece(urgent))
        try:
            reply = self._road.sync(body)
        except (RoadFailure, Interrupted, ChunkGone):
            self._outcome.frames_out = max(0, body.whole_frames - 1)
            raise
        self._outcome.exchanges += 1
        steps.reached("courier-answer-received")
        try:
            taken = self._take(frame_in(reply), rk, sealer, plan, owed)
            if pull:
                self._take_pack(taken.pack, only_told=bool(items))
        except Refused as refused:
            if not self._mended(refused, sealer.seq, packed=plan.packed):
                raise of_refusal(refused.answer) from refused
            return self._exchange(items, pull=pull, urgent=urgent, parcels=parcels)
        self._judge(items, plan, taken)
        self._parcels.heard(taken.blobs, parcels)
        if pull:
            self._take_rest(reply, rk, sealer, letters_first=taken.more)
        return taken

    def _take_rest(
        self, reply: Reply, rk: X25519PrivateKey, sealer: StreamSealer, *, letters_first: bool
    ) -> None:
        """Lay the chunks behind an answer, as far as they came; a line that broke fails then."""
        server = self._directory.server_key(parse_header(reply.body).sender) or b""
        records: list[ChunkRecord] = []
        for index, frame in enumerate(reply.rest, 1):
            records += open_piece(
                frame, rk, server, stream=sealer.stream, seq=sealer.seq, index=index
            )
        self._parcels.arrived(records, self._ground.now())
        self._parcels.wishes_answered(
            {one.blob for one in records}, letters_first=letters_first or bool(reply.broken)
        )
        self._outcome.chunks_sent = self._parcels.sent
        self._outcome.chunks_came = self._parcels.came
        if reply.broken:
            raise RoadFailure(RoadCode.NO_CONNECTION, reply.broken)

    def _take_pack(self, part: PackPart | None, *, only_told: bool) -> None:
        """Lay a part; beside letters the city was only asked whether there is a newer pack."""
        now = self._ground.now()
        goes_on = part is not None and packs.take(self._bag, part, now)
        self._pack_goes_on = goes_on or (only_told and part is not None)
        self._outcome.pack_bytes += 0 if part is None else len(part.body)

    def _pack_wish(self, now: int, *, only_told: bool) -> PackWish:
        wish = packs.wish(self._bag, self._road.line, now)
        return PackWish(wish.seq, wish.sha, wish.offset, 0) if only_told else wish

    def _mended(self, refused: Refused, seq: int, *, packed: bool) -> bool:
        """Whether a refusal is one that another try can answer: a higher seq, our own papers, the
        city's new keys, or nothing packed, for a city that went back to an older version."""
        code = refused.answer.code
        if code == "directory":
            before = self._directory
            docs = refused.answer.docs
            self._directory = keep_directory(self._bag, before, self._root_id, docs)
            return self._directory.seq > before.seq
        if code == "bad_frame" and packed:
            self._note_reads(0)
            return True
        if code == "stale_seq" and self._seq_tries > 0:
            self._seq_tries -= 1
            # A mailbag that never heard from a city is new, after a loss: that is no copy.
            new = self._bag.receipt() is None
            self._behind = 0 if new else max(0, refused.answer.last - seq)
            self._bag.raise_stream_seq(refused.answer.last)
            return True
        if code == "unknown_device" and not self._unknown_here:
            self._unknown_here = True
            return True
        return False

    def _note_reads(self, reads: int) -> None:
        """Remember what this city can read."""
        if reads != self._city_reads:
            self._city_reads = reads
            self._bag.put_meta(CITY_READS, (reads & 0xFFFF).to_bytes(2, "big"))

    def _take(
        self,
        frame: bytes,
        rk: X25519PrivateKey,
        sealer: StreamSealer,
        plan: StreamPlan,
        owed: frozenset[bytes],
    ) -> Taken:
        server = server_key_of(frame, self._directory, self._root_id)
        if server is None:
            raise CityFailure(RoadCode.WRONG_KEY, "server-unknown")
        answer = open_answer(frame, rk, server, stream=sealer.stream, seq=sealer.seq)
        receipt = check_receipt(answer, self._directory, sealer.re)
        taken = take_answer(
            self._bag,
            answer,
            receipt,
            directory=self._directory,
            root_id=self._root_id,
            sent=plan.opids,
            introduced=owed,
            asked=self._asked,
        )
        self._note_reads(answer.reads)
        if answer.people:
            self._bag.put_people(answer.people)
            self._outcome.people = len(answer.people)
            self._manner.people = None  # once a pass is enough
        self._directory = taken.directory
        self._introduced |= owed
        self._owed = taken.owed - self._introduced
        self._outcome.ops_sent += len(plan.opids)
        self._outcome.ops_pulled += taken.pulled
        self._outcome.next_after = answer.next
        self._outcome.clock_offset = answer.srv // 1000 - self._ground.now()
        return taken

    def _judge(self, items: Sequence[OutItem], plan: StreamPlan, taken: Taken) -> None:
        """What this stream did not bring home is not tried again in this pass, unless asked for."""
        self._cover = coverage(self._bag)
        for item in items:
            asked = item.opid in taken.needs and item.opid not in plan.whole
            if item.opid not in self._cover.had and not asked and item.writer not in self._owed:
                self._in_vain.add(item.opid)

    def _hello(self, rk: X25519PrivateKey, items: Sequence[OutItem], *, pull: bool) -> bytes:
        now = self._ground.now()
        self._asked = self._cursors() if pull else {}
        since = None
        if self._manner.last_success is not None:
            since = max(0, now - self._manner.last_success)
        writers = {item.writer for item in items}
        receipt = stored_receipt(self._bag)
        certs = certs_to_send(self._bag, self._directory, writers, receipt, self._owed)
        if self._unknown_here:
            own = own_papers(self._bag, self._ground.device.device16)
            certs = fitting(dict.fromkeys((*own, *certs)))
        return encode(
            Hello(
                v=PROTOCOL_VERSION,
                app=self._ground.app,
                rk=rk.public_key().public_bytes_raw(),
                cur=self._asked,
                want=self._road.line.want if pull else 0,
                dirseq=self._directory.seq,
                clk=(now, since),
                certs=certs,
                left=self._left(items),
                pack=self._pack_wish(now, only_told=bool(items)) if pull else None,
                blobs=self._parcels.hello(self._cover.had, alone=not items) if pull else (),
                people=self._manner.people if pull else None,
                spliced=pull,
                behind=self._behind,
            )
        )

    def _left(self, items: Sequence[OutItem]) -> int:
        waiting = self._bag.waiting(self._cover.not_to_send).count
        return max(0, waiting - len(items))

    def _cursors(self) -> dict[str, Cursor]:
        """Where this mailbag is in each scope its people read."""
        cursors = cursors_of(self._bag, samples=self._manner.samples)
        self._manner.samples = False
        return cursors

    def _sealer(self) -> StreamSealer:
        return StreamSealer(
            self._ground.signing_key,
            self._directory.transit,
            city=self._directory.city,
            stream=self._ground.random(16),
            seq=self._bag.next_stream_seq(),
            stream_key=self._ground.random(32),
        )

    def _before_piece(self, urgent: bool) -> Callable[[int], None]:
        def before(size: int) -> None:
            self._manner.glance(urgent)
            self._road.before_piece(size)

        return before
