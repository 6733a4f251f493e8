"""The address book as the city handed it out: certificates of colleagues, proved by nobody here.

It lies apart from the certificates that prove letters; each vault verifies it before it shows it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from data.store.cipher import Drawer

_DROP = "DELETE FROM cert WHERE kind = 'person'"
_PUT = "INSERT OR IGNORE INTO cert(id, kind, doc) VALUES (?, 'person', ?)"
_ALL = "SELECT doc FROM cert WHERE kind = 'person' ORDER BY rowid"


class People:
    """The pocket of the address book."""

    _drawer: Drawer

    def put_people(self, docs: Iterable[bytes]) -> None:
        """What the city handed out last, in place of what it handed out before."""
        rows = [(hashlib.sha256(b"person" + doc).digest()[:16], doc) for doc in docs]
        with self._drawer.transaction():
            self._drawer.run(_DROP)
            self._drawer.run_many(_PUT, rows)

    def people(self) -> list[bytes]:
        """Vouchers and user certificates, as they came: verify before use."""
        return [row[0] for row in self._drawer.rows(_ALL)]
