"""Whoever copied ``device.key``: opens the mailbag, lays letters in it, knows public keys."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from data.content.dictionary.shipped import CURRENT, dictionaries
from data.ops.header import DESK, NO_PREV, OWN, Header, Routing, Status
from data.ops.keys import ed_public, rid8
from data.ops.op import Op, one_use
from data.ops.payload import PayloadBody
from data.ops.seal import commitment, wrap_ck, write_letter
from data.store.mailbag import Mailbag
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.paper_city import CITY, NOW


@dataclass
class Thief:
    """``ck``: the content key the forged letters bring; wrapped to readers' public keys."""

    laptop: Laptop
    ck: bytes = field(default_factory=lambda: os.urandom(32))
    seed: bytes = field(default_factory=lambda: os.urandom(32))

    def feed(self, scope: str, *raws: bytes) -> None:
        """Lay letters as if the courier had pulled them."""
        bag: Mailbag = self.laptop.bag()
        try:
            at = bag.position(scope)
            items = [(at.pos + i, raw) for i, raw in enumerate(raws, 1)]
            bag.inbound_put(scope, max(at.ep, 1), at.pos + 1, at.pos + len(raws), items)
        finally:
            bag.close()

    def head(self, rec: bytes, to: bytes, *, ce: int = 7, aud: str = DESK) -> Header:
        """A header with a key of the thief's own, wrapped to a reader (public key)."""
        rid = rid8(to)
        wrap = wrap_ck(self.ck, to, city=CITY, rec=rec, ce=ce, aud=aud, rid=rid)
        return Header(
            rec=rec,
            lam=0,
            tw=NOW,
            fv="x/1",
            aud=aud,
            ce=ce,
            dic=CURRENT,
            kc=commitment(self.ck),
            wraps=[(rid, wrap)],
        )

    def letter(self, kind: str, head: Header, body: PayloadBody) -> Op:
        """Signed by a key of the thief's."""
        return write_letter(
            kind,
            self.seed,
            1,
            NO_PREV,
            head,
            body,
            self.ck,
            salt=os.urandom(16),
            dictionaries=dictionaries(),
        )

    def named(self, device_seed: bytes, as_author: bytes) -> tuple[bytes, bytes, bytes]:
        """A one-use mark that names somebody else as its laptop."""
        pub, signature, _device = one_use(ed_public(self.seed), device_seed)
        return pub, signature, as_author


def referral(pri: int = 4) -> Routing:
    """A routing that looks right."""
    return Routing(f"desk:{CITY}", "2172031001", pri, ["medis"], 3600)


def accepted(ref: bytes) -> Status:
    """A desk's yes."""
    return Status(ref, 3, 1)


__all__ = ["OWN", "Thief", "accepted", "referral"]
