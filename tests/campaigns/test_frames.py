"""Frames that are cut at any byte, mixed, doubled, reordered, replayed, delayed (F2b, F3).

The courier's own engine and mailbags over the city's own reception, without a wire. At every moment
nobody claims more than is true; in the end everything is there, once, and nothing is called bad.
``RESPONDER_ALL=1`` runs every cut and 10,000 schedules; ``RESPONDER_SEED`` begins elsewhere.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from data.model.road import RoadCode
from data.ops.chain import Link
from data.ops.op import Op
from data.ops.receipt import have_form
from data.store.position import Position
from sync.client.coverage import BAD, coverage, stored_receipt
from sync.client.engine import Manner
from sync.client.transport import RoadFailure
from sync.protocol.endpoints import Reply
from sync.protocol.messages import Answer
from sync.server.ingest import Reception, Turned
from tests.sync.client.laptop import CITY
from tests.sync.client.laptop import Laptop as Carrier
from tests.sync.client.laptop import Writer as Person
from tests.sync.server.laptop import Laptop, Writer, enrolled, receipt_of
from tests.sync.straight import Framed, Reader, StraightRoad, Town, answered, frames_in, over

ALL = os.environ.get("RESPONDER_ALL") == "1"
SEED = int(os.environ.get("RESPONDER_SEED", "20261122"))
SCHEDULES = int(os.environ.get("RESPONDER_SCHEDULES", "10000" if ALL else "40"))
TOWN_FOR = 50  # schedules, then a new town: nothing is safe here, so mailbags only grow


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path / "town")
    yield made
    made.close()


# cuts at every byte -----------------------------------------------------------------------------


@dataclass
class Queue:
    """What one laptop has to say in the order it says it: urgent alone, then five frames."""

    laptop: Laptop
    cert: bytes
    urgent: list[Op]
    rest: list[Op]

    def streams(self, had: set[bytes]) -> list[bytes]:
        """The bytes of the streams that carry what the city has not."""
        urgent = [op for op in self.urgent if op.opid not in had]
        rest = [op for op in self.rest if op.opid not in had]
        found = [self.laptop.stream(urgent, certs=[self.cert])] if urgent else []
        if rest:
            found.append(self.laptop.stream(rest, certs=[self.cert], per_frame=3))
        return [b"".join(stream.frames) for stream in found]

    def known(self) -> tuple[set[bytes], Answer]:
        """What the city has, asked by an empty stream."""
        answer = self.laptop.sync(certs=[self.cert])
        form = have_form(receipt_of(self.laptop, answer))
        had: set[bytes] = set()
        for writer in {op.writer for op in (*self.urgent, *self.rest)}:
            links = [
                Link(op.n, op.opid, op.prev)
                for op in (*self.urgent, *self.rest)
                if op.writer == writer
            ]
            had |= form.covered(writer, links)
        return had, answer


def queue(laptop: Laptop, number: int) -> Queue:
    """Letters of one new writer, with a gap in their numbers, and an urgent one of the door."""
    writer = Writer()
    chain = [writer.note(bytes([number % 256]) * 16) for _ in range(16)]
    order = [*chain[:7], *chain[8:], chain[7]]  # number 8 comes last
    return Queue(laptop, laptop.certify(writer), [laptop.urgent(b"\x07" * 16)], order[:15])


def hand_over(town: Town, data: bytes) -> None:
    """The frames that came whole before the line broke."""
    reception = Reception(town.city)
    for frame in frames_in(data):
        reception.take([frame])


def test_a_cut_at_any_byte_costs_at_most_the_frame_it_was_in(town: Town) -> None:
    laptop = enrolled(town.city, town.folder)
    length = sum(map(len, queue(laptop, 0).streams(set())))
    draw = random.Random(SEED)
    cuts = list(range(length)) if ALL else sorted(draw.sample(range(length), 40))
    print(f"seed {SEED}, {len(cuts)} cuts of {length} bytes")
    expected: set[bytes] = set()
    for number, cut in enumerate(cuts):
        asked = queue(laptop, number)
        streams = asked.streams(set())
        assert len(frames_in(streams[1])) == 5
        ends = []
        left = cut
        for data in streams:
            hand_over(town, data[:left])
            ends.append(min(left, len(data)))
            left = max(0, left - len(data))
            if not left:
                break
        had, _ = asked.known()
        whole = {op.opid for op in (*asked.urgent, *asked.rest)}
        again = asked.streams(had)
        # What is sent twice is less than a frame's worth, each new stream's own head apart.
        fresh = sum(map(len, streams)) - sum(ends)
        assert sum(map(len, again)) <= fresh + max(len(b) + 150 for b in parts(streams)) + 1_500
        for data in again:
            hand_over(town, data)
        had, answer = asked.known()
        assert had == whole
        assert not [one for one in answer.held if one.code == BAD]
        expected |= whole
    stored = town.stored()
    assert len(stored) == len(set(stored))
    assert set(stored) == expected


def parts(streams: list[bytes]) -> list[bytes]:
    """The bodies of all frames."""
    return [body for data in streams for _, body in frames_in(data)]


# two streams of one laptop, and frames out of their place ---------------------------------------


@pytest.mark.parametrize("seed", range(400 if ALL else 8))
def test_frames_of_two_streams_in_any_order_store_only_what_is_whole(town: Town, seed: int) -> None:
    draw = random.Random(SEED + seed)
    one, other = (enrolled(town.city, town.folder) for _ in range(2))
    queues = [queue(one, 1), queue(one, 2), queue(other, 3)]
    streams = [(asked, frames_in(asked.streams(set())[-1])) for asked in queues]
    turns = [(number, frame) for number, (_, frames) in enumerate(streams) for frame in frames]
    if draw.random() < 0.7:
        turns.sort(key=lambda turn: (turn[1][0].index + draw.random() * 3, turn[0]))
    else:
        draw.shuffle(turns)
    turns += [draw.choice(turns) for _ in range(6)]
    turns = [turn for turn in turns if draw.random() < 0.9]  # some never come, the last ones too
    receptions = [Reception(town.city) for _ in streams]
    for number, frame in turns:
        place = draw.randrange(3) if draw.random() < 0.1 else number
        try:
            receptions[place].take([frame])
        except Turned as turned:
            assert turned.code in ("order", "bad_frame", "stale_seq", "unknown_device")
    everything: set[bytes] = set()
    for asked in queues:
        had, answer = asked.known()
        for data in asked.streams(had):
            hand_over(town, data)
        had, answer = asked.known()
        assert had == {op.opid for op in (*asked.urgent, *asked.rest)}
        assert not [held for held in answer.held if held.code == BAD]
        everything |= had
    stored = town.stored()
    assert len(stored) == len(set(stored))
    assert set(stored) == everything


# ten thousand schedules -------------------------------------------------------------------------


@dataclass
class Air:
    """What was ever on the air in one town: streams, answers, and frames that are still under way.

    ``late`` are frames whose reception waits for them.
    """

    draw: random.Random
    streams: list[list[Framed]] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    late: list[tuple[Reception, list[Framed]]] = field(default_factory=list)

    def heard(self, frames: list[Framed], reply: Reply | None) -> None:
        """Somebody listens: everything may come again."""
        self.streams = [*self.streams, frames][-30:]
        if reply is not None:
            self.replies = [*self.replies, reply][-30:]


class FaultyRoad(StraightRoad):
    """A road that does to each stream what chance says."""

    def __init__(self, town: Town, air: Air) -> None:
        super().__init__(town)
        self.air = air

    def carry(self, frames: list[Framed]) -> Reply:
        """Frames to the city and an answer back, or a broken line."""
        draw = self.air.draw
        self._come_late()
        if draw.random() < 0.3 and self.air.streams:
            self._again(draw.choice(self.air.streams))
        fault = draw.choice(FAULTS)
        city = self.town.city
        reception = Reception(city)
        reply: Reply | None = None
        try:
            match fault:
                case "cut":
                    answered(city, reception, frames[: draw.randrange(len(frames) + 1)])
                case "delayed":
                    at = draw.randrange(len(frames) + 1)
                    self.air.late.append((reception, frames[at:]))
                    answered(city, reception, frames[:at])
                case "reordered":
                    mixed = frames[:]
                    draw.shuffle(mixed)
                    reply = answered(city, reception, mixed)
                case "doubled":
                    at = draw.randrange(len(frames))
                    reply = answered(city, reception, [*frames[: at + 1], *frames[at:]])
                case "mixed" if self.air.streams:
                    strange = draw.choice(draw.choice(self.air.streams))
                    at = draw.randrange(len(frames) + 1)
                    reply = answered(city, reception, [*frames[:at], strange, *frames[at:]])
                case "flipped":
                    at = draw.randrange(len(frames))
                    reply = answered(
                        city,
                        reception,
                        [*frames[:at], flipped(frames[at], draw), *frames[at + 1 :]],
                    )
                case "answer lost":
                    reply = answered(city, reception, frames)
                    raise RoadFailure(RoadCode.NO_CONNECTION, "cut")
                case "old answer" if self.air.replies:
                    reply = answered(city, reception, frames)
                    return draw.choice(self.air.replies)
                case "never arrived" if self.air.replies:
                    return draw.choice(self.air.replies)
                case _:
                    reply = answered(city, reception, frames)
        finally:
            self.air.heard(frames, reply)
        if draw.random() < 0.2:
            self._again(frames)
        if reply is None:
            raise RoadFailure(RoadCode.NO_CONNECTION, "cut")
        return reply

    def _come_late(self) -> None:
        """Frames that were under way arrive now, unless they are lost."""
        waiting, self.air.late = self.air.late, []
        for reception, frames in waiting:
            if self.air.draw.random() < 0.8:
                _taken(reception, frames)

    def _again(self, frames: list[Framed]) -> None:
        """A stream that was overheard, or its beginning, or one frame of it."""
        draw = self.air.draw
        some = frames[: draw.randrange(1, len(frames) + 1)]
        _taken(Reception(self.town.city), [draw.choice(some)] if draw.random() < 0.3 else some)


FAULTS = (
    "clean", "cut", "cut", "delayed", "reordered", "doubled", "mixed", "flipped", "answer lost",
    "old answer", "never arrived",
)  # fmt: skip


def _taken(reception: Reception, frames: list[Framed]) -> None:
    """Frames nobody waits for an answer to."""
    try:
        for frame in frames:
            reception.take([frame])
    except Turned:
        return


def flipped(frame: Framed, draw: random.Random) -> Framed:
    """One bit of the body turned."""
    header, body = frame
    at = draw.randrange(len(body))
    return header, body[:at] + bytes([body[at] ^ (1 << draw.randrange(8))]) + body[at + 1 :]


@dataclass
class Cast:
    """A town with two laptops that write and a desk that reads, and what was written."""

    town: Town
    air: Air
    writers: list[tuple[Carrier, Person]]
    desk: Reader
    written: dict[bytes, set[bytes]] = field(default_factory=dict)
    newest: dict[bytes, tuple[int, int]] = field(default_factory=dict)

    def write(self) -> None:
        """A few letters on one laptop, some of them urgent."""
        laptop, person = self.air.draw.choice(self.writers)
        pri = self.air.draw.choice((0, 2, 2, 4))
        ops = laptop.send(person, self.air.draw.randrange(1, 5), pri=pri)
        self.written.setdefault(laptop.device.device16, set()).update(op.opid for op in ops)

    def pass_over(self, laptop: Carrier, *, faulty: bool) -> bool:
        """One pass; what the laptop says afterwards must be true."""
        road = FaultyRoad(self.town, self.air) if faulty else StraightRoad(self.town)
        outcome = over(laptop, road, Manner(ask_first=self.air.draw.random() < 0.5))
        self._honest(laptop)
        return outcome.good

    def _honest(self, laptop: Carrier) -> None:
        stored = set(self.town.stored())
        assert coverage(laptop.bag).had <= stored, "called had, and is not there"
        assert BAD not in laptop.bag.held().values()
        assert "fork" not in laptop.bag.held().values()
        receipt = stored_receipt(laptop.bag)
        place = (receipt.ep, receipt.srv) if receipt else (0, 0)
        assert place >= self.newest.get(laptop.device.device16, (0, 0)), "an older receipt counted"
        self.newest[laptop.device.device16] = place

    def come_to_rest(self) -> None:
        """Clean passes until everything is where it belongs."""
        self.air.late = []
        everything = set().union(*self.written.values())
        for laptop, _ in self.writers:
            mine = self.written.get(laptop.device.device16, set())
            self._until(laptop, partial(_has, laptop, mine))
        stored = self.town.stored()
        assert len(stored) == len(set(stored))
        assert set(stored) == everything
        referrals = self._referrals()
        self._until(self.desk.laptop, partial(_took, self.desk, referrals))

    def _until(self, laptop: Carrier, there: Callable[[], bool]) -> None:
        """Clean passes, three at most, until one is good and what it should bring is there."""
        assert any(self.pass_over(laptop, faulty=False) and there() for _ in range(3))

    def _referrals(self) -> set[bytes]:
        return {
            op.opid
            for laptop, _ in self.writers
            for op in (Op.parse(item.raw) for item in laptop.bag.outgoing(set(), 1 << 40))
            if op.kind == "r"
        }


def _has(laptop: Carrier, opids: set[bytes]) -> bool:
    """Whether the newest receipt says that the city has exactly these of a laptop."""
    return coverage(laptop.bag).had == opids


def _took(reader: Reader, opids: set[bytes]) -> bool:
    """Whether a reader has taken exactly these."""
    reader.take()
    return reader.had == opids


def cast(folder: Path, draw: random.Random) -> Cast:
    """A new town."""
    town = Town(folder)
    writers = [town.seat("cadre"), town.seat("other")]
    desk = Reader(*town.seat("desk", desk=True), f"desk:{CITY}")
    assert desk.place == Position()
    return Cast(town, Air(draw), writers, desk)


def test_whatever_happens_to_frames_and_answers_nothing_is_lost_doubled_or_claimed(
    tmp_path: Path,
) -> None:
    print(f"seed {SEED}, {SCHEDULES} schedules")
    draw = random.Random(SEED)
    for first in range(0, SCHEDULES, TOWN_FOR):
        playing = cast(tmp_path / f"town{first}", draw)
        try:
            for _ in range(min(TOWN_FOR, SCHEDULES - first)):
                for _ in range(draw.randrange(1, 4)):
                    playing.write()
                    laptop = draw.choice(
                        [*(one for one, _ in playing.writers), playing.desk.laptop]
                    )
                    playing.pass_over(laptop, faulty=True)
                    playing.desk.take()
                playing.come_to_rest()
        finally:
            playing.town.close()
