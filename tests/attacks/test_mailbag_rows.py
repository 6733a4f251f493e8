"""X8b: whoever opens the mailbag changes its rows; the referral goes, its answer comes home.

The city is real, only the wire is left out. A change may delay; it never says what is not so for
good, and nothing a person wrote is missing in the end.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.model.referral import ReferralStep
from data.model.road import RecordState
from data.store.store import Store
from responder_app.work import cases, desk, lay, road
from responder_app.work.identity import load
from responder_app.work.world import World
from tests.responder_app.work import near_town
from tests.responder_app.work.near_town import NearTown

BEFORE = {  # changed on the sender's laptop before her courier comes
    "every letter is called not urgent": ("UPDATE item SET pri = 0",),
    "every letter is called urgent": ("UPDATE item SET pri = 4",),
    "every letter is called somebody else's": ("UPDATE item SET owner = randomblob(16)",),
    "chain and number are others": ("UPDATE item SET n = n + 7, prev = randomblob(32)",),
    "the bytes of all letters are changed": ("UPDATE item_raw SET raw = randomblob(900)",),
    "bytes are exchanged": (
        "UPDATE item_raw SET raw = (SELECT raw FROM item_raw ORDER BY seq LIMIT 1)",
    ),
    "letters are gone": ("DELETE FROM item_raw", "DELETE FROM item"),
    "all is said to lie on a stick": (
        "INSERT INTO bundle(id, file, volume, written_at, size, sha, stream, seq, state)"
        " VALUES (x'01', 'arsip-x.dat', 'X', 1, 1, x'02', x'03', 1, 'read-back')",
        "INSERT INTO bundle_letter(id, opid) SELECT x'01', opid FROM item",
    ),
    "all is said to be held": ("INSERT INTO held(opid, code) SELECT opid, 'quota' FROM item",),
    "no letter is expected or remembered": ("DELETE FROM expect", "DELETE FROM laid"),
}
AFTER = {  # changed on the sender's laptop before the desk's answer comes
    "the place in the feed is far ahead": ("UPDATE position SET pos = pos + 1000",),
    "the place is in another epoch": ("UPDATE position SET ep = ep + 3",),
    "what was taken is far ahead": ("UPDATE subscription SET taken_pos = 1000000",),
    "no scope is read": ("DELETE FROM subscription",),
    "spans lie": ("UPDATE span SET hi = hi + 500", "UPDATE position SET pos = pos + 500"),
    "nothing was ever pulled": (
        "DELETE FROM position", "DELETE FROM span", "DELETE FROM sample", "DELETE FROM inbound",
    ),
    "no papers": ("DELETE FROM cert", "DELETE FROM receipt"),
}  # fmt: skip


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("rows") / "town"
    place.mkdir()
    near_town.found(place)
    return place


@pytest.fixture
def town(founded: Path, tmp_path: Path) -> Iterator[NearTown]:
    made = NearTown.copy_of(founded, tmp_path / "town")
    yield made
    made.close()
    shutil.rmtree(tmp_path / "town")


def change(town: NearTown, commands: tuple[str, ...]) -> None:
    """The thief's hand, on the sender's laptop."""
    bag = town.ani.bag()
    for sql in commands:
        bag._drawer.run(sql)
    bag.close()


def heal(town: NearTown) -> None:
    """Couriers come by, everybody logs out and in, couriers come by."""
    for _round in range(2):
        town.meet(town.ani)
        town.meet(town.desk)
    town.ani.stop()
    town.ani.start()
    town.ani.come_in()
    for _round in range(3):
        town.meet(town.ani)
        town.meet(town.desk)


def referred(town: NearTown) -> bytes:
    rec = town.ani.record_case()
    town.ani.judge(rec)
    town.ani.refer(rec)
    return rec


def own(store: Store) -> set[bytes]:
    writers = [writer.id for writer in store.vault.keys.writers()]
    return {face.opid for writer in writers for face in store.vault.ops.faces(writer)}


def lay_again(store: Store, world: World) -> int:
    return lay.run(store, world, load(store))


@pytest.mark.parametrize("what", BEFORE)
def test_a_referral_arrives_whatever_is_changed_in_its_mailbag(town: NearTown, what: str) -> None:
    town.mail()
    rec = referred(town)
    written = town.ani.do(own)
    change(town, BEFORE[what])
    heal(town)
    (line,) = town.desk.w(desk.incoming).lines
    assert line.rec == rec
    assert town.desk.w(desk.open_referral, line.opid).readable
    assert written <= town.ani.do(own)
    assert town.ani.w(cases.open_case, rec).line.state is RecordState.TERKIRIM
    town.desk.w(desk.answer, line.opid, ReferralStep.ACCEPTED)
    town.meet(town.desk)
    town.meet(town.ani)
    assert town.ani.w(cases.open_case, rec).line.state is RecordState.DITERIMA_UPTD


@pytest.mark.parametrize("what", AFTER)
def test_the_answer_comes_home_whatever_is_changed_of_places_and_papers(
    town: NearTown, what: str
) -> None:
    rec = referred(town)
    town.mail()
    (line,) = town.desk.w(desk.incoming).lines
    town.desk.w(desk.answer, line.opid, ReferralStep.ACCEPTED)
    change(town, AFTER[what])
    town.meet(town.desk)
    heal(town)
    assert town.ani.w(cases.open_case, rec).line.state is RecordState.DITERIMA_UPTD
    town.ani.w(road.look)
    assert town.ani.w(lay_again) == 0
