"""Records: what splicing leaves out comes back byte for byte, and nonsense is refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ops.op import Op
from sync.protocol.messages import BadMessage
from sync.protocol.splice import NEXT_N, WHOLE, Arrived, Splicer, Unsplicer, cut
from tests.data.ops.letters import letter
from tests.sync.protocol.letters import chain, erased, raw_op

ANNA, BUDI = b"A" * 16, b"B" * 16


def over_the_wire(frames: list[list[tuple[bytes, bool]]]) -> tuple[list[Arrived], int]:
    """What a receiver gets of ops sent in these frames, and the bytes of the records."""
    splicer, unsplicer = Splicer(), Unsplicer()
    arrived: list[Arrived] = []
    size = 0
    for frame in frames:
        splicer.next_frame()
        records = b""
        for raw, whole in frame:
            record = splicer.prepare(raw, whole=whole)
            splicer.take(record)
            records += record.data
        arrived += unsplicer.feed(records)
        size += len(records)
    return arrived, size


def test_ops_of_one_chain_come_back_and_cost_less() -> None:
    ops = list(chain(ANNA, 20))
    arrived, size = over_the_wire([[(raw, False) for raw in ops]])
    assert [one.raw for one in arrived] == ops
    # prev 32, writer 16, n 8, version, two lengths: about 59 bytes an op stay at home.
    assert sum(map(len, ops)) - size > 19 * 55


def test_an_op_asked_for_whole_travels_with_nothing_left_out() -> None:
    ops = list(chain(ANNA, 3))
    arrived, _ = over_the_wire([[(ops[0], False), (ops[1], True), (ops[2], False)]])
    assert [one.raw for one in arrived] == ops
    assert [one.whole for one in arrived] == [False, True, False]


def test_an_erased_op_travels_whole() -> None:
    gone = erased(next(chain(ANNA, 1)))
    arrived, _ = over_the_wire([[(gone, False)]])
    assert arrived[0].raw == gone
    assert arrived[0].whole


def test_a_real_op_comes_back_and_still_verifies() -> None:
    op = letter()
    arrived, _ = over_the_wire([[(op.raw, False)]])
    assert Op.parse(arrived[0].raw).opid == op.opid == cut(op.raw).opid


def test_a_gap_in_the_numbers_and_a_fork_come_back() -> None:
    first, second, third = chain(ANNA, 3)
    fork = raw_op(ANNA, 2, cut(first).opid, payload=50)
    after_fork = raw_op(ANNA, 3, cut(fork).opid, payload=51)
    order = [first, second, fork, third, after_fork, raw_op(ANNA, 9, b"z" * 32)]
    arrived, _ = over_the_wire([[(raw, False) for raw in order]])
    assert [one.raw for one in arrived] == order


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), st.floats(0, 0.3))
def test_any_order_over_any_frames_comes_back(seed: int, count: int, wholes: float) -> None:
    draw = random.Random(seed)
    ops = [*chain(ANNA, count), *chain(BUDI, count // 2 + 1, payload=90)]
    ops.append(raw_op(BUDI, 7, b"q" * 32, version=3))
    if draw.random() < 0.7:
        draw.shuffle(ops)
    frames: list[list[tuple[bytes, bool]]] = [[]]
    for raw in ops:
        if draw.random() < 0.2:
            frames.append([])
        frames[-1].append((raw, draw.random() < wholes))
    arrived, _ = over_the_wire(frames)
    assert [one.raw for one in arrived] == ops


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_read_or_refused_but_never_break(data: bytes) -> None:
    try:
        arrived = Unsplicer().feed(data)
    except BadMessage:
        return
    assert all(cut(one.raw).n == one.n for one in arrived)


@pytest.mark.parametrize("end", [1, 30, 100, -1])
def test_a_record_cut_short_is_refused(end: int) -> None:
    record = Splicer().prepare(next(chain(ANNA, 1))).data
    with pytest.raises(BadMessage):
        Unsplicer().feed(record[:end])


def test_unknown_flags_are_refused() -> None:
    with pytest.raises(BadMessage):
        Unsplicer().feed(bytes([0x80]) + b"x" * 200)
    with pytest.raises(BadMessage):
        Unsplicer().feed(bytes([WHOLE | NEXT_N]) + b"x" * 200)


def test_a_writer_number_nobody_gave_is_refused() -> None:
    with pytest.raises(BadMessage):
        Unsplicer().feed(bytes([0x02]) + b"d" + bytes([5]) + bytes(300))
