"""Letters for tests: small ops with sensible defaults."""

from __future__ import annotations

from typing import Any

from data.ops.header import NO_PREV, Header, Routing
from data.ops.keys import rid8, x_public
from data.ops.op import Op
from data.ops.payload import PayloadBody
from data.ops.seal import author_wrap, commitment, wrap_ck, write_letter
from tests.data.ops.city import CITY, DESK, seed

WRITER = seed(1)
AUTHOR_SECRET = seed(5)
CK = seed(7)
REC = bytes.fromhex("8b1f6d3a52c44e0f9a770c2d1e5f9a10")
ROUTING = Routing("desk:2172", "2172011003", 4, ["medis", "psiko"], 3600, bytes(range(16)), 0)


def first_head(**changes: Any) -> Header:
    """The header of a referral that brings its content key to desk and author."""
    desk = x_public(DESK)
    said: dict[str, Any] = {
        "rec": REC,
        "tw": 1_795_266_000,
        "fv": "rujuk/3",
        "aud": "desk",
        "kc": commitment(CK),
        "wraps": [
            (
                rid8(desk),
                wrap_ck(CK, desk, city=CITY, rec=REC, ce=0, aud="desk", rid=rid8(desk)),
            )
        ],
        "aw": author_wrap(CK, AUTHOR_SECRET, city=CITY, rec=REC, ce=0, aud="desk"),
        "r": ROUTING,
    }
    return Header(**(said | changes))


def letter(
    kind: str = "d",
    n: int = 1,
    prev: bytes = NO_PREV,
    head: Header | None = None,
    body: PayloadBody | None = None,
    writer: bytes = WRITER,
    dictionaries: dict[int, bytes] | None = None,
) -> Op:
    """One sealed and signed op."""
    return write_letter(
        kind,
        writer,
        n,
        prev,
        head or Header(rec=REC, tw=1_795_266_000, fv="catat/1"),
        body or PayloadBody("note", {"own_words": "CONTOH"}),
        CK,
        salt=bytes([8]) * 16,
        dictionaries=dictionaries,
    )
