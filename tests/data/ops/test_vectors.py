"""The vectors of PROTOCOL.md are what the product makes: byte for byte, wraps aside."""

from __future__ import annotations

import re
from pathlib import Path

from data.content.dictionary.shipped import dictionaries
from data.ops.certs import CertBook
from data.ops.directory import Directory
from data.ops.keys import ed_public, id16
from data.ops.op import Op, verify, verify_one_use
from data.ops.receipt import verify_receipt
from data.ops.seal import ck_for_author, ck_for_reader, open_body
from tests.data.ops import vectors as made

PAGE = Path(__file__).resolve().parents[3] / "sync" / "PROTOCOL.md"


def _page() -> dict[str, bytes]:
    text = PAGE.read_text(encoding="utf-8").partition("### Vectors of the letter\n")[2]
    found = re.findall(
        r"^([a-z0-9 ,]+):\n```\n([0-9a-f\n]+)\n```$", text.partition("\n## ")[0], re.M
    )
    return {name: bytes.fromhex(digits) for name, digits in found}


def test_every_byte_on_the_page_follows_from_the_fixed_keys() -> None:
    page = _page()
    names = ("letter 2, a referral", "letter 4, an urgent referral of the door")
    wraps = [Op.parse(page[name]).head.wraps[0][1] for name in names]
    assert made.blocks(wraps) == page


def test_the_product_opens_what_stands_on_the_page() -> None:
    page = _page()
    referral = Op.parse(page["letter 2, a referral"])
    ck = ck_for_reader(referral, made.DESK, made.DESK_PUB, city=made.CITY)
    assert ck == ck_for_author(referral, made.READING, city=made.CITY) == made.CK_DESK
    assert open_body(ck, referral).set == {"survivor_name": "CONTOH"}
    status = Op.parse(page["letter 3, a status"])
    assert verify(status, ed_public(made.DESK_WRITER))
    assert open_body(ck, status, dictionaries()).set["step"] == "accepted"
    door = Op.parse(page["letter 4, an urgent referral of the door"])
    assert verify_one_use(door, ed_public(made.DEVICE))


def test_the_papers_on_the_page_prove_the_writer_and_the_receipt() -> None:
    page = _page()
    docs = [page["directory 1"], page["directory 0"]]
    directory = Directory.load(docs, id16(ed_public(made.ROOT)))
    assert directory.seq == 1
    chain = [wire for name, wire in page.items() if "certificate" in name or name == "voucher"]
    person = CertBook(directory, chain).writer(id16(ed_public(made.WRITER)))
    assert person.display == "Contoh"
    assert verify_receipt(page["receipt"], directory).ep == 1
