"""Certificates: who a writer is, from its key up to the city's root. The server signs nobody.

    root -> directory -> admin --voucher--> code --user cert--> user --writer cert--> writer
                                              \\--device cert--> device
Each certified key also signs its own certificate (``own``), so nobody can claim another's key.
Clocks never refuse: ``not_after`` counts at the server, at enrolment, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from data.model.people import Person, Role
from data.ops.directory import Directory
from data.ops.keys import (
    LABEL_CERT,
    LABEL_OWN,
    ed_public,
    id16,
    open_with,
    rid8,
    seal_to,
    sign,
    signed_by,
    x_public,
)
from data.ops.signed import BadPaper, Signed, sign_document

NO_DEVICE = bytes(16)


class CertProblem(ValueError):
    """A certificate does not hold.

    ``code``: form, city, signature, unknown_writer, unknown_user, unknown_voucher, role, revoked.
    With ``revoked`` the person stands in ``person``: what she wrote is kept and shown with a mark.
    """

    def __init__(self, code: str, person: Person | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.person = person


class Voucher(msgspec.Struct, array_like=True, frozen=True, tag="voucher"):
    """Signed by an admin: what the holder of one code may become. Never holds the code."""

    city: int
    code_pub: bytes
    role: str
    area: str
    display: str
    scopes: list[str]
    not_after: int
    desk_keys: list[tuple[bytes, bytes]] = []
    demo: bool = False

    @property
    def code_id(self) -> bytes:
        """The 16-byte id of the code key."""
        return id16(self.code_pub)


class UserCert(msgspec.Struct, array_like=True, frozen=True, tag="user"):
    """Signed by the code key: a person's identity and reading key. Role comes from the voucher."""

    city: int
    ed: bytes
    x: bytes
    own: bytes

    @property
    def user(self) -> bytes:
        """The 16-byte id of the person."""
        return id16(self.ed)


class DeviceCert(msgspec.Struct, array_like=True, frozen=True, tag="device"):
    """Signed by the code key: a laptop's frame key, its sealing key, and its mailbag."""

    city: int
    ed: bytes
    x: bytes
    mailbag: bytes
    own: bytes

    @property
    def device(self) -> bytes:
        """The 16-byte id of the laptop."""
        return id16(self.ed)


class WriterCert(msgspec.Struct, array_like=True, frozen=True, tag="writer"):
    """Signed by the user key: one chain of ops, bound to one vault and one mailbag.

    ``started``: Unix s by the laptop's own clock; it orders nothing.
    """

    city: int
    pub: bytes
    vault: bytes
    mailbag: bytes
    started: int
    own: bytes

    @property
    def writer(self) -> bytes:
        """The 16-byte id of the chain."""
        return id16(self.pub)


Cert = Voucher | UserCert | DeviceCert | WriterCert
_DECODER = msgspec.msgpack.Decoder(Cert)


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate that was read, not yet verified."""

    signed: Signed
    cert: Cert


def read_cert(wire: bytes) -> Paper:
    """Take a certificate apart. Raises ``CertProblem('form')``."""
    try:
        signed = Signed.parse(wire)
        cert: Cert = _DECODER.decode(signed.doc)
    except (BadPaper, msgspec.MsgspecError, RecursionError):
        raise CertProblem("form") from None
    if not _sound(cert):
        raise CertProblem("form")
    return Paper(signed, cert)


def _sound(cert: Cert) -> bool:
    if isinstance(cert, Voucher):
        return len(cert.code_pub) == 32
    if isinstance(cert, UserCert):
        return len(cert.ed) == len(cert.x) == 32
    if isinstance(cert, DeviceCert):
        return len(cert.ed) == len(cert.x) == 32 and len(cert.mailbag) == 16
    return len(cert.pub) == 32 and len(cert.vault) == len(cert.mailbag) == 16


def _own(tag: bytes, city: int, signer: bytes, *parts: bytes) -> bytes:
    return tag + city.to_bytes(4, "big") + signer + b"".join(parts)


def _owned(cert: UserCert | DeviceCert | WriterCert, signer: bytes) -> bool:
    """Whether the certified key itself signed this certificate's meaning."""
    if isinstance(cert, UserCert):
        message, key = _own(b"user", cert.city, signer, cert.ed, cert.x), cert.ed
    elif isinstance(cert, DeviceCert):
        message = _own(b"device", cert.city, signer, cert.ed, cert.x, cert.mailbag)
        key = cert.ed
    else:
        message = _own(b"writer", cert.city, signer, cert.pub, cert.vault, cert.mailbag)
        key = cert.pub
    return signed_by(key, LABEL_OWN, message, cert.own)


def sign_voucher(voucher: Voucher, admin_seed: bytes) -> bytes:
    """A voucher's wire bytes."""
    return sign_document(voucher, admin_seed, LABEL_CERT)


