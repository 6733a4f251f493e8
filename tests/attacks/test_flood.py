"""X8b at the city: a thief of ``device.key`` floods and forces numbers; the red letter is fed.

Whoever has the device's key can send what he likes in its name. What one chain may do in a day is
bounded, by marks and never by loss; nobody else's letter waits for it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sync.protocol.messages import Cursor
from sync.server.ingest import HIGHEST_SEQ, Turned
from tests.sync.server.conftest import city, cluster
from tests.sync.server.laptop import (
    DESK_POST,
    ClockedCity,
    Laptop,
    Writer,
    enrolled,
    raws,
    receipt_of,
)

__all__ = ["city", "cluster"]
DESK = "desk:2172"
A_DAY = 2_000
OVER = 100
AT_ONCE = 350
FLOOD = 3_000 if os.environ.get("RESPONDER_ALL") == "1" else 60
REC = b"r" * 16


def at_desk(desk: Laptop) -> list[bytes]:
    """Everything the desk's scope has, from its beginning."""
    found: list[bytes] = []
    cursor = Cursor()
    while True:
        answer = desk.sync(cur={DESK: cursor})
        (pulled,) = [one for one in answer.pulled if one.scope == DESK]
        found += raws(answer, DESK)
        if not pulled.ops:
            return found
        cursor = Cursor(pulled.ep, pulled.hi, pulled.at8)


def test_a_writer_beyond_her_day_is_marked_and_a_neighbours_red_letter_is_fed_at_once(
    city: ClockedCity, tmp_path: Path
) -> None:
    stolen = enrolled(city, tmp_path)
    neighbour = enrolled(city, tmp_path, beside=stolen)
    desk = enrolled(city, tmp_path, DESK_POST)
    flooder, other = Writer(), Writer()
    stolen.sync(certs=[stolen.certify(flooder)])
    notes = [flooder.note(REC) for _ in range(A_DAY + OVER)]
    held: list[bytes] = []
    for at in range(0, len(notes), AT_ONCE):
        answer = stolen.sync(notes[at : at + AT_ONCE])
        held = [mark.opid16 for mark in answer.held if mark.code == "quota"]
    assert set(held) <= {op.id16 for op in notes[A_DAY:]}
    assert held, "said, while it is kept"
    red = other.refer(REC, pri=4)
    stolen.seq += 1
    neighbour.seq = stolen.seq
    neighbour.sync([red], certs=[neighbour.certify(other)])
    assert red.raw in at_desk(desk)
    stolen.seq = neighbour.seq
    own_red = flooder.refer(REC, pri=4)
    after = stolen.sync([own_red])
    assert own_red.raw in at_desk(desk), "also the flooded writer's own"
    assert receipt_of(stolen, after).have, "all of it was taken"


def test_a_flood_of_one_use_letters_hides_no_persons_red_letter(
    city: ClockedCity, tmp_path: Path
) -> None:
    stolen = enrolled(city, tmp_path)
    desk = enrolled(city, tmp_path, DESK_POST)
    writer = Writer()
    forged = [stolen.urgent(os.urandom(16)) for _ in range(FLOOD)]
    stolen.sync(forged)
    red = writer.refer(REC, pri=4)
    stolen.sync([red], certs=[stolen.certify(writer)])
    assert at_desk(desk) == [*(op.raw for op in forged), red.raw]


@pytest.mark.parametrize("forced", [10_000, 1 << 62, HIGHEST_SEQ, HIGHEST_SEQ + 1, (1 << 64) - 1])
def test_a_number_forced_by_the_thief_ends_no_road(
    city: ClockedCity, tmp_path: Path, forced: int
) -> None:
    laptop = enrolled(city, tmp_path)
    writer = Writer()
    try:
        laptop.stream(seq=forced).run()
    except Turned as turned:
        assert turned.code in ("seq", "bad_frame", "stale_seq")
    letter = writer.refer(REC, pri=4)
    for _try in range(2):
        try:
            answer = laptop.sync([letter], certs=[laptop.certify(writer)])
            break
        except Turned as turned:
            assert turned.code == "stale_seq"
            laptop.seq = turned.last
    assert receipt_of(laptop, answer).have
