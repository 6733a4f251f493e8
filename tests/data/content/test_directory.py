"""The directory: the contacts of domain.md 1.4, and when a check has grown old."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from data.content import reader
from data.content.guide_reader import contacts_of
from data.content.source import BUILT_IN, Layered
from data.model.service import Contact

TODAY = date(2026, 11, 22)
HEAD = BUILT_IN.read("directory.csv").decode("utf-8").splitlines()[0] + "\n"


def _contact(day: str, by: str = "Dinas") -> Contact:
    return Contact("uptd_2172", "UPTD", "telepon", "0", "2172", day, by)


def test_every_contact_of_the_domain_is_there() -> None:
    values = {contact.value for contact in reader.directory()}
    assert values >= {
        "110",
        "119",
        "112",
        "129",
        "08111-129-129",
        "healing119.id",
        "0822-8671-9448",
        "Islamic Center, Jl. Lingkar",
        "aduankonten.id",
        "patrolisiber.id",
        "pengaduan.kpai.go.id",
        "stopncii.org",
        "takeitdown.ncmec.org",
    }


def test_rows_are_complete_unique_and_of_known_kinds() -> None:
    contacts = reader.directory()
    assert len({contact.id for contact in contacts}) == len(contacts)
    services = {service.id for service in reader.services()}
    for contact in contacts:
        assert contact.kind in {"telepon", "whatsapp", "situs", "alamat"}, contact.id
        assert contact.name and contact.name_en and contact.value and contact.source
        assert contact.audience in {"semua", "petugas"}
        assert contact.service in {"", *services}
        assert re.fullmatch(r"\*|\d{4,10}", contact.area)
        assert contact.check_days == 90


def test_no_number_shipped_passes_for_checked() -> None:
    assert not [contact.id for contact in reader.directory() if contact.checked(TODAY)]


@pytest.mark.parametrize(
    ("days", "fresh"), [(0, True), (1, True), (90, True), (91, False), (400, False), (-1, False)]
)
def test_a_check_is_good_for_ninety_days_and_never_from_the_future(days: int, fresh: bool) -> None:
    day = (TODAY - timedelta(days=days)).isoformat()
    assert _contact(day).checked(TODAY) is fresh


@pytest.mark.parametrize(("day", "by"), [("", ""), ("kemarin", "Dinas"), ("2026-11-22", "")])
def test_a_check_without_a_day_or_without_a_name_is_none(day: str, by: str) -> None:
    assert not _contact(day, by).checked(TODAY)


def test_a_city_may_shorten_the_days_of_a_number() -> None:
    row = "polisi,polisi_110,Polisi,Police,telepon,110,*,semua,30,2026-10-01,Dinas,,,kota\n"
    content = Layered({"directory.csv": (HEAD + row).encode()}, BUILT_IN)
    (contact,) = reader.directory(content)
    assert not contact.checked(TODAY) and contact.checked(date(2026, 10, 20))


def test_a_safe_point_of_a_kelurahan_is_for_workers_and_never_offered_to_everybody() -> None:
    row = (
        "titik_aman_2172041003,titik_aman,Titik aman,Safe point,alamat,Balai,2172041003,"
        "petugas,90,,,,,kota\n"
    )
    content = Layered({"directory.csv": (HEAD + row).encode()}, BUILT_IN)
    (contact,) = reader.directory(content)
    assert not contact.for_everybody
    assert contacts_of("titik_aman_2172041003", "2172", content) == ()
    assert all(each.for_everybody for each in reader.directory())


def test_prabumulih_has_no_invented_number() -> None:
    kinds = {contact.kind for contact in contacts_of("uptd", "1674")}
    assert kinds == {"alamat"}


def test_an_older_table_without_the_new_columns_is_still_read() -> None:
    text = "id,name,kind,value,area,last_verified_on,verified_by,note_id,note_en\n"
    text += "polisi,Polisi,telepon,110,*,,,,\n"
    (contact,) = reader.directory(Layered({"directory.csv": text.encode()}, BUILT_IN))
    assert contact.for_everybody and contact.check_days == 90
