"""A finished form is never changed: what it said stands, and a correction stands beside it."""

from __future__ import annotations

import pytest

from data.forms.views import EntityChange
from data.model.problems import Code, Refusal
from data.ops.answered import ANSWER
from data.ops.fold import fold
from data.ops.op import Op
from data.ops.opened import OpenedOp
from data.ops.payload import Entry, PayloadBody
from data.store.store import Store
from data.store.tables.answered import AnsweredRow
from responder_app.work import answered, begin, cases, faces, filling, finish, fold_case
from responder_app.work.answered import AnsweredForm
from responder_app.work.change import Filled, letter_body
from responder_app.work.filling import Told
from responder_app.work.identity import load
from responder_app.work.reading import answers_of, read_body, state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop, danger_answers


def forms(store: Store, world: World, rec: bytes) -> tuple[AnsweredForm, ...]:
    """The answered forms as folded."""
    return answered.forms_of(state_of(store, world, load(store), rec))


def kept(store: Store, rec: bytes) -> list[AnsweredRow]:
    """The same in the cache."""
    return store.vault.answered.of_case(rec)


def field(store: Store, world: World, rec: bytes, name: str) -> str:
    """What a field of the case says now."""
    return answers_of(state_of(store, world, load(store), rec)).get(name, "")


def bodies(store: Store, world: World, rec: bytes) -> list[tuple[str, PayloadBody | None]]:
    """Audience and inside of every letter of a case."""
    me = load(store)
    ops = [Op.parse(row.raw) for row in store.vault.ops.of_case(rec)]
    return [(op.head.aud, read_body(store, world, me, op)) for op in ops]


def correct(laptop: Laptop, rec: bytes, instance: str, changes: dict[str, str]) -> None:
    """Open an answered form again, change some answers, save."""
    opened = laptop.w(begin.correct, rec, instance)
    session = filling.session_of(opened, laptop.world, "id")
    for view in session.questions():
        if view.name in changes:
            session.answer(view.ref, changes[view.name])
    laptop.w(finish.finish, opened.id, session.to_xml(), filling.told(session))


def test_a_finished_form_says_its_version_and_its_form(town: Town) -> None:
    rec = town.cadre.record_case()
    (form,) = town.cadre.w(forms, rec)
    current = town.cadre.w(begin.start, "quick", None, {})
    assert (form.form, form.kind, form.newest) == ("intake", "intake", True)
    assert form.version.isdigit()
    assert len(form.sha) == 16
    assert current.form_sha.hex()[:16] != form.sha


def test_a_correction_supersedes_and_the_old_answers_stay(town: Town) -> None:
    rec = town.cadre.record_case()
    (first,) = town.cadre.w(forms, rec)
    correct(town.cadre, rec, first.instance, {"visible_injury": "berat"})
    old, new = town.cadre.w(forms, rec)
    assert (old.superseded, old.newest, old.answers["visible_injury"]) == (True, False, "ringan")
    assert (new.supersedes, new.newest) == (first.instance, True)
    assert new.answers["visible_injury"] == "berat"
    assert town.cadre.w(field, rec, "visible_injury") == "berat"
    with pytest.raises(Refusal):
        town.cadre.w(begin.correct, rec, first.instance)
    rows = {row.instance: row.superseded for row in town.cadre.do(kept, rec)}
    assert rows == {first.instance: True, new.instance: False}


def test_an_emptied_answer_overwrites_and_a_hidden_one_is_left_alone(town: Town) -> None:
    rec = town.cadre.record_case()
    (first,) = town.cadre.w(forms, rec)
    pregnant = town.cadre.w(field, rec, "pregnant")
    correct(town.cadre, rec, first.instance, {"withhold_from": "", "sex": "laki_laki"})
    assert pregnant == "tidak"
    assert town.cadre.w(field, rec, "withhold_from") == ""
    assert town.cadre.w(field, rec, "pregnant") == pregnant


