"""Very long words, sealed and carried: whole at home and at the desk; the first letter can act."""

from __future__ import annotations

import random

import pytest

from data.model.referral import ReferralStep
from data.ops.header import DESK, OWN
from data.ops.op import Op
from data.ops.payload import PayloadBody
from data.store.store import Store
from responder_app.work import cases, desk
from responder_app.work.identity import load
from responder_app.work.reading import read_body, state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import intake_answers

LETTERS = "abcdefghijklmnopqrstuvwxyz é🙂\n"
LIMIT = 15_872


def _story(size: int) -> str:
    """Words nobody can compress much, ``size`` bytes long at least."""
    dice = random.Random(5)
    story = ""
    while len(story.encode()) < size:
        story += "".join(dice.choices(LETTERS, k=200)) + "."
    return story


def _ops(store: Store, rec: bytes) -> list[Op]:
    return [Op.parse(row.raw) for row in store.vault.ops.of_case(rec)]


def _bodies(store: Store, world: World, rec: bytes) -> list[tuple[Op, PayloadBody | None]]:
    me = load(store)
    state_of(store, world, me, rec)  # learns the keys
    return [(op, read_body(store, world, me, op)) for op in _ops(store, rec)]


def _value(store: Store, world: World, rec: bytes, name: str) -> object:
    return state_of(store, world, load(store), rec).value(name)


def _awaited(store: Store, world: World, rec: bytes) -> tuple[str, ...]:
    return state_of(store, world, load(store), rec).awaited


def _erase(store: Store, opid: bytes) -> None:
    with store.transaction():
        store.vault.ops.erase_payload(opid)


@pytest.mark.parametrize("size", [14_000, 62_000])
def test_long_own_words_are_whole_at_home_and_at_the_desk(town: Town, size: int) -> None:
    cadre, uptd = town.cadre, town.desk
    story = _story(size)
    rec = cadre.record_case(own_words=story)
    cadre.judge(rec)
    cadre.refer(rec)
    for op in cadre.do(_ops, rec):
        assert len(op.raw) <= LIMIT
    assert cadre.w(_value, rec, "own_words") == story
    assert dict(cadre.w(cases.open_sealed, rec))["own_words"] == story
    town.mail()
    assert uptd.w(_value, rec, "own_words") == story
    (line,) = uptd.w(desk.incoming).lines
    view = uptd.w(desk.open_story, line.opid, "menyiapkan kontak pertama")
    assert dict(view.story)["own_words"] == story
    assert view.awaited == ()


def test_the_first_letter_of_each_audience_keeps_all_that_is_needed_to_act(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case(own_words=_story(30_000))
    cadre.judge(rec)
    cadre.refer(rec)
    told = cadre.w(_bodies, rec)
    for aud, kind in ((OWN, "case.open"), (DESK, "referral")):
        op, body = next(one for one in told if one[1] is not None and one[1].t == kind)
        assert op.head.aud == aud
        assert body is not None
        expected = {name: value for name, value in intake_answers().items() if name in body.set}
        kept = {name: value for name, value in body.set.items() if name in expected}
        kept.pop("own_words")
        expected.pop("own_words")
        assert kept == expected
        assert kept["safe_contact"] == intake_answers()["safe_contact"]
    rest = [op for op, body in told if body is not None and body.t == "continued"]
    assert {op.kind for op in rest} == {"d"}
    assert {op.head.aud for op in rest} == {OWN, DESK}


def test_a_desk_is_told_when_the_rest_of_the_words_is_not_here(town: Town) -> None:
    cadre, uptd = town.cadre, town.desk
    story = _story(30_000)
    rec = cadre.record_case(own_words=story)
    cadre.judge(rec)
    cadre.refer(rec)
    town.mail()
    parts = [op for op, body in uptd.w(_bodies, rec) if body is not None and body.t == "continued"]
    uptd.do(_erase, parts[-1].opid)
    assert uptd.w(_awaited, rec) == ("own_words",)
    (line,) = uptd.w(desk.incoming).lines
    view = uptd.w(desk.open_story, line.opid, "menyiapkan kontak pertama")
    assert view.awaited == ("own_words",)
    assert story.startswith(dict(view.story)["own_words"])


def test_a_very_long_reason_of_the_desk_comes_home_whole(town: Town) -> None:
    cadre, uptd = town.cadre, town.desk
    rec = cadre.record_case()
    cadre.judge(rec)
    cadre.refer(rec)
    town.mail()
    (line,) = uptd.w(desk.incoming).lines
    why = _story(20_000).strip()
    uptd.w(desk.answer, line.opid, ReferralStep.RETURNED, why)
    assert uptd.w(desk.open_referral, line.opid).reason == why
    town.mail()
    reasons = {one.reason for one in cadre.w(cases.open_case, rec).referrals}
    assert reasons == {why}
