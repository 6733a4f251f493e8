"""From a sentence to a referral: what is kept, what may be told, what can be taken back."""

from __future__ import annotations

import pytest

from data.model.levels import Level
from data.model.problems import Code, Refusal
from data.model.road import RecordState
from data.ops.header import DESK
from data.ops.op import Op
from data.store.store import Store
from responder_app.work import assess, begin, cases, drafts, filling, finish, refer
from responder_app.work import unlock as unlocking
from responder_app.work.identity import load
from responder_app.work.reading import full_text, state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import intake_answers


def ops_of(store: Store, rec: bytes) -> list[Op]:
    """The case's letters."""
    return [Op.parse(row.raw) for row in store.vault.ops.of_case(rec)]


def text(store: Store, world: World, rec: bytes, name: str) -> str:
    """A field as this vault reads it."""
    return full_text(state_of(store, world, load(store), rec), name)


def waiting_drafts(store: Store) -> int:
    """How many drafts wait."""
    return len(store.vault.drafts.list())


def items(store: Store) -> int:
    """How many letters lie in the mailbag."""
    return len(store.mailbag.faces())


def test_a_draft_opens_again_at_the_same_question_with_every_answer(town: Town) -> None:
    cadre = town.cadre
    opened, session = cadre.open_form("intake", None, {"safe_now": "ya", "perp_nearby": "tidak"})
    at = session.questions()[2].ref
    cadre.w(drafts.save, opened.id, session.to_xml(), at, False)
    cadre.stop()
    cadre.start()
    cadre.come_in()
    (line,) = cadre.do(drafts.begun)
    again = cadre.do(drafts.open_draft, line.id)
    restored = filling.session_of(again, cadre.world, "id")
    assert again.cursor == at
    assert restored.answers()["safe_now"] == "ya"
    assert restored.value(session.questions()[1].ref) == "tidak"


def test_a_finished_form_becomes_one_letter_and_its_draft_ends(town: Town) -> None:
    before = town.cadre.do(items)
    rec = town.cadre.record_case()
    (op,) = town.cadre.do(ops_of, rec)
    assert (op.kind, op.head.aud) == ("d", "own")
    assert op.head.wraps == []
    assert town.cadre.do(waiting_drafts) == 0
    assert town.cadre.do(items) == before + 1


def test_who_says_no_to_writing_is_not_written_down(town: Town) -> None:
    cadre = town.cadre
    before = cadre.do(items)
    opened, session = cadre.open_form(
        "intake", None, {**intake_answers(), "consent_store": "tidak"}
    )
    assert finish.refused_to_keep(session.answers())
    with pytest.raises(Refusal) as refused:
        cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
    assert refused.value.code is Code.CONSENT_MISSING
    assert cadre.w(finish.erase_refused, opened.id) == 1
    assert cadre.do(waiting_drafts) == 0
    assert cadre.do(items) == before


def test_danger_says_why_and_what_to_do_by_when(town: Town) -> None:
    plan = town.cadre.judge(town.cadre.record_case())
    assert plan.danger.level is Level.TINGGI
    assert {"ipv_a", "ipv_d"} <= {reason.code for reason in plan.danger.reasons}
    uptd = plan.plan.service("uptd_ppa")
    assert uptd is not None
    assert uptd.due > plan.at


