"""The mailbag's papers: the newest receipt, directory, certificates, held marks, the road's state.

Everything here is a hint for the vaults, which verify it against their own pins.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from data.model.road import RoadState
from data.store import steps
from data.store.cipher import Drawer

_META = "SELECT v FROM meta WHERE k = ?"
_PUT_META = "INSERT OR REPLACE INTO meta(k, v) VALUES (?,?)"
_RECEIPT = "SELECT ep, srv, doc FROM receipt"
_PUT_RECEIPT = "INSERT OR REPLACE INTO receipt(one, ep, srv, doc) VALUES (1,?,?,?)"
_PUT_DOC = "INSERT OR IGNORE INTO directory_doc(seq, id, doc) VALUES (?,?,?)"
_DOCS = "SELECT doc FROM directory_doc ORDER BY seq, id"
_DROP_DOC = "DELETE FROM directory_doc WHERE id = ?"
_PUT_CERT = "INSERT OR IGNORE INTO cert(id, kind, doc) VALUES (?,?,?)"
_CERTS = "SELECT doc FROM cert WHERE kind = ?1 OR (?1 = '' AND kind <> 'person') ORDER BY rowid"
_HOLD = "INSERT OR REPLACE INTO held(opid, code) VALUES (?,?)"
_RELEASE = "DELETE FROM held WHERE opid = ?"
_HELD = "SELECT opid, code FROM held ORDER BY opid"


class Papers:
    """The pocket of papers."""

    _drawer: Drawer

    def meta(self, key: str) -> bytes | None:
        """One of the mailbag's own facts: ``city_url``, ``root_id``, ``paused`` and the like."""
        found = self._drawer.row(_META, key)
        return found[0] if found else None

    def put_meta(self, key: str, value: bytes) -> None:
        """Write one of the mailbag's own facts."""
        self._drawer.run(_PUT_META, key, value)

    def next_stream_seq(self) -> int:
        """The next stream number of this device: rises for ever, durable before it is used."""
        with self._drawer.transaction():
            found = self._drawer.row(_META, "stream_seq")
            number = int.from_bytes(found[0], "big") + 1 if found else 1
            self._drawer.run(_PUT_META, "stream_seq", number.to_bytes(8, "big"))
        return number

    def raise_stream_seq(self, at_least: int) -> None:
        """After the city named a higher last number: go on above it."""
        with self._drawer.transaction():
            found = self._drawer.row(_META, "stream_seq")
            if found is None or int.from_bytes(found[0], "big") < at_least:
                self._drawer.run(_PUT_META, "stream_seq", at_least.to_bytes(8, "big"))

    def note_receipt(self, receipt: bytes, ep: int, srv: int) -> bool:
        """Keep a verified receipt if it is newer, by (ep, srv), than the one here."""
        with self._drawer.transaction():
            found = self._drawer.row(_RECEIPT)
            if found is not None and (ep, srv) <= (found[0], found[1]):
                return False
            self._drawer.run(_PUT_RECEIPT, ep, srv, receipt)
        steps.reached("receipt-noted")
        return True

    def receipt(self) -> bytes | None:
        """The newest receipt's exact bytes, or ``None``."""
        found = self._drawer.row(_RECEIPT)
        return found[2] if found else None

    def put_directory_doc(self, seq: int, doc: bytes) -> None:
        """Keep one directory document; the same one twice is one."""
        self._drawer.run(_PUT_DOC, seq, _id(doc), doc)

    def directory_docs(self) -> list[bytes]:
        """All directory documents by number: verify before use."""
        return [row[0] for row in self._drawer.rows(_DOCS)]

    def drop_directory_doc(self, doc: bytes) -> None:
        """Throw away a document that did not verify."""
        self._drawer.run(_DROP_DOC, _id(doc))

    def put_cert(self, doc: bytes, kind: str = "") -> None:
        """Keep one signed certificate document (voucher, user, device, writer)."""
        self._drawer.run(_PUT_CERT, _id(doc), kind, doc)

    def certs(self, kind: str = "") -> list[bytes]:
        """All certificate documents, or those of one kind, in the order they came.

        The address book (``person``) is no proof of any letter: it is given only when asked for.
        """
        return [row[0] for row in self._drawer.rows(_CERTS, kind)]

    def note_held(self, held: Iterable[tuple[bytes, str]], released: Iterable[bytes] = ()) -> None:
        """Mark ops the city holds for a person to look at (code), and unmark released ones."""
        with self._drawer.transaction():
            self._drawer.run_many(_RELEASE, ((opid,) for opid in released))
            self._drawer.run_many(_HOLD, held)

    def held(self) -> dict[bytes, str]:
        """Held marks by opid (or the opid's first 16 bytes, as the city sent them)."""
        return {row[0]: row[1] for row in self._drawer.rows(_HELD)}

    def put_road_state(self, state: RoadState) -> None:
        """The courier's last word on the road."""
        self._drawer.run(_PUT_META, "road_state", msgspec.json.encode(state))

    def road_state(self) -> RoadState | None:
        """The courier's last word, or ``None`` before its first."""
        found = self._drawer.row(_META, "road_state")
        return msgspec.json.decode(found[0], type=RoadState) if found else None


def _id(doc: bytes) -> bytes:
    return hashlib.sha256(doc).digest()[:16]
