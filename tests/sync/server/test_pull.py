"""What a laptop is handed, from where, and what it is never handed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert

from data.ops.certs import CertBook, read_cert, voucher_of
from data.ops.directory import ChangeDoc, Revoked, sign_change
from data.ops.header import DESK
from data.ops.op import Op
from sync.protocol.messages import Answer, Cursor, Pulled, Sample
from sync.server import keyfiles
from sync.server.city import City
from sync.server.keyfiles import ADMIN
from sync.server.store.tables import DIRECTORY
from tests.sync.server.laptop import (
    DESK_POST,
    NOW,
    ClockedCity,
    Writer,
    enrolled,
    raws,
    receipt_of,
)

REC, OTHER = bytes(range(16)), bytes(range(1, 17))
DESK_SCOPE = "desk:2172"


def pulled(answer: Answer, scope: str) -> Pulled:
    return next(one for one in answer.pulled if one.scope == scope)


def after(one: Pulled) -> Cursor:
    last = next((op for op in one.ops if op.pos == one.hi), None)
    return Cursor(one.ep, one.hi, Op.parse(last.raw).opid[:8] if last else b"")


def revoke(city: City, folder: Path, identity: bytes, what: str) -> None:
    """The admin takes an identity out of the directory."""
    admin = keyfiles.read_key(folder / "keys" / ADMIN, ADMIN)
    now = city.directory()
    doc = ChangeDoc(city.number, now.seq + 1, now.hash, NOW, [Revoked(identity, what, "lost")])
    with city.database.writing() as connection:
        connection.execute(
            insert(DIRECTORY).values(
                city=city.number, seq=doc.seq, doc=sign_change(doc, admin), got_at=NOW
            )
        )


def test_a_referral_comes_to_the_desk_and_its_answer_comes_home(
    city: ClockedCity, tmp_path: Path
) -> None:
    cadre, desk = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST)
    hers, theirs = Writer(), Writer()
    referral = hers.refer(REC)
    cadre.sync([referral], certs=[cadre.certify(hers)])
    inbox = desk.sync(cur={DESK_SCOPE: Cursor()})
    assert raws(inbox, DESK_SCOPE) == [referral.raw]
    person = CertBook(city.directory(), inbox.certs).writer(hers.id)
    assert (person.user, person.display) == (cadre.user, "Kader RW 3")
    accept = theirs.say(REC, referral.opid, 3, accepted=1)
    desk.sync([accept], certs=[desk.certify(theirs)])
    home = cadre.sync(cur={cadre.home: Cursor()})
    assert raws(home, cadre.home) == [accept.raw]
    assert CertBook(city.directory(), home.certs).writer(theirs.id).role.works_at_desk


def test_an_answer_to_a_referral_of_nobody_comes_to_its_laptop(
    city: ClockedCity, tmp_path: Path
) -> None:
    cadre, desk, theirs = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST), Writer()
    urgent = cadre.urgent(REC)
    cadre.sync([urgent])
    inbox = desk.sync(cur={DESK_SCOPE: Cursor()})
    assert raws(inbox, DESK_SCOPE) == [urgent.raw]
    assert CertBook(city.directory(), inbox.certs).device(cadre.device).mailbag == cadre.mailbag
    accept = theirs.say(REC, urgent.opid, 3, accepted=1)
    desk.sync([accept], certs=[desk.certify(theirs)])
    scope = f"dev:{cadre.device.hex()}"
    assert raws(cadre.sync(cur={scope: Cursor()}), scope) == [accept.raw]


def test_a_cursor_goes_on_without_repeating_and_without_a_hole(
    city: ClockedCity, tmp_path: Path
) -> None:
    cadre, desk, writer = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST), Writer()
    ops = [writer.refer(REC) for _ in range(9)]
    cadre.sync(ops, certs=[cadre.certify(writer)])
    got: list[bytes] = []
    cursor, rounds = Cursor(), 0
    while True:
        answer = desk.sync(cur={DESK_SCOPE: cursor}, want=1500)
        one = pulled(answer, DESK_SCOPE)
        assert one.lo == cursor.pos + 1
        assert [op.pos for op in one.ops] == list(range(one.lo, one.hi + 1))
        assert bool(answer.certs) == (rounds == 0)
        got += [op.raw for op in one.ops]
        cursor, rounds = after(one), rounds + 1
        if not one.more:
            break
    assert got == [op.raw for op in ops] and rounds > 2
    rest = pulled(desk.sync(cur={DESK_SCOPE: cursor}), DESK_SCOPE)
    assert (rest.lo, rest.hi, rest.ops) == (10, 9, ())


def test_own_writing_is_skipped_without_a_hole_unless_the_whole_is_asked_for(
    city: ClockedCity, tmp_path: Path
) -> None:
    cadre, desk = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST)
    hers, theirs = Writer(), Writer()
    referral, note = hers.refer(REC), hers.note(REC)
    cadre.sync([referral, note], certs=[cadre.certify(hers)])
    answer = theirs.say(REC, referral.opid, 3)
    desk.sync([answer], certs=[desk.certify(theirs)])
    usual = pulled(cadre.sync(cur={cadre.home: Cursor()}), cadre.home)
    assert [op.raw for op in usual.ops] == [answer.raw] and (usual.lo, usual.hi) == (1, 3)
    whole = pulled(cadre.sync(cur={cadre.home: Cursor(whole=True)}), cadre.home)
    assert [op.raw for op in whole.ops] == [referral.raw, note.raw, answer.raw]


def test_a_scope_of_somebody_else_is_not_served(city: ClockedCity, tmp_path: Path) -> None:
    cadre, other, writer = enrolled(city, tmp_path), enrolled(city, tmp_path), Writer()
    cadre.sync([writer.refer(REC), writer.note(REC)], certs=[cadre.certify(writer)])
    scopes = (cadre.home, DESK_SCOPE, f"dev:{cadre.device.hex()}", "*", "p:", "desk:3171")
    answer = other.sync(cur={scope: Cursor() for scope in scopes})
    assert answer.pulled == () and answer.certs == ()


def test_a_private_note_reaches_the_desk_never(city: ClockedCity, tmp_path: Path) -> None:
    cadre, desk, writer = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST), Writer()
    private, shared = writer.note(REC), writer.note(REC, aud=DESK)
    cadre.sync([private, shared], certs=[cadre.certify(writer)])
    assert raws(desk.sync(cur={DESK_SCOPE: Cursor()}), DESK_SCOPE) == [shared.raw]


def test_the_desks_words_reach_only_those_in_the_case(city: ClockedCity, tmp_path: Path) -> None:
    cadre, other = enrolled(city, tmp_path), enrolled(city, tmp_path)
    desk, hers, his, theirs = enrolled(city, tmp_path, DESK_POST), Writer(), Writer(), Writer()
    referral = hers.refer(REC)
    cadre.sync([referral], certs=[cadre.certify(hers)])
    other.sync([his.refer(OTHER)], certs=[other.certify(his)])
    word = theirs.say(REC, referral.opid, 3)
    desk.sync([word], certs=[desk.certify(theirs)])
    assert raws(other.sync(cur={other.home: Cursor()}), other.home) == []
    assert raws(cadre.sync(cur={cadre.home: Cursor()}), cadre.home) == [word.raw]


def test_a_cursor_the_city_does_not_know_falls_back_to_a_sample_or_to_the_start(
    city: ClockedCity, tmp_path: Path
) -> None:
    cadre, desk, writer = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST), Writer()
    ops = [writer.refer(REC) for _ in range(5)]
    cadre.sync(ops, certs=[cadre.certify(writer)])
    wrong = b"\xff" * 8
    sampled = Cursor(1, 5, wrong, False, (Sample(4, wrong), Sample(2, ops[1].opid[:8])))
    assert pulled(desk.sync(cur={DESK_SCOPE: sampled}), DESK_SCOPE).lo == 3
    assert pulled(desk.sync(cur={DESK_SCOPE: Cursor(1, 5, wrong)}), DESK_SCOPE).lo == 1
    assert pulled(desk.sync(cur={DESK_SCOPE: Cursor(1, 99)}), DESK_SCOPE).lo == 1
    assert pulled(desk.sync(cur={DESK_SCOPE: Cursor(7, 5)}), DESK_SCOPE).lo == 1
    assert pulled(desk.sync(cur={DESK_SCOPE: Cursor(1, 5)}), DESK_SCOPE).lo == 6


@pytest.mark.parametrize("what", ["device", "user", "code"])
def test_what_was_revoked_pushes_and_pulls_no_more(
    city: ClockedCity, tmp_path: Path, what: str
) -> None:
    desk, cadre = enrolled(city, tmp_path, DESK_POST), enrolled(city, tmp_path)
    hers, theirs = Writer(), Writer()
    cadre.sync([hers.refer(REC)], certs=[cadre.certify(hers)])
    code = voucher_of(read_cert(desk.enrol().voucher)).code_id
    identity = {"device": desk.device, "user": desk.user, "code": code}
    revoke(city, tmp_path, identity[what], what)
    answer = desk.sync([theirs.note(REC)], certs=[desk.certify(theirs)], cur={DESK_SCOPE: Cursor()})
    assert receipt_of(desk, answer).have[theirs.id]
    assert answer.pulled == ()
    assert len(answer.dirdocs) == 1
    marks = [mark.code for mark in answer.held]
    assert marks == ([] if what == "device" else ["revoked"])


def test_a_revoked_persons_referral_still_reaches_the_desk_with_its_mark(
    city: ClockedCity, tmp_path: Path
) -> None:
    cadre, desk, hers = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST), Writer()
    cadre.sync(certs=[cadre.certify(hers)])
    revoke(city, tmp_path, cadre.user, "user")
    referral = hers.refer(REC, pri=4)
    cadre.sync([referral, hers.note(REC, aud=DESK)])
    inbox = desk.sync(cur={DESK_SCOPE: Cursor()})
    assert raws(inbox, DESK_SCOPE) == [referral.raw]
    assert [(mark.opid16, mark.code) for mark in inbox.held] == [(referral.id16, "revoked")]


def test_an_erased_op_keeps_its_outside_and_its_chain(city: ClockedCity, tmp_path: Path) -> None:
    cadre, writer = enrolled(city, tmp_path), Writer()
    first, second = writer.note(REC), writer.note(REC)
    cadre.sync([first, second], certs=[cadre.certify(writer)])
    order = writer.erase(REC, [first.opid])
    answer = cadre.sync([order], cur={cadre.home: Cursor(whole=True)})
    assert receipt_of(cadre, answer).gone == [first.opid]
    assert raws(answer, cadre.home) == [first.without_payload().raw, second.raw, order.raw]
    again = cadre.sync([first], cur={cadre.home: Cursor(whole=True)})
    assert raws(again, cadre.home)[0] == first.without_payload().raw


def test_nobody_erases_what_somebody_else_wrote(city: ClockedCity, tmp_path: Path) -> None:
    cadre, other, hers, his = enrolled(city, tmp_path), enrolled(city, tmp_path), Writer(), Writer()
    note = hers.note(REC)
    cadre.sync([note], certs=[cadre.certify(hers)])
    other.sync([his.erase(REC, [note.opid])], certs=[other.certify(his)])
    answer = cadre.sync(cur={cadre.home: Cursor(whole=True)})
    assert receipt_of(cadre, answer).gone == []
    assert raws(answer, cadre.home) == [note.raw]


def test_an_erasure_that_arrives_first_waits_for_its_op(city: ClockedCity, tmp_path: Path) -> None:
    cadre, writer = enrolled(city, tmp_path), Writer()
    note = writer.note(REC)
    cadre.sync([writer.erase(REC, [note.opid])], certs=[cadre.certify(writer)])
    answer = cadre.sync([note], cur={cadre.home: Cursor(whole=True)})
    assert receipt_of(cadre, answer).gone == [note.opid]
    assert note.without_payload().raw in raws(answer, cadre.home)


def test_two_people_on_one_laptop_each_get_what_the_other_wrote_to_them(
    city: ClockedCity, tmp_path: Path
) -> None:
    cadre = enrolled(city, tmp_path)
    enrolled(city, tmp_path, DESK_POST, beside=cadre)
    hers = Writer()
    referral = hers.refer(REC)
    cadre.sync([referral], certs=[cadre.certify(hers)])
    answer = cadre.sync(cur={DESK_SCOPE: Cursor(), cadre.home: Cursor()})
    assert raws(answer, DESK_SCOPE) == [referral.raw]
    assert raws(answer, cadre.home) == []
