"""The forms that something here was filled in with, and the city's pack this vault has taken.

A kept form is never changed and never goes away: a draft or an answered form is always opened with
exactly the form it was begun with, whatever the program or the city brought since.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from data.model.problems import Code, Fault
from data.store.cipher import Drawer
from data.store.packing import Packing

SHORTEST_HASH = 8  # letters name a form by the beginning of its hash

_KEEP = (
    "INSERT OR IGNORE INTO form_kept(sha256, form_id, version, kept_at, xform) VALUES (?,?,?,?,?)"
)
_GET = "SELECT form_id, version, xform FROM form_kept WHERE sha256 = ?"
_FIND = "SELECT sha256 FROM form_kept WHERE substr(sha256, 1, ?) = ? ORDER BY kept_at LIMIT 1"
_LIST = "SELECT sha256, form_id, version, kept_at FROM form_kept ORDER BY form_id, kept_at, sha256"
_TAKEN = "SELECT seq, digest, fits, raw FROM pack_taken"
_DROP = "DELETE FROM pack_taken"
_TAKE = "INSERT OR REPLACE INTO pack_taken(one, seq, digest, fits, raw) VALUES (1,?,?,?,?)"


@dataclass(frozen=True, slots=True)
class KeptForm:
    """One version of one form. ``xform``: the compiled form's exact bytes; ``sha256`` of them."""

    sha256: bytes
    form_id: str
    version: str
    xform: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeptFace:
    """A kept form without its bytes; ``kept_at`` in Unix seconds."""

    sha256: bytes
    form_id: str
    version: str
    kept_at: int


class KeptForms:
    """The kept forms of one person."""

    def __init__(self, drawer: Drawer, packing: Packing) -> None:
        self._drawer = drawer
        self._packing = packing

    def keep(self, form_id: str, version: str, xform: bytes, now: int) -> bytes:
        """Keep a form's exact bytes and give their sha256; the same one twice is one."""
        sha256 = hashlib.sha256(xform).digest()
        if self._drawer.row("SELECT 1 FROM form_kept WHERE sha256 = ?", sha256) is None:
            self._drawer.run(_KEEP, sha256, form_id, version, now, self._packing.pack(xform))
        return sha256

    def get(self, sha256: bytes) -> KeptForm | None:
        """A kept form, or ``None``. Raises ``Fault(VAULT_DAMAGED)`` where its bytes changed."""
        found = self._drawer.row(_GET, sha256)
        if found is None:
            return None
        xform = self._packing.unpack(found[2])
        if hashlib.sha256(xform).digest() != sha256:
            raise Fault(Code.VAULT_DAMAGED, form=found[0])
        return KeptForm(sha256, found[0], found[1], xform)

    def find(self, start: bytes) -> bytes | None:
        """The whole hash of the kept form whose hash begins so (8 bytes or more), or ``None``."""
        if len(start) < SHORTEST_HASH:
            return None
        found = self._drawer.row(_FIND, len(start), start)
        return bytes(found[0]) if found else None

    def list(self) -> list[KeptFace]:
        """All kept forms, by form, oldest first."""
        return [KeptFace(*row) for row in self._drawer.rows(_LIST)]


@dataclass(frozen=True, slots=True)
class PackTaken:
    """The newest pack this vault has taken. ``digest``: sha256 of its manifest.

    ``fits``: the program version whose engine has loaded all its forms; ``raw``: its exact bytes.
    """

    seq: int
    digest: bytes
    fits: str
    raw: bytes = field(repr=False)


class TakenPack:
    """The one pack of a vault: a copy of its own, so that a lost file takes nothing back."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    def get(self) -> PackTaken | None:
        """The pack taken last, or ``None``: verify before use."""
        found = self._drawer.row(_TAKEN)
        return PackTaken(*found) if found else None

    def put(self, taken: PackTaken) -> bool:
        """Take a pack; one with a lower number than the present one is refused (False)."""
        with self._drawer.transaction():
            known = self.get()
            if known is not None and taken.seq < known.seq:
                return False
            self._drawer.run(_TAKE, taken.seq, taken.digest, taken.fits, taken.raw)
        return True

    def drop(self) -> None:
        """Forget the pack: the city's directory does not stand behind it any more."""
        self._drawer.run(_DROP)
