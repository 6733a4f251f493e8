"""The decision table (domain.md 4.2): each row fires where it should; the earliest time wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from data.content import reader
from data.model.condition import ConditionRefused
from data.model.danger import Danger
from data.model.levels import DEADLINE_SECONDS, RECHECK_SECONDS, Level
from responder_app.rules.consent import ConsentState
from responder_app.rules.pathway import ACTORS, Plan, TableRefused, plan, read_table
from tests.responder_app.rules.rows import ADULT, CHILD, FIRES, HUSBAND, SILENT

TABLE = read_table(reader.pathway_rows(), reader.step_rows(), reader.services())
NOW = 1_790_000_000


def _plan(answers: Mapping[str, str], level: Level = Level.SEDANG, silent: bool = False) -> Plan:
    danger = Danger(level, (), 0)
    return plan(answers, danger, TABLE, NOW, uptd_silent=silent)


def test_every_row_has_a_case_that_fires_it_and_one_that_just_does_not() -> None:
    rows = [rule.id for rule in TABLE.rules]
    assert list(FIRES) == rows
    assert list(SILENT) == [row for row in rows if row != "29"]


@pytest.mark.parametrize("row", FIRES)
def test_each_row_of_the_table_fires_with_its_services_and_times(row: str) -> None:
    answers, level, services = FIRES[row]
    made = _plan(answers, level, silent=row == "26")
    assert row in made.rules
    found = {each.service.id: each.deadline for each in made.services}
    assert {service: found.get(service) for service in services} == services
    for each in made.services:
        assert each.due == NOW + DEADLINE_SECONDS[each.deadline]


@pytest.mark.parametrize("row", FIRES)
def test_a_row_that_fires_adds_its_own_steps_and_what_never_to_do(row: str) -> None:
    answers, level, _ = FIRES[row]
    made = _plan(answers, level, silent=row == "26")
    rule = next(rule for rule in TABLE.rules if rule.id == row)
    assert {code for code, _ in rule.steps} <= {each.step.code for each in made.steps}
    assert set(rule.never) <= set(made.never)


@pytest.mark.parametrize("row", SILENT)
def test_a_row_stays_silent_where_it_just_does_not_belong(row: str) -> None:
    answers, level = SILENT[row]
    assert row not in _plan(answers, level).rules


@pytest.mark.parametrize(
    ("answers", "service", "deadline"),
    [
        ({**ADULT, "kbgo_1": "ya"}, "siber", "24j"),
        ({**ADULT, "online_form": "penguntitan_daring"}, "siber", "24j"),
        ({**ADULT, "entry_type": "konsultasi_jiwa", "jiwa_1": "ya"}, "puskesmas", "24j"),
        ({**CHILD, "violence_types": "seksual", "anak_m1": "ya"}, "unit_ppa_polres", "segera"),
        ({**ADULT, "medis_2": "ya"}, "rs_rujukan", "segera"),
        ({**ADULT, "medis_2": "tidak_tahu", "medis_2_signs": "ya"}, "rs_rujukan", "segera"),
        ({**CHILD, "anak_o5": "ya"}, "dinsos", "24j"),
        ({**CHILD, "anak_m6": "ya"}, "psikolog", "segera"),
        ({**ADULT, "jiwa_1": "ya", "jiwa_5": "tidak_mau_menjawab"}, "rs_rujukan", "segera"),
        ({**ADULT, "despair_signs": "ya"}, "psikolog", "72j"),
        ({**CHILD, "tppo_5": "ya"}, "unit_ppa_polres", "24j"),
        ({**ADULT, "online_form": "rekrutmen"}, "unit_ppa_polres", "24j"),
    ],
)
def test_what_makes_it_more_urgent_brings_the_service_sooner(
    answers: dict[str, str], service: str, deadline: str
) -> None:
    found = _plan(answers, Level.SEDANG).service(service)
    assert found is not None
    assert found.deadline == deadline


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


@pytest.mark.parametrize("row", ["1", "2d", "11", "12d", "13c"])
def test_danger_to_life_needs_no_consent(row: str) -> None:
    answers, level, services = FIRES[row]
    made = _plan({**answers, "consent_services": "tidak_ada"}, level)
    states = {each.service.id: each.consent for each in made.services}
    assert all(states[service] is ConsentState.NOT_NEEDED for service in services)


def test_content_whose_victim_nobody_knows_is_passed_on_with_nobody_to_ask() -> None:
    report = {
        "entry_type": "konten_daring",
        "victim_known": "tidak_dikenal",
        "legal_basis": "tugas_publik",
    }
    assert {each.service.id for each in _plan(report).sendable()} == {"uptd_ppa", "siber"}
    known = _plan({**report, "victim_known": "saya_dampingi"})
    assert "siber" not in {each.service.id for each in known.sendable()}


def test_trafficking_of_an_adult_who_is_not_in_danger_waits_for_her_yes() -> None:
    made = _plan({**ADULT, "violence_types": "tppo", "consent_services": "tidak_ada"}, Level.TINGGI)
    assert not made.sendable()


@pytest.mark.parametrize(
    "row", ["2", "2c", "2e", "5", "5b", "5c", "6", "6b", "12", "13", "13c", "19", "25b"]
)
def test_a_child_reaches_the_uptd_whatever_the_family_says(row: str) -> None:
    answers, level, _ = FIRES[row]
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
        {"actors": "tetangga"},
        {"actors": ""},
        {"sooner": "besok", "sooner_if": "always"},
    ],
)
def test_a_table_with_a_mistake_is_refused_as_a_whole(changed: dict[str, str]) -> None:
    with pytest.raises(TableRefused):
        read_table([_row(**changed)], reader.step_rows(), reader.services())


def test_a_condition_about_an_unknown_fact_is_refused() -> None:
    with pytest.raises(ConditionRefused):
        read_table([_row(condition="shoe_size = 42")], reader.step_rows(), reader.services())


def test_a_table_of_an_older_pack_without_actors_lets_everybody_act() -> None:
    row = {name: value for name, value in _row().items() if name != "actors"}
    table = read_table([row], reader.step_rows(), reader.services())
    assert table.rules[0].actors == ("semua",)


@pytest.mark.parametrize(
    ("told", "level", "offered"),
    [
        ({**ADULT, "violence_types": "psikis"}, Level.RENDAH, True),
        ({**ADULT, "violence_types": "psikis seksual"}, Level.RENDAH, False),
        ({**ADULT, "sexual_window": "lebih_120j"}, Level.RENDAH, False),
        ({**ADULT, "online_form": "sebar_konten_intim"}, Level.RENDAH, False),
        ({**CHILD, "violence_types": "psikis"}, Level.RENDAH, False),
        ({**ADULT, "violence_types": "psikis"}, Level.TINGGI, False),
    ],
)
def test_no_pack_can_offer_to_make_peace_where_the_law_forbids_it(
    told: Mapping[str, str], level: Level, offered: bool
) -> None:
    peace = replace(reader.services()[0], id="mediasi")
    row = _row(condition="always", services="uptd_ppa mediasi", deadline="7h")
    table = read_table([row], reader.step_rows(), [*reader.services(), peace])
    made = plan(told, Danger(level, (), 0), table, NOW)
    assert (made.service("mediasi") is not None) is offered
    assert made.service("uptd_ppa") is not None


def test_who_may_act_is_told_for_each_service_and_nobody_is_kept_from_sending() -> None:
    made = _plan({**CHILD, "perp_age_band": "12_17", "consent_services": "uptd lain"})
    bapas, uptd = made.service("pk_bapas"), made.service("uptd_ppa")
    assert bapas is not None
    assert uptd is None or uptd.open_to("kader_pkk")
    assert not bapas.open_to("guru_bk")
    assert bapas.open_to("case_manager")
    assert bapas.consent.allows
    called = _plan({**ADULT, "safe_now": "tidak"}, Level.DARURAT).service("polisi_110")
    assert called is not None
    assert all(called.open_to(role) for roles in ACTORS.values() for role in roles)


def test_the_family_of_a_harmed_child_cannot_end_it_and_an_adult_can() -> None:
    refused = {"violence_types": "psikis", "consent_services": "tidak_ada"}
    assert not _plan({**CHILD, **refused}).refused
    assert _plan({**ADULT, **refused}).refused
    assert not _plan({**ADULT, **refused, "safe_now": "tidak"}, Level.DARURAT).refused
