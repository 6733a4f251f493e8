"""Reading the built-in pack: compiled forms and tables, by name, from inside the program."""

from __future__ import annotations

import csv
import io
from importlib import resources

from data.model.service import Area, Contact, Service

_PACK = resources.files("data.content")
_FORMS = ("intake", "ipv5", "anak", "followup")


def form_ids() -> tuple[str, ...]:
    """The built-in forms, in the order a person meets them."""
    return _FORMS


def built_form(form_id: str) -> bytes:
    """The compiled XForm of a built-in form. Raises ``KeyError`` for an unknown id."""
    if form_id not in _FORMS:
        raise KeyError(form_id)
    return (_PACK / "built" / f"{form_id}.xml").read_bytes()


def form_source(form_id: str) -> str:
    """The XLSForm table a built-in form is compiled from. Raises ``KeyError`` for an unknown id."""
    if form_id not in _FORMS:
        raise KeyError(form_id)
    return (_PACK / "forms" / f"{form_id}.md").read_text(encoding="utf-8")


def identity_of_fields() -> dict[str, str]:
    """How far each question identifies somebody (domain.md 2): ``seal``, ``quasi`` or ``no``."""
    return {row["name"]: row["identity"] for row in _table("fields.csv")}


def pathway_rows() -> tuple[dict[str, str], ...]:
    """The decision table (domain.md 4.2): one row a rule; columns as in ``pathway.csv``."""
    return _table("pathway.csv")


def step_rows() -> tuple[dict[str, str], ...]:
    """What to do, by code: title and detail in both languages (columns of ``steps.csv``)."""
    return _table("steps.csv")


def services() -> tuple[Service, ...]:
    """The services of domain.md 4.1 with the packet each may receive (4.4); ``*`` = all agreed."""
    return tuple(
        Service(
            id=row["id"],
            label_id=row["label_id"],
            label_en=row["label_en"],
            coarse=row["coarse"],
            consent_key=row["consent_key"],
            packet=tuple(row["packet"].split()),
            sent_id=row["sent_id"],
            sent_en=row["sent_en"],
        )
        for row in _table("services.csv")
    )


def reason_words() -> dict[str, tuple[str, str]]:
    """Words for every reason code of a danger level: (Bahasa Indonesia, English)."""
    return {row["code"]: (row["label_id"], row["label_en"]) for row in _table("reasons.csv")}


def areas() -> tuple[Area, ...]:
    """Cities, kecamatan and kelurahan of the two cities; codes are digits only, parents too.

    The forms show the same codes with dots; ``area_digits`` turns one into the other.
    """
    return tuple(
        Area(
            code=area_digits(row["code"]),
            name=row["name"],
            parent=area_digits(row["parent"]),
            kind=row["kind"],
        )
        for row in _table("areas.csv")
    )


def area_digits(code: str) -> str:
    """``21.72.01.1001`` as ``2172011001``; words such as ``luar_kota`` stay as they are."""
    return code.replace(".", "")


def directory() -> tuple[Contact, ...]:
    """The first contacts (domain.md 1.4). An empty ``last_verified_on`` means: not checked yet."""
    return tuple(
        Contact(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            value=row["value"],
            area=row["area"],
            last_verified_on=row["last_verified_on"],
            verified_by=row["verified_by"],
            note_id=row["note_id"],
            note_en=row["note_en"],
        )
        for row in _table("directory.csv")
    )


def _table(name: str) -> tuple[dict[str, str], ...]:
    text = (_PACK / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text, newline="")))
