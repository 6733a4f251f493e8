"""The first shape of the city's database."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _bytes(name: str, null: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=null)


def _int(name: str, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=null)


def _small(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger, nullable=False)


def _text(name: str, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _table(name: str, key: list[str], *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("city", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("city", *key),
    )


def upgrade() -> None:
    """Make every table and index."""
    _places()
    _letters()
    _answers()


def _places() -> None:
    _table(
        "city", [], _text("name"), _bytes("root"), _small("demo"), _int("ep"), _int("srv"),
        _text("url"), _text("secrets"), _int("made_at"),
    )  # fmt: skip
    _table("directory", ["seq"], _int("seq"), _bytes("doc"), _int("got_at"))
    _table(
        "voucher", ["id"], _bytes("id"), _bytes("code"), _bytes("doc"), _int("not_after"),
        _int("loaded_at"), _bytes("user_id", True), _bytes("device_id", True),
        _int("taken_at", True),
    )  # fmt: skip
    _table(
        "person", ["id"], _bytes("id"), _bytes("pub"), _bytes("code_id"), _text("role"),
        _text("area"), _bytes("doc"), _int("enrolled_at"),
    )  # fmt: skip
    _table(
        "device", ["id"], _bytes("id"), _bytes("pub"), _bytes("mailbag"), _int("last_seq"),
        _int("went_back"), _bytes("stream", True), _int("next_index"), _int("seen_at"),
    )  # fmt: skip
    _table("pair", ["device_id", "user_id"], _bytes("device_id"), _bytes("user_id"), _bytes("doc"))
    _table(
        "writer", ["id"], _bytes("id"), _bytes("pub"), _bytes("user_id"), _bytes("mailbag"),
        _bytes("doc"), _int("quota_day"), _int("quota_ops"),
    )  # fmt: skip
    op.create_index("writer_mailbag", "writer", ["city", "mailbag"])
    op.create_index("writer_user", "writer", ["city", "user_id"])


def _letters() -> None:
    _table(
        "op", ["opid"], _bytes("opid"), _bytes("writer"), _int("n"), _bytes("prev"), _text("kind"),
        _bytes("rec", True), _text("aud"), _int("pos"), _bytes("device_id"), _text("held", True),
        _small("erased"), _int("got_at"), _bytes("raw"),
    )  # fmt: skip
    op.create_index("op_writer", "op", ["city", "writer", "n"])
    op.create_index("op_rec", "op", ["city", "rec"])
    _table(
        "erased", ["opid", "user_id"], _bytes("opid"), _bytes("rec"), _bytes("user_id"),
        _small("desk"), _bytes("writer", True),
    )  # fmt: skip
    op.create_index("erased_writer", "erased", ["city", "writer"])
    _table(
        "branch", ["writer", "hi_opid"], _bytes("writer"), _bytes("hi_opid"), _int("hi"),
        _int("lo"), _bytes("lo_prev"),
    )  # fmt: skip
    _table("scope", ["id"], _text("id"), _int("next"))
    _table("feed", ["scope", "pos"], _text("scope"), _int("pos"), _bytes("opid"))
    op.create_index("feed_opid", "feed", ["city", "opid"])
    _table("door", ["device_id", "writer"], _bytes("device_id"), _bytes("writer"), _int("pos"))
    _table("part", ["rec", "scope"], _bytes("rec"), _text("scope"))
    _table(
        "backup", ["pos", "file"], _int("pos"), _text("file"), _int("begun_at"),
        _int("done_at", True), _int("kept_until", True),
    )  # fmt: skip
    _table(
        "safe", ["file", "writer", "hi_opid"], _text("file"), _bytes("writer"), _bytes("hi_opid"),
        _int("hi"), _int("lo"),
    )  # fmt: skip


def _answers() -> None:
    _table(
        "route", ["opid"], _bytes("opid"), _text("scope"), _text("kel"), _small("pri"),
        _text("svc"), _int("due_at"), _bytes("tk"), _int("got_at"), _int("accepted_at", True),
    )  # fmt: skip
    op.create_index("route_due", "route", ["city", "scope", "due_at"])
    _table(
        "status", ["opid"], _bytes("opid"), _bytes("ref"), _small("state"), _small("accepted"),
        _int("lam"), _int("got_at"),
    )  # fmt: skip
    op.create_index("status_ref", "status", ["city", "ref"])
    _table(
        "ticket", ["tk"], _bytes("tk"), _small("own"), _small("state"), _int("week"), _int("lam"),
        _bytes("by"), _small("was"), _int("was_week"), _int("changed_at"),
    )  # fmt: skip
    _table("try", ["key", "slot"], _bytes("key"), _int("slot"), _int("count"))
    op.create_index("try_slot", "try", ["city", "slot"])


def downgrade() -> None:
    """A city goes back by restoring a backup, never by dropping tables that hold letters."""
    raise NotImplementedError("a city's database is never taken backwards")
