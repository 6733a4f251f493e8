"""The city's signed statement: what it has, what is in every backup it could restore, what is gone.

An op counts as had only if it lies in a range whose end is the reader's own op at that number, or
it stands in `side` (design.md 4c). A newer receipt replaces an older one, also a smaller one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from data.ops.chain import Link, Range
from data.ops.directory import Directory
from data.ops.keys import LABEL_RECEIPT
from data.ops.signed import BadPaper, Signed, sign_document

OpidAt = Callable[[bytes, int], bytes | None]


class ReceiptProblem(ValueError):
    """No receipt of this city. ``code``: form, city, signature."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Receipt(msgspec.Struct, array_like=True, frozen=True, tag="receipt"):
    """``ep`` the city's epoch, ``srv`` its time (Unix ms), ``re`` hash of the frame headers taken.

    ``have``/``safe``: {writer: [[lo, hi, opid of hi]...]}; ``side``/``safe_side``: opids that no
    range names; ``gone``: opids erased by a kind x op.
    """

    city: int
    ep: int
    srv: int
    re: bytes
    have: dict[bytes, list[tuple[int, int, bytes]]]
    side: list[bytes]
    safe: dict[bytes, list[tuple[int, int, bytes]]]
    safe_side: list[bytes]
    gone: list[bytes]

    @property
    def order(self) -> tuple[int, int]:
        """What decides which of two receipts is newer."""
        return self.ep, self.srv


@dataclass(frozen=True, slots=True)
class Form:
    """One of the two statements of a receipt: ranges by writer, and single opids beside them."""

    ranges: Mapping[bytes, tuple[Range, ...]]
    side: frozenset[bytes]

    @staticmethod
    def of(ranges: Mapping[bytes, Iterable[tuple[int, int, bytes]]], side: Iterable[bytes]) -> Form:
        """Build one from a receipt's fields."""
        made = {writer: tuple(Range(*one) for one in found) for writer, found in ranges.items()}
        return Form(made, frozenset(side))

    def covered(self, writer: bytes, links: Iterable[Link]) -> set[bytes]:
        """The opids among one writer's own ops (all a reader has of them) that the city holds.

        From each end that is an own op back along ``prev``. Below an op the reader has dropped it
        goes on by number, where one op alone stands there: two would be a fork, and then only
        ``prev`` or ``side`` can tell them apart.
        """
        by_opid = {link.opid: link for link in links}
        numbers: dict[int, list[Link]] = {}
        for link in by_opid.values():
            numbers.setdefault(link.n, []).append(link)
        had = {opid for opid in by_opid if opid in self.side}
        for found in self.ranges.get(writer, ()):
            end = by_opid.get(found.opid)
            if end is None or end.n != found.hi:
                continue
            had.add(end.opid)
            above = end
            for n in sorted((n for n in numbers if found.lo <= n < found.hi), reverse=True):
                follows = above.n == n + 1 and above.prev in by_opid
                here = [link for link in numbers[n] if not follows or link.opid == above.prev]
                if len(here) == 1:
                    above = here[0]
                    had.add(above.opid)
        return had

    def covers(self, writer: bytes, n: int, opid: bytes, opid_at: OpidAt) -> bool:
        """Whether the city said that it holds this op.

        ``opid_at(writer, n)`` is the reader's own op at that number on the branch of this op (None
        when it has none): the end of a range must be that op.
        """
        if opid in self.side:
            return True
        return any(
            found.lo <= n <= found.hi
            and (found.opid == opid if found.hi == n else opid_at(writer, found.hi) == found.opid)
            for found in self.ranges.get(writer, ())
        )


_DECODER = msgspec.msgpack.Decoder(Receipt)


def have_form(receipt: Receipt) -> Form:
    """What the city has now."""
    return Form.of(receipt.have, receipt.side)


def safe_form(receipt: Receipt) -> Form:
    """What lies in every backup the city could still restore: a mailbag may let it go."""
    return Form.of(receipt.safe, receipt.safe_side)


def sign_receipt(receipt: Receipt, server_seed: bytes) -> bytes:
    """A receipt's wire bytes."""
    return sign_document(receipt, server_seed, LABEL_RECEIPT)


def read_receipt(wire: bytes) -> Receipt:
    """Take a receipt apart without believing it. Raises ``ReceiptProblem('form')``."""
    try:
        receipt = _DECODER.decode(Signed.parse(wire).doc)
    except (BadPaper, msgspec.MsgspecError, RecursionError):
        raise ReceiptProblem("form") from None
    ranges = [
        one for form in (receipt.have, receipt.safe) for found in form.values() for one in found
    ]
    opids = [*receipt.side, *receipt.safe_side, *receipt.gone, *(one[2] for one in ranges)]
    if any(len(opid) != 32 for opid in opids) or any(not 1 <= lo <= hi for lo, hi, _ in ranges):
        raise ReceiptProblem("form")
    return receipt


def verify_receipt(wire: bytes, directory: Directory) -> Receipt:
    """A receipt signed by a server key of this directory. Raises ``ReceiptProblem``."""
    receipt = read_receipt(wire)
    if receipt.city != directory.city:
        raise ReceiptProblem("city")
    paper = Signed.parse(wire)
    key = directory.server_key(paper.signer)
    if key is None or not paper.is_by(key, LABEL_RECEIPT):
        raise ReceiptProblem("signature")
    return receipt
