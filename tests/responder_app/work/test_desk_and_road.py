"""The desk answers, the answer comes home; what the city has or lost shows honestly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.model.levels import PHONE_NET_SECONDS, Level
from data.model.problems import Code, Refusal
from data.model.referral import ReferralStep
from data.model.road import RecordState
from data.ops.header import DESK
from data.ops.op import Op
from data.ops.payload import PayloadBody
from data.store.store import Store
from data.store.tables.audit import Act
from responder_app.work import cases, desk, lay, refer, resolve, road
from responder_app.work.identity import load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop, intake_answers


def acts(store: Store) -> list[str]:
    """What the audit chain tells."""
    return [entry.act for entry in store.vault.audit.page()]


def faces(store: Store) -> set[bytes]:
    """What lies in the mailbag."""
    return {face.opid for face in store.mailbag.faces()}


def write_field(store: Store, world: World, rec: bytes, name: str, value: str) -> None:
    """A correction, written straight."""
    me = load(store)
    state = state_of(store, world, me, rec)
    letter = Letter(
        "d",
        rec,
        PayloadBody("correction", {name: value}),
        aud=DESK,
        deps=state.heads,
        lam=state.lam,
    )
    with store.transaction():
        write(store, world, me, [letter])
    lay.run(store, world, me)


def lay_pass(store: Store, world: World) -> int:
    """The lay pass by itself."""
    return lay.run(store, world, load(store))


def sent_case(town: Town) -> tuple[bytes, bytes]:
    """A referred case at the desk: its id and the referral's."""
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.mail()
    (line,) = town.desk.w(desk.incoming).lines
    assert line.rec == rec
    return rec, line.opid


def test_the_answer_of_the_desk_comes_home_with_its_date(town: Town) -> None:
    rec, opid = sent_case(town)
    town.desk.w(desk.answer, opid, ReferralStep.ACCEPTED)
    town.mail()
    view = town.cadre.w(cases.open_case, rec)
    assert view.line.state is RecordState.DITERIMA_UPTD
    since = view.since
    assert since["di_laptop"] <= since["terkirim"] <= since["diterima_uptd"]
    assert {one.state for one in view.referrals} == {RecordState.DITERIMA_UPTD}
    checklists = [event for event in view.events if event.what == "checklist"]
    assert [event.state for event in checklists] == [RecordState.DITERIMA_UPTD]


def test_opening_a_referral_sends_nothing(town: Town) -> None:
    _rec, opid = sent_case(town)
    before = town.desk.do(faces)
    view = town.desk.w(desk.open_referral, opid)
    assert view.story is None
    assert view.withhold == (intake_answers()["withhold_from"],)
    assert town.desk.do(faces) == before
    assert Act.VIEW not in town.desk.do(acts)


def test_the_story_opens_only_with_a_reason_that_is_written_down(town: Town) -> None:
    _rec, opid = sent_case(town)
    with pytest.raises(Refusal) as refused:
        town.desk.w(desk.open_story, opid, " ")
    assert refused.value.code is Code.REASON_MISSING
    view = town.desk.w(desk.open_story, opid, "menjawab rujukan")
    assert ("own_words", intake_answers()["own_words"]) in view.story
    assert town.desk.do(acts).count(Act.VIEW) == 1


def test_a_returned_referral_gets_no_tick_and_stands_first(town: Town) -> None:
    rec, opid = sent_case(town)
    with pytest.raises(Refusal):
        town.desk.w(desk.answer, opid, ReferralStep.RETURNED)
    town.desk.w(desk.answer, opid, ReferralStep.RETURNED, "Alamat kelurahan lain")
    town.mail()
    view = town.cadre.w(cases.open_case, rec)
    assert view.line.state is RecordState.TERKIRIM
    assert view.line.action == "answer_refused"
    assert {one.reason for one in view.referrals} == {"Alamat kelurahan lain"}
    assert town.cadre.do(cases.home).lines[0].rec == rec


