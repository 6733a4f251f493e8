"""A small city with fixed keys for tests: root, admin, server, one desk, people who enrolled."""

from __future__ import annotations

from dataclasses import dataclass

from data.ops.certs import (
    CertBook,
    Voucher,
    make_device_cert,
    make_user_cert,
    make_writer_cert,
    sign_voucher,
)
from data.ops.directory import BaseDoc, DeskKey, Directory, sign_base
from data.ops.keys import ed_public, id16, rid8, x_public

CITY = 2172


def seed(number: int) -> bytes:
    """A fixed 32-byte secret."""
    return bytes([number]) * 32


ROOT, ADMIN, SERVER, TRANSIT, DESK, RECOVERY, PACK = (seed(n) for n in range(101, 108))
ROOT_ID = id16(ed_public(ROOT))


def base_doc(*, demo: bool = False) -> BaseDoc:
    """The first directory document of the test city."""
    desk = x_public(DESK)
    return BaseDoc(
        city=CITY,
        letters="TP",
        name="Kota Contoh",
        demo=demo,
        root=ed_public(ROOT),
        admin=ed_public(ADMIN),
        server=ed_public(SERVER),
        transit=x_public(TRANSIT),
        desk=[DeskKey(rid8(desk), desk, 0)],
        recovery=x_public(RECOVERY),
        pack=ed_public(PACK),
        ticket_salt=bytes(range(16)),
    )


def directory() -> Directory:
    """The verified directory of the test city."""
    return Directory.load([sign_base(base_doc(), ROOT)], ROOT_ID)


@dataclass(frozen=True)
class Enrolled:
    """One person's secrets and the papers that prove them."""

    code: bytes
    user: bytes
    reading: bytes
    device: bytes
    writer: bytes
    mailbag: bytes
    papers: tuple[bytes, ...]

    @property
    def user_id(self) -> bytes:
        """The 16-byte id of the person."""
        return id16(ed_public(self.user))

    @property
    def writer_id(self) -> bytes:
        """The 16-byte id of the chain."""
        return id16(ed_public(self.writer))

    @property
    def device_id(self) -> bytes:
        """The 16-byte id of the laptop."""
        return id16(ed_public(self.device))


def enrol(
    number: int, role: str = "kader_pkk", scopes: tuple[str, ...] = (), admin: bytes = ADMIN
) -> Enrolled:
    """A person made from seeds ``number``..``number + 4``."""
    code, user, reading, device, writer = (seed(number + step) for step in range(5))
    mailbag = bytes([number]) * 16
    voucher = Voucher(
        CITY, ed_public(code), role, "2172011003", f"Contoh {number}", list(scopes), 1_900_000_000
    )
    papers = (
        sign_voucher(voucher, admin),
        make_user_cert(code, CITY, user, reading),
        make_device_cert(code, CITY, device, seed(number + 5), mailbag),
        make_writer_cert(user, CITY, writer, bytes([number + 1]) * 16, mailbag, 1_795_266_000),
    )
    return Enrolled(code, user, reading, device, writer, mailbag, papers)


def book(*people: Enrolled) -> CertBook:
    """All their papers under the test city's directory."""
    return CertBook(directory(), [wire for person in people for wire in person.papers])
