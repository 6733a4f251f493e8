"""The person's letters and attachments without names: what each is, how large, where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from data.model.levels import Level
from data.model.road import RecordState
from data.ops.header import OWN
from data.ops.op import Op
from data.store.mail.blobs import BlobFace
from data.store.mail.outgoing import ItemFace
from data.store.store import Store
from data.store.tables.cases import CaseFilter
from responder_app.work import fold_case, had_since
from responder_app.work.identity import Me

ITEMS = 200
FILES = "files"


@dataclass(frozen=True, slots=True)
class Item:
    """One letter, or the attachments of one. ``number``: short, of its writer and number.

    ``at``: Unix s at which it reached its state (written onto the stick, had by the city, taken on
    by the UPTD), where that is known; ``volume``: name of the stick. ``held``: the word under which
    the city looks at it, or "". ``copy``: only its author can read it; the city keeps it, the UPTD
    never gets it (looked at once the city has it). ``files``: how many attachments, of which
    ``sent`` bytes are at the city.
    """

    opid: bytes
    level: Level | None
    kind: str
    number: str
    size: int
    laid_at: int
    state: RecordState
    at: int | None = None
    volume: str = ""
    held: str = ""
    copy: bool = False
    files: int = 0
    sent: int = 0


def items(store: Store, me: Me, had: set[bytes]) -> list[Item]:
    """All of them, in no order."""
    bag = store.mailbag
    faces = [face for face in bag.faces() if face.owner == me.vault16]
    marks = bag.held()
    accepted = dict(_accepted(store))
    since = had_since.note(store, had)
    carried = bag.carried([face.opid for face in faces if face.opid not in had])
    found = []
    for face in faces:
        state, at, volume = RecordState.DI_LAPTOP, None, ""
        if face.opid in accepted:
            state, at = RecordState.DITERIMA_UPTD, accepted[face.opid]
        elif face.opid in had:
            state, at = RecordState.TERKIRIM, since(face.writer, face.n)
        elif face.opid in carried:
            state = RecordState.DITITIPKAN
            at, volume = carried[face.opid].written_at, carried[face.opid].volume
        found.append(
            Item(
                face.opid,
                Level(face.pri) if face.pri else None,
                face.kind,
                number_of(face.writer, face.n),
                face.size,
                face.laid_at,
                state,
                at,
                volume,
                marks.get(face.opid) or marks.get(face.opid[:16]) or "",
                state is RecordState.TERKIRIM and _is_copy(store, face),
            )
        )
    here = {face.opid for face in faces}
    found += _left_the_mailbag(store, here, accepted, since)
    found += _attachments(store, me)
    return found


def number_of(writer: bytes, n: int) -> str:
    """A letter's short number: "7QX-204"."""
    return f"{writer.hex()[:3].upper()}-{n}"


def _is_copy(store: Store, face: ItemFace) -> bool:
    """Whether a letter is sealed to its author alone."""
    if face.kind in ("r", "s", "g"):
        return False
    row = store.vault.ops.get(face.opid)
    return row is not None and Op.parse(row.raw).head.aud == OWN


def _own_cases(store: Store, state: RecordState) -> Iterator[tuple[bytes, Level]]:
    for apart in (False, True):
        for row in store.vault.cases.page(CaseFilter(state=state, apart=apart), limit=ITEMS):
            yield row.row.rec, row.row.level


def _accepted(store: Store) -> Iterator[tuple[bytes, int | None]]:
    """Referrals whose case the UPTD took on, and when."""
    for rec, _level in _own_cases(store, RecordState.DITERIMA_UPTD):
        at = fold_case.since_of(store, rec).get("diterima_uptd")
        for ticket in store.vault.tickets.of_case(rec):
            yield ticket.referral, at


def _left_the_mailbag(
    store: Store, here: set[bytes], accepted: dict[bytes, int | None], since: had_since.Since
) -> Iterator[Item]:
    """Referrals that lie in every backup of the city, so that the mailbag let them go."""
    for state in (RecordState.TERKIRIM, RecordState.DITERIMA_UPTD):
        for rec, level in _own_cases(store, state):
            for ticket in store.vault.tickets.of_case(rec):
                row = store.vault.ops.get(ticket.referral)
                if row is None or row.erased or row.opid in here:
                    continue
                taken = row.opid in accepted
                where = RecordState.DITERIMA_UPTD if taken else RecordState.TERKIRIM
                yield Item(
                    row.opid,
                    level,
                    row.kind,
                    number_of(row.writer, row.n),
                    len(row.raw),
                    row.got_at,
                    where,
                    accepted[row.opid] if taken else since(row.writer, row.n),
                )


def _attachments(store: Store, me: Me) -> Iterator[Item]:
    """The attachments of each letter that are not whole at the city, as one item."""
    carried = store.mailbag.carried_blobs()
    mine = sorted(
        (face for face in store.mailbag.blobs_waiting() if face.owner == me.vault16),
        key=lambda face: face.opid,
    )
    for opid, group in groupby(mine, key=lambda face: face.opid):
        faces = list(group)
        row = store.vault.ops.get(opid)
        pri = max(face.pri for face in faces)
        on_stick = all(face.blob in carried for face in faces)
        yield Item(
            opid,
            Level(pri) if pri else None,
            FILES,
            number_of(row.writer, row.n) if row is not None else "",
            sum(face.bytes for face in faces),
            min(face.laid_at for face in faces),
            RecordState.DITITIPKAN if on_stick else RecordState.DI_LAPTOP,
            files=len(faces),
            sent=sent_bytes(faces),
        )


def sent_bytes(faces: Iterable[BlobFace]) -> int:
    """How much of some attachments the city has, by its newest word."""
    return sum(face.bytes * face.sent_chunks // max(1, face.chunks) for face in faces)
