"""Letters that came down, per scope, until every person of this laptop has taken them.

The courier stores what it pulled together with its new position, in one transaction. A vault takes
only what follows its own position without a hole; where there is one, it sets the mailbag back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.ops.header import BadOp
from data.ops.op import Op
from data.store import steps
from data.store.cipher import Drawer
from data.store.position import Position

SAMPLES = 8

_SUBSCRIBED = "SELECT whole FROM subscription WHERE scope = ? AND owner = ?"
_SUBSCRIBE = (
    "INSERT INTO subscription(scope, owner, whole) VALUES (?,?,?)"
    " ON CONFLICT(scope, owner) DO UPDATE SET whole = excluded.whole"
)
_UNSUBSCRIBE = "DELETE FROM subscription WHERE scope = ? AND owner = ?"
_SUBSCRIPTIONS = (
    "SELECT scope, max(whole), group_concat(hex(owner)) FROM subscription"
    " GROUP BY scope ORDER BY scope"
)
_POSITION = "SELECT ep, pos, opid8 FROM position WHERE scope = ?"
_SET_POSITION = "INSERT OR REPLACE INTO position(scope, ep, pos, opid8) VALUES (?,?,?,?)"
_SAMPLE = "INSERT OR REPLACE INTO sample(scope, ep, pos, opid8) VALUES (?,?,?,?)"
_SAMPLES = "SELECT ep, pos, opid8 FROM sample WHERE scope = ? ORDER BY ep DESC, pos DESC"
_TRIM = "DELETE FROM sample WHERE scope = ? AND ep = ? AND pos = ?"
_TURNS = "SELECT v FROM meta WHERE k = ?"
_SET_TURNS = "INSERT OR REPLACE INTO meta(k, v) VALUES (?,?)"
_SPAN = "INSERT OR IGNORE INTO span(scope, ep, lo, hi) VALUES (?,?,?,?)"
_SPANS = (
    "SELECT ep, lo, hi FROM span WHERE scope = ?1 AND (ep > ?2 OR (ep = ?2 AND hi > ?3))"
    " ORDER BY ep, lo, hi"
)
_STORE = "INSERT OR IGNORE INTO inbound(scope, ep, pos, raw) VALUES (?,?,?,?)"
_TAKE = (
    "SELECT pos, raw FROM inbound WHERE scope = ? AND ep = ? AND pos > ? AND pos <= ?"
    " ORDER BY pos LIMIT ?"
)
_DONE = "UPDATE subscription SET taken_ep = ?, taken_pos = ? WHERE scope = ? AND owner = ?"
_ALL_TOOK = "SELECT taken_ep, taken_pos FROM subscription WHERE scope = ? ORDER BY 1, 2 LIMIT 1"
_CLEAR = "DELETE FROM inbound WHERE scope = ?1 AND (ep < ?2 OR (ep = ?2 AND pos <= ?3))"
_CLEAR_SPANS = "DELETE FROM span WHERE scope = ?1 AND (ep < ?2 OR (ep = ?2 AND hi <= ?3))"


_Stored = tuple[str, int, int, bytes]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A scope somebody here reads. ``whole``: also what this device itself pushed."""

    scope: str
    whole: bool
    owners: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class InboundBatch:
    """What follows a position without a hole: ``upto`` is where the reader stands afterwards.

    ``hole``: something lies further on, but what comes between is not here (set the mailbag back).
    """

    items: tuple[tuple[int, bytes], ...]
    upto: Position
    hole: bool