def test_steps_only_go_forward_and_only_the_desk_takes_them(town: Town) -> None:
    _rec, opid = sent_case(town)
    for step in (ReferralStep.ACCEPTED, ReferralStep.FIRST_CONTACT, ReferralStep.IN_SERVICE):
        assert town.desk.w(desk.answer, opid, step).line.step is step
    with pytest.raises(Refusal) as refused:
        town.desk.w(desk.answer, opid, ReferralStep.ACCEPTED)
    assert refused.value.code is Code.STEP_NOT_ALLOWED
    with pytest.raises(Refusal) as refused:
        town.cadre.w(desk.answer, opid, ReferralStep.COMPLETED)
    assert refused.value.code is Code.NOT_YOUR_CASE


def test_a_city_that_lost_a_letter_is_told_of_calmly(town: Town) -> None:
    rec, opid = sent_case(town)
    assert town.cadre.w(cases.open_case, rec).line.state is RecordState.TERKIRIM
    town.city.forget(opid)
    bag = town.cadre.bag()
    town.city.say_receipt(bag)
    bag.close()
    town.cadre.w(road.look)
    view = town.cadre.w(cases.open_case, rec)
    assert view.line.state is RecordState.DI_LAPTOP
    assert opid in town.cadre.do(faces)
    assert town.cadre.meet(town.city) == 1
    town.cadre.w(road.look)
    assert town.cadre.w(cases.open_case, rec).line.state is RecordState.TERKIRIM


def test_a_receipt_somebody_else_signed_changes_nothing(town: Town) -> None:
    rec = town.cadre.record_case()
    town.city.server = town.city.root
    town.cadre.meet(town.city)
    town.cadre.w(road.look)
    assert town.cadre.w(cases.open_case, rec).line.state is RecordState.DI_LAPTOP


def test_the_lay_pass_is_done_once_and_does_what_was_missed(town: Town) -> None:
    cadre = town.cadre
    cadre.record_case()
    assert cadre.w(lay_pass) == 0
    laid = cadre.do(faces)
    bag = cadre.bag()
    bag.drop_safe(laid)
    bag.close()
    assert cadre.w(lay_pass) == len(laid)
    assert cadre.do(faces) == laid


def test_what_is_safe_at_the_city_is_not_laid_again(town: Town) -> None:
    cadre = town.cadre
    cadre.record_case()
    town.city.safe = True
    cadre.meet(town.city)
    bag = cadre.bag()
    bag.drop_safe(cadre.do(faces))
    bag.close()
    assert cadre.w(lay_pass) == 0


def test_two_who_wrote_differently_are_shown_and_one_choice_settles_it(town: Town) -> None:
    cadre, at_desk = town.cadre, town.desk
    rec, opid = sent_case(town)
    at_desk.w(desk.answer, opid, ReferralStep.ACCEPTED)
    cadre.w(write_field, rec, "survivor_name", "Melur K.")
    at_desk.w(write_field, rec, "survivor_name", "Melor Kenanga")
    town.mail()
    (conflict,) = cadre.w(cases.open_case, rec).conflicts
    assert {one.value for one in conflict.values} == {"Melur K.", "Melor Kenanga"}
    chosen = next(one for one in conflict.values if one.value == "Melur K.")
    cadre.w(resolve.choose, rec, "survivor_name", chosen.opid.hex())
    town.mail()
    for laptop in (cadre, at_desk):
        assert laptop.w(cases.open_case, rec).conflicts == ()
        assert ("survivor_name", "Melur K.") in laptop.w(cases.open_sealed, rec)


def test_a_vault_restored_from_an_old_copy_begins_a_new_chain_and_refills(
    town: Town, tmp_path: Path
) -> None:
    cadre = town.cadre
    first = cadre.record_case()
    cadre.stop()
    old = tmp_path / "copy"
    old.mkdir()
    for path in cadre.home.glob("vault-*"):
        shutil.copy2(path, old / path.name)
    cadre.start()
    cadre.come_in()
    second = cadre.record_case()
    town.mail()
    cadre.stop()
    for path in cadre.home.glob("vault-*"):
        path.unlink()
    for path in old.iterdir():
        shutil.copy2(path, cadre.home / path.name)
    cadre.start()
    assert cadre.come_in().new_writer == "laid"
    third = cadre.record_case()
    town.mail()
    town.mail()
    for rec in (first, second, third):
        assert cadre.w(cases.open_case, rec).line.state is RecordState.TERKIRIM
    numbers = [(op.writer, op.n) for op in town.city.ops.values()]
    assert len(numbers) == len(set(numbers))


