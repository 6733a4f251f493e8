"""Attachments: sealed chunks of 15 KiB, kept while a stored letter names them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row an attachment, one a letter that names it, one a chunk; what a laptop sent today."""
    op.create_table(
        "blob",
        sa.Column("city", sa.Integer, nullable=False),
        sa.Column("blob", sa.LargeBinary, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("chunks", sa.BigInteger, nullable=False),
        sa.Column("whole_at", sa.BigInteger, nullable=True),
        sa.Column("whole_pos", sa.BigInteger, nullable=True),
        sa.Column("wrong", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("city", "blob"),
    )
    op.create_index("blob_unfinished", "blob", ["city", "whole_pos"])
    op.create_table(
        "blob_letter",
        sa.Column("city", sa.Integer, nullable=False),
        sa.Column("blob", sa.LargeBinary, nullable=False),
        sa.Column("opid", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("city", "blob", "opid"),
    )
    op.create_index("blob_of_letter", "blob_letter", ["city", "opid"])
    op.create_table(
        "blob_chunk",
        sa.Column("city", sa.Integer, nullable=False),
        sa.Column("blob", sa.LargeBinary, nullable=False),
        sa.Column("i", sa.BigInteger, nullable=False),
        sa.Column("got_at", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("city", "blob", "i"),
    )
    op.add_column("device", sa.Column("blob_day", sa.BigInteger, nullable=True))
    op.add_column("device", sa.Column("blob_bytes", sa.BigInteger, nullable=True))


def downgrade() -> None:
    """A city goes back by restoring a backup, never by dropping what it knows."""
    raise NotImplementedError("a city's database is never taken backwards")
