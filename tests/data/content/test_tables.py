"""The pack's tables agree with each other, with the forms, and with the domain's lists."""

from __future__ import annotations

import re

import pytest

from data.content import reader
from data.model import vocabulary
from data.model.levels import Level
from data.model.service import COARSE_WORDS
from responder_app.rules import facts
from responder_app.rules.pathway import read_table
from tests.data.content.filling import begin, controls, form

SERVICES = (
    "uptd_ppa unit_ppa_polres polisi_110 rs_rujukan puskesmas lbh psikolog rumah_aman dinsos "
    "pk_bapas guru_bk_sekolah pokja_pendidikan kemenag_tokoh_agama lpsk puspaga bp3mi siber sapa129"
).split()


def _choices() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for form_id in reader.form_ids():
        for view in controls(begin(form_id)):
            found.setdefault(view.name, set()).update(choice.value for choice in view.choices)
    return found


def test_every_answer_a_condition_asks_about_can_be_given_in_a_form() -> None:
    choices = _choices()
    levels = {level.word for level in Level}
    table = read_table(reader.pathway_rows(), reader.step_rows(), reader.services())
    for rule in table.rules:
        for condition in (rule.condition, rule.sooner_if):
            for name, value in () if condition is None else condition.asks:
                if name == "level":
                    assert value in levels, rule.id
                elif name in vocabulary.DRAWN:
                    assert value in {"ya", "tidak", "tidak_tahu"}, rule.id
                else:
                    assert value in choices[name], (rule.id, name, value)


def test_every_word_the_rules_know_is_a_choice_of_the_forms() -> None:
    choices = _choices()
    assert facts.VIOLENCE == choices["violence_types"] - {"tidak_tahu", "tidak_mau_menjawab"}
    assert choices["perp_relation"] >= facts.HOUSEHOLD
    assert choices["age_band"] == (
        facts.CHILD_BANDS | facts.ADULT_BANDS | {"tidak_tahu", "tidak_mau_menjawab"}
    )
    assert set(vocabulary.IPV_ITEMS) | set(vocabulary.ANAK_ITEMS) <= set(choices)
    assert set(choices) >= vocabulary.ASKED


def test_the_domains_26_rows_are_all_there_in_order() -> None:
    numbers = [int(re.match(r"\d+", row["id"])[0]) for row in reader.pathway_rows()]  # type: ignore[index]
    assert set(range(1, 27)) <= set(numbers)
    assert numbers == sorted(numbers)


def test_the_services_are_those_of_the_domain_and_their_coarse_words_those_of_the_road() -> None:
    services = reader.services()
    assert [service.id for service in services] == SERVICES
    assert {service.coarse for service in services} <= set(COARSE_WORDS)
    consent = _choices()["consent_services"]
    assert {service.consent_key for service in services} <= consent


def test_a_packet_names_only_questions_that_exist_and_only_the_uptd_gets_all() -> None:
    known = reader.identity_of_fields()
    for service in reader.services():
        if service.id == "uptd_ppa":
            assert service.packet == ("*",)
            continue
        assert set(service.packet) <= set(known), service.id
        told = {"own_words", "survivor_name", "perp_name", "consult_note", "withhold_from"}
        assert not told & set(service.packet), service.id


def test_every_question_says_how_far_it_identifies() -> None:
    known = reader.identity_of_fields()
    assert set(known.values()) == {"seal", "quasi", "no"}
    for form_id in reader.form_ids():
        for defn in form(form_id).controls:
            assert defn.local in known, defn.local


def test_every_reason_a_form_can_give_has_words() -> None:
    words = reader.reason_words()
    for form_id in reader.form_ids():
        source = reader.form_source(form_id)
        for code in re.findall(r"\| why_(\w+) \|", source):
            assert code in words, code


@pytest.mark.parametrize(
    ("city", "kecamatan", "kelurahan", "desa"), [("1674", 6, 33, 12), ("2172", 4, 18, 0)]
)
def test_the_areas_are_those_of_the_two_cities(
    city: str, kecamatan: int, kelurahan: int, desa: int
) -> None:
    areas = [area for area in reader.areas() if area.code.startswith(city)]
    kinds = [area.kind for area in areas]
    assert (kinds.count("kecamatan"), kinds.count("kelurahan"), kinds.count("desa")) == (
        kecamatan,
        kelurahan,
        desa,
    )
    codes = {area.code for area in areas}
    assert all(area.parent in codes for area in areas if area.kind != "kota")
    assert all(len(area.code) == 10 for area in areas if area.kind in {"kelurahan", "desa"})


def test_the_forms_offer_every_kelurahan_with_its_kecamatan_beside_it() -> None:
    names = {area.code: area.name for area in reader.areas()}
    wanted = {
        area.code: f"{area.name}: Kec. {names[area.parent]}"
        for area in reader.areas()
        if area.kind in {"kelurahan", "desa"}
    }
    session = begin("intake")
    offered = {
        reader.area_digits(choice.value): choice.label.removeprefix("Desa ")
        for choice in session.view("/intake/orangnya/home_area_code").choices
        if choice.value[0].isdigit()
    }
    assert offered == wanted


def test_no_contact_claims_a_check_that_nobody_signed() -> None:
    contacts = reader.directory()
    assert {"129", "110", "119"} <= {contact.value for contact in contacts}
    for contact in contacts:
        assert bool(contact.last_verified_on) is bool(contact.verified_by), contact.id


@pytest.mark.parametrize("read", [reader.built_form, reader.form_source])
def test_a_form_that_does_not_exist_is_not_looked_for_on_disk(read: object) -> None:
    assert callable(read)
    with pytest.raises(KeyError):
        read("../reader")


@pytest.mark.parametrize("form_id", ["ipv5", "anak"])
def test_scores_are_built_only_from_counted_answers(form_id: str) -> None:
    terms = re.compile(r"if\(\$\{\w+\} (=|!=) '\w*', 1, 0\)|\$\{ya_\w+\}")
    scores = at = 0
    for line in reader.form_source(form_id).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[1:2] == ["type"]:
            at = cells.index("calculation") if "calculation" in cells else at
        if cells[1:2] == ["calculate"] and re.fullmatch(r"ya\w*|unknown|answered", cells[2]):
            scores += 1
            for term in cells[at].split(" + "):
                assert terms.fullmatch(term), (form_id, cells[2], term)
    assert scores >= 5
