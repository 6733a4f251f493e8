"""Every table of the city, as SQLAlchemy Core sees them; `alembic/versions` makes them.

``city`` leads every key, so that one logical database can be split by city. Times are Unix seconds
(integers) by the city's clock; ids and keys are raw bytes.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
)

META = MetaData()


def _bytes(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


def _int(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _small(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, SmallInteger, nullable=null)


def _city() -> Column[int]:
    return Column("city", Integer, nullable=False)


# What this city is: one row. ``secrets`` is the path of the secrets file, never a secret itself.
# ``pulls_closed_at``: since a restore nothing is handed out; empty while pulls are open.
CITY = Table(
    "city",
    META,
    _city(),
    _text("name"),
    _bytes("root"),
    _small("demo"),
    _int("ep"),
    _int("srv"),
    _text("url"),
    _text("secrets"),
    _int("made_at"),
    _int("pulls_closed_at", null=True),
    PrimaryKeyConstraint("city"),
)

DIRECTORY = Table(
    "directory",
    META,
    _city(),
    _int("seq"),
    _bytes("doc"),
    _int("got_at"),
    PrimaryKeyConstraint("city", "seq"),
)

VOUCHER = Table(
    "voucher",
    META,
    _city(),
    _bytes("id"),
    _bytes("code"),
    _bytes("doc"),
    _int("not_after"),
    _int("loaded_at"),
    _bytes("user_id", null=True),
    _bytes("device_id", null=True),
    _int("taken_at", null=True),
    PrimaryKeyConstraint("city", "id"),
)

PERSON = Table(
    "person",
    META,
    _city(),
    _bytes("id"),
    _bytes("pub"),
    _bytes("code_id"),
    _text("role"),
    _text("area"),
    _bytes("doc"),
    _int("enrolled_at"),
    PrimaryKeyConstraint("city", "id"),
)

DEVICE = Table(
    "device",
    META,
    _city(),
    _bytes("id"),
    _bytes("pub"),
    _bytes("mailbag"),
    _int("last_seq"),
    _int("went_back"),
    _bytes("stream", null=True),
    _int("next_index"),
    _int("seen_at"),
    _bytes("stick_stream", null=True),
    _int("stick_seq", null=True),
    _int("stick_at", null=True),
    _int("blob_day", null=True),
    _int("blob_bytes", null=True),
    PrimaryKeyConstraint("city", "id"),
)

# A live certificate pairs a laptop with a person; one laptop may serve several.
PAIR = Table(
    "pair",
    META,
    _city(),
    _bytes("device_id"),
    _bytes("user_id"),
    _bytes("doc"),
    PrimaryKeyConstraint("city", "device_id", "user_id"),
)

WRITER = Table(
    "writer",
    META,
    _city(),
    _bytes("id"),
    _bytes("pub"),
    _bytes("user_id"),
    _bytes("mailbag"),
    _bytes("doc"),
    _int("quota_day"),
    _int("quota_ops"),
    PrimaryKeyConstraint("city", "id"),
    Index("writer_mailbag", "city", "mailbag"),
    Index("writer_user", "city", "user_id"),
)

# ``pos`` rises with every stored op in commit order: what a backup holds is everything up to one.
OP = Table(
    "op",
    META,
    _city(),
    _bytes("opid"),
    _bytes("writer"),
    _int("n"),
    _bytes("prev"),
    _text("kind"),
    _bytes("rec", null=True),
    _text("aud"),
    _int("pos"),
    _bytes("device_id"),
    _text("held", null=True),
    _small("erased"),
    _int("got_at"),
    _bytes("raw"),
    PrimaryKeyConstraint("city", "opid"),
    Index("op_writer", "city", "writer", "n"),
    Index("op_rec", "city", "rec"),
)

# What a kind x op destroyed, or will when it arrives. ``writer`` is known once the op was here.
ERASED = Table(
    "erased",
    META,
    _city(),
    _bytes("opid"),
    _bytes("rec"),
    _bytes("user_id"),
    _small("desk"),
    _bytes("writer", null=True),
    PrimaryKeyConstraint("city", "opid", "user_id"),
    Index("erased_writer", "city", "writer"),
)

# One row a branch of a writer's chain: the ops lo..hi lie here without a gap, ending at hi_opid.
BRANCH = Table(
    "branch",
    META,
    _city(),
    _bytes("writer"),
    _bytes("hi_opid"),
    _int("hi"),
    _int("lo"),
    _bytes("lo_prev"),
    PrimaryKeyConstraint("city", "writer", "hi_opid"),
)

# The locked counters: positions are handed out under a row lock, so that commit order is feed
# order and a reader's cursor never skips a row that commits late.
SCOPE = Table(
    "scope",
    META,
    _city(),
    _text("id"),
    _int("next"),
    _bytes("mark", null=True),
    PrimaryKeyConstraint("city", "id"),
)

FEED = Table(
    "feed",
    META,
    _city(),
    _text("scope"),
    _int("pos"),
    _bytes("opid"),
    _bytes("mark", null=True),
    PrimaryKeyConstraint("city", "scope", "pos"),
    Index("feed_opid", "city", "opid"),
)

# The one-use writers of a laptop: what ``have`` says of its urgent referrals.
DOOR = Table(
    "door",
    META,
    _city(),
    _bytes("device_id"),
    _bytes("writer"),
    _int("pos"),
    PrimaryKeyConstraint("city", "device_id", "writer"),
)

# Who is in a case by having begun it: the scopes that a desk's answer is fed to.
PART = Table(
    "part",
    META,
    _city(),
    _bytes("rec"),
    _text("scope"),
    PrimaryKeyConstraint("city", "rec", "scope"),
)

# Whose case it is: who wrote a letter of it that names none before it. One row a case.
FOUNDED = Table(
    "founded",
    META,
    _city(),
    _bytes("rec"),
    _text("scope"),
    PrimaryKeyConstraint("city", "rec"),
)

# Whom somebody in the case gave the key of an audience and epoch: what is sealed under it goes
# there as well.
LET_IN = Table(
    "let_in",
    META,
    _city(),
    _bytes("rec"),
    _text("aud"),
    _int("ce"),
    _text("scope"),
    PrimaryKeyConstraint("city", "rec", "aud", "ce", "scope"),
)

# People by the 8-byte name of their reading key, as the wraps of a letter name them.
READER = Table(
    "reader",
    META,
    _city(),
    _bytes("rid"),
    _bytes("user_id"),
    PrimaryKeyConstraint("city", "rid", "user_id"),
)

ROUTE = Table(
    "route",
    META,
    _city(),
    _bytes("opid"),
    _text("scope"),
    _text("kel"),
    _small("pri"),
    _text("svc"),
    _int("due_at"),
    _bytes("tk"),
    _int("got_at"),
    _int("accepted_at", null=True),
    PrimaryKeyConstraint("city", "opid"),
    Index("route_due", "city", "scope", "due_at"),
)

STATUS = Table(
    "status",
    META,
    _city(),
    _bytes("opid"),
    _bytes("ref"),
    _small("state"),
    _small("accepted"),
    _int("lam"),
    _int("got_at"),
    PrimaryKeyConstraint("city", "opid"),
    Index("status_ref", "city", "ref"),
)

# ``was``/``was_week``: what a third party still sees until the day after a change.
TICKET = Table(
    "ticket",
    META,
    _city(),
    _bytes("tk"),
    _small("own"),
    _small("state"),
    _int("week"),
    _int("lam"),
    _bytes("by"),
    _small("was"),
    _int("was_week"),
    _int("changed_at"),
    PrimaryKeyConstraint("city", "tk"),
)

# Tries at the ticket page; ``key`` is a keyed hash of a ticket or an address, never either.
TRY = Table(
    "try",
    META,
    _city(),
    _bytes("key"),
    _int("slot"),
    _int("count"),
    PrimaryKeyConstraint("city", "key", "slot"),
    Index("try_slot", "city", "slot"),
)

BACKUP = Table(
    "backup",
    META,
    _city(),
    _int("pos"),
    _text("file"),
    _int("begun_at"),
    _int("done_at", null=True),
    _int("kept_until", null=True),
    PrimaryKeyConstraint("city", "pos", "file"),
)

# The branches as they were when a backup began: what ``safe`` says.
SAFE = Table(
    "safe",
    META,
    _city(),
    _text("file"),
    _bytes("writer"),
    _bytes("hi_opid"),
    _int("hi"),
    _int("lo"),
    PrimaryKeyConstraint("city", "file", "writer", "hi_opid"),
)

# Published packs, exact bytes; laptops are handed the one with the highest number.
PACK = Table(
    "pack",
    META,
    _city(),
    _int("seq"),
    _bytes("sha"),
    _int("size"),
    _text("name"),
    _int("published_at"),
    _bytes("body"),
    PrimaryKeyConstraint("city", "seq"),
)
