"""Changes of a test city's directory, signed by its admin or by the root from two of its papers."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert

from data.ops.directory import ChangeDoc, DeskKey, Revoked, sign_change
from sync.server import keyfiles
from sync.server.city import City
from sync.server.keyfiles import ADMIN
from sync.server.shares import combine, read_paper
from sync.server.store.tables import DIRECTORY
from tests.sync.server.laptop import NOW


def root_of(folder: Path) -> bytes:
    """The root's secret, put together from two papers of the ceremony."""
    one, other = (
        read_paper((folder / "keys" / f"root-{number}-of-3.txt").read_text()) for number in (1, 3)
    )
    return combine(one, other)


def publish(
    city: City, folder: Path, *revoked: Revoked, desk: DeskKey | None = None, at: int = NOW
) -> bytes:
    """Add a change to the city's directory; its wire bytes."""
    now = city.directory()
    doc = ChangeDoc(
        city.number, now.seq + 1, now.hash, at, list(revoked), desk=[desk] if desk else []
    )
    signer = (
        root_of(folder) if doc.needs_root else keyfiles.read_key(folder / "keys" / ADMIN, ADMIN)
    )
    wire = sign_change(doc, signer)
    put(city, doc.seq, wire)
    return wire


def put(city: City, seq: int, wire: bytes) -> None:
    """Store a directory document as it is."""
    with city.database.writing() as connection:
        connection.execute(
            insert(DIRECTORY).values(city=city.number, seq=seq, doc=wire, got_at=NOW)
        )
