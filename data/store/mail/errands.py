"""What the app asks of the courier, as rows: enrol, send now, pause, resume, stop, sticks.

The app writes the row, the courier writes its progress back into it. Never a secret in ``args``.

``stick_out`` {"dir": folder, "volume": its name for people, "removable": chosen as a drive of its
own (then never on the disk the home lies on)}: write what the city does not have, and other
people's files, onto a stick. Result: files, letters, chunks, bytes, titipan, checked (true:
everything counted was read back; only then is a letter *dititipkan*). On the way ``stick-writing``
and ``stick-checking`` with {"done": b, "of": b}.

``stick_in`` {"dir": folder, "removable": as above}: take in what lies on a stick. Result: letters,
receipts, chunks, carried (other people's files taken along), passed_over {word: count}, left_files
(ours, read, that could not be removed). Words: foreign, not-a-bundle, cut, newer, too-big, old,
not-asked, signature, no-room, changed.

Failures of both: ``stick-gone``, ``stick-full``, ``stick-read-only``, ``stick-not-a-folder``,
``stick-differs``, ``stick-on-system-disk``, ``stick-stopped``, ``not-enrolled``, and of the
laptop's own disk ``disk-full``, ``disk-read-only``; a failed ``stick_out`` has the same counts of
what was read back before. ``stick_stop`` {"errand": number} ends one between two pieces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from data.store.cipher import Drawer

WAITING, UNDER_WAY, DONE, FAILED = "waiting", "under-way", "done", "failed"
KEPT = 50

_COLUMNS = "id, kind, args, made_at, state, code, result, changed_at"
_ADD = "INSERT INTO errand(kind, args, made_at, state, changed_at) VALUES (?,?,?,?,?)"
_NEXT = f"SELECT {_COLUMNS} FROM errand WHERE state IN ('waiting', 'under-way') ORDER BY id LIMIT 1"  # noqa: S608
_ONE = f"SELECT {_COLUMNS} FROM errand WHERE id = ?"  # noqa: S608
_ALL = f"SELECT {_COLUMNS} FROM errand ORDER BY id DESC LIMIT ?"  # noqa: S608
_CHANGE = "UPDATE errand SET state = ?, code = ?, result = ?, changed_at = ? WHERE id = ?"
_PROGRESS = (
    "UPDATE errand SET state = 'under-way', code = ?, result = ?, changed_at = ? WHERE id = ?"
)
_TRIM = "DELETE FROM errand WHERE state IN ('done', 'failed') AND id <= ? - ?"


@dataclass(frozen=True, slots=True)
class Errand:
    """One wish and how far it is. ``args`` and ``result``: JSON objects of plain values.

    ``state``: waiting, under-way, done, failed; ``code``: the last word on it, a code.
    """

    id: int
    kind: str
    args: dict[str, Any]
    made_at: int
    state: str
    code: str
    result: dict[str, Any]
    changed_at: int

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.state in (DONE, FAILED)


class Errands:
    """The pocket of wishes between app and courier. Bytes in ``args`` travel as base64 text."""

    _drawer: Drawer

    def errand(self, kind: str, args: dict[str, Any], now: int) -> int:
        """Wish something; gives the number under which its progress is found."""
        packed = msgspec.json.encode(args)
        with self._drawer.transaction():
            made = self._drawer.insert(_ADD, kind, packed, now, WAITING, now) or 0
            self._drawer.run(_TRIM, made, KEPT)
        return made

    def next_errand(self) -> Errand | None:
        """The oldest that is not over (also one a killed courier had begun), or ``None``."""
        found = self._drawer.row(_NEXT)
        return _errand(found) if found else None

    def errand_of(self, id: int) -> Errand | None:
        """One errand by its number."""
        found = self._drawer.row(_ONE, id)
        return _errand(found) if found else None

    def progress(
        self, id: int, code: str, now: int, *, result: dict[str, Any] | None = None
    ) -> None:
        """Say how far it is; ``result``: counts of what is done so far."""
        packed = msgspec.json.encode(result) if result else b""
        self._drawer.run(_PROGRESS, code, packed, now, id)

    def finish(
        self,
        id: int,
        code: str,
        now: int,
        *,
        ok: bool = True,
        result: dict[str, Any] | None = None,
    ) -> None:
        """End it: ``code`` "ok" or a problem's code, with what came of it."""
        packed = msgspec.json.encode(result or {})
        self._drawer.run(_CHANGE, DONE if ok else FAILED, code, packed, now, id)

    def errands(self, limit: int = KEPT) -> list[Errand]:
        """The newest errands, newest first."""
        return [_errand(row) for row in self._drawer.rows(_ALL, limit)]


def _errand(row: tuple[Any, ...]) -> Errand:
    args: dict[str, Any] = msgspec.json.decode(row[2])
    result: dict[str, Any] = msgspec.json.decode(row[6]) if row[6] else {}
    return Errand(row[0], row[1], args, row[3], row[4], row[5], result, row[7])
