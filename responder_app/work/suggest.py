"""Which checklist fits a case: the conditions of ``forms.csv`` over the facts of the case."""

from __future__ import annotations

from collections.abc import Mapping

from data.model.levels import Level
from data.ops.fold import CaseState
from data.store.store import Store
from responder_app.rules import facts, suggest
from responder_app.work import answered, faces, fold_case
from responder_app.work.identity import load
from responder_app.work.reading import answers_of, state_of
from responder_app.work.world import World


def of_case(store: Store, world: World, rec: bytes) -> tuple[str, ...]:
    """Checklists that fit a case now, for whoever is in. A case with no letter yet has none."""
    me = load(store)
    if not store.vault.ops.of_case(rec):
        return ()
    return fitting(state_of(store, world, me, rec), me.person.role.value)


def fitting(state: CaseState, role: str) -> tuple[str, ...]:
    """Checklists that fit and were not answered yet, in the order of ``forms.csv``."""
    done = {form.form for form in answered.forms_of(state)}
    lists = faces.for_role(role, ("checklist",))
    return suggest.suggested(lists, facts_of(state), role, done)


def called_for(answers: Mapping[str, str], role: str) -> tuple[str, ...]:
    """Checklists that the answers of one form alone call for, also those answered before.

    A follow-up asks anew: talk of dying calls for its list again, whatever was found last time.
    """
    lists = faces.for_role(role, ("checklist",))
    told = facts.draw(facts.together(answers), Level.RENDAH)
    return suggest.suggested(lists, told, role, frozenset())


def facts_of(state: CaseState) -> dict[str, str]:
    """What the decision table and the suggestions may ask about a case."""
    answers = facts.together(answers_of(state))
    danger = fold_case.danger_of(state)
    return facts.draw(answers, danger.level if danger is not None else Level.RENDAH)