class Inbound:
    """The pocket of letters that came down."""

    _drawer: Drawer

    def subscribe(self, scope: str, whole: bool, owner: bytes) -> None:
        """Wish a scope for a vault (16 bytes). A new reader, or one who now wants it whole, sets
        the position back to the start: duplicates are free, holes are not."""
        with self._drawer.transaction():
            before = self._drawer.row(_SUBSCRIBED, scope, owner)
            self._drawer.run(_SUBSCRIBE, scope, owner, int(whole))
            if before is None or (whole and not before[0]):
                self._begin_anew(scope)

    def unsubscribe(self, scope: str, owner: bytes) -> None:
        """Stop reading a scope for a vault; what only it waited for goes."""
        with self._drawer.transaction():
            self._drawer.run(_UNSUBSCRIBE, scope, owner)
            self._clear_taken(scope)

    def subscriptions(self) -> list[Subscription]:
        """All scopes wished for on this laptop."""
        return [
            Subscription(row[0], bool(row[1]), tuple(bytes.fromhex(x) for x in row[2].split(",")))
            for row in self._drawer.rows(_SUBSCRIPTIONS)
        ]

    def position(self, scope: str) -> Position:
        """How far the courier has read a scope; the zero position before the first pull."""
        found = self._drawer.row(_POSITION, scope)
        return Position(*found) if found else Position()

    def samples(self, scope: str) -> list[Position]:
        """Up to eight places read before, newest first, denser near the end: for ``cur``."""
        return [Position(*row) for row in self._drawer.rows(_SAMPLES, scope)]

    def read_again(self, scope: str) -> None:
        """Ask the city again from the start (a vault met a hole): duplicates are free."""
        with self._drawer.transaction():
            self._begin_anew(scope)

    def turns(self, scope: str) -> int:
        """How often this mailbag began to read a scope anew within one epoch of the city.

        Its own epochs are the city's plus its turns, so that each begins as a new one for every
        vault of the laptop: none can miss a city that was put back meanwhile.
        """
        found = self._drawer.row(_TURNS, f"turns:{scope}")
        return int.from_bytes(found[0], "big") if found else 0

    def note_turn(self, scope: str) -> int:
        """One turn more; gives the number."""
        turn = self.turns(scope) + 1
        self._drawer.run(_SET_TURNS, f"turns:{scope}", turn.to_bytes(4, "big"))
        return turn

    def _begin_anew(self, scope: str) -> None:
        """No position, no earlier places, nothing to take until the city has answered."""
        if self._drawer.run("DELETE FROM position WHERE scope = ?", scope):
            self.note_turn(scope)
        self._drawer.run("DELETE FROM sample WHERE scope = ?", scope)
        self._drawer.run("DELETE FROM span WHERE scope = ?", scope)

    def inbound_put(
        self,
        scope: str,
        ep: int,
        lo: int,
        hi: int,
        items: Iterable[tuple[int, bytes]],
        *,
        at8: bytes = b"",
    ) -> None:
        """Store one pulled range and move the position to ``hi``, in one transaction.

        ``lo``..``hi`` is what the city looked through; ``items`` the (position, op bytes) in it,
        ascending; ``at8`` the feed's mark at ``hi``, where the city told it (an older one does not:
        then places are named by the letters that stand there). A range that came before is stored
        again for free.
        """
        with self._drawer.transaction():
            stored = [(scope, ep, pos, raw) for pos, raw in items]
            self._drawer.run_many(_STORE, stored)
            places = [Position(ep, row[2], _opid8(row[3])) for row in _from_the_end(stored)]
            read = [Position(ep, hi, at8)] if at8 else [place for place in places if place.opid8]
            opid8 = read[0].opid8 if read else b""
            self._drawer.run_many(_SAMPLE, [(scope, ep, place.pos, place.opid8) for place in read])
            self._drawer.run(_SPAN, scope, ep, lo, hi)
            self._drawer.run(_SET_POSITION, scope, ep, hi, opid8 or self.position(scope).opid8)
            self._thin_samples(scope)
            steps.reached("inbound-before-commit")
        steps.reached("inbound-stored")

    def inbound(self, scope: str, after: Position, limit: int = 500) -> InboundBatch:
        """What lies here after a vault's own position, up to the first hole, ``limit`` ops at most.

        A newer epoch begins at its first range, from wherever the city went on.
        """
        items: list[tuple[int, bytes]] = []
        ep, pos = after.ep, after.pos
        spans = self._drawer.rows(_SPANS, scope, ep, pos)
        for span_ep, lo, hi in spans:
            if span_ep == ep and lo > pos + 1:
                return InboundBatch(tuple(items), Position(ep, pos, _last8(items)), True)
            if span_ep > ep:
                ep, pos = span_ep, lo - 1
            if hi <= pos:
                continue
            found = self._drawer.rows(_TAKE, scope, ep, pos, hi, limit - len(items) + 1)
            room = limit - len(items)
            items.extend((row[0], row[1]) for row in found[:room])
            if len(found) > room:
                pos = items[-1][0] if items else pos
                break
            pos = hi
        upto = Position(ep, pos, _last8(items) or (after.opid8 if ep == after.ep else b""))
        # A vault restored to an older copy: what it lacks was taken once and is here no more.
        here = self.position(scope)
        taken_before = not spans and (here.ep, here.pos) > (after.ep, after.pos)
        return InboundBatch(tuple(items), upto, taken_before)

    def inbound_done(self, scope: str, upto: Position, owner: bytes) -> None:
        """After the vault's commit: this reader has everything up to ``upto``.

        What every reader of the laptop has taken is deleted.
        """
        with self._drawer.transaction():
            self._drawer.run(_DONE, upto.ep, upto.pos, scope, owner)
            self._clear_taken(scope)
        steps.reached("inbound-done")

    def _clear_taken(self, scope: str) -> None:
        slowest = self._drawer.row(_ALL_TOOK, scope)
        ep, pos = (slowest[0], slowest[1]) if slowest else (1 << 62, 0)
        self._drawer.run(_CLEAR, scope, ep, pos)
        self._drawer.run(_CLEAR_SPANS, scope, ep, pos)

    def _thin_samples(self, scope: str) -> None:
        """Keep eight: the newest, then ever wider apart, so that a common place is always near."""
        known = [(row[0], row[1]) for row in self._drawer.rows(_SAMPLES, scope)]
        if len(known) <= SAMPLES:
            return
        kept = {known[min((1 << i) - 1, len(known) - 1)] for i in range(SAMPLES)}
        self._drawer.run_many(
            _TRIM, ((scope, ep, pos) for ep, pos in known if (ep, pos) not in kept)
        )


def _from_the_end(stored: list[_Stored]) -> list[_Stored]:
    """The last, the one before, and ever wider apart: at most eight, newest first."""
    return [stored[-(1 << step)] for step in range(SAMPLES) if 1 << step <= len(stored)]


def _opid8(raw: bytes) -> bytes:
    """The first 8 bytes of the opid, or nothing for bytes this program cannot read."""
    try:
        return Op.parse(raw).opid[:8]
    except BadOp:
        return b""


def _last8(items: list[tuple[int, bytes]]) -> bytes:
    return _opid8(items[-1][1]) if items else b""
