"""A mark at each place of a feed, over everything that stands up to it."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

PAGE = 5_000


def upgrade() -> None:
    """What was fed before gets its marks too: mark = SHA-256(mark before ‖ opid), first 8 bytes."""
    op.add_column("feed", sa.Column("mark", sa.LargeBinary, nullable=True))
    op.add_column("scope", sa.Column("mark", sa.LargeBinary, nullable=True))
    bind = op.get_bind()
    feed = sa.table("feed", *map(sa.column, ("city", "scope", "pos", "opid", "mark")))
    scopes = sa.table("scope", *map(sa.column, ("city", "id", "mark")))
    keys = bind.execute(sa.select(feed.c.city, feed.c.scope).distinct()).all()
    for city, scope in keys:
        here = (feed.c.city == city) & (feed.c.scope == scope)
        mark, pos = b"", 0
        while True:
            page = sa.select(feed.c.pos, feed.c.opid).where(here & (feed.c.pos > pos))
            rows = bind.execute(page.order_by(feed.c.pos).limit(PAGE)).all()
            for pos, opid in rows:  # the last place begins the next page
                mark = hashlib.sha256(mark + opid).digest()[:8]
                bind.execute(sa.update(feed).where(here & (feed.c.pos == pos)).values(mark=mark))
            if len(rows) < PAGE:
                break
        of_scope = (scopes.c.city == city) & (scopes.c.id == scope)
        bind.execute(sa.update(scopes).where(of_scope).values(mark=mark))


def downgrade() -> None:
    """A city goes back by restoring a backup, never by dropping what it knows."""
    raise NotImplementedError("a city's database is never taken backwards")
