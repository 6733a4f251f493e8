"""Chains and receipts: what counts as held, and what must be sent again."""

from __future__ import annotations

import hashlib
import random

import pytest

from data.ops.chain import Link, Range, branch_ranges, check_chain
from data.ops.keys import sign
from data.ops.receipt import (
    Form,
    Receipt,
    ReceiptProblem,
    have_form,
    read_receipt,
    safe_form,
    sign_receipt,
    verify_receipt,
)
from tests.data.ops.city import CITY, SERVER, directory, seed

WRITER = bytes(16)


def _opid(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def _line(count: int, branch: str = "", after: Link | None = None) -> list[Link]:
    """A run of links; a branch begins after a link of another one."""
    links: list[Link] = []
    last = after
    for _ in range(count):
        n = 1 if last is None else last.n + 1
        last = Link(n, _opid(f"{branch}{n}"), bytes(32) if last is None else last.opid)
        links.append(last)
    return links


def test_an_unbroken_chain_is_whole() -> None:
    links = _line(5)
    seen = check_chain(reversed(links))
    assert seen.whole
    assert seen.tips == ((5, links[4].opid),)
    assert check_chain([]).whole


def test_gaps_forks_and_wrong_predecessors_are_told() -> None:
    links = _line(6)
    assert check_chain(links[:2] + links[4:]).gaps == ((3, 4),)
    other = _line(2, "b", after=links[2])
    forked = check_chain(links + other)
    assert forked.forks == (4, 5)
    assert len(forked.tips) == 2
    stranger = Link(7, _opid("x"), _opid("nobody"))
    assert check_chain([*links, stranger]).broken == (stranger.opid,)


def test_one_range_says_a_whole_chain() -> None:
    links = _line(9)
    assert branch_ranges(links) == ([Range(1, 9, links[8].opid)], [])


def test_a_gap_ends_a_range_and_two_branches_overlap() -> None:
    links = _line(6)
    ranges, side = branch_ranges(links[:2] + links[4:])
    assert sorted(ranges) == [Range(1, 2, links[1].opid), Range(5, 6, links[5].opid)]
    other = _line(2, "b", after=links[2])
    ranges, side = branch_ranges(links + other)
    assert sorted(ranges) == [Range(1, 5, other[1].opid), Range(1, 6, links[5].opid)]
    assert side == []


def test_a_range_may_also_end_at_what_a_stream_carried() -> None:
    links = _line(6)
    ranges, _ = branch_ranges(links, also=[links[2].opid, _opid("unknown")])
    assert Range(1, 3, links[2].opid) in ranges


def test_what_no_range_names_stands_in_the_side() -> None:
    links = _line(3)
    strays = [_line(1, f"b{at}", after=links[0])[0] for at in range(12)]
    ranges, side = branch_ranges(links + strays, most=4)
    form = Form.of({WRITER: ranges}, side)
    assert form.covered(WRITER, links + strays) == {link.opid for link in links + strays}
    assert len(ranges) == 4


def test_an_op_of_another_branch_is_not_had() -> None:
    mine = _line(6)
    theirs = _line(3, "b", after=mine[2])
    form = Form.of({WRITER: branch_ranges(theirs + mine[:3])[0]}, [])
    assert form.covered(WRITER, mine) == set()
    both = form.covered(WRITER, mine + theirs)
    assert both == {link.opid for link in mine[:3] + theirs}


def test_ops_below_a_dropped_one_still_count() -> None:
    links = _line(6)
    form = Form.of({WRITER: [Range(1, 6, links[5].opid)]}, [])
    kept = links[:2] + links[4:]
    assert form.covered(WRITER, kept) == {link.opid for link in kept}


def test_a_huge_range_costs_nothing() -> None:
    links = _line(3)
    end = Link(2**50, _opid("end"), _opid("before"))
    form = Form.of({WRITER: [Range(1, 2**50, end.opid)]}, [])
    assert form.covered(WRITER, [*links, end]) == {end.opid, *(one.opid for one in links)}


def test_covers_asks_for_the_readers_own_op_at_the_end() -> None:
    links = _line(4)
    form = Form.of({WRITER: [Range(1, 4, links[3].opid)]}, [])

    def at(_writer: bytes, n: int) -> bytes | None:
        return links[n - 1].opid

    assert form.covers(WRITER, 2, links[1].opid, at)
    assert not form.covers(WRITER, 2, links[1].opid, lambda _writer, _n: _opid("other"))
    assert not form.covers(WRITER, 5, _opid("5"), at)
    assert Form.of({}, [_opid("s")]).covers(WRITER, 9, _opid("s"), at)


def test_ranges_and_side_together_never_forget_and_never_invent() -> None:
    draw = random.Random(2172)
    for _ in range(300):
        pool = _line(draw.randrange(1, 9))
        for branch in range(draw.randrange(4)):
            pool += _line(draw.randrange(1, 4), f"b{branch}-", after=draw.choice(pool))
        held = [link for link in pool if draw.random() < 0.8]
        ranges, side = branch_ranges(held, most=draw.randrange(1, 9))
        form = Form.of({WRITER: ranges}, side)
        held_ids = {link.opid for link in held}
        assert form.covered(WRITER, pool) <= held_ids
        assert form.covered(WRITER, held) == held_ids


def _receipt(**changes: object) -> Receipt:
    end = _opid("3")
    said: dict[str, object] = {
        "city": CITY,
        "ep": 1,
        "srv": 1_795_266_000_000,
        "re": bytes(32),
        "have": {WRITER: [(1, 3, end)]},
        "side": [_opid("s")],
        "safe": {WRITER: [(1, 2, _opid("2"))]},
        "safe_side": [],
        "gone": [],
    }
    return Receipt(**(said | changes))  # type: ignore[arg-type]  # a table of mixed fields


def test_a_receipt_is_believed_only_from_the_citys_server() -> None:
    wire = sign_receipt(_receipt(), SERVER)
    receipt = verify_receipt(wire, directory())
    assert receipt == _receipt()
    assert receipt.order == (1, 1_795_266_000_000)
    assert have_form(receipt).ranges[WRITER] == (Range(1, 3, _opid("3")),)
    assert safe_form(receipt).ranges[WRITER] == (Range(1, 2, _opid("2")),)
    with pytest.raises(ReceiptProblem, match="signature"):
        verify_receipt(sign_receipt(_receipt(), seed(9)), directory())
    with pytest.raises(ReceiptProblem, match="city"):
        verify_receipt(sign_receipt(_receipt(city=1), SERVER), directory())


def test_a_receipt_of_another_form_is_refused() -> None:
    for wrong in (
        _receipt(side=[b"short"]),
        _receipt(have={WRITER: [(3, 1, _opid("3"))]}),
        _receipt(safe={WRITER: [(0, 1, _opid("3"))]}),
    ):
        with pytest.raises(ReceiptProblem, match="form"):
            read_receipt(sign_receipt(wrong, SERVER))
    for wire in (b"", b"\x93\x01\x02\x03", sign(SERVER, b"", b"")):
        with pytest.raises(ReceiptProblem, match="form"):
            read_receipt(wire)
