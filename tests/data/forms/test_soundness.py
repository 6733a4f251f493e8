"""A score that comes to no number never lowers a level in silence (forms.md 8.1)."""

import pytest

from data.content import reader
from data.forms.formdef import load_form
from data.forms.session import FormSession
from tests.data.forms.small import asked, bind, form_xml, fresh

NODES = "<a/><b/><skor/><lain/><level/>"


def _session(level: str) -> FormSession:
    model = (
        bind("/data/a", type="int")
        + bind("/data/b", type="int", relevant="/data/a = 1")
        + bind("/data/skor", calculate="/data/b + 1")
        + bind("/data/lain", calculate="/data/b + 2")
        + bind("/data/level", calculate=level)
    )
    return fresh(load_form(form_xml(NODES, model, asked("/data/a") + asked("/data/b"))))


def test_a_hidden_answer_that_blanks_a_score_of_the_level_is_told() -> None:
    session = _session("if(/data/skor > 2, 'tinggi', 'rendah')")
    assert session.value("/data/level") == "rendah"
    assert session.unsound() == ["/data/skor"]
    session.answer("/data/a", "1")
    session.answer("/data/b", "5")
    assert session.value("/data/level") == "tinggi"
    assert session.unsound() == []
    session.answer("/data/a", "2")
    assert session.unsound() == ["/data/skor"]


def test_a_level_that_is_no_number_itself_is_told() -> None:
    assert _session("/data/b + 1").unsound() == ["/data/level"]


def test_scores_the_level_does_not_rest_on_may_be_blank() -> None:
    session = _session("if(/data/a > 2, 'tinggi', 'rendah')")
    assert session.value("/data/lain") == ""
    assert session.unsound() == []


@pytest.mark.parametrize("face", [f.id for f in reader.form_faces() if f.kind == "checklist"])
def test_every_shipped_checklist_has_a_sound_level_with_nothing_answered(face: str) -> None:
    assert fresh(load_form(reader.built_form(face))).unsound() == []
