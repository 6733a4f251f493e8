"""Whatever was answered in whatever list: the promises of the domain hold in every plan."""

from __future__ import annotations

from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.content import reader
from data.model.levels import DEADLINE_SECONDS, Level
from data.model.vocabulary import ASKED
from responder_app.rules import limits
from responder_app.rules.consent import ConsentState, letter
from responder_app.rules.facts import draw
from responder_app.rules.pathway import plan, read_table
from responder_app.rules.triage import Raise, assess
from tests.data.content.filling import begin, form

TABLE = read_table(reader.pathway_rows(), reader.step_rows(), reader.services())
WORDS = reader.reason_words()
FREE_ROWS = {"1", "1b", "2d", "11", "12", "12d", "13c", "14c", "26"}
LATEST = {Level.DARURAT: "segera", Level.TINGGI: "24j", Level.SEDANG: "72j", Level.RENDAH: "7h"}
MORE = ("age_years", "disability_support", "lives_with_perp", "guardian_safe", "consent_store")


@cache
def _values() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {name: set() for name in (*ASKED, *MORE)}
    for face in reader.form_faces():
        if face.kind in ("evidence", "activity"):
            continue
        session = begin(face.id)
        for defn in form(face.id).controls:
            view = session.view(defn.path)
            if view.name in found:
                found[view.name].update(choice.value for choice in view.choices)
    found["age_years"] = {"7", "16", "18", "44"}
    return {name: tuple(sorted(values)) for name, values in sorted(found.items())}


@st.composite
def _answers(draw_: st.DrawFn) -> dict[str, str]:
    values = _values()
    names = draw_(st.lists(st.sampled_from(sorted(values)), min_size=1, max_size=9, unique=True))
    return {name: draw_(st.sampled_from(values[name])) for name in names}


@settings(max_examples=250, deadline=None)
@given(_answers(), st.sampled_from(list(Level)))
@example({"age_years": "7", "jiwa_1": "ya", "consent_services": "tidak_ada"}, Level.TINGGI)
@example({"age_years": "44", "violence_types": "tppo", "consent_services": "tidak_ada"}, Level(2))
def test_the_promises_hold_for_any_answers(answers: dict[str, str], found: Level) -> None:
    danger = assess([], answers, WORDS, Raise(found, "penilaian_petugas"))
    known = draw(answers, danger.level)
    made = plan(answers, danger, TABLE, 0)
    uptd = made.service("uptd_ppa")
    harmed = known["violence"] == "ya" or danger.level >= Level.SEDANG

    assert danger.level >= found
    assert made.steps
    for each in made.services:
        assert each.due == DEADLINE_SECONDS[each.deadline]
        assert each.rules
    if harmed:
        assert uptd is not None
        assert DEADLINE_SECONDS[uptd.deadline] <= DEADLINE_SECONDS[LATEST[danger.level]]
        if known["child"] == "ya":
            assert uptd.consent.allows
            assert not made.refused
    if known["refused"] == "ya" and known["child"] == "tidak":
        sent = {rule for each in made.sendable() for rule in each.rules}
        assert not made.sendable() or sent & FREE_ROWS
    if known["sexual"] == "ya" or known["ksbe"] == "ya":
        assert not limits.mediation_allowed(known)
    if known["sexual"] == "ya":
        assert "Mendamaikan" in [said for said, _ in made.never]
        assert limits.police_clock(known, 0, 0) is not None
    if made.refused:
        assert known["refused"] == "ya"


@settings(max_examples=100, deadline=None)
@given(_answers(), st.sampled_from(list(ConsentState)), st.booleans())
def test_a_letter_never_invents_and_never_loses_an_answer(
    answers: dict[str, str], state: ConsentState, child: bool
) -> None:
    divided = letter({**answers, "consent_store": "ya"}, state, child=child)
    assert {**divided.desk, **divided.own} == {**answers, "consent_store": "ya"}
    if state in (ConsentState.REFUSED, ConsentState.NOT_ASKED):
        assert divided.desk == {}
