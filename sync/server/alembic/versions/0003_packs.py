"""Packs: forms and guide as the city publishes them, handed to laptops in parts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row a published pack; its number rises."""
    op.create_table(
        "pack",
        sa.Column("city", sa.Integer, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("sha", sa.LargeBinary, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("published_at", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("city", "seq"),
    )


def downgrade() -> None:
    """A city goes back by restoring a backup, never by dropping what it knows."""
    raise NotImplementedError("a city's database is never taken backwards")
