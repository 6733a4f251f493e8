"""The trial rows of the checklists pass, name every level, and stand beside every item."""

from __future__ import annotations

import re

import pytest

from data.content import reader
from data.forms import trial
from data.forms.authoring.linting import judge
from data.forms.authoring.markdown import read_markdown
from data.forms.authoring.recording import Declared
from data.model.form import FormFace
from tests.data.content.filling import form

CHECKLISTS = tuple(face for face in reader.form_faces() if face.kind == "checklist")
IDS = [face.id for face in CHECKLISTS]
LEVELS = {"darurat", "tinggi", "sedang", "rendah", "belum_lengkap"}


def test_the_six_checklists_of_the_domain_are_there_in_its_order() -> None:
    assert IDS == ["ipv5", "anak", "jiwa", "kbgo", "tppo", "medis"]


@pytest.mark.parametrize("form_id", IDS)
def test_every_trial_of_a_checklist_passes_and_every_level_is_tried(form_id: str) -> None:
    outcomes = trial.run_markdown(reader.form_source(form_id), form(form_id))
    assert [each.case for each in outcomes if not each.passed] == []
    assert {word for each in outcomes for word in each.levels} >= LEVELS


@pytest.mark.parametrize("form_id", IDS)
def test_a_checklist_is_fit_to_be_published(form_id: str) -> None:
    fields = {row["name"]: row for row in reader.table_of("fields.csv")}
    declared = Declared(fields, {}, reader.form_ids())
    judged = judge(read_markdown(reader.form_source(form_id), form_id), declared)
    assert judged.fit
    assert {finding.code for finding in judged.findings} <= {"level.uncounted"}


@pytest.mark.parametrize("face", CHECKLISTS, ids=IDS)
def test_every_item_is_tried_with_a_yes_and_has_its_own_reason(face: FormFace) -> None:
    source = reader.form_source(face.id)
    tried = set(re.findall(r"\| jawab \| (\w+) \| ya \|", source))
    reasons = set(re.findall(r"\| why_(\w+) \|", source))
    items = {
        defn.local
        for defn in form(face.id).controls
        if re.fullmatch(rf"{face.prefix}([a-z]?\d+|[a-e]|now|worry)", defn.local)
    }
    assert items <= tried
    assert items <= reasons


@pytest.mark.parametrize("form_id", IDS)
def test_a_checklist_saves_every_question_under_its_own_name(form_id: str) -> None:
    definition = form(form_id)
    for defn in definition.controls:
        assert definition.bind(defn).save_to == defn.local, defn.local
