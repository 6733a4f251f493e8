"""Whatever is answered, in whatever order: the promises about consent and levels hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from data.content import reader
from data.forms.session import FormSession
from data.model.levels import Level
from responder_app.rules.pathway import plan, read_table
from responder_app.rules.triage import assess, checklist_result
from tests.data.content.filling import begin, form

TABLE = read_table(reader.pathway_rows(), reader.step_rows(), reader.services())
WORDS = reader.reason_words()
IDENTITY = reader.identity_of_fields()
CHECKLISTS = [face.id for face in reader.form_faces() if face.kind == "checklist"]
PREFIXES = tuple(face.prefix for face in reader.form_faces() if face.kind == "checklist")
AUTOMATIC = {"received_at", "service_area_code"}


def _answer_anything(form_id: str, data: st.DataObject, count: int) -> FormSession:
    session = begin(form_id)
    refs = [defn.path for defn in form(form_id).controls]
    for _ in range(count):
        view = session.view(data.draw(st.sampled_from(refs)))
        if view.choices:
            values = st.sampled_from([choice.value for choice in view.choices])
            many = view.kind == "select_multiple"
            value = " ".join(data.draw(st.lists(values, max_size=3))) if many else data.draw(values)
        else:
            value = data.draw(st.sampled_from(["", "7", "17", "31", "Melur", "2026-11-20"]))
        session.answer(view.ref, value)
    return session


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["intake", "quick", "consultation"]), st.data())
def test_no_story_before_the_limits_and_no_name_without_consent_or_basis(
    form_id: str, data: st.DataObject
) -> None:
    session = _answer_anything(form_id, data, 30)
    answers = session.answers()
    allowed = answers.get("consent_store") == "ya" or bool(answers.get("legal_basis"))
    assert (answers["may_record"] == "ya") is allowed
    if "own_words" in answers:
        assert allowed
        assert answers["limits_explained"] == "ya"
    if not allowed:
        identifying = {name for name in answers if IDENTITY.get(name, "no") != "no"}
        assert identifying <= AUTOMATIC
        assert session.entity_changes() == []
    danger = assess([], answers, WORDS)
    made = plan(answers, danger, TABLE, 0)
    assert made.steps
    assert all(each.service.id for each in made.services)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CHECKLISTS), st.data())
def test_a_checklist_always_has_a_level_and_one_more_yes_never_lowers_it(
    form_id: str, data: st.DataObject
) -> None:
    session = _answer_anything(form_id, data, 20)
    before = _level(session, form_id)
    signs = [
        defn.path
        for defn in form(form_id).controls
        if defn.local.startswith(PREFIXES) and session.value(defn.path) == "tidak"
    ]
    if signs:
        session.answer(data.draw(st.sampled_from(signs)), "ya")
    assert _level(session, form_id) >= before


def _level(session: FormSession, form_id: str) -> Level:
    return checklist_result(form_id, "1", session.answers(), WORDS).level