def test_what_a_follow_up_leaves_blank_takes_nothing_back(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.fill(
        "followup", rec, {"safe_now": "ya", "perp_nearby": "tidak", "fu_result": "aman"}
    )
    assert town.cadre.w(field, rec, "tonight_place") == "keluarga"
    assert town.cadre.w(field, rec, "needs") != ""


def test_somebody_elses_answers_cannot_be_corrected(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.mail()
    first = town.desk.w(forms, rec)[0]
    with pytest.raises(Refusal) as refused:
        town.desk.w(begin.correct, rec, first.instance)
    assert refused.value.code is Code.NOT_YOUR_CASE


def test_the_desk_lists_the_same_answered_forms(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.cadre.fill(
        "followup", rec, {"safe_now": "ya", "perp_nearby": "tidak", "fu_result": "aman"}
    )
    town.mail()
    mine = [(one.instance, one.form, one.version) for one in town.cadre.w(forms, rec)]
    theirs = [(one.instance, one.form, one.version) for one in town.desk.w(forms, rec)]
    assert [form for _i, form, _v in mine] == ["intake", "ipv5", "followup"]
    assert theirs == mine
    assert {row.instance for row in town.desk.do(kept, rec)} == {one[0] for one in mine}
    view = town.cadre.w(cases.open_case, rec)
    assert [event.what for event in view.events].count("intake") == 1


def test_the_cache_is_made_again_from_the_letters(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    before = town.cadre.do(kept, rec)

    def lose(store: Store) -> None:
        with store.transaction():
            store.vault.answered.put_case(rec, [])

    town.cadre.do(lose)
    assert town.cadre.do(kept, rec) == []
    town.cadre.do(lambda store: fold_case.refresh(store, town.cadre.world, load(store), [rec]))
    assert town.cadre.do(kept, rec) == before


def test_answers_the_desk_may_not_read_stay_in_a_part_of_their_own(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case(safe_now="tidak", consent_services="kesehatan")
    cadre.judge(rec)
    cadre.refer(rec)
    evidence = {
        "ev_consent": "ya",
        "ev_type": "pakaian",
        "ev_holder": "keluarga_aman",
        "ev_desc": "Sarung di rumah kakaknya",
        "ev_time": "2026-11-20T08:00:00.000+07:00",
        "ev_moved": "tidak",
    }
    cadre.fill("evidence", rec, evidence)
    told = [body for aud, body in cadre.w(bodies, rec) if aud == "desk" and body is not None]
    inside = [entry.d for body in told for entry in body.entries]
    assert not [name for data in inside for name in data if name.startswith(f"{ANSWER}ev_")]
    mine = next(one for one in cadre.w(forms, rec) if one.kind == "evidence")
    assert mine.answers["ev_desc"] == evidence["ev_desc"]


def test_letters_of_before_are_still_answered_forms() -> None:
    intake = Entry("intake", {"form": "intake", "version": "2026112101"})
    signs = Entry(
        "checklist",
        {"form": "ipv5", "version": "2026112101", "level": "tinggi", "why": ["ipv_a"]},
    )
    looked = Entry("followup", {"version": "2026112101"})
    state = fold([_op(1, intake), _op(2, signs), _op(3, signs), _op(4, looked)])
    found = answered.forms_of(state)
    assert [(one.form, one.superseded) for one in found] == [
        ("intake", False),
        ("ipv5", False),
        ("followup", False),
    ]
    assert found[0].answers == {"sex": "perempuan"}
    assert len({one.instance for one in found}) == 3


def _op(number: int, entry: Entry) -> OpenedOp:
    return OpenedOp(
        opid=bytes([number]) * 32,
        rec=bytes(16),
        kind="d",
        deps=(),
        lam=number,
        tw=number,
        fv="",
        aud="own",
        author=b"a" * 16,
        role="kader_pkk",
        scopes=(),
        body=PayloadBody("case.open", {"sex": "perempuan"}, [entry]),
    )


@pytest.mark.parametrize(
    ("name", "value"), [("not_declared", "x"), ("age_years", "tiga"), ("occurred_date", "kemarin")]
)
def test_what_no_schema_declares_is_refused(name: str, value: str) -> None:
    change = EntityChange("case", "", "create", {name: value}, {name: "string"})
    form = Filled(
        face=faces.of("intake"),
        version="1",
        sha="",
        instance="i",
        rec=bytes(16),
        asked=(),
        known={},
        put={},
        first=True,
    )
    with pytest.raises(Refusal) as refused:
        letter_body(form, Told({}, (change,)))
    assert refused.value.code is Code.FORM_REFUSED


def test_a_form_cannot_write_into_another_case() -> None:
    change = EntityChange("case", "ff" * 16, "update", {"safe_now": "ya"}, {"safe_now": "select1"})
    form = Filled(
        face=faces.of("followup"),
        version="1",
        sha="",
        instance="i",
        rec=bytes(16),
        asked=(),
        known={},
        put={},
        first=False,
    )
    with pytest.raises(Refusal):
        letter_body(form, Told({}, (change,)))


def test_judging_again_lowers_nothing_but_a_correction_does(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    mild = {f"ipv_{item}": "tidak" for item in "12345abcde"}
    town.cadre.fill("ipv5", rec, mild)
    view = town.cadre.w(cases.open_case, rec)
    assert view.danger is not None and view.danger.level.word == "tinggi"
    last = town.cadre.w(forms, rec)[-1]
    correct(town.cadre, rec, last.instance, {"ipv_a": "ya"})
    assert danger_answers()["ipv_a"] == "ya"
    found = [one for one in town.cadre.w(forms, rec) if one.kind == "checklist"]
    assert [one.superseded for one in found] == [False, True, False]


def test_a_correction_and_a_new_form_of_one_kind_are_two_drafts(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case()
    looked = {"safe_now": "ya", "perp_nearby": "tidak", "fu_result": "aman"}
    cadre.fill("followup", rec, looked)
    first = next(one for one in cadre.w(forms, rec) if one.kind == "followup")
    fresh = cadre.w(begin.start, "followup", rec, {})
    again = cadre.w(begin.correct, rec, first.instance)
    assert (fresh.supersedes, again.supersedes) == ("", first.instance)
    assert cadre.w(begin.correct, rec, first.instance).id == again.id
    assert cadre.w(begin.start, "followup", rec, {}).id == fresh.id