def make_user_cert(code_seed: bytes, city: int, user_seed: bytes, x_seed: bytes) -> bytes:
    """The wire bytes of a user certificate, signed by the code key and by the user key."""
    signer, ed, x = id16(ed_public(code_seed)), ed_public(user_seed), x_public(x_seed)
    own = sign(user_seed, LABEL_OWN, _own(b"user", city, signer, ed, x))
    return sign_document(UserCert(city, ed, x, own), code_seed, LABEL_CERT)


def make_device_cert(
    code_seed: bytes, city: int, device_seed: bytes, x_seed: bytes, mailbag: bytes
) -> bytes:
    """The wire bytes of a device certificate, signed by the code key and by the device key."""
    signer, ed, x = id16(ed_public(code_seed)), ed_public(device_seed), x_public(x_seed)
    own = sign(device_seed, LABEL_OWN, _own(b"device", city, signer, ed, x, mailbag))
    return sign_document(DeviceCert(city, ed, x, mailbag, own), code_seed, LABEL_CERT)


def make_writer_cert(
    user_seed: bytes, city: int, writer_seed: bytes, vault: bytes, mailbag: bytes, started: int
) -> bytes:
    """The wire bytes of a writer certificate, signed by the user key and by the writer key."""
    signer, pub = id16(ed_public(user_seed)), ed_public(writer_seed)
    own = sign(writer_seed, LABEL_OWN, _own(b"writer", city, signer, pub, vault, mailbag))
    return sign_document(WriterCert(city, pub, vault, mailbag, started, own), user_seed, LABEL_CERT)


def check_voucher(paper: Paper, directory: Directory) -> Voucher:
    """A voucher of this city, signed by an admin that counts. Raises ``CertProblem``."""
    cert = paper.cert
    if not isinstance(cert, Voucher):
        raise CertProblem("form")
    if cert.city != directory.city or cert.demo != directory.demo:
        raise CertProblem("city")
    admin = directory.admin_key(paper.signed.signer)
    if admin is None or not paper.signed.is_by(admin, LABEL_CERT):
        raise CertProblem("signature")
    return cert


def check_under(paper: Paper, signer_pub: bytes, city: int) -> None:
    """A user, device or writer certificate under its signer's key. Raises ``CertProblem``."""
    cert = paper.cert
    if isinstance(cert, Voucher):
        raise CertProblem("form")
    if cert.city != city:
        raise CertProblem("city")
    if not paper.signed.is_by(signer_pub, LABEL_CERT) or not _owned(cert, paper.signed.signer):
        raise CertProblem("signature")


