"""Which certificates a stream should carry, and which that came are worth keeping."""

from __future__ import annotations

from collections.abc import Iterable, Set

from data.ops.certs import (
    CertBook,
    CertProblem,
    DeviceCert,
    UserCert,
    Voucher,
    WriterCert,
    read_cert,
)
from data.ops.directory import Directory, DirectoryProblem
from data.ops.receipt import Receipt
from data.store.mailbag import Mailbag

_ROOM = 8_192


def kind_of(wire: bytes) -> str | None:
    """``voucher``, ``user``, ``device`` or ``writer``; None for bytes that are no certificate."""
    try:
        cert = read_cert(wire).cert
    except CertProblem:
        return None
    kinds = {Voucher: "voucher", UserCert: "user", DeviceCert: "device", WriterCert: "writer"}
    return kinds[type(cert)]


def keep_certs(bag: Mailbag, wires: Iterable[bytes]) -> None:
    """Keep what is a certificate; the vaults verify it before they believe it."""
    known = set(bag.certs())
    for wire in wires:
        kind = kind_of(wire)
        if kind is not None and wire not in known:
            bag.put_cert(wire, kind)


def keep_directory(
    bag: Mailbag, present: Directory, root_id: bytes, docs: Iterable[bytes]
) -> Directory:
    """The directory with ``docs`` added; only what verifies and goes on from ours is kept."""
    fresh = [doc for doc in docs if doc not in present.wires]
    if not fresh:
        return present
    try:
        grown = Directory.load([*present.wires, *fresh], root_id)
    except DirectoryProblem:
        return present
    if grown.seq <= present.seq or not grown.holds(present.seq, present.hash):
        return present
    for seq, wire in enumerate(grown.wires):
        if seq > present.seq:
            bag.put_directory_doc(seq, wire)
    return grown


def certs_to_send(
    bag: Mailbag,
    directory: Directory,
    writers: Iterable[bytes],
    receipt: Receipt | None,
    owed: Set[bytes],
) -> tuple[bytes, ...]:
    """Certificates the city may lack: new writers' own, and whole chains it asked for (``owed``).

    Kept small: what does not fit goes with a later stream.
    """
    known = set(receipt.have) if receipt else set()
    new = {writer for writer in writers if writer not in known} - owed
    if not new and not owed:
        return ()
    wires = bag.certs()
    chosen: dict[bytes, None] = {}
    if owed:
        book = CertBook(directory, (wire for wire in wires if kind_of(wire)))
        for writer in sorted(owed):
            try:
                chosen.update(dict.fromkeys(book.chain(writer)))
            except CertProblem:
                new.add(writer)
    for wire in bag.certs("writer") if new else ():
        cert = read_cert(wire).cert
        if isinstance(cert, WriterCert) and cert.writer in new:
            chosen[wire] = None
    fitting: list[bytes] = []
    left = _ROOM
    for wire in chosen:
        if len(wire) <= left:
            fitting.append(wire)
            left -= len(wire)
    return tuple(fitting)
