"""A person's settings and the vault's own small facts, by name."""

from __future__ import annotations

from typing import Any

import msgspec

from data.store.cipher import Drawer

_GET = "SELECT v FROM setting WHERE k = ?"
_PUT = "INSERT OR REPLACE INTO setting(k, v) VALUES (?,?)"
_DELETE = "DELETE FROM setting WHERE k = ?"


class Settings:
    """Names to bytes, or to plain JSON values."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    def get(self, name: str) -> bytes | None:
        """The bytes under a name, or ``None``."""
        found = self._drawer.row(_GET, name)
        return found[0] if found else None

    def put(self, name: str, value: bytes) -> None:
        """Keep bytes under a name."""
        self._drawer.run(_PUT, name, value)

    def read(self, name: str, otherwise: Any = None) -> Any:
        """The JSON value under a name, or ``otherwise``."""
        found = self.get(name)
        return otherwise if found is None else msgspec.json.decode(found)

    def write(self, name: str, value: Any) -> None:
        """Keep a JSON value under a name."""
        self.put(name, msgspec.json.encode(value))

    def delete(self, name: str) -> None:
        """Forget a name."""
        self._drawer.run(_DELETE, name)

    def count(self, name: str) -> int:
        """Add one to a counter and give it: records not kept at a person's wish, say."""
        with self._drawer.transaction():
            number = int(self.read(name, 0)) + 1
            self.write(name, number)
        return number
