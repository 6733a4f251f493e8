"""The tables behind the plan: complete, in both languages, short, and no packet says too much."""

from __future__ import annotations

import re

import pytest

from data.content import reader
from data.model.vocabulary import ANAK_ITEMS, IPV_ITEMS, JIWA_ITEMS, MEDIS_ITEMS
from responder_app.rules.pathway import ACTORS

WORDS_AT_MOST = 15
_SENTENCE = re.compile(r"[.!?:;“”]+")
ROWS = reader.pathway_rows()
NOT_MEDICAL = {"lbh", "dinsos", "lpsk", "puspaga", "pk_bapas", "guru_bk_sekolah"}
TOLD = {"own_words", "survivor_name", "perp_name", "consult_note", "withhold_from"}
SPOKEN = ("title_id", "title_en", "never_id", "never_en")


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.split(text) if part.strip()]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_row_says_all_it_has_to_in_both_languages_and_where_it_comes_from(
    row: dict[str, str],
) -> None:
    assert row["title_id"] and row["title_en"] and row["condition"] and row["deadline"]
    assert "domain" in row["source"]
    assert set(row["actors"].split()) <= set(ACTORS)
    assert bool(row["never_id"]) is bool(row["never_en"])
    assert bool(row["sooner"]) is bool(row["sooner_if"])
    assert row["services"] or row["steps"]
    for column in SPOKEN:
        for sentence in _sentences(row[column]):
            assert len(sentence.split()) <= WORDS_AT_MOST, sentence


@pytest.mark.parametrize("table", ["steps.csv", "reasons.csv", "services.csv"])
def test_every_word_people_read_is_there_twice_and_short(table: str) -> None:
    rows = reader.table_of(table)
    key = next(iter(rows[0]))
    names = [row[key] for row in rows]
    assert len(names) == len(set(names))
    for row in rows:
        for column, text in row.items():
            if column.endswith(("_id", "_en")):
                assert text, (row[key], column)
                assert all(len(each.split()) <= WORDS_AT_MOST for each in _sentences(text)), text


def test_no_step_is_left_that_no_row_asks_for() -> None:
    asked = {step.partition(":")[0] for row in ROWS for step in row["steps"].split()}
    assert {row["code"] for row in reader.step_rows()} == asked


def test_every_service_of_the_domain_is_asked_for_by_some_row() -> None:
    asked = {name.partition(":")[0] for row in ROWS for name in row["services"].split()}
    assert {service.id for service in reader.services()} == asked


def test_who_helps_with_law_money_or_school_hears_nothing_of_body_and_mind() -> None:
    medical = {
        *JIWA_ITEMS,
        *MEDIS_ITEMS,
        *ANAK_ITEMS,
        *IPV_ITEMS,
    }
    medical |= {"jiwa_level", "sexual_window", "pregnant", "visible_injury", "injury_places"}
    for service in reader.services():
        if service.id in NOT_MEDICAL:
            assert not medical & set(service.packet), service.id


def test_no_packet_but_the_uptds_carries_the_story_or_a_name() -> None:
    for service in reader.services():
        assert service.packet == ("*",) or not TOLD & set(service.packet), service.id


def test_the_hospital_hears_every_medical_sign_and_of_the_mind_the_level_alone() -> None:
    hospital = next(one for one in reader.services() if one.id == "rs_rujukan")
    assert {*MEDIS_ITEMS, "sexual_window", "strangled_when", "ipv_a"} <= set(hospital.packet)
    assert "jiwa_level" in hospital.packet
    assert not {*JIWA_ITEMS, "address_note"} & set(hospital.packet)
