"""Between colleagues: a forged address book, a foreign writer on a known case, keys nobody gave.

X8 and X11 of the test plan, over the real city: what is false is never shown and never folded, goes
to nobody, and is reported.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select, text

from data.model.people import Role
from data.model.problems import Code, Refusal
from data.ops.certs import Voucher, make_user_cert, sign_voucher
from data.ops.directory import ChangeDoc, Revoked, sign_change
from data.ops.header import DESK, OWN, Header, Routing
from data.ops.keys import ed_public, rid8, x_public
from data.ops.op import Op
from data.ops.payload import Entry, PayloadBody
from data.ops.people import address_book
from data.ops.seal import commitment, wrap_ck, write_letter
from data.store.store import Store
from data.store.tables.ops import OWN as WRITTEN_HERE
from responder_app.work import road, share
from responder_app.work.circle import AGREED
from responder_app.work.identity import load, load_directory
from responder_app.work.share import SharePlan
from responder_app.work.world import World
from sync.server import keyfiles
from sync.server.keyfiles import ADMIN
from sync.server.store.tables import FEED
from tests.responder_app.work.near_town import NearTown, found
from tests.responder_app.work.test_share import WHY, shared, state, view


@pytest.fixture(scope="session")
def near_founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cadres, a desk and the real city in one process, founded once."""
    place = tmp_path_factory.mktemp("near") / "town"
    place.mkdir()
    found(place)
    return place


@pytest.fixture
def near(near_founded: Path, tmp_path: Path) -> Iterator[NearTown]:
    """A copy of it, everybody logged in."""
    made = NearTown.copy_of(near_founded, tmp_path / "near")
    yield made
    made.close()


# --- X8: false recipients, an old directory -------------------------------------------------------


def forged(near: NearTown, *, admin: bytes, name: str = "Bu Ani palsu") -> tuple[bytes, bytes]:
    """Voucher and user certificate of somebody the city never vouched for."""
    code, city = os.urandom(32), near.city.number
    voucher = Voucher(
        city, ed_public(code), Role.KADER_PKK.value, "2172041003", name, [], 2**31, demo=True
    )
    user = make_user_cert(code, city, os.urandom(32), os.urandom(32))
    return sign_voucher(voucher, admin), user


def book_of(near: NearTown, *wires: bytes) -> SharePlan:
    """What Ani sees when the city hands out these papers."""
    bag = near.ani.bag()
    bag.put_people(wires)
    bag.close()
    rec = near.ani.record_case()
    plan: SharePlan = near.ani.w(share.plan, rec)
    return plan


def true_papers(near: NearTown) -> list[bytes]:
    """What the city would hand out."""
    assert near.meet(near.ani, people="2172").good
    bag = near.ani.bag()
    wires = bag.people()
    bag.close()
    return wires


def test_somebody_the_city_made_up_is_never_shown_and_is_reported(near: NearTown) -> None:
    wires = [*true_papers(near), *forged(near, admin=os.urandom(32))]
    plan = book_of(near, *wires)
    assert [one.display for one in plan.people] == ["Pak Budi, guru BK"]
    assert plan.refused == 1


def test_a_colleague_whose_reading_key_was_swapped_is_never_shown(near: NearTown) -> None:
    wires = true_papers(near)
    swapped = 0
    for wire in list(wires):
        found_person = address_book([*wires], near.city.directory()).people
        for person in found_person:
            if person.x in wire:
                wires[wires.index(wire)] = wire.replace(person.x, x_public(os.urandom(32)))
                swapped += 1
                break
    assert swapped >= 2
    plan = book_of(near, *wires)
    assert plan.people == ()
    assert plan.refused == swapped
    with pytest.raises(Refusal) as refused:
        near.ani.w(share.share, plan.rec, os.urandom(16), AGREED, WHY)
    assert refused.value.code is Code.COLLEAGUE_UNKNOWN


def test_a_revoked_colleague_handed_out_again_is_never_shown(near: NearTown) -> None:
    wires = true_papers(near)
    budi = next(
        one for one in address_book(wires, near.city.directory()).people if "Budi" in one.display
    )
    directory = near.city.directory()
    admin = keyfiles.read_key(near.place / "keys" / ADMIN, ADMIN)
    change = ChangeDoc(
        near.city.number, directory.seq + 1, directory.hash, 0, [Revoked(budi.user, "user", "-")]
    )
    bag = near.ani.bag()
    bag.put_directory_doc(directory.seq + 1, sign_change(change, admin))
    bag.close()
    near.ani.w(road.look)
    plan = book_of(near, *wires)
    assert plan.people == ()
    assert plan.refused == 1

    def pinned(store: Store) -> int:
        return load_directory(store).seq

    assert near.ani.do(pinned) == directory.seq + 1
    bag = near.ani.bag()  # an old directory comes: the vault stays with the one it knows
    bag.drop_directory_doc(sign_change(change, admin))
    bag.close()
    assert near.ani.do(pinned) == directory.seq + 1
    assert book_of(near, *wires).people == ()


def test_bytes_that_are_no_papers_at_all_do_nothing_but_count(near: NearTown) -> None:
    wires = true_papers(near)
    plan = book_of(near, *wires, b"", os.urandom(200), wires[0][:-1])
    assert [one.display for one in plan.people] == ["Pak Budi, guru BK"]
    assert plan.refused >= 2


# --- X11: a foreign writer on a known case --------------------------------------------------------


