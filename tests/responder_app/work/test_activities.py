"""Prevention activities: figures without names, one's own list, no case anywhere."""

from __future__ import annotations

from responder_app.work import activities, cases
from tests.responder_app.work.conftest import Town

MEETING = {
    "act_date": "2026-11-20",
    "act_area": "21.72.03.1001",
    "act_place": "posyandu",
    "act_topic": "batas_aman etika_digital",
    "act_method": "tatap_muka",
    "act_girls": "4",
    "act_boys": "3",
    "act_women": "12",
    "act_men": "1",
}


def test_an_activity_is_listed_and_is_no_case(town: Town) -> None:
    before = town.cadre.do(cases.home).open_cases
    done = town.cadre.fill("activity", None, MEETING)
    assert done.next == "activities"
    found = town.cadre.do(activities.own)
    assert found.count == 1
    (one,) = found.shown
    assert one.people == 20
    assert one.answers["act_topic"] == MEETING["act_topic"]
    assert town.cadre.do(cases.home).open_cases == before
    assert not [
        line for line in town.cadre.do(cases.page, "", "", None).lines if line.rec == one.rec
    ]


def test_a_corrected_activity_counts_once(town: Town) -> None:
    town.cadre.fill("activity", None, MEETING)
    (one,) = town.cadre.do(activities.own).shown
    opened, session = town.cadre.open_correction(one.rec, one.instance)
    ref = next(view.ref for view in session.questions() if view.name == "act_men")
    assert session.value(ref) == "1"
    session.answer(ref, "6")
    town.cadre.finish_session(opened, session)
    found = town.cadre.do(activities.own)
    assert (found.count, [each.people for each in found.shown]) == (1, [25])


def test_the_list_comes_back_after_the_vault_was_opened_anew(town: Town) -> None:
    town.cadre.fill("activity", None, MEETING)
    town.cadre.stop()
    town.cadre.start()
    town.cadre.come_in()
    assert town.cadre.do(activities.own).count == 1
