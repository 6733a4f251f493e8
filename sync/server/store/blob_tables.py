"""The tables of attachments; see ``tables`` for how a column is written.

Attachments themselves, the stored letters that name them, and the sealed chunks that are here.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table

from sync.server.store.tables import META

# ``whole_pos``: the place, in the order of everything, at which it was whole and its hash right;
# ``wrong``: how often the hash over all chunks was another.
BLOB = Table(
    "blob",
    META,
    Column("city", Integer, nullable=False),
    Column("blob", LargeBinary, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("chunks", BigInteger, nullable=False),
    Column("whole_at", BigInteger, nullable=True),
    Column("whole_pos", BigInteger, nullable=True),
    Column("wrong", BigInteger, nullable=False),
    PrimaryKeyConstraint("city", "blob"),
    Index("blob_unfinished", "city", "whole_pos"),
)

BLOB_LETTER = Table(
    "blob_letter",
    META,
    Column("city", Integer, nullable=False),
    Column("blob", LargeBinary, nullable=False),
    Column("opid", LargeBinary, nullable=False),
    PrimaryKeyConstraint("city", "blob", "opid"),
    Index("blob_of_letter", "city", "opid"),
)

BLOB_CHUNK = Table(
    "blob_chunk",
    META,
    Column("city", Integer, nullable=False),
    Column("blob", LargeBinary, nullable=False),
    Column("i", BigInteger, nullable=False),
    Column("got_at", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("city", "blob", "i"),
)
