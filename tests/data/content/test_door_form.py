"""The five questions of the door: what they ask, in which order, and what they never ask."""

from __future__ import annotations

from data.content import reader
from data.forms import trial
from data.forms.authoring.linting import judge
from data.forms.authoring.markdown import read_markdown
from data.forms.authoring.recording import Declared
from responder_app.work import door_referral
from tests.data.content.filling import begin, controls, form

DOOR = reader.DOOR_FORM


def test_its_trials_pass() -> None:
    outcomes = trial.run_markdown(reader.form_source(DOOR), form(DOOR))
    assert outcomes and [each.case for each in outcomes if not each.passed] == []


def test_it_is_fit_to_be_published() -> None:
    fields = {row["name"]: row for row in reader.table_of("fields.csv")}
    judged = judge(
        read_markdown(reader.form_source(DOOR), DOOR),
        Declared(fields, {}, reader.shipped_forms()),
    )
    assert judged.fit and not judged.findings


def test_five_pages_and_the_danger_first() -> None:
    session = begin(DOOR)
    pages = [page.title for page in session.pages()]
    assert len(pages) == 2  # before anything is known of permission
    assert session.screens()[0].questions[0].endswith("/safe_now")
    for name, value in {
        "safe_now": "tidak",
        "violence_types": "fisik",
        "under_18": "tidak",
        "consent_store": "ya",
    }.items():
        ref = next(one.ref for one in session.questions() if one.name == name)
        session.answer(ref, value)
    assert [page.title[0] for page in session.pages()] == ["1", "2", "3", "4", "5"]
    assert len(session.screens()) == 5


def test_nothing_is_asked_that_the_letter_does_not_carry() -> None:
    asked = {view.name for view in controls(begin(DOOR)) if view.kind != "note"}
    assert asked <= set(door_referral.FIELDS)
    assert "own_words" not in asked and "perp_name" not in asked


def test_nobody_inside_is_offered_it() -> None:
    assert DOOR not in reader.form_ids()
    assert DOOR not in {face.id for face in reader.form_faces()}