def test_a_restored_vault_knows_its_tickets_again_and_refers_nothing_twice(
    town: Town, tmp_path: Path
) -> None:
    cadre = town.cadre
    rec = cadre.record_case()
    cadre.judge(rec)
    pressed = cadre.w(refer.press, rec, ["uptd_ppa"])
    cadre.stop()
    old = tmp_path / "copy"
    old.mkdir()
    for path in cadre.home.glob("vault-*"):
        shutil.copy2(path, old / path.name)
    cadre.start()
    cadre.come_in()  # the pressed row goes out
    told = cadre.w(cases.open_case, rec)
    town.mail()
    cadre.stop()
    for path in old.iterdir():
        shutil.copy2(path, cadre.home / path.name)
    cadre.start()
    cadre.clock.at += 60
    cadre.come_in()
    town.mail()
    town.mail()
    again = cadre.w(cases.open_case, rec)
    assert (again.ticket, again.pin) == (pressed.ticket, told.pin)
    assert sum(op.kind == "r" for op in town.city.ops.values()) == 1
    assert cadre.do(refer.waiting) == ()


def test_a_changed_letter_is_left_out(town: Town) -> None:
    rec, opid = sent_case(town)
    town.desk.w(desk.answer, opid, ReferralStep.ACCEPTED)
    town.desk.meet(town.city)
    (status,) = [op for op in town.city.ops.values() if op.kind == "s"]
    raw = bytearray(status.raw)
    raw[-1] ^= 1
    town.city.ops[status.opid] = Op.parse(bytes(raw))
    town.cadre.meet(town.city)
    town.cadre.w(road.look)
    assert town.cadre.w(cases.open_case, rec).line.state is RecordState.TERKIRIM


def test_no_answer_in_time_means_a_phone_call(town: Town) -> None:
    rec, _opid = sent_case(town)
    cadre = town.cadre
    assert cadre.w(cases.open_case, rec).line.action == "waiting"
    cadre.clock.at += PHONE_NET_SECONDS[Level.TINGGI] + 60
    cadre.w(refold, rec)
    assert cadre.w(cases.open_case, rec).line.action == "phone"
    cadre.clock.at += 3700
    cadre.w(refold, rec)
    assert cadre.w(cases.open_case, rec).line.action == "phone_129"


def refold(store: Store, world: World, rec: bytes) -> None:
    """What the window's clock does each minute for what waits."""
    road.turn_the_clock(store, world)


def test_the_door_counts_and_names_nobody(town: Town) -> None:
    town.cadre.record_case()
    counts = town.cadre.do(road.door)
    assert counts.waiting >= 1
    assert counts.expected == 0


def test_a_colleague_on_the_same_laptop_opens_only_her_own_vault(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.stop()
    other = Laptop(town.cadre.home)
    try:
        other.enrol(town.city, "guru_bk", icon=3)
        assert other.do(cases.home).lines == ()
        with pytest.raises(Refusal):
            other.w(cases.open_case, rec)
    finally:
        other.stop()
    town.cadre.start()
    town.cadre.come_in(icon=0)
    assert town.cadre.w(cases.open_case, rec).line.rec == rec


def test_mail_counts_what_goes_to_the_uptd_apart_from_copies(town: Town) -> None:
    sent_case(town)
    mail = town.cadre.do(road.mail)
    assert (mail.on_laptop, mail.on_way, mail.received) == (0, 1, 0)
    copies = [item for item in mail.items if item.copy]
    assert len(copies) == 4  # story, danger signs, slip, user key
    assert mail.items[0].kind == "r"


def test_what_the_city_holds_is_shown_with_its_case(town: Town) -> None:
    rec, opid = sent_case(town)
    bag = town.cadre.bag()
    bag.note_held([(opid[:16], "quota")])
    bag.close()
    town.cadre.w(road.look)
    assert town.cadre.w(cases.open_case, rec).line.held
    bag = town.cadre.bag()
    bag.note_held([], [opid[:16]])
    bag.close()
    town.cadre.w(road.look)
    assert not town.cadre.w(cases.open_case, rec).line.held
