"""Whoever steals ``device.key`` may delay, drop and see outsides; never speak for a person."""

from __future__ import annotations

import os

import pytest
from msgspec import structs

from data.model.referral import ReferralStep
from data.model.road import RecordState
from data.ops.directory import ChangeDoc, Revoked, sign_change
from data.ops.fold import CaseState
from data.ops.header import DESK, OWN
from data.ops.keys import CannotOpen, x_public
from data.ops.op import Op
from data.ops.payload import PayloadBody
from data.ops.receipt import read_receipt, sign_receipt
from data.ops.seal import open_body
from data.store.store import Store
from responder_app.work import cases, desk, lay, receipts, road
from responder_app.work.identity import load, load_directory
from responder_app.work.letters import Letter, write
from responder_app.work.reading import state_of
from responder_app.work.world import World
from tests.attacks.thief import Thief, accepted, referral
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.paper_city import CITY, NOW


def me_of(store: Store) -> tuple[bytes, bytes]:
    """The person's id and her public sealing key (it stands in her certificate)."""
    me = load(store)
    return me.user, x_public(me.users[0].x)


def sent_case(town: Town) -> tuple[bytes, bytes]:
    """A referred case at the desk: its id and the referral's."""
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.mail()
    (line,) = town.desk.w(desk.incoming).lines
    return rec, line.opid


def folded(store: Store, world: World, rec: bytes) -> CaseState:
    """The case as the fold says."""
    return state_of(store, world, load(store), rec)


def add_note(store: Store, world: World, rec: bytes, aud: str) -> bytes:
    """The next own letter of a case: its raw bytes."""
    me = load(store)
    state = state_of(store, world, me, rec)
    body = PayloadBody("correction", {"escort": "ya"})
    letter = Letter("d", rec, body, aud=aud, deps=state.heads, lam=state.lam)
    with store.transaction():
        (op,) = write(store, world, me, [letter])
    lay.run(store, world, me)
    return op.raw


@pytest.mark.parametrize("kind", ["d", "r"])
def test_a_one_use_letter_that_names_the_owner_is_not_hers(town: Town, kind: str) -> None:
    rec = town.cadre.record_case()
    user, pub = town.cadre.do(me_of)
    before = town.cadre.w(folded, rec)
    thief = Thief(town.cadre)
    head = structs.replace(
        thief.head(rec, pub),
        lam=50,
        one=thief.named(town.cadre.device.ed_seed, user),
        r=referral() if kind == "r" else None,
    )
    forged = thief.letter(kind, head, PayloadBody("correction", {"safe_now": "ya"}))
    thief.feed(f"p:{user.hex()}", forged.raw)
    town.cadre.w(road.look)
    after = town.cadre.w(folded, rec)
    assert after.fields == before.fields
    assert after.owner == user
    assert not after.referrals
    assert len(after.outside) == (1 if kind == "r" else 0)  # shown, or no letter at all


def test_an_earlier_beginning_does_not_take_a_case_away(town: Town) -> None:
    rec = town.cadre.record_case()
    user, pub = town.cadre.do(me_of)
    before = town.cadre.w(folded, rec)
    thief = Thief(town.cadre)
    one = thief.named(town.cadre.device.ed_seed, town.cadre.device.device16)
    forged = thief.letter(
        "r",
        structs.replace(thief.head(rec, pub), one=one, r=referral()),
        PayloadBody("referral", {"safe_now": "ya"}),
    )
    thief.feed(f"p:{user.hex()}", forged.raw)
    town.cadre.w(road.look)
    after = town.cadre.w(folded, rec)
    assert (after.owner, after.fields) == (user, before.fields)
    assert after.outside == (forged.opid,)
    assert town.cadre.w(cases.open_case, rec).outside == 1


@pytest.mark.parametrize("aud", [OWN, DESK])
def test_a_newer_key_brought_by_a_stranger_seals_nothing(town: Town, aud: str) -> None:
    rec, _opid = sent_case(town)
    user, pub = town.cadre.do(me_of)
    thief = Thief(town.cadre)
    one = thief.named(town.cadre.device.ed_seed, town.cadre.device.device16)
    head = structs.replace(thief.head(rec, pub, aud=aud), one=one, r=referral())
    forged = thief.letter("r", head, PayloadBody("referral", {}))
    stranger = thief.letter("d", thief.head(rec, pub, aud=aud), PayloadBody("note", {}))
    thief.feed(f"p:{user.hex()}", forged.raw, stranger.raw)
    town.cadre.w(road.look)
    written = Op.parse(town.cadre.w(add_note, rec, aud))
    assert written.head.ce == 0
    with pytest.raises(CannotOpen):
        open_body(thief.ck, written, town.cadre.world.dictionaries)


