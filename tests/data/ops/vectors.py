"""The letters and papers of PROTOCOL.md's vectors, made by the product with fixed keys.

``python -m tests.data.ops.vectors`` prints the blocks. An HPKE wrap is drawn anew each time, so the
two wraps are an input: the test takes them out of the page and expects every other byte to follow.
"""

from __future__ import annotations

import hashlib
import os

from data.content.dictionary.shipped import dictionaries
from data.ops.certs import (
    Voucher,
    make_device_cert,
    make_user_cert,
    make_writer_cert,
    sign_voucher,
)
from data.ops.directory import (
    BaseDoc,
    ChangeDoc,
    DeskKey,
    Revoked,
    sign_base,
    sign_change,
)
from data.ops.header import Header, Routing, Status
from data.ops.keys import ed_public, id16, rid8, x_public
from data.ops.op import Op, make_op, one_use
from data.ops.payload import Entry, PayloadBody
from data.ops.receipt import Receipt, sign_receipt
from data.ops.seal import author_wrap, commitment, wrap_ck, write_letter
from data.ops.ticket_token import ticket_token

CITY = 2172
REC = bytes.fromhex("8b1f6d3a52c44e0f9a770c2d1e5f9a10")
WRITER, DEVICE, SERVER, TRANSIT = (bytes([n]) * 32 for n in (1, 2, 3, 4))
CK_OWN, CK_DESK, READING, DESK = (bytes([n]) * 32 for n in (6, 7, 9, 10))
ROOT, ADMIN, CODE, USER, FRESH, DESK_WRITER = (bytes([n]) * 32 for n in (11, 13, 14, 15, 16, 17))
SALTS = [bytes([n]) * 16 for n in (8, 24, 25, 26)]
DESK_PUB = x_public(DESK)
RID = rid8(DESK_PUB)
TICKET_SALT = bytes(range(16))
TOKEN = ticket_token("TP-7KQ4M-9XD2T-F", "123456", TICKET_SALT)
ROUTING = Routing("desk:2172", "2172011003", 4, ["medis", "psiko"], 3600, TOKEN, 1)


def new_wraps() -> list[bytes]:
    """Two fresh wraps for the desk: of the referral's key, and of the door referral's."""
    bound = {"city": CITY, "rec": REC, "ce": 0, "aud": "desk", "rid": RID}
    return [
        wrap_ck(CK_DESK, DESK_PUB, **bound)  # type: ignore[arg-type]  # one mixed table
        for _ in range(2)
    ]