class CertBook:
    """Certificates that were handed over, in any order, and what they prove under one directory."""

    def __init__(self, directory: Directory, wires: Iterable[bytes] = ()) -> None:
        self._directory = directory
        self._vouchers: dict[bytes, list[Paper]] = {}
        self._users: dict[bytes, list[Paper]] = {}
        self._devices: dict[bytes, list[Paper]] = {}
        self._writers: dict[bytes, list[Paper]] = {}
        self._known: set[bytes] = set()
        self._proved: dict[bytes, tuple[Person, Paper, Paper, Paper]] = {}
        for wire in wires:
            self.add(wire)

    def add(self, wire: bytes) -> None:
        """Take one certificate in. Raises ``CertProblem('form')`` for bytes that are none."""
        paper = read_cert(wire)
        if paper.signed.digest in self._known:
            return
        self._known.add(paper.signed.digest)
        self._proved.clear()
        cert = paper.cert
        if isinstance(cert, Voucher):
            self._vouchers.setdefault(cert.code_id, []).append(paper)
        elif isinstance(cert, UserCert):
            self._users.setdefault(cert.user, []).append(paper)
        elif isinstance(cert, DeviceCert):
            self._devices.setdefault(cert.device, []).append(paper)
        else:
            self._writers.setdefault(cert.writer, []).append(paper)

    def writer(self, writer: bytes) -> Person:
        """The person behind a writer id. Raises ``CertProblem``."""
        person, voucher, _, _ = self._prove(writer)
        identities = (person.writer, person.user, person.device, voucher_of(voucher).code_id)
        if any(self._directory.is_revoked(one) for one in identities):
            raise CertProblem("revoked", person)
        return person

    def writer_key(self, writer: bytes) -> bytes:
        """The writer's public key, for ``verify``. Raises ``CertProblem('unknown_writer')``.

        Needs only the writer's own certificate: the id is the hash of the key.
        """
        for paper in self._writers.get(writer, ()):
            if isinstance(paper.cert, WriterCert):
                return paper.cert.pub
        raise CertProblem("unknown_writer")

    def user_key(self, user: bytes) -> bytes:
        """A person's sealing public key. Raises ``CertProblem``."""
        cert = self._user(user)[1].cert
        if not isinstance(cert, UserCert):
            raise CertProblem("unknown_user")
        return cert.x

    def device(self, device: bytes) -> DeviceCert:
        """A laptop that some voucher of this city vouches for. Raises ``CertProblem``."""
        for paper in self._devices.get(device, ()):
            if self._voucher_for(paper) is not None and isinstance(paper.cert, DeviceCert):
                return paper.cert
        raise CertProblem("unknown_device")

    def chain(self, writer: bytes) -> list[bytes]:
        """The wire certificates that prove a writer, root first. Raises ``CertProblem``."""
        person, *papers = self._prove(writer)
        wires = [paper.signed.wire for paper in papers]
        devices = self._devices.get(person.device, ())
        return wires + [paper.signed.wire for paper in devices if self._voucher_for(paper)]

    def _prove(self, writer: bytes) -> tuple[Person, Paper, Paper, Paper]:
        known = self._proved.get(writer)
        if known is not None:
            return known
        problem = CertProblem("unknown_writer")
        for paper in self._writers.get(writer, ()):
            cert = paper.cert
            if not isinstance(cert, WriterCert):
                continue
            try:
                voucher_paper, user_paper = self._user(paper.signed.signer)
                user = user_paper.cert
                if not isinstance(user, UserCert):
                    continue
                check_under(paper, user.ed, self._directory.city)
                person = self._person(voucher_of(voucher_paper), user.user, cert)
            except CertProblem as found:
                problem = found
                continue
            self._proved[writer] = person, voucher_paper, user_paper, paper
            return self._proved[writer]
        raise problem

    def _person(self, voucher: Voucher, user: bytes, cert: WriterCert) -> Person:
        try:
            role = Role(voucher.role)
        except ValueError:
            raise CertProblem("role") from None
        return Person(
            user=user,
            device=self._device_of(cert.mailbag),
            writer=cert.writer,
            role=role,
            area=voucher.area,
            display=voucher.display,
            scopes=tuple(voucher.scopes),
        )

    def _device_of(self, mailbag: bytes) -> bytes:
        """The laptop a mailbag lies on; authorship does not hang on it, so it may be unknown."""
        found = [
            device
            for device, papers in self._devices.items()
            for paper in papers
            if isinstance(paper.cert, DeviceCert)
            and paper.cert.mailbag == mailbag
            and self._voucher_for(paper) is not None
        ]
        return min(found, default=NO_DEVICE)

    def _user(self, user: bytes) -> tuple[Paper, Paper]:
        """Voucher and certificate of a person: the newest voucher that still counts, if several."""
        papers = self._users.get(user)
        if not papers:
            raise CertProblem("unknown_user")
        found = [(voucher, paper) for paper in papers if (voucher := self._voucher_for(paper))]
        if not found:
            raise CertProblem("unknown_voucher")
        return max(found, key=lambda pair: self._rank(voucher_of(pair[0])))

    def _rank(self, voucher: Voucher) -> tuple[bool, int, bytes]:
        live = not self._directory.is_revoked(voucher.code_id)
        return live, voucher.not_after, voucher.code_id

    def _voucher_for(self, paper: Paper) -> Paper | None:
        """The voucher under whose code key a user or device certificate holds, if there is one."""
        for voucher_paper in self._vouchers.get(paper.signed.signer, ()):
            try:
                voucher = check_voucher(voucher_paper, self._directory)
                check_under(paper, voucher.code_pub, self._directory.city)
            except CertProblem:
                continue
            return voucher_paper
        return None


def voucher_of(paper: Paper) -> Voucher:
    """The voucher in a paper that holds one. Raises ``CertProblem('form')``."""
    if not isinstance(paper.cert, Voucher):
        raise CertProblem("form")
    return paper.cert


def verify_writer(writer: bytes, certs: Iterable[bytes], directory: Directory) -> Person:
    """The person behind a writer id, from certificates in any order. Raises ``CertProblem``."""
    return CertBook(directory, certs).writer(writer)


def _desk_info(city: int, rid: bytes) -> bytes:
    return b"psk/desk/2\0" + city.to_bytes(4, "big") + rid


def wrap_desk_key(desk_seed: bytes, reader_pub: bytes, *, city: int) -> bytes:
    """80 bytes: a desk's private key for a case manager's code key or user key."""
    return seal_to(reader_pub, desk_seed, _desk_info(city, rid8(x_public(desk_seed))))


def unwrap_desk_key(wrap: bytes, reader_seed: bytes, rid: bytes, *, city: int) -> bytes:
    """The desk's private key. Raises ``CannotOpen``."""
    return open_with(reader_seed, wrap, _desk_info(city, rid))


def desk_seeds(wraps: Mapping[bytes, bytes], reader_seed: bytes, *, city: int) -> list[bytes]:
    """The desk keys of a voucher (or of the directory) that this reader holds a wrap for."""
    return [unwrap_desk_key(wrap, reader_seed, rid, city=city) for rid, wrap in wraps.items()]
