"""Drafts begun with the forms of the first version: what goes along into today's forms."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from data.content.source import BUILT_IN
from data.forms.formdef import load_form
from data.forms.session import FormSession
from data.forms.versions import Move, move
from tests.data.content.filling import NOW, form, missing, walk
from tests.data.content.test_intake import ADULT

FOLLOW_UP = {
    "safe_now": "ya",
    "perp_nearby": "tidak",
    "fu_result": "aman",
    "fu_new_needs": "hukum",
    "recovery_aman": "2",
    "recovery_ekonomi": "0",
}


def _moved(form_id: str, answers: Mapping[str, str]) -> Move:
    earlier = load_form(BUILT_IN.read(f"earlier/{form_id}-2026112101.xml"))
    draft = FormSession.new(earlier, clock=lambda: NOW, new_id=lambda: "1")
    walk(draft, answers)
    return move(earlier, draft.to_xml(), form(form_id), lambda: NOW, lambda: "1")


def _opened(form_id: str, moved: Move) -> FormSession:
    return FormSession.restore(form(form_id), moved.xml, clock=lambda: NOW, new_id=lambda: "1")


def test_an_earlier_intake_keeps_every_answer_and_shows_where_the_channel_went() -> None:
    moved = _moved("intake", ADULT)
    (left,) = moved.unplaced
    assert (left.name, left.suggested) == ("channel", "/intake/cara_bicara/channel")
    session = _opened("intake", moved)
    assert missing(session) == {"channel"}
    kept = {name: value for name, value in ADULT.items() if name != "channel"}
    assert {name: session.answers()[name] for name in kept} == kept
    session.answer(left.suggested, left.value)
    assert session.problems() == []


@pytest.mark.parametrize("result", ["aman", "pindah", "belum_terhubung"])
def test_an_earlier_follow_up_goes_along_whole(result: str) -> None:
    moved = _moved("followup", {**FOLLOW_UP, "fu_result": result})
    assert moved.unplaced == ()
    assert missing(_opened("followup", moved)) == set()
