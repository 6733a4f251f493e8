"""A follow-up asks anew: talk of dying calls for the list about it, before and after that list."""

from __future__ import annotations

from responder_app.work.finish import Finished
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop

NEWS = {"safe_now": "ya", "perp_nearby": "tidak", "fu_result": "belum_terhubung"}
JIWA = ("jiwa_1", "jiwa_2", "jiwa_3", "jiwa_4", "jiwa_worry")


def _looked_again(cadre: Laptop, rec: bytes, **said: str) -> Finished:
    return cadre.fill("followup", rec, {**NEWS, **said})


def test_talk_of_dying_at_a_follow_up_leads_to_the_list_about_it(town: Town) -> None:
    rec = town.cadre.record_case()
    assert _looked_again(town.cadre, rec).suggested == ""
    done = _looked_again(town.cadre, rec, fu_result="aman", despair_signs="ya")
    assert (done.next, done.suggested) == ("case", "jiwa")


def test_the_list_is_called_for_again_after_it_was_answered_once(town: Town) -> None:
    rec = town.cadre.record_case()
    safe = {"safe_now": "ya", "perp_nearby": "tidak"}
    town.cadre.fill("jiwa", rec, {**safe, **dict.fromkeys(JIWA, "tidak")})
    done = _looked_again(town.cadre, rec, safe_now="tidak", fu_result="aman", despair_signs="ya")
    assert (done.next, done.suggested) == ("danger", "jiwa")
