"""Which streams a laptop opened lately: an echo on the line is told from a copied laptop.

A copied laptop comes with a number that was used and a stream nobody saw; whoever replays what he
overheard brings a stream that was here. Only the first counts against the laptop.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from sync.protocol.frame import FrameHeader
from sync.server.store.tables import STREAM

KEPT = 4_096  # six weeks of a laptop that comes every quarter of an hour
_SWEEP = 256


def note(connection: Connection, city: int, header: FrameHeader) -> None:
    """Remember a stream by its first frame; forget what is older than KEPT numbers."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        make(STREAM)
        .values(city=city, device_id=header.sender, seq=header.seq, stream=header.stream)
        .on_conflict_do_nothing()
    )
    if header.seq % _SWEEP == 0:
        connection.execute(
            delete(STREAM).where(
                (STREAM.c.city == city)
                & (STREAM.c.device_id == header.sender)
                & (STREAM.c.seq < header.seq - KEPT)
            )
        )


def is_echo(connection: Connection, city: int, header: FrameHeader) -> bool:
    """Whether this very stream was here before."""
    query = select(STREAM.c.seq).where(
        (STREAM.c.city == city)
        & (STREAM.c.device_id == header.sender)
        & (STREAM.c.seq == header.seq)
        & (STREAM.c.stream == header.stream)
    )
    return connection.execute(query).first() is not None
