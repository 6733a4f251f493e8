"""Goal 13: an attachment of 5 MB over 3G with a cut of 20 s, beside plain pieces of 64 kB."""

from __future__ import annotations

import random

from data.ops.payload import PayloadBody
from tests.bench.link_air import G3, Cuts
from tests.bench.link_runs import Grounds, Told
from tests.bench.row import Row, absolute

SIZE = 5_000_000
CUT = Cuts(at=50.0, lasting=20.0)
MOST_SECONDS, MOST_BYTES = 135.0, 5_100_000


def _ours(grounds: Grounds, seed: int, body: bytes) -> Told:
    """A letter and its attachment, by the real courier."""
    sender = grounds.sender()
    try:
        op = sender.lay_file(PayloadBody("note", {"own_words": "CONTOH"}), body)
        grounds.link.set(G3, seed, CUT)
        told = grounds.courier(sender)
        lost, doubled = grounds.judge([op])
    finally:
        sender.laptop.close()
    return grounds.told(told, lost, doubled)


def rows(grounds: Grounds, seed: int, size: int = SIZE) -> list[Row]:
    """Seconds and bytes; "sent" is what the programs gave to their sockets, headers included."""
    body = random.Random(seed).randbytes(size)
    file = grounds.place("file") / "body"
    file.write_bytes(body)
    mine = _ours(grounds, seed, body)
    plain = grounds.file("pieces", file, G3, seed, CUT)
    what = f"3g, an attachment of {size / 1e6:.0f} MB, a cut of {CUT.lasting:.0f} s at {CUT.at:.0f}"
    whole = mine.seconds <= MOST_SECONDS, mine.app_up <= MOST_BYTES
    return [
        absolute("13", f"{what}: letters lost", mine.lost, "", "0", mine.lost == 0),
        Row("13", f"{what}: seconds; baseline 64 kB pieces", mine.seconds, "s", plain.seconds,
            mine.seconds / plain.seconds, f"<= {MOST_SECONDS:.0f}", whole[0]),
        Row("13", f"{what}: bytes sent; baseline 64 kB pieces", mine.app_up, "B", plain.app_up,
            mine.app_up / plain.app_up, f"<= {MOST_BYTES}", whole[1]),
        Row("13", f"{what}: IP bytes up; baseline 64 kB pieces", mine.ip_up, "B", plain.ip_up,
            mine.ip_up / plain.ip_up, "-", None),
        Row("13", f"{what}: requests; baseline 64 kB pieces", mine.requests, "", plain.requests,
            mine.requests / plain.requests, "-", None),
    ]  # fmt: skip
