"""Where the accused holds power: no list and no count shows the case, only its whole name does."""

from __future__ import annotations

import pytest

from data.model.road import RecordState
from data.store.store import Store
from data.store.tables.cases import CaseFilter
from responder_app.work import cases, refer
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import intake_answers


def places(store: Store, rec: bytes) -> int:
    """In how many of a person's lists a case stands."""
    every = [
        *store.vault.cases.page(limit=50),
        *store.vault.cases.page(CaseFilter(closed=False), limit=50),
        *store.vault.cases.page(CaseFilter(state=RecordState.DI_LAPTOP), limit=50),
        *store.vault.cases.due(50),
    ]
    return sum(row.row.rec == rec for row in every)


def test_no_list_and_no_count_shows_it(town: Town) -> None:
    before = town.cadre.do(cases.home)
    rec = town.cadre.record_case(conflict_flag="ya")
    assert town.cadre.do(places, rec) == 0
    home = town.cadre.do(cases.home)
    assert (home.open_cases, home.lines) == (before.open_cases, before.lines)
    assert town.cadre.do(cases.page, "", "", None).total == before.open_cases


@pytest.mark.parametrize("typed", ["Melur", "Kenanga", "mencengkeram", "dermaga"])
def test_no_word_of_the_story_finds_it(town: Town, typed: str) -> None:
    town.cadre.record_case(conflict_flag="ya")
    assert not town.cadre.do(cases.page, typed, "", None).lines
    town.cadre.record_case()
    assert town.cadre.do(cases.page, typed, "", None).lines


def test_its_whole_code_finds_it_and_a_part_does_not(town: Town) -> None:
    rec = town.cadre.record_case(conflict_flag="ya")
    code = cases.code_of(rec)
    (line,) = town.cadre.do(cases.page, code.lower(), "", None).lines
    assert line.rec == rec
    assert not town.cadre.do(cases.page, code[:3], "", None).lines


def test_its_ticket_finds_it_and_it_can_be_followed(town: Town) -> None:
    cadre, desk = town.cadre, town.desk
    rec = cadre.record_case(conflict_flag="ya")
    cadre.judge(rec)
    pressed = cadre.w(refer.press, rec, ["uptd_ppa"])
    cadre.clock.at += refer.UNDO_SECONDS + 1
    assert cadre.w(refer.commit) == 1
    (line,) = cadre.do(cases.page, pressed.ticket, "", None).lines
    assert line.rec == rec
    town.mail()
    assert cadre.w(cases.open_case, rec).line.state is RecordState.TERKIRIM
    assert rec in [row.rec for row in desk.do(cases.page, "", "", None, True).lines]


def test_taking_the_answer_back_puts_it_into_the_lists(town: Town) -> None:
    rec = town.cadre.record_case(conflict_flag="ya")
    opened, session = town.cadre.open_form("intake", rec, {})
    assert opened.supersedes
    ref = next(view.ref for view in session.questions() if view.name == "conflict_flag")
    session.answer(ref, "tidak")
    town.cadre.finish_session(opened, session)
    assert town.cadre.do(places, rec) > 0
    assert town.cadre.do(cases.page, intake_answers()["survivor_name"], "", None).lines
