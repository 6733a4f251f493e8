"""A city on paper: real keys, real signatures, real feeds, and no server; carried by hand.

What the server does is tried elsewhere against the real one. Here the verbs need somebody who
answers an enrolment, says what it has, and hands on what others wrote.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass, field

from data.ops.certs import CertBook, CertProblem, Voucher, sign_voucher, wrap_desk_key
from data.ops.chain import Link, branch_ranges
from data.ops.directory import BaseDoc, DeskKey, Directory, sign_base
from data.ops.enrol_code import derive_code_keys, new_code
from data.ops.header import DESK, OWN
from data.ops.keys import ed_public, id16, rid8, x_public
from data.ops.op import Op
from data.ops.receipt import Receipt, sign_receipt
from data.store.mailbag import Mailbag

CITY, NOW = 2172, 1_795_000_000


@dataclass
class PaperCity:
    """Everything a city knows. ``ops`` by opid; ``feeds``: scope -> opids in order."""

    demo: bool = True
    ops: dict[bytes, Op] = field(default_factory=dict)
    feeds: dict[str, list[bytes]] = field(default_factory=dict)
    pushed_by: dict[bytes, bytes] = field(default_factory=dict)
    certs: list[bytes] = field(default_factory=list)
    vouchers: dict[bytes, bytes] = field(default_factory=dict)
    in_case: dict[bytes, set[str]] = field(default_factory=dict)
    srv: int = NOW * 1000
    safe: bool = False
    gone: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        (self.root, self.admin, self.server, self.transit, self.desk, self.recovery, self.pack) = (
            os.urandom(32) for _ in range(7)
        )
        base = BaseDoc(
            city=CITY,
            letters="TP",
            name="Kota Kertas",
            demo=self.demo,
            root=ed_public(self.root),
            admin=ed_public(self.admin),
            server=ed_public(self.server),
            transit=x_public(self.transit),
            desk=[DeskKey(rid8(x_public(self.desk)), x_public(self.desk), NOW)],
            recovery=x_public(self.recovery),
            pack=ed_public(self.pack),
            ticket_salt=os.urandom(16),
        )
        self.root_id = id16(ed_public(self.root))
        self.directory = Directory.load([sign_base(base, self.root)], self.root_id)

    def code_line(self, role: str, area: str = "2172031001") -> str:
        """A code line for a new person; the voucher waits here."""
        code = new_code(os.urandom(8))
        keys = derive_code_keys(code, self.root_id)
        wraps = []
        if role == "case_manager":
            wrap = wrap_desk_key(self.desk, x_public(keys.x_seed), city=CITY)
            wraps.append((rid8(x_public(self.desk)), wrap))
        voucher = Voucher(
            city=CITY,
            code_pub=ed_public(keys.ed_seed),
            role=role,
            area=area,
            display="Orang contoh",
            scopes=[f"desk:{CITY}"] if wraps else [],
            not_after=NOW + 86_400,
            desk_keys=wraps,
            demo=self.demo,
        )
        self.vouchers[voucher.code_pub] = sign_voucher(voucher, self.admin)
        server = id16(ed_public(self.server))[:8].hex()
        return f"PSKE1|http://127.0.0.1:1|{server}|{self.root_id.hex()}|{CITY}|{code}"

    def answer_enrolment(self, bag: Mailbag) -> None:
        """What the courier and the city do with the errand ``enrol``."""
        errand = next(one for one in bag.errands() if one.kind == "enrol" and not one.over)
        voucher = self.vouchers[base64.b64decode(errand.args["code_pub"])]
        for seq, wire in enumerate(self.directory.wires):
            bag.put_directory_doc(seq, wire)
        papers = [voucher, *(base64.b64decode(errand.args[name]) for name in ("user", "device"))]
        for paper in papers:
            bag.put_cert(paper)
        self.certs += papers
        bag.put_meta("root_id", self.root_id)
        said = {"voucher": base64.b64encode(voucher).decode(), "seq": 0}
        bag.finish(errand.id, "ok", NOW, result=said)

    def carry(self, bag: Mailbag) -> int:
        """One session with a laptop: take, say so, hand on what waits. Gives new ops."""
        self.certs += [wire for wire in bag.certs() if wire not in self.certs]
        book = CertBook(self.directory, self.certs)
        new = 0
        for face in bag.faces():
            raw = bag.raw_of(face.opid)
            if raw is not None and face.opid not in self.ops:
                self._store(Op.parse(raw), book, bag.id16)
                new += 1
        for wire in self.certs:
            bag.put_cert(wire)
        self.say_receipt(bag)
        self._hand_on(bag)
        return new

    def say_receipt(self, bag: Mailbag) -> None:
        """A newer receipt about everything here."""
        self.srv += 1000
        have = self._ranges()
        receipt = Receipt(
            city=CITY,
            ep=1,
            srv=self.srv,
            re=bytes(32),
            have=have,
            side=[],
            safe=have if self.safe else {},
            safe_side=[],
            gone=self.gone,
        )
        bag.note_receipt(sign_receipt(receipt, self.server), receipt.ep, receipt.srv)

    def forget(self, opid: bytes) -> None:
        """A city restored from an older copy lacks an op."""
        del self.ops[opid]

    def _ranges(self) -> dict[bytes, list[tuple[int, int, bytes]]]:
        links: dict[bytes, list[Link]] = {}
        for op in self.ops.values():
            links.setdefault(op.writer, []).append(Link(op.n, op.opid, op.prev))
        return {
            writer: [(one.lo, one.hi, one.opid) for one in branch_ranges(chain)[0]]
            for writer, chain in links.items()
        }

    def _store(self, op: Op, book: CertBook, mailbag: bytes) -> None:
        self.ops[op.opid] = op
        self.pushed_by[op.opid] = mailbag
        if op.head.one is not None:
            self._store_of_the_door(op, op.head.one[2])
            return
        try:
            person = book.writer(op.writer)
        except CertProblem:
            return
        home, desk = f"p:{person.user.hex()}", f"desk:{CITY}"
        scopes = {home}
        if op.kind == "r" or op.head.aud == DESK:
            scopes.add(desk)
        if person.role.works_at_desk and op.head.aud != OWN:
            scopes |= self.in_case.get(op.head.rec, set())
        elif not person.role.works_at_desk:
            self.in_case.setdefault(op.head.rec, set()).add(home)
        for scope in sorted(scopes):
            self.feeds.setdefault(scope, []).append(op.opid)

    def _store_of_the_door(self, op: Op, device: bytes) -> None:
        self.in_case.setdefault(op.head.rec, set()).add(f"dev:{device.hex()}")
        self.feeds.setdefault(f"desk:{CITY}", []).append(op.opid)

    def _hand_on(self, bag: Mailbag) -> None:
        for wished in bag.subscriptions():
            feed = self.feeds.get(wished.scope, [])
            at = bag.position(wished.scope).pos
            items = [
                (pos, self.ops[opid].raw)
                for pos, opid in enumerate(feed, 1)
                if pos > at
                and opid in self.ops
                and (wished.whole or self.pushed_by[opid] != bag.id16)
            ]
            if len(feed) > at:
                bag.inbound_put(wished.scope, 1, at + 1, len(feed), items)
