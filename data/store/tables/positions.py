"""How far this vault itself has taken each scope: written with the ops, in one transaction."""

from __future__ import annotations

from data.store.cipher import Drawer
from data.store.position import Position

_GET = "SELECT ep, pos, opid8 FROM position WHERE scope = ?"
_PUT = "INSERT OR REPLACE INTO position(scope, ep, pos, opid8) VALUES (?,?,?,?)"
_ALL = "SELECT scope, ep, pos, opid8 FROM position ORDER BY scope"


class Positions:
    """The vault's own positions."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    def get(self, scope: str) -> Position:
        """The position in a scope; the zero position before the first."""
        found = self._drawer.row(_GET, scope)
        return Position(*found) if found else Position()

    def put(self, scope: str, to: Position) -> None:
        """Move on (or back, in a newer epoch). Call it in the transaction that stores the ops."""
        self._drawer.run(_PUT, scope, to.ep, to.pos, to.opid8)

    def all(self) -> dict[str, Position]:
        """All scopes this vault reads."""
        return {row[0]: Position(*row[1:]) for row in self._drawer.rows(_ALL)}
