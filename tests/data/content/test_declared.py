"""What the forms save is declared, their drawings exist, the author's judgement finds nothing."""

from __future__ import annotations

from collections import defaultdict
from importlib import resources

import pytest

from data.content import reader
from data.forms.authoring.linting import judge
from data.forms.authoring.markdown import read_markdown
from data.forms.authoring.recording import Declared
from data.forms.entities import check
from data.model.form import FormFace
from tests.data.content.filling import begin, controls, form

TYPES = {"string", "int", "decimal", "date", "datetime", "select1", "select", "file"}
CREATING = {"intake", "quick", "consultation", "content_report", "evidence", "activity"}


def _schema() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in reader.table_of("fields.csv"):
        if row["dataset"]:
            found[row["dataset"]][row["name"]] = row["type"]
    return found


def test_a_declared_field_has_a_type_and_stands_once() -> None:
    rows = reader.table_of("fields.csv")
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert bool(row["dataset"]) is bool(row["type"]), row["name"]
        assert row["type"] in TYPES | {""}, row["name"]
        assert row["dataset"] in {"case", "evidence", "activity", ""}, row["name"]


@pytest.mark.parametrize("form_id", reader.form_ids())
def test_everything_a_form_saves_is_declared_with_its_type(form_id: str) -> None:
    assert check(form(form_id), _schema()) == []


@pytest.mark.parametrize("form_id", reader.form_ids())
def test_the_author_s_judgement_finds_nothing_and_every_case_of_it_passes(form_id: str) -> None:
    fields = {row["name"]: row for row in reader.table_of("fields.csv")}
    judged = judge(
        read_markdown(reader.form_source(form_id), form_id),
        Declared(fields, {}, reader.form_ids()),
    )
    assert [each for each in judged.findings if each.severity == "error"] == []
    assert [each.case for each in judged.outcomes if not each.passed] == []


@pytest.mark.parametrize("form_id", reader.form_ids())
def test_every_picture_a_form_names_is_drawn(form_id: str) -> None:
    icons = resources.files("ui.theme") / "icons"
    for view in controls(begin(form_id)):
        for image in (view.image, *(choice.image for choice in view.choices)):
            if image:
                assert (icons / image.rsplit("/", 1)[-1]).is_file(), (view.name, image)


@pytest.mark.parametrize("form_id", reader.form_ids())
def test_both_languages_show_the_same_pictures(form_id: str) -> None:
    shown = [
        [(view.image, *(choice.image for choice in view.choices)) for view in controls(session)]
        for session in (begin(form_id), begin(form_id, "English (en)"))
    ]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("face", reader.form_faces(), ids=lambda face: face.id)
def test_a_form_creates_or_updates_as_its_kind_says(face: FormFace) -> None:
    form_id = face.id
    definition = form(form_id)
    entity = next(defn for defn in definition.shape.defs if defn.local == "entity")
    names = {each.local for each in entity.attributes}
    assert ("create" in names) is (form_id in CREATING)
    assert ("update" in names) is (form_id not in CREATING)
    hidden = {defn.local for defn in definition.shape.defs}
    assert "case_ref" in hidden or form_id == "activity"


def test_a_name_means_the_same_in_every_form() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for form_id in reader.form_ids():
        for view in controls(begin(form_id)):
            kinds[view.name].add(view.kind)
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


# The fields of domain.md 2 that a form asks (the others the app, the plan or the desk fill in).
DOMAIN = {
    "seal": (
        "reporter_name reporter_contact contact_rule conflict_flag consult_note "
        "survivor_name address_note safe_contact guardian_safe guardian_contact "
        "school_name pregnant sexual_window own_words perp_name consent_giver "
        "withhold_from tonight_place safety_plan url_handle report_ref ev_holder ev_desc "
        "fu_note "
    ),
    "quasi": (
        "received_at service_area_code reporter_relation told_before age_years sex "
        "home_area_code lives_with_perp disability_support dependants_at_home "
        "occurred_when occurred_date place_area_code visible_injury perp_relation "
        "perp_age_band victim_known ev_time "
    ),
    "no": (
        "entry_type channel consult_topic consult_outcome violence_types ongoing "
        "place_category child_witness perp_count perp_sex limits_explained child_assent "
        "consent_store consent_services consent_contact consent_stats legal_basis "
        "consent_form safe_now perp_nearby needs escort transport_need online_form "
        "child_content platform seen_at reported_to takedown_at ev_type ev_consent "
        "fu_result fu_new_needs close_reason recovery_agreed_at plan_reviewed "
        "can_return_told act_date act_area act_place act_topic act_method act_partner "
        "act_safe_measure act_new_reports "
    ),
}


def test_every_field_of_the_domain_that_is_asked_is_declared_as_the_domain_says() -> None:
    identity = reader.identity_of_fields()
    asked = {view.name for each in reader.form_ids() for view in controls(begin(each))}
    by_itself = {"received_at", "service_area_code", "fu_done_at"}
    for word, names in DOMAIN.items():
        for name in names.split():
            assert identity[name] == word, name
            assert name in asked | by_itself, name
