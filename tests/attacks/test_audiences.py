"""Who can open what of a real case: the desk its letters, the author all, the city nothing."""

from __future__ import annotations

import pytest

from data.content.dictionary.shipped import dictionaries
from data.ops.header import DESK, OWN, Header
from data.ops.keys import CannotOpen, rid8, x_public
from data.ops.op import Op
from data.ops.payload import PayloadBody
from data.ops.seal import ck_for_reader, open_body
from data.store.store import Store
from responder_app.rules.consent import EMERGENCY_FIELDS
from responder_app.work import filling, finish
from responder_app.work.identity import load
from responder_app.work.reading import full_text, state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import intake_answers
from tests.responder_app.work.paper_city import CITY, PaperCity

STORY = "Sejak Selasa ia mengunci pintu dari luar."
HER_WORD = {"consent_services", "consent_contact"}


def text(store: Store, world: World, rec: bytes, name: str) -> str:
    """A field as this vault reads it."""
    return full_text(state_of(store, world, load(store), rec), name)


def letters(city: PaperCity, rec: bytes, aud: str) -> list[Op]:
    """What the city stores of a case for one audience."""
    return [op for op in city.ops.values() if op.head.rec == rec and op.head.aud == aud]


def read_with(city: PaperCity, rec: bytes, seed: bytes) -> list[PayloadBody]:
    """Everything of a case that the holder of a sealing seed can open, by any key it can unwrap."""
    keys = []
    ops = [op for op in city.ops.values() if op.head.rec == rec]
    for op in ops:
        try:
            keys.append(ck_for_reader(op, seed, x_public(seed), city=CITY))
        except CannotOpen:
            continue
    bodies = []
    for op in ops:
        for key in keys:
            try:
                bodies.append(open_body(key, op, dictionaries()))
            except CannotOpen:
                continue
            break
    return bodies


def told(city: PaperCity, rec: bytes) -> dict[str, object]:
    """Field by field what the desk's key opens."""
    found: dict[str, object] = {}
    for body in read_with(city, rec, city.desk):
        found |= body.set
    return found


def change(town: Town, rec: bytes, **answers: str) -> None:
    """A correction of the intake, made in the window's way."""
    opened, session = town.cadre.open_form("intake", rec, {})
    for name, value in answers.items():
        ref = next(view.ref for view in session.questions() if view.name == name)
        session.answer(ref, value)
    town.cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))


def test_own_letters_carry_no_wrap_for_anybody_else(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.mail()
    own, desk = letters(town.city, rec, OWN), letters(town.city, rec, DESK)
    assert len(own) >= 3
    assert desk
    assert all(not op.head.wraps for op in own)
    assert {rid for op in desk for rid, _ in op.head.wraps} == {rid8(x_public(town.city.desk))}
    opened = read_with(town.city, rec, town.city.desk)
    assert len(opened) == len(desk)


def test_without_consent_no_later_letter_tells_more_than_the_first(town: Town) -> None:
    rec = town.cadre.record_case(safe_now="tidak", consent_services="kesehatan")
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.cadre.clock.at += 60
    change(town, rec, own_words=STORY, survivor_name="Mekar")
    town.cadre.fill(
        "followup", rec, {"safe_now": "tidak", "perp_nearby": "ya", "fu_result": "tidak_aman"}
    )
    town.cadre.judge(rec)
    town.mail()
    assert set(told(town.city, rec)) <= EMERGENCY_FIELDS | HER_WORD
    assert told(town.city, rec)["perp_nearby"] == "ya"
    assert town.cadre.w(text, rec, "own_words") == STORY
    assert town.desk.w(text, rec, "own_words") == ""


def test_consent_taken_back_ends_what_the_desk_hears(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.cadre.clock.at += 60
    change(town, rec, consent_services="kesehatan")
    change(town, rec, own_words=STORY)
    town.mail()
    desk = told(town.city, rec)
    assert desk["own_words"] == intake_answers()["own_words"]
    assert desk["consent_services"] == "kesehatan"
    assert town.cadre.w(text, rec, "own_words") == STORY


def test_with_consent_a_correction_reaches_the_desk(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    change(town, rec, own_words=STORY)
    town.mail()
    assert town.desk.w(text, rec, "own_words") == STORY


@pytest.mark.parametrize("key", ["transit", "server", "admin", "root"])
def test_no_key_of_the_city_opens_a_letter(town: Town, key: str) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.mail()
    assert town.city.ops
    assert read_with(town.city, rec, getattr(town.city, key)) == []


def test_no_answer_stands_outside_a_letter(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.mail()
    said = [
        value.encode()
        for name, value in intake_answers().items()
        if len(value) > 5 and name not in ("consent_form", "home_area_code", "place_area_code")
    ]
    assert len(said) > 10
    for op in town.city.ops.values():
        assert not [word for word in said if word in op.h]
        words = [op.head.fv, op.head.aud, *(op.head.r.svc if op.head.r is not None else ())]
        assert all(word.isascii() and len(word) <= 24 for word in words)
        assert isinstance(op.head, Header)
        if op.head.r is not None:
            assert op.head.r.kel == "2172031001"  # the post's own kelurahan, not her home
