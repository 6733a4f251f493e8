"""A one-use writer is good for one urgent referral of a laptop the city knows; nothing else."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import func, select

from data.ops.header import DESK, NO_PREV, Header, Routing
from data.ops.keys import ed_public
from data.ops.op import Op, make_op, one_use
from sync.protocol.messages import Answer, Cursor
from sync.server.store.tables import FEED, OP
from tests.sync.server.laptop import (
    DESK_POST,
    NOW,
    ClockedCity,
    Laptop,
    Writer,
    enrolled,
    raws,
    receipt_of,
)
from tests.sync.server.test_pull import revoke

REC = bytes(range(16))
DESK_SCOPE = "desk:2172"


def held(answer: Answer) -> dict[bytes, str]:
    """The city's marks."""
    return {one.opid16: one.code for one in answer.held}


def stored(city: ClockedCity) -> int:
    """How many letters the city has."""
    with city.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(OP)).scalar_one())


def fed(city: ClockedCity, op: Op) -> set[str]:
    """Where a letter was fed."""
    with city.database.reading() as connection:
        return set(connection.execute(select(FEED.c.scope).where(FEED.c.opid == op.opid)).scalars())


def letter(
    laptop: Laptop,
    seed: bytes,
    *,
    kind: str = "r",
    n: int = 1,
    prev: bytes = NO_PREV,
    device_seed: bytes | None = None,
) -> Op:
    """A letter that carries ``one``, made by whoever has the laptop's key."""
    one = one_use(ed_public(seed), device_seed or laptop.device_seed)
    r = Routing(DESK_SCOPE, "2172041003", 4, ["medis"], 3600) if kind == "r" else None
    aud = DESK
    return make_op(
        kind,
        seed,
        n,
        prev,
        Header(rec=secrets.token_bytes(16), tw=NOW, fv="pintu/1", aud=aud, r=r, one=one),
        secrets.token_bytes(64),
    )


def test_anything_but_the_first_referral_of_a_fresh_key_is_refused(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    seed = secrets.token_bytes(32)
    first = letter(laptop, seed)
    assert not laptop.sync([first], whole=True).held
    wrong = [
        letter(laptop, seed),  # a second letter of the key
        letter(laptop, seed, n=2, prev=first.opid),
        letter(laptop, secrets.token_bytes(32), kind="d"),
        letter(laptop, secrets.token_bytes(32), n=2, prev=first.opid),
        letter(laptop, secrets.token_bytes(32), kind="g"),
        letter(laptop, secrets.token_bytes(32), kind="a"),
    ]
    marks = held(laptop.sync(wrong, whole=True))
    assert marks == {op.id16: "bad" for op in wrong}
    assert stored(city) == 1
    assert not any(fed(city, op) for op in wrong)


def test_two_letters_of_one_key_in_one_stream_are_one(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    seed = secrets.token_bytes(32)
    first, second = letter(laptop, seed), letter(laptop, seed)
    answer = laptop.sync([first, second], whole=True)
    assert held(answer) == {second.id16: "bad"}
    assert receipt_of(laptop, answer).have[first.writer] == [(1, 1, first.opid)]
    again = laptop.sync([first], whole=True)  # the same bytes once more are the same letter
    assert not again.held and stored(city) == 1


def test_a_certified_writer_is_no_one_use_writer(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    note = writer.note(REC)
    laptop.sync([note], certs=[laptop.certify(writer)])
    forged = letter(laptop, writer.seed)
    assert held(laptop.sync([forged], whole=True)) == {forged.id16: "bad"}
    assert stored(city) == 1


def test_a_laptop_nobody_knows_gets_none_stored(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    stranger = letter(laptop, secrets.token_bytes(32), device_seed=secrets.token_bytes(32))
    assert held(laptop.sync([stranger], whole=True)) == {stranger.id16: "unknown_writer"}
    assert stored(city) == 0


def test_another_laptop_may_carry_it_and_answers_go_to_the_one_it_names(
    city: ClockedCity, tmp_path: Path
) -> None:
    hers, other = enrolled(city, tmp_path), enrolled(city, tmp_path)
    urgent = letter(hers, secrets.token_bytes(32))
    other.sync([urgent], whole=True)
    assert fed(city, urgent) == {DESK_SCOPE}
    desk, theirs = enrolled(city, tmp_path, DESK_POST), Writer()
    accept = theirs.say(urgent.head.rec, urgent.opid, 3, accepted=1)
    desk.sync([accept], certs=[desk.certify(theirs)])
    assert fed(city, accept) >= {f"dev:{hers.device.hex()}"}
    assert f"dev:{other.device.hex()}" not in fed(city, accept)
    scope = f"dev:{hers.device.hex()}"
    assert not raws(other.sync(cur={scope: Cursor()}), scope)


def test_a_revoked_laptop_s_letter_is_kept_with_its_mark_and_seen_at_the_desk(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, desk = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST)
    revoke(city, tmp_path, laptop.device, "device")
    late = letter(laptop, secrets.token_bytes(32))
    assert held(laptop.sync([late], whole=True)) == {late.id16: "revoked"}
    assert raws(desk.sync(cur={DESK_SCOPE: Cursor()}), DESK_SCOPE) == [late.raw]
