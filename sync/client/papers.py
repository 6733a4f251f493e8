"""Which certificates a stream should carry, and which that came are worth keeping."""

from __future__ import annotations

from collections.abc import Iterable, Set

from data.ops.certs import (
    CertBook,
    CertProblem,
    DeviceCert,
    Paper,
    UserCert,
    Voucher,
    WriterCert,
    read_cert,
)
from data.ops.directory import Directory, DirectoryProblem
from data.ops.receipt import Receipt
from data.store.mailbag import Mailbag
from sync.protocol.envelope import told_docs
from sync.protocol.frame import parse_header

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


def server_key_of(frame: bytes, present: Directory, root_id: bytes) -> bytes | None:
    """The key an answer must be signed with: one the directory names, or one that the documents
    inside a refusal add to it under the root. Nothing is believed or kept by this alone."""
    sender = parse_header(frame).sender
    known = present.server_key(sender)
    docs = () if known is not None else told_docs(frame)
    if not docs:
        return known
    try:
        grown = Directory.load([*present.wires, *docs], root_id)
    except DirectoryProblem:
        return None
    return grown.server_key(sender) if grown.holds(present.seq, present.hash) else None


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
    for wire in wires:
        if kind_of(wire) != "writer":
            continue
        cert = read_cert(wire).cert
        if isinstance(cert, WriterCert) and cert.writer in new:
            chosen[wire] = None
    return fitting(chosen)


def own_papers(bag: Mailbag, device: bytes) -> tuple[bytes, ...]:
    """What introduces this laptop to a city that does not know it (any more).

    Its device certificates (``device``: its 16-byte id) with the vouchers they hang on and the
    people of the same codes, root first.
    """
    papers = [read_cert(wire) for wire in bag.certs() if kind_of(wire)]
    codes = {
        paper.signed.signer
        for paper in papers
        if isinstance(paper.cert, DeviceCert) and paper.cert.device == device
    }
    chosen = [
        paper.signed.wire
        for kind in (Voucher, UserCert, DeviceCert)
        for paper in papers
        if isinstance(paper.cert, kind) and _code_of(paper) in codes
    ]
    return fitting(chosen)


def _code_of(paper: Paper) -> bytes:
    """The code key a voucher is for, or that signed a user's or a device's certificate."""
    return paper.cert.code_id if isinstance(paper.cert, Voucher) else paper.signed.signer


def fitting(wires: Iterable[bytes]) -> tuple[bytes, ...]:
    """The first of ``wires`` that find room in a hello."""
    chosen: list[bytes] = []
    left = _ROOM
    for wire in wires:
        if len(wire) <= left:
            chosen.append(wire)
            left -= len(wire)
    return tuple(chosen)