def test_a_person_may_raise_the_danger_with_a_reason_and_never_lower_it(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case()
    cadre.judge(rec)
    with pytest.raises(Refusal) as refused:
        cadre.w(assess.raise_level, rec, "  ")
    assert refused.value.code is Code.REASON_MISSING
    cadre.w(assess.raise_level, rec, "Ia melihat pisau di tas")
    assert cadre.w(assess.plan_of, rec).danger.level is Level.DARURAT
    with pytest.raises(Refusal):
        cadre.w(assess.raise_level, rec, "lagi")
    cadre.fill("ipv5", rec, {f"ipv_{item}": "tidak" for item in "12345abcde"})
    assert cadre.w(assess.plan_of, rec).danger.level is Level.DARURAT


def test_a_press_can_be_taken_back_for_ten_seconds(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case()
    cadre.judge(rec)
    pressed = cadre.w(refer.press, rec, ["uptd_ppa"])
    assert cadre.w(refer.undo, pressed.id) == rec
    cadre.clock.at += 60
    assert cadre.w(refer.commit) == 0
    assert all(op.kind != "r" for op in cadre.do(ops_of, rec))


def test_after_ten_seconds_it_is_written_once_and_too_late(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case()
    cadre.judge(rec)
    pressed = cadre.w(refer.press, rec, ["uptd_ppa"])
    cadre.clock.at += refer.UNDO_SECONDS - 1
    assert cadre.w(refer.commit) == 0
    cadre.clock.at += 1
    assert (cadre.w(refer.commit), cadre.w(refer.commit)) == (1, 0)
    with pytest.raises(Refusal) as refused:
        cadre.w(refer.undo, pressed.id)
    assert refused.value.code is Code.TOO_LATE_TO_UNDO
    letters = [op for op in cadre.do(ops_of, rec) if op.kind == "r"]
    assert [op.head.aud for op in letters] == [DESK]
    view = cadre.w(cases.open_case, rec)
    assert view.ticket == pressed.ticket
    assert len(view.pin) == 6


def test_what_was_pressed_goes_out_at_lock_and_after_a_crash(town: Town) -> None:
    cadre = town.cadre
    first, second = cadre.record_case(), cadre.record_case()
    for rec in (first, second):
        cadre.judge(rec)
    cadre.w(refer.press, first, ["uptd_ppa"])
    cadre.w(unlocking.before_lock)
    assert any(op.kind == "r" for op in cadre.do(ops_of, first))
    cadre.w(refer.press, second, ["uptd_ppa"])
    cadre.stop()  # as if the process died: nothing was done before
    cadre.start()
    cadre.come_in()
    assert sum(op.kind == "r" for op in cadre.do(ops_of, second)) == 1


def test_without_her_consent_nothing_is_sent(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case(consent_services="kesehatan")
    cadre.judge(rec)
    with pytest.raises(Refusal) as refused:
        cadre.w(refer.press, rec, ["uptd_ppa"])
    assert refused.value.code is Code.CONSENT_MISSING
    assert cadre.w(refer.commit, True) == 0


def test_in_mortal_danger_only_what_helps_now_leaves_without_consent(town: Town) -> None:
    cadre, desk = town.cadre, town.desk
    rec = cadre.record_case(safe_now="tidak", consent_services="kesehatan")
    cadre.judge(rec)
    cadre.refer(rec)
    town.mail()
    assert desk.w(text, rec, "safe_now") == "tidak"
    assert desk.w(text, rec, "own_words") == ""
    assert desk.w(text, rec, "survivor_name") == ""
    assert cadre.w(text, rec, "own_words") == intake_answers()["own_words"]


def test_a_very_long_story_is_never_cut(town: Town) -> None:
    cadre, desk = town.cadre, town.desk
    story = " ".join(f"kalimat{number:x}é🙂{number * 7919:x}" for number in range(3_000))
    rec = cadre.record_case(own_words=story)
    assert cadre.w(text, rec, "own_words") == story
    assert len(cadre.do(ops_of, rec)) > 1
    cadre.judge(rec)
    cadre.refer(rec)
    town.mail()
    assert desk.w(text, rec, "own_words") == story


def test_changing_an_answer_says_only_what_changed(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case()
    opened, session = cadre.open_form("intake", rec, {})
    ref = next(view.ref for view in session.questions() if view.name == "age_years")
    assert session.value(ref) == "31"
    session.answer(ref, "32")
    cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
    assert cadre.w(text, rec, "age_years") == "32"
    assert cadre.w(text, rec, "survivor_name") == intake_answers()["survivor_name"]
    assert cadre.w(cases.open_case, rec).line.state is RecordState.DI_LAPTOP


def test_a_follow_up_asks_safety_anew_and_leads_back_to_danger(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case()
    cadre.judge(rec)
    opened = cadre.w(begin.start, "followup", rec, {})
    assert "safe_now" not in filling.session_of(opened, cadre.world, "id").answers()
    done = cadre.fill(
        "followup", rec, {"safe_now": "tidak", "perp_nearby": "tidak", "fu_result": "tidak_aman"}
    )
    assert done.next == "danger"
    assert cadre.w(assess.plan_of, rec).danger.level is Level.DARURAT
