"""Grants: whose case it is, whom its keys were given to, and people by their reading keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.ops.certs import CertProblem, UserCert, read_cert
from data.ops.keys import rid8

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _city() -> sa.Column[int]:
    return sa.Column("city", sa.Integer, nullable=False)


def upgrade() -> None:
    """Cases that only one person wrote to are that person's; the others wait for their beginning
    to come again. Reading keys are read out of the kept certificates."""
    op.create_table(
        "founded",
        _city(),
        sa.Column("rec", sa.LargeBinary, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("city", "rec"),
    )
    op.create_table(
        "let_in",
        _city(),
        sa.Column("rec", sa.LargeBinary, nullable=False),
        sa.Column("aud", sa.Text, nullable=False),
        sa.Column("ce", sa.BigInteger, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("city", "rec", "aud", "ce", "scope"),
    )
    reader = op.create_table(
        "reader",
        _city(),
        sa.Column("rid", sa.LargeBinary, nullable=False),
        sa.Column("user_id", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("city", "rid", "user_id"),
    )
    op.execute(
        "INSERT INTO founded (city, rec, scope) SELECT city, rec, min(scope) FROM part"
        " GROUP BY city, rec HAVING count(*) = 1"
    )
    people = op.get_bind().execute(sa.text("SELECT city, id, doc FROM person")).all()
    rows = []
    for city, user, doc in people:
        try:
            cert = read_cert(bytes(doc)).cert
        except CertProblem:
            continue
        if isinstance(cert, UserCert):
            rows.append({"city": city, "rid": rid8(cert.x), "user_id": bytes(user)})
    if rows:
        op.bulk_insert(reader, rows)


def downgrade() -> None:
    """A city goes back by restoring a backup, never by dropping what it knows."""
    raise NotImplementedError("a city's database is never taken backwards")
