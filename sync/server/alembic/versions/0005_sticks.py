"""Sticks: the newest outward stream of each laptop, which a homeward bundle answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty until a laptop's first bundle was taken."""
    op.add_column("device", sa.Column("stick_stream", sa.LargeBinary, nullable=True))
    op.add_column("device", sa.Column("stick_seq", sa.BigInteger, nullable=True))
    op.add_column("device", sa.Column("stick_at", sa.BigInteger, nullable=True))


def downgrade() -> None:
    """A city goes back by restoring a backup, never by dropping what it knows."""
    raise NotImplementedError("a city's database is never taken backwards")
