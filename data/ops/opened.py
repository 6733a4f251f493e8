"""An op whose seal was opened, with the person who wrote it: what the fold works on."""

from __future__ import annotations

from dataclasses import dataclass

from data.model.people import Person
from data.ops.header import Routing, Status
from data.ops.op import Op
from data.ops.payload import PayloadBody

NOBODY = bytes(16)


@dataclass(frozen=True, slots=True)
class OpenedOp:
    """``body`` is None when the reader lacks the key (``erased`` False) or it was erased.

    ``author``: the user's 16-byte id; of a one-use writer the laptop's id, with no role.
    """

    opid: bytes
    rec: bytes
    kind: str
    deps: tuple[bytes, ...]
    lam: int
    tw: int
    fv: str
    aud: str
    author: bytes
    role: str
    scopes: tuple[str, ...]
    body: PayloadBody | None
    routing: Routing | None = None
    status: Status | None = None
    erased: bool = False
    door: bool = False

    @property
    def order(self) -> tuple[int, bytes]:
        """The one order everybody agrees on; clocks have no say."""
        return self.lam, self.opid


def opened(op: Op, person: Person | None, body: PayloadBody | None) -> OpenedOp:
    """Put an op, its proved author and its opened body together.

    ``person`` None: a one-use writer (its laptop stands as author) or nobody who is known.
    """
    door = op.head.one is not None
    device = op.head.one[2] if op.head.one is not None else NOBODY
    return OpenedOp(
        opid=op.opid,
        rec=op.head.rec,
        kind=op.kind,
        deps=tuple(op.head.deps),
        lam=op.head.lam,
        tw=op.head.tw,
        fv=op.head.fv,
        aud=op.head.aud,
        author=person.user if person is not None else device,
        role=person.role.value if person is not None else "",
        scopes=person.scopes if person is not None else (),
        body=body,
        routing=op.head.r,
        status=op.head.s,
        erased=op.erased,
        door=door,
    )
