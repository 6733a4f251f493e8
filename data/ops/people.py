"""The address book: who of a city can be given a case, proved from the root up, or not shown.

Whatever hands these certificates over may be lying: nobody stands here without a voucher signed by
an admin that counts, a certificate under that voucher's code, and both not revoked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.model.people import Role
from data.ops.certs import (
    CertProblem,
    Paper,
    UserCert,
    Voucher,
    check_under,
    check_voucher,
    read_cert,
    voucher_of,
)
from data.ops.directory import Directory


@dataclass(frozen=True, slots=True)
class Colleague:
    """A proved person: id, X25519 public key, and what the voucher says of her."""

    user: bytes
    x: bytes
    role: Role
    area: str
    display: str


@dataclass(frozen=True, slots=True)
class AddressBook:
    """``people``: proved, by name. ``refused``: how many entries did not hold; never shown."""

    people: tuple[Colleague, ...] = ()
    refused: int = 0

    def find(self, user: bytes) -> Colleague | None:
        """One proved person."""
        return next((one for one in self.people if one.user == user), None)


def address_book(wires: Iterable[bytes], directory: Directory) -> AddressBook:
    """Prove every entry. A person with two different reading keys stands for neither."""
    vouchers: dict[bytes, list[Paper]] = {}
    users: list[Paper] = []
    refused = 0
    for wire in wires:
        try:
            paper = read_cert(wire)
        except CertProblem:
            refused += 1
            continue
        if isinstance(paper.cert, Voucher):
            vouchers.setdefault(paper.cert.code_id, []).append(paper)
        elif isinstance(paper.cert, UserCert):
            users.append(paper)
        else:
            refused += 1
    proved: dict[bytes, set[Colleague]] = {}
    for paper in users:
        try:
            found = _colleague(paper, vouchers, directory)
        except CertProblem:
            refused += 1
            continue
        proved.setdefault(found.user, set()).add(found)
    good = [one for several in proved.values() if len(several) == 1 for one in several]
    refused += sum(len(several) for several in proved.values() if len(several) > 1)
    return AddressBook(tuple(sorted(good, key=lambda one: (one.display, one.user))), refused)


def _colleague(paper: Paper, vouchers: dict[bytes, list[Paper]], directory: Directory) -> Colleague:
    """Raises ``CertProblem``."""
    cert = paper.cert
    if not isinstance(cert, UserCert):
        raise CertProblem("form")
    problem = CertProblem("unknown_voucher")
    for found in vouchers.get(paper.signed.signer, ()):
        try:
            voucher = check_voucher(found, directory)
            check_under(paper, voucher_of(found).code_pub, directory.city)
            role = Role(voucher.role)
        except CertProblem as wrong:
            problem = wrong
            continue
        except ValueError:
            problem = CertProblem("role")
            continue
        if directory.is_revoked(cert.user) or directory.is_revoked(voucher.code_id):
            raise CertProblem("revoked")
        return Colleague(cert.user, cert.x, role, voucher.area, voucher.display)
    raise problem
