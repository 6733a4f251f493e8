"""The decision table against the domain's 26 rows, copied from there by hand (domain.md 4.2).

Per row: the services it names (over all variants of the row), the deadlines its variants may
carry, and the consent of an adult and of a child (* where the row speaks of no such person).
"""

from __future__ import annotations

import re

import pytest

from data.content import reader

ROWS = reader.pathway_rows()

SERVICES = {
    1: "polisi_110 uptd_ppa rs_rujukan",
    2: "rs_rujukan uptd_ppa",
    3: "rs_rujukan uptd_ppa unit_ppa_polres",
    4: "uptd_ppa rs_rujukan psikolog",
    5: "uptd_ppa rs_rujukan unit_ppa_polres",
    6: "uptd_ppa dinsos puskesmas unit_ppa_polres",
    7: "uptd_ppa rumah_aman unit_ppa_polres",
    8: "uptd_ppa psikolog lbh",
    9: "uptd_ppa psikolog lbh dinsos",
    10: "uptd_ppa lbh dinsos",
    11: "rs_rujukan psikolog puskesmas",
    12: "uptd_ppa unit_ppa_polres sapa129 bp3mi polisi_110",
    13: "uptd_ppa siber guru_bk_sekolah psikolog polisi_110",
    14: "uptd_ppa siber lbh psikolog",
    15: "guru_bk_sekolah pokja_pendidikan",
    16: "uptd_ppa unit_ppa_polres pokja_pendidikan",
    17: "unit_ppa_polres pk_bapas dinsos",
    18: "dinsos uptd_ppa psikolog",
    19: "uptd_ppa kemenag_tokoh_agama dinsos",
    20: "uptd_ppa dinsos",
    21: "dinsos uptd_ppa lpsk",
    22: "uptd_ppa sapa129",
    23: "puspaga psikolog kemenag_tokoh_agama",
    24: "puskesmas psikolog",
    25: "uptd_ppa",
    26: "sapa129",
}
# The first variant of a row is the row as the domain has it: deadline, sooner, adult, child.
FIRST = {
    1: ("segera", "", "none", "none"),
    2: ("segera", "", "ask", "none"),
    3: ("segera", "", "ask", "*"),
    4: ("24j", "", "ask", "*"),
    5: ("24j", "segera", "*", "none"),
    6: ("24j", "segera", "*", "none"),
    7: ("24j", "segera", "ask", "*"),
    8: ("72j", "", "ask", "*"),
    9: ("7h", "", "ask", "*"),
    10: ("7h", "", "ask", "*"),
    11: ("segera", "", "none", "none"),
    12: ("24j", "segera", "unless_darurat", "none"),
    13: ("24j", "segera", "*", "none"),
    14: ("72j", "24j", "ask", "*"),
    15: ("7h", "", "*", "ask"),
    16: ("24j", "", "*", "none"),
    17: ("24j", "", "ask", "ask"),
    18: ("72j", "24j", "ask", "ask"),
    19: ("72j", "24j", "*", "none"),
    20: ("level", "", "ask", "ask"),
    21: ("7h", "", "ask", "ask"),
    22: ("level", "", "ask", "none"),
    23: ("7h", "", "ask", "ask"),
    24: ("7h", "24j", "ask", "ask"),
    25: ("7h", "", "ask", "ask"),
    26: ("segera", "", "none", "none"),
}
# Who may act, of the first variant.
ACTORS = {
    1: "semua",
    3: "kader guru_bk relawan_rt petugas",
    7: "kader petugas uptd",
    8: "kader petugas",
    15: "guru_bk",
    17: "uptd",
    18: "uptd",
    19: "kader tokoh_agama petugas",
    26: "petugas",
}
# A word of the domain's "never" column that must be said somewhere in the row.
NEVER = {
    1: "Enter the house",
    2: "police letter",
    3: "Marry her off",
    4: "long ago",
    5: "suspected parent",
    6: "without a safe adult",
    7: "joint meeting",
    8: "Press to report",
    9: "no mark",
    10: "neighbourhood trial",
    11: "Preach",
    12: "recruiter",
    13: "Pose as a child",
    14: "Blame",
    15: "Shame",
    16: "school alone",
    17: "criminal",
    18: "police cell",
    19: "custom",
    20: "companion",
    21: "Promise money",
    22: "office",
    23: "family matter",
    24: "Diagnose",
    25: "secret",
    26: "queue",
}


def _variants(number: int) -> list[dict[str, str]]:
    return [row for row in ROWS if re.fullmatch(rf"{number}[a-z]?", row["id"])]


@pytest.mark.parametrize("number", SERVICES)
def test_a_row_names_the_services_of_the_domain_and_no_others(number: int) -> None:
    named = {
        service.partition(":")[0]
        for row in _variants(number)
        for service in row["services"].split()
    }
    assert named == set(SERVICES[number].split())


@pytest.mark.parametrize("number", FIRST)
def test_a_row_carries_the_domains_deadline_and_consent(number: int) -> None:
    deadline, sooner, adult, child = FIRST[number]
    row = _variants(number)[0]
    assert row["id"] == str(number)
    assert (row["deadline"], row["sooner"]) == (deadline, sooner)
    assert adult in ("*", row["consent_adult"])
    assert child in ("*", row["consent_child"])


@pytest.mark.parametrize("number", ACTORS)
def test_a_row_says_who_may_act(number: int) -> None:
    assert set(_variants(number)[0]["actors"].split()) == set(ACTORS[number].split())


@pytest.mark.parametrize("number", NEVER)
def test_a_row_says_what_never_to_do(number: int) -> None:
    said = " ".join(row["never_en"] for row in _variants(number))
    assert NEVER[number] in said


def test_only_acute_rows_and_content_of_nobody_go_without_an_adults_consent() -> None:
    free = {row["id"] for row in ROWS if row["consent_adult"] == "none"}
    assert free == {"1", "1b", "2d", "11", "12d", "13c", "14c", "26"}
    assert {row["id"] for row in ROWS if row["consent_adult"] == "unless_darurat"} == {"12"}


def test_nobody_is_sent_to_make_peace_and_every_sexual_row_forbids_it() -> None:
    for row in ROWS:
        assert "mediasi" not in " ".join(row.values()).lower()
    for number in ("3", "4", "5"):
        row = next(row for row in ROWS if row["id"] == number)
        assert "Mendamaikan" in row["never_id"]