@dataclass
class Foreign:
    """Budi turned bad: certified in the city, a stranger to this case, and knows its number."""

    near: NearTown
    rec: bytes

    def write(
        self, kind: str, aud: str, body: PayloadBody, *, deps: tuple[bytes, ...] = (), lam: int = 9
    ) -> Op:
        """A letter of his on her case, in his own vault, laid like any other."""

        def writing(store: Store, world: World) -> Op:
            me = load(store)
            ck = os.urandom(32)
            wraps, kc = [], None
            if kind in "gr":
                kc = commitment(ck)
                readers = [self.ani_x(), me.directory.desk_current.pub, x_public(me.users[0].x)]
                for pub in readers:
                    rid = rid8(pub)
                    wrap = wrap_ck(ck, pub, city=me.city, rec=self.rec, ce=0, aud=aud, rid=rid)
                    wraps.append((rid, wrap))
            routing = Routing(me.directory.scope, "2172041003", 4, ["medis"], 60)
            head = Header(
                rec=self.rec,
                lam=lam,
                tw=world.now(),
                fv="x/1",
                aud=aud,
                deps=list(deps),
                kc=kc,
                wraps=wraps,
                r=routing if kind == "r" else None,
            )
            with store.transaction():
                tip = store.vault.ops.tip(me.writer.id)
                n = store.vault.ops.next_n(me.writer.id)
                prev = tip[1] if tip else bytes(32)
                op = write_letter(kind, me.writer.ed, n, prev, head, body, ck, salt=os.urandom(16))
                store.vault.ops.add(op, src=WRITTEN_HERE, got_at=world.now())
            return op

        made: Op = self.near.budi.w(writing)
        self.near.budi.w(road.look)
        return made

    def ani_x(self) -> bytes:
        """Her public reading key is no secret."""

        def key(store: Store) -> bytes:
            return x_public(load(store).users[0].x)

        found_key: bytes = self.near.ani.do(key)
        return found_key

    def fed_to(self, op: Op) -> set[str]:
        """Where the city put it."""
        with self.near.city.database.reading() as connection:
            rows = connection.execute(select(FEED.c.scope).where(FEED.c.opid == op.opid)).scalars()
            return set(rows)


def user_of(store: Store) -> bytes:
    return load(store).user


@pytest.mark.parametrize("beginning", [False, True])
def test_a_foreign_letter_on_a_known_case_goes_to_nobody_and_is_never_folded(
    near: NearTown, beginning: bool
) -> None:
    rec = near.ani.record_case()
    near.ani.judge(rec)
    near.ani.refer(rec)
    near.mail()
    before = near.ani.w(state, rec), near.desk.w(state, rec)
    bad = Foreign(near, rec)
    home = f"p:{near.budi.do(user_of).hex()}"
    deps = () if beginning else before[0].heads
    lie = PayloadBody("correction", {"survivor_name": "Palsu", "level": "rendah"})
    letters = [
        bad.write("d", OWN, lie, deps=deps),
        bad.write("d", DESK, lie, deps=deps),
        bad.write("d", "g:0011223344556677", lie, deps=deps),
    ]
    grant = PayloadBody("grant", grant=[near.budi.do(user_of).hex()])
    letters.append(bad.write("g", DESK, grant, deps=deps))
    letters.append(bad.write("g", "g:0011223344556677", grant, deps=deps))
    letters.append(bad.write("r", DESK, PayloadBody("referral", {"level": "darurat"}), deps=deps))
    near.mail()
    desk = f"desk:{near.city.number}"
    for op in letters:
        assert bad.fed_to(op) <= {home, desk}
    for laptop, was in zip((near.ani, near.desk), before, strict=True):
        now = laptop.w(state, rec)
        assert now.fields == was.fields
        assert now.entries == was.entries
        assert now.referrals == was.referrals
        assert now.grantees == was.grantees == frozenset()
        assert (now.owner, now.keeper) == (was.owner, was.keeper)
    assert near.desk.w(state, rec).outside  # kept, and shown as somebody else's
    # And nothing of hers, written before or after, comes to him.
    near.ani.judge(rec, ipv_1_weapon="ya")
    near.mail()
    with near.city.database.reading() as connection:
        his = connection.execute(select(FEED.c.opid).where(FEED.c.scope == home)).scalars().all()
    hers = {row.opid for row in near.ani.do(lambda store: store.vault.ops.of_case(rec))}
    assert not hers & set(his)


def test_a_key_brought_by_a_stranger_seals_nothing(near: NearTown) -> None:
    rec = near.ani.record_case()
    near.mail(near.ani, near.budi)
    bad = Foreign(near, rec)
    bad.write("g", DESK, PayloadBody("grant", entries=[Entry("share", {"to": "00" * 16})]))
    near.mail()

    def keys(store: Store) -> set[tuple[str, int]]:
        return set(store.vault.keys.case_keys(rec))

    assert near.ani.do(keys) == {(OWN, 0)}


def test_a_grant_that_comes_late_brings_in_what_its_colleague_wrote_before_it(
    near: NearTown,
) -> None:
    """The city was restored: his letters come first, hers and the grant after them."""
    rec = near.ani.record_case()
    shared(near, rec)
    near.budi.fill("followup", rec, {"fu_channel": "tatap_muka", "fu_result": "aman"})
    near.mail(near.budi, near.ani)
    assert "followup" in {one.what for one in view(near.ani, rec).events}
    with near.city.database.writing() as connection:
        for table in ("feed", "op", "part", "founded", "let_in", "branch", "scope"):
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(text("UPDATE city SET ep = ep + 1"))
    near.mail(near.budi, near.ani, near.budi, near.ani)
    her_home = f"p:{near.ani.do(user_of).hex()}"
    with near.city.database.reading() as connection:
        fed = set(connection.execute(select(FEED.c.opid).where(FEED.c.scope == her_home)).scalars())
    his = {
        row.opid
        for row in near.budi.do(lambda store: store.vault.ops.of_case(rec))
        if row.src == WRITTEN_HERE
    }
    assert his
    assert his <= fed