def letters(wraps: list[bytes]) -> dict[str, Op]:
    """Five letters and an erased one."""
    aw = author_wrap(CK_OWN, READING, city=CITY, rec=REC, ce=0, aud="own")
    first = write_letter(
        "d",
        WRITER,
        1,
        bytes(32),
        Header(rec=REC, tw=1_795_266_000, fv="catat/1", kc=commitment(CK_OWN), aw=aw),
        PayloadBody("case.open", {"age_years": 31}),
        CK_OWN,
        salt=SALTS[0],
    )
    referral = write_letter(
        "r",
        WRITER,
        2,
        first.opid,
        Header(
            rec=REC,
            lam=2,
            tw=1_795_266_060,
            fv="rujuk/3",
            aud="desk",
            deps=[first.id16],
            off=[-3, 7200],
            kc=commitment(CK_DESK),
            wraps=[(RID, wraps[0])],
            aw=author_wrap(CK_DESK, READING, city=CITY, rec=REC, ce=0, aud="desk"),
            r=ROUTING,
        ),
        PayloadBody("referral", {"survivor_name": "CONTOH"}),
        CK_DESK,
        salt=SALTS[1],
    )
    status = write_letter(
        "s",
        DESK_WRITER,
        1,
        bytes(32),
        Header(
            rec=REC,
            lam=3,
            tw=1_795_269_600,
            fv="meja/1",
            aud="desk",
            dic=1,
            deps=[referral.id16],
            s=Status(referral.opid, 3, 1),
        ),
        PayloadBody(
            "accept",
            {"step": "accepted", "reason": "Sudah ditelepon, akan bertemu besok pagi."},
            [Entry("call", {"at": 1_795_269_600})],
        ),
        CK_DESK,
        salt=SALTS[2],
        dictionaries=dictionaries(),
    )
    door = write_letter(
        "r",
        FRESH,
        1,
        bytes(32),
        Header(
            rec=REC,
            tw=0,
            fv="pintu/1",
            aud="desk",
            kc=commitment(CK_DESK),
            wraps=[(RID, wraps[1])],
            r=ROUTING,
            one=one_use(ed_public(FRESH), DEVICE),
        ),
        PayloadBody("referral", {"safe_now": "tidak"}),
        CK_DESK,
        salt=SALTS[3],
    )
    erase = make_op(
        "x",
        WRITER,
        3,
        referral.opid,
        Header(rec=REC, lam=4, tw=1_795_270_000, fv="hapus/1", x=[first.opid]),
        b"",
    )
    return {
        "letter 1": first,
        "letter 2, a referral": referral,
        "letter 3, a status": status,
        "letter 4, an urgent referral of the door": door,
        "letter 5, an erasure": erase,
        "letter 1 after erasure": first.without_payload(),
    }


def papers(ops: dict[str, Op]) -> dict[str, bytes]:
    """A directory of two documents, a chain of certificates, a receipt."""
    base = sign_base(
        BaseDoc(
            CITY,
            "TP",
            "Kota Contoh",
            True,
            ed_public(ROOT),
            ed_public(ADMIN),
            ed_public(SERVER),
            x_public(TRANSIT),
            [DeskKey(RID, DESK_PUB, 0)],
            bytes([18]) * 32,
            bytes([19]) * 32,
            TICKET_SALT,
        ),
        ROOT,
    )
    prev = hashlib.sha256(base).digest()
    gone = Revoked(id16(bytes(32)), "device", "dicuri")
    mailbag, vault = bytes([20]) * 16, bytes([21]) * 16
    voucher = Voucher(
        CITY, ed_public(CODE), "kader_pkk", "2172011003", "Contoh", [], 2**31, [], True
    )
    last = ops["letter 2, a referral"]
    have = {last.writer: [(1, 2, last.opid)]}
    receipt = Receipt(CITY, 1, 1_795_266_090_000, bytes(32), have, [], {}, [], [])
    return {
        "directory 0": base,
        "directory 1": sign_change(ChangeDoc(CITY, 1, prev, 1_795_266_000, [gone]), ADMIN),
        "voucher": sign_voucher(voucher, ADMIN),
        "user certificate": make_user_cert(CODE, CITY, USER, READING),
        "device certificate": make_device_cert(CODE, CITY, DEVICE, bytes([22]) * 32, mailbag),
        "writer certificate": make_writer_cert(USER, CITY, WRITER, vault, mailbag, 1_795_266_000),
        "receipt": sign_receipt(receipt, SERVER),
    }


def blocks(wraps: list[bytes]) -> dict[str, bytes]:
    """Every vector by its name on the page."""
    made = letters(wraps)
    found = {name: op.raw for name, op in made.items()}
    found |= {f"opid of {name}": op.opid for name, op in made.items() if "after" not in name}
    return found | papers(made)


def page(found: dict[str, bytes]) -> str:
    """The vectors as they stand in PROTOCOL.md."""
    lines: list[str] = []
    for name, data in found.items():
        text = data.hex()
        cut = [text[at : at + 96] for at in range(0, len(text), 96)]
        lines += [f"{name}:", "```", *cut, "```"]
    return "\n".join(lines)


if __name__ == "__main__":
    os.write(1, page(blocks(new_wraps())).encode() + b"\n")