def test_a_forged_yes_of_the_desk_is_refused_also_when_its_papers_come_later(town: Town) -> None:
    rec, opid = sent_case(town)
    user, pub = town.cadre.do(me_of)
    desk_writer = town.desk.do(lambda store: load(store).writer)
    papers = [wire for wire in town.city.certs if wire == desk_writer.cert]
    assert papers
    thief = Thief(town.cadre)
    real = thief.letter(
        "s",
        structs.replace(thief.head(rec, pub), lam=9, s=accepted(opid)),
        PayloadBody("accept", {"step": ReferralStep.ACCEPTED.value}),
    )
    # the same letter with the desk's writer in its prefix: the signature does not hold
    raw = bytearray(real.raw)
    raw[4:20] = desk_writer.id
    assert Op.parse(bytes(raw)).writer == desk_writer.id
    bag = town.cadre.bag()
    bag._drawer.run("DELETE FROM cert WHERE doc = ?", papers[0])
    bag.close()
    thief.feed(f"p:{user.hex()}", bytes(raw), real.raw)
    town.cadre.w(road.look)
    bag = town.cadre.bag()
    bag.put_cert(papers[0], "writer")
    bag.close()
    town.cadre.w(road.look)
    assert town.cadre.w(cases.open_case, rec).line.state is RecordState.TERKIRIM
    state = town.cadre.w(folded, rec)
    assert not any(one.accepted for one in state.referrals)
    assert len(state.outside) == 2


def test_an_older_an_equal_and_a_foreign_receipt_change_nothing(town: Town) -> None:
    _rec, _opid = sent_case(town)
    kept = town.cadre.do(lambda store: store.vault.pins.receipt())
    true = read_receipt(kept.doc)
    empty = structs.replace(true, have={}, side=[])
    older = structs.replace(empty, srv=true.srv - 1)
    foreign = structs.replace(empty, srv=true.srv + 10_000)
    for receipt, seed in (
        (older, town.city.server),
        (empty, town.city.server),
        (foreign, os.urandom(32)),
        (foreign, town.city.admin),
        (structs.replace(foreign, city=CITY + 1), town.city.server),
    ):
        bag = town.cadre.bag()
        bag._drawer.run("DELETE FROM receipt")
        bag.note_receipt(sign_receipt(receipt, seed), receipt.ep, receipt.srv)
        bag.close()
        town.cadre.w(road.look)
        found = town.cadre.do(lambda store: receipts.newest(store, load(store)))
        assert (found.srv, found.have) == (true.srv, true.have)
        assert town.cadre.do(lambda store: store.vault.pins.receipt()).doc == kept.doc


def test_directories_of_others_or_out_of_line_are_not_taken(town: Town) -> None:
    true = town.cadre.do(lambda store: load_directory(store))
    mine = town.cadre.do(lambda store: load(store)).writer.id
    revoke = [Revoked(mine, "writer", "lost")]
    wrong_prev = ChangeDoc(CITY, 1, bytes(32), NOW, revoke)
    skipped = ChangeDoc(CITY, 2, true.hash, NOW, revoke)
    new_server = ChangeDoc(CITY, 1, true.hash, NOW, server=os.urandom(32))
    by_thief = ChangeDoc(CITY, 1, true.hash, NOW, revoke)
    bag = town.cadre.bag()
    for number, (doc, seed) in enumerate(
        (
            (wrong_prev, town.city.root),
            (skipped, town.city.root),
            (new_server, town.city.admin),
            (by_thief, town.cadre.device.ed_seed),
        ),
        1,
    ):
        bag.put_directory_doc(number, sign_change(doc, seed))
    bag.close()
    town.cadre.w(road.look)
    found = town.cadre.do(lambda store: load_directory(store))
    assert (found.seq, found.hash) == (true.seq, true.hash)


def test_a_mailbag_that_lost_everything_it_was_told_is_no_reason_to_believe_it(town: Town) -> None:
    rec, _opid = sent_case(town)
    bag = town.cadre.bag()
    for table in ("directory_doc", "cert", "receipt", "subscription", "position", "inbound"):
        bag._drawer.run(f"DELETE FROM {table}")
    bag.put_meta("root_id", os.urandom(16))
    bag.close()
    town.cadre.w(road.look)
    assert town.cadre.w(cases.open_case, rec).line.state is RecordState.TERKIRIM
