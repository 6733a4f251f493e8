"""Streams a laptop opened, so that a replayed one is not taken for a copied laptop."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty at first: what was sent before may be counted once more."""
    op.create_table(
        "stream",
        sa.Column("city", sa.Integer, nullable=False),
        sa.Column("device_id", sa.LargeBinary, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("stream", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("city", "device_id", "seq", "stream"),
    )


def downgrade() -> None:
    """A city goes back by restoring a backup, never by dropping what it knows."""
    raise NotImplementedError("a city's database is never taken backwards")
