"""Texts too long for one letter: shortened in the first, whole again when the others are there.

The first letter keeps everything but the tail of its longest texts and says of each what follows
(entry ``continues``: how many parts, and a checksum of the whole); letters of type ``continued``
bring the parts. Only the author of the first may continue it. Nothing is cut: a text whose parts
have not all come is named as awaited.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from data.ops.opened import OpenedOp
from data.ops.payload import Entry, PayloadBody, Value

CONTINUES, CONTINUED = "continues", "continued"
BEGINNING = 400  # characters of a long text that stay in the first letter
PART_BYTES = 12_000  # of JSON in one further letter
_SUM_DIGITS = 16

_Place = tuple[str, int]  # a name, and the entry it stands in (-1: the letter's own fields)


@dataclass(frozen=True, slots=True)
class Shortened:
    """A body with its longest texts shortened, and the bodies of the letters that follow.

    ``parts`` say everything but which letter they continue: see ``following``.
    """

    body: PayloadBody
    parts: tuple[dict[str, Value], ...]

    def following(self, first: bytes) -> list[PayloadBody]:
        """The bodies to write after the first letter, whose opid is ``first``."""
        return [
            PayloadBody(CONTINUED, entries=[Entry(CONTINUED, {**part, "of": first.hex()})])
            for part in self.parts
        ]


def shortened(body: PayloadBody, texts: int) -> Shortened | None:
    """The body with its ``texts`` longest texts shortened; None when it has fewer long ones."""
    longest = sorted(_long_texts(body), key=lambda found: (-len(found[1]), found[0]))[:texts]
    if len(longest) < texts:
        return None
    fields, entries = dict(body.set), [Entry(entry.k, dict(entry.d)) for entry in body.entries]
    parts: list[dict[str, Value]] = []
    for (name, at), text in longest:
        home = fields if at < 0 else entries[at].d
        home[name] = text[:BEGINNING]
        pieces = _pieces(text[BEGINNING:])
        place: dict[str, Value] = {"field": name} if at < 0 else {"field": name, "entry": at}
        said: dict[str, Value] = {**place, "parts": len(pieces), "sum": _sum(text)}
        entries.append(Entry(CONTINUES, said))
        parts += [{**place, "part": i, "text": piece} for i, piece in enumerate(pieces, 1)]
    return Shortened(PayloadBody(body.t, fields, entries, body.void, body.grant), tuple(parts))


def _long_texts(body: PayloadBody) -> list[tuple[_Place, str]]:
    found: list[tuple[_Place, str]] = []
    for at, said in enumerate([body.set, *(entry.d for entry in body.entries)], -1):
        for name, value in said.items():
            if isinstance(value, str) and len(value) > BEGINNING:
                found.append(((name, at), value))
    return found


def _pieces(text: str) -> list[str]:
    """Cut so that each piece is at most ``PART_BYTES`` as JSON; joined they are the text."""
    pieces: list[str] = []
    begin = size = 0
    for at, ch in enumerate(text):
        cost = len(msgspec.json.encode(ch)) - 2
        if size + cost > PART_BYTES:
            pieces.append(text[begin:at])
            begin, size = at, 0
        size += cost
    return [*pieces, text[begin:]]


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_SUM_DIGITS]


def joined(ops: Sequence[OpenedOp]) -> tuple[list[OpenedOp], tuple[str, ...]]:
    """The same ops with every long text whole again, and the names of those not all here yet.

    A text whose parts have not all come keeps its beginning.
    """
    if not any(_continues(op) for op in ops):
        return list(ops), ()
    parts = _parts(ops)
    whole: list[OpenedOp] = []
    awaited: set[str] = set()
    for op in ops:
        body = op.body
        for said in _continues(op):
            name, at = str(said.get("field")), _whole_number(said.get("entry"), -1)
            text = _join(body, (name, at), said, parts.get((op.opid.hex(), op.author, name, at)))
            if body is None or text is None:
                awaited.add(name)
            else:
                body = _with_text(body, (name, at), text)
        whole.append(op if body is op.body else replace(op, body=body))
    return whole, tuple(sorted(awaited))


def _continues(op: OpenedOp) -> list[dict[str, Value]]:
    if op.body is None:
        return []
    return [entry.d for entry in op.body.entries if entry.k == CONTINUES]


def _parts(ops: Iterable[OpenedOp]) -> dict[tuple[str, bytes, str, int], dict[int, str]]:
    """Parts by letter, author and place; of two that say they are one part the lower opid's."""
    found: dict[tuple[str, bytes, str, int], dict[int, str]] = {}
    for op in sorted(ops, key=lambda one: one.order):
        for entry in op.body.entries if op.body is not None else ():
            if entry.k != CONTINUED:
                continue
            place = (str(entry.d.get("field")), _whole_number(entry.d.get("entry"), -1))
            key = (str(entry.d.get("of")), op.author, *place)
            number = _whole_number(entry.d.get("part"), 0)
            found.setdefault(key, {}).setdefault(number, str(entry.d.get("text") or ""))
    return found


def _join(
    body: PayloadBody | None, place: _Place, said: dict[str, Value], parts: dict[int, str] | None
) -> str | None:
    count = _whole_number(said.get("parts"), 0)
    if body is None or parts is None or len(parts) < count:
        return None
    name, at = place
    if at >= len(body.entries):
        return None
    begun = body.set.get(name) if at < 0 else body.entries[at].d.get(name)
    tail = [parts.get(number) for number in range(1, count + 1)]
    if not isinstance(begun, str) or None in tail:
        return None
    text = begun + "".join(piece for piece in tail if piece is not None)
    return text if _sum(text) == said.get("sum") else None


def _with_text(body: PayloadBody, place: _Place, text: str) -> PayloadBody:
    name, at = place
    if at < 0:
        return PayloadBody(body.t, {**body.set, name: text}, body.entries, body.void, body.grant)
    entries = list(body.entries)
    entries[at] = Entry(entries[at].k, {**entries[at].d, name: text})
    return PayloadBody(body.t, body.set, entries, body.void, body.grant)


def _whole_number(value: Value, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
