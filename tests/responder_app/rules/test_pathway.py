"""The decision table (domain.md 4.2): each row fires where it should; the earliest time wins."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from data.content import reader
from data.model.danger import Danger
from data.model.levels import DEADLINE_SECONDS, RECHECK_SECONDS, Level
from responder_app.rules.condition import ConditionRefused
from responder_app.rules.consent import ConsentState
from responder_app.rules.pathway import Plan, TableRefused, plan, read_table

TABLE = read_table(reader.pathway_rows(), reader.step_rows(), reader.services())
NOW = 1_790_000_000
ADULT = {"age_years": "31", "consent_store": "ya"}
CHILD = {"age_years": "11", "consent_store": "ya"}
HUSBAND = {**ADULT, "perp_relation": "suami_istri", "violence_types": "fisik"}


def _plan(answers: Mapping[str, str], level: Level = Level.SEDANG, silent: bool = False) -> Plan:
    danger = Danger(level, (), 0)
    return plan(answers, danger, TABLE, NOW, uptd_silent=silent)


# row -> answers, level, and what must be in the plan: service -> deadline
ROWS: dict[str, tuple[dict[str, str], Level, dict[str, str]]] = {
    "1": (
        {**ADULT, "safe_now": "tidak"},
        Level.DARURAT,
        {"polisi_110": "segera", "uptd_ppa": "segera"},
    ),
    "1b": (
        {**ADULT, "perp_nearby": "ya", "visible_injury": "ringan"},
        Level.DARURAT,
        {"rs_rujukan": "segera"},
    ),
    "2": (
        {**ADULT, "visible_injury": "berat"},
        Level.SEDANG,
        {"rs_rujukan": "segera", "uptd_ppa": "segera"},
    ),
    "2b": (
        {**HUSBAND, "ipv_a": "ya", "occurred_when": "7h"},
        Level.TINGGI,
        {"rs_rujukan": "segera"},
    ),
    "2c": ({**CHILD, "anak_o3": "ya"}, Level.TINGGI, {"rs_rujukan": "24j", "uptd_ppa": "24j"}),
    "3": (
        {**ADULT, "violence_types": "seksual", "sexual_window": "72_120j"},
        Level.SEDANG,
        {"rs_rujukan": "segera", "uptd_ppa": "segera", "unit_ppa_polres": "72j"},
    ),
    "4": (
        {**ADULT, "violence_types": "seksual", "sexual_window": "lebih_120j"},
        Level.SEDANG,
        {"uptd_ppa": "24j", "rs_rujukan": "7h", "psikolog": "7h"},
    ),
    "5": (
        {**CHILD, "violence_types": "seksual", "sexual_window": "lebih_120j"},
        Level.TINGGI,
        {"uptd_ppa": "24j", "rs_rujukan": "24j", "unit_ppa_polres": "24j"},
    ),
    "5b": (
        {**CHILD, "violence_types": "seksual", "sexual_window": "kurang_72j"},
        Level.TINGGI,
        {"uptd_ppa": "segera", "rs_rujukan": "segera", "unit_ppa_polres": "segera"},
    ),
    "6": (
        {**CHILD, "violence_types": "penelantaran"},
        Level.SEDANG,
        {"uptd_ppa": "24j", "dinsos": "24j", "puskesmas": "24j"},
    ),
    "6b": (
        {**CHILD, "anak_m5": "ya"},
        Level.DARURAT,
        {"unit_ppa_polres": "24j", "uptd_ppa": "segera"},
    ),
    "7": (
        HUSBAND,
        Level.TINGGI,
        {"uptd_ppa": "24j", "rumah_aman": "24j", "unit_ppa_polres": "24j"},
    ),
    "8": (HUSBAND, Level.SEDANG, {"uptd_ppa": "72j", "psikolog": "72j", "lbh": "72j"}),
    "9": (
        {**ADULT, "violence_types": "psikis", "perp_relation": "tetangga"},
        Level.RENDAH,
        {"uptd_ppa": "7h", "psikolog": "7h", "lbh": "7h", "dinsos": "7h"},
    ),
    "10": (
        {**ADULT, "consult_topic": "cerai_nafkah"},
        Level.RENDAH,
        {"uptd_ppa": "7h", "lbh": "7h", "dinsos": "7h"},
    ),
    "11": (
        {**CHILD, "anak_m6": "ya"},
        Level.DARURAT,
        {"rs_rujukan": "segera", "psikolog": "segera"},
    ),
    "12": (
        {**ADULT, "violence_types": "tppo"},
        Level.DARURAT,
        {"uptd_ppa": "segera", "unit_ppa_polres": "segera", "sapa129": "segera"},
    ),
    "13": (
        {**CHILD, "entry_type": "konten_daring"},
        Level.RENDAH,
        {"uptd_ppa": "24j", "siber": "24j", "guru_bk_sekolah": "24j", "psikolog": "24j"},
    ),
    "14": (
        {**ADULT, "place_category": "daring"},
        Level.SEDANG,
        {"siber": "72j", "lbh": "72j", "psikolog": "72j"},
    ),
    "15": (
        {
            **CHILD,
            "place_category": "sekolah",
            "perp_relation": "teman",
            "violence_types": "psikis",
        },
        Level.SEDANG,
        {"guru_bk_sekolah": "7h", "pokja_pendidikan": "7h"},
    ),
    "16": (
        {**CHILD, "perp_relation": "guru", "violence_types": "psikis"},
        Level.SEDANG,
        {"uptd_ppa": "24j", "unit_ppa_polres": "24j", "pokja_pendidikan": "24j"},
    ),
    "17": (
        {**CHILD, "perp_age_band": "12_17"},
        Level.SEDANG,
        {"unit_ppa_polres": "24j", "pk_bapas": "24j", "dinsos": "24j"},
    ),
    "18": (
        {**CHILD, "perp_age_band": "di_bawah_12"},
        Level.RENDAH,
        {"dinsos": "72j", "uptd_ppa": "72j", "psikolog": "72j"},
    ),
    "19": (
        {**CHILD, "anak_o5": "ya"},
        Level.TINGGI,
        {"uptd_ppa": "24j", "kemenag_tokoh_agama": "24j"},
    ),
    "20": (
        {**HUSBAND, "disability_support": "bahasa_isyarat"},
        Level.SEDANG,
        {"uptd_ppa": "72j", "dinsos": "72j"},
    ),
    "21": ({**HUSBAND, "needs": "uang_makan"}, Level.SEDANG, {"dinsos": "7h", "lpsk": "7h"}),
    "22": ({**HUSBAND, "conflict_flag": "ya"}, Level.TINGGI, {"uptd_ppa": "24j", "sapa129": "24j"}),
    "23": (
        {**ADULT, "entry_type": "konsultasi_keluarga"},
        Level.RENDAH,
        {"puspaga": "7h", "psikolog": "7h"},
    ),
    "24": (
        {**ADULT, "entry_type": "konsultasi_jiwa"},
        Level.RENDAH,
        {"puskesmas": "7h", "psikolog": "7h"},
    ),
    "25": ({**HUSBAND, "consent_services": "tidak_ada"}, Level.SEDANG, {"uptd_ppa": "72j"}),
    "26": (HUSBAND, Level.TINGGI, {"sapa129": "segera"}),
    "27": (
        {**ADULT, "violence_types": "fisik", "perp_relation": "tetangga"},
        Level.TINGGI,
        {"uptd_ppa": "24j"},
    ),
    "28": ({**ADULT, "tonight_place": "belum_ada"}, Level.TINGGI, {}),
    "29": ({}, Level.RENDAH, {}),
}


@pytest.mark.parametrize("row", [rule.id for rule in TABLE.rules])
def test_each_row_of_the_table_fires_with_its_services_and_times(row: str) -> None:
    answers, level, services = ROWS[row]
    made = _plan(answers, level, silent=row == "26")
    assert row in made.rules
    found = {each.service.id: each.deadline for each in made.services}
    assert {service: found.get(service) for service in services} == services
    for each in made.services:
        assert each.due == NOW + DEADLINE_SECONDS[each.deadline]


@pytest.mark.parametrize(
    ("row", "answers", "level"),
    [
        ("1", {**ADULT, "safe_now": "ya", "perp_nearby": "tidak_tahu"}, Level.SEDANG),
        ("2b", {**HUSBAND, "ipv_a": "ya", "occurred_when": "1th"}, Level.TINGGI),
        ("3", {**CHILD, "violence_types": "seksual", "sexual_window": "kurang_72j"}, Level.TINGGI),
        ("4", {**ADULT, "violence_types": "seksual", "sexual_window": "kurang_72j"}, Level.SEDANG),
        ("5", {**ADULT, "violence_types": "seksual"}, Level.SEDANG),
        ("6", {**CHILD, "violence_types": "seksual"}, Level.TINGGI),
        ("7", HUSBAND, Level.SEDANG),
        ("7", {**HUSBAND, "age_years": "15"}, Level.TINGGI),
        ("8", HUSBAND, Level.TINGGI),
        ("14", {**CHILD, "place_category": "daring"}, Level.SEDANG),
        ("15", {**CHILD, "place_category": "sekolah", "perp_relation": "guru"}, Level.SEDANG),
        ("20", {**HUSBAND, "disability_support": "tidak"}, Level.SEDANG),
        ("23", {**HUSBAND, "entry_type": "konsultasi_keluarga"}, Level.SEDANG),
        ("25", {**HUSBAND, "consent_services": "uptd"}, Level.SEDANG),
        ("26", HUSBAND, Level.TINGGI),
    ],
)
def test_a_row_stays_silent_where_it_does_not_belong(
    row: str, answers: dict[str, str], level: Level
) -> None:
    assert row not in _plan(answers, level).rules


@pytest.mark.parametrize(
    "told", [{"anak_o4": "ya"}, {"anak_o6": "ya"}, {"violence_types": "psikis"}, {"anak_m1": "ya"}]
)
def test_a_child_in_grave_danger_of_any_kind_reaches_the_uptd(told: dict[str, str]) -> None:
    made = _plan({**CHILD, **told, "consent_services": "tidak_ada"}, Level.TINGGI)
    uptd = made.service("uptd_ppa")
    assert uptd is not None
    assert uptd.consent is ConsentState.NOT_NEEDED


def test_the_earliest_deadline_wins_and_services_stand_in_order_of_time() -> None:
    made = _plan({**HUSBAND, "safe_now": "tidak", "needs": "uang_makan"}, Level.DARURAT)
    uptd = made.service("uptd_ppa")
    assert uptd is not None
    assert uptd.deadline == "segera"
    assert len(uptd.rules) > 1
    assert made.services[0].service.id == "polisi_110"
    times = [each.due for each in made.services]
    assert times == sorted(times)


def test_every_case_with_violence_reaches_the_uptd_no_later_than_its_level_says() -> None:
    by_level = {Level.DARURAT: "segera", Level.TINGGI: "24j", Level.SEDANG: "72j"}
    for level, latest in by_level.items():
        for kind in (
            "fisik",
            "psikis",
            "seksual",
            "eksploitasi",
            "tppo",
            "penelantaran",
            "lainnya",
        ):
            for years in ("7", "15", "31", ""):
                uptd = _plan({"age_years": years, "violence_types": kind}, level).service(
                    "uptd_ppa"
                )
                assert uptd is not None
                assert DEADLINE_SECONDS[uptd.deadline] <= DEADLINE_SECONDS[latest]


@pytest.mark.parametrize("row", ["1", "11", "12"])
def test_danger_to_life_needs_no_consent(row: str) -> None:
    answers, level, services = ROWS[row]
    made = _plan({**answers, "consent_services": "tidak_ada"}, level)
    states = {each.service.id: each.consent for each in made.services}
    assert all(states[service] is ConsentState.NOT_NEEDED for service in services)


def test_trafficking_of_an_adult_who_is_not_in_danger_waits_for_her_yes() -> None:
    made = _plan({**ADULT, "violence_types": "tppo", "consent_services": "tidak_ada"}, Level.TINGGI)
    assert not made.sendable()


@pytest.mark.parametrize("row", ["2", "5", "6"])
def test_a_child_reaches_the_uptd_whatever_the_family_says(row: str) -> None:
    answers, level, _ = ROWS[row]
    made = _plan({**answers, **CHILD, "consent_services": "tidak_ada"}, level)
    uptd = made.service("uptd_ppa")
    assert uptd is not None
    assert uptd.consent is ConsentState.NOT_NEEDED


def test_an_adult_who_refuses_everything_sends_nothing_and_keeps_an_open_door() -> None:
    made = _plan({**HUSBAND, "consent_services": "tidak_ada"}, Level.SEDANG)
    assert made.refused
    assert made.sendable() == ()
    steps = [each.step.code for each in made.steps]
    assert {"pintu_terbuka", "rencana_aman", "cek_ulang"} <= set(steps)


def test_consent_is_per_service() -> None:
    made = _plan({**HUSBAND, "consent_services": "uptd hukum"}, Level.SEDANG)
    assert [each.service.id for each in made.sendable()] == ["uptd_ppa", "lbh"]


def test_each_step_is_said_once_at_its_earliest_time_and_the_recheck_follows_the_level() -> None:
    made = _plan({**HUSBAND, "safe_now": "tidak"}, Level.DARURAT)
    codes = [each.step.code for each in made.steps]
    assert len(codes) == len(set(codes))
    times = {each.step.code: each.due for each in made.steps}
    assert times["telepon_uptd"] == NOW + DEADLINE_SECONDS["segera"]
    assert times["cek_ulang"] == NOW + RECHECK_SECONDS[Level.DARURAT]
    assert [each.due for each in made.steps] == sorted(times.values())


def test_a_hospital_receives_no_story_and_no_names() -> None:
    answers = {**HUSBAND, "visible_injury": "berat", "own_words": "x", "survivor_name": "y"}
    hospital = _plan(answers, Level.TINGGI).service("rs_rujukan")
    assert hospital is not None
    assert set(hospital.packet) == {"age_years", "visible_injury"}


def _row(**changed: str) -> dict[str, str]:
    return {**reader.pathway_rows()[0], **changed}


@pytest.mark.parametrize(
    "changed",
    [
        {"services": "rumah_makan"},
        {"services": "uptd_ppa:besok"},
        {"deadline": "besok"},
        {"steps": "berdoa:segera"},
        {"steps": "telepon_110"},
        {"consent_adult": "mungkin"},
        {"never_en": "one only"},
        {"sooner": "besok", "sooner_if": "always"},
    ],
)
def test_a_table_with_a_mistake_is_refused_as_a_whole(changed: dict[str, str]) -> None:
    with pytest.raises(TableRefused):
        read_table([_row(**changed)], reader.step_rows(), reader.services())


def test_a_condition_about_an_unknown_fact_is_refused() -> None:
    with pytest.raises(ConditionRefused):
        read_table([_row(condition="shoe_size = 42")], reader.step_rows(), reader.services())
