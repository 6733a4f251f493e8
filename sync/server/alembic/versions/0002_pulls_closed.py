"""After a restore a city hands nothing out until an operator has confirmed its directory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say since when pulls are closed; empty while they are open."""
    op.add_column("city", sa.Column("pulls_closed_at", sa.BigInteger, nullable=True))


def downgrade() -> None:
    """A city goes back by restoring a backup, never by dropping what it knows."""
    raise NotImplementedError("a city's database is never taken backwards")
