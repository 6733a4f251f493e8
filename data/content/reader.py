"""Reading content: compiled forms and tables by name, shipped ones or those of a pack over them."""

from __future__ import annotations

import csv
import io
from functools import lru_cache

from data.content.source import BUILT_IN, Content
from data.model.form import FormFace
from data.model.service import CHECK_DAYS, Area, Contact, Service

DOOR_FORM = "pintu"


def form_ids(content: Content = BUILT_IN) -> tuple[str, ...]:
    """The forms, in the order of ``forms.csv``: the order a person meets them."""
    return tuple(row["id"] for row in table_of("forms.csv", content))


def shipped_forms() -> tuple[str, ...]:
    """Every form that is built in: those people choose, and the door's, which nobody is offered
    inside (no row of ``forms.csv``; the door always uses the built-in one)."""
    return (*form_ids(), DOOR_FORM)


def form_faces(content: Content = BUILT_IN) -> tuple[FormFace, ...]:
    """What each form is for, in the order of ``forms.csv``."""
    return tuple(
        FormFace(
            id=row["id"],
            kind=row["kind"],
            prefix=row["prefix"],
            roles=tuple(row["roles"].split()),
            needs_case=row["needs_case"],
            icon=row["icon"],
            title_id=row["title_id"],
            title_en=row["title_en"],
            about_id=row["about_id"],
            about_en=row["about_en"],
            suggest=row["suggest"],
            source=row["source"],
        )
        for row in table_of("forms.csv", content)
    )


def built_form(form_id: str, content: Content = BUILT_IN) -> bytes:
    """The compiled XForm of a form. Raises ``KeyError`` for an unknown id."""
    return content.read(f"built/{form_id}.xml")


def earlier_form(form_id: str, version: str) -> bytes:
    """A form an earlier program shipped, for drafts begun with it before forms were kept.

    Raises ``KeyError`` where there is none. Nothing is added here any more: since packs, a vault
    keeps each form itself.
    """
    return BUILT_IN.read(f"earlier/{form_id}-{version}.xml")


def form_source(form_id: str) -> str:
    """The XLSForm table a shipped form is compiled from. Raises ``KeyError`` for an unknown id."""
    return BUILT_IN.read(f"forms/{form_id}.md").decode("utf-8")


def identity_of_fields(content: Content = BUILT_IN) -> dict[str, str]:
    """How far each question identifies somebody (domain.md 2): ``seal``, ``quasi`` or ``no``."""
    return {row["name"]: row["identity"] for row in table_of("fields.csv", content)}


def pathway_rows(content: Content = BUILT_IN) -> tuple[dict[str, str], ...]:
    """The decision table (domain.md 4.2): one row a rule; columns as in ``pathway.csv``."""
    return table_of("pathway.csv", content)


def step_rows(content: Content = BUILT_IN) -> tuple[dict[str, str], ...]:
    """What to do, by code: title and detail in both languages (columns of ``steps.csv``)."""
    return table_of("steps.csv", content)


def services(content: Content = BUILT_IN) -> tuple[Service, ...]:
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
        for row in table_of("services.csv", content)
    )


def reason_words(content: Content = BUILT_IN) -> dict[str, tuple[str, str]]:
    """Words for every reason code of a danger level: (Bahasa Indonesia, English)."""
    return {
        row["code"]: (row["label_id"], row["label_en"]) for row in table_of("reasons.csv", content)
    }


@lru_cache(maxsize=2)
def areas(content: Content = BUILT_IN) -> tuple[Area, ...]:
    """Every province, kabupaten and kota, and the two cities down to their kelurahan and desa.

    Codes are digits only, parents too. The forms show the same codes with dots; ``area_digits``
    turns one into the other. 625 rows, read once and kept; the door needs none of them.
    """
    return tuple(
        Area(
            code=area_digits(row["code"]),
            name=row["name"],
            parent=area_digits(row["parent"]),
            kind=row["kind"],
        )
        for row in table_of("areas.csv", content)
    )


def area_digits(code: str) -> str:
    """``21.72.01.1001`` as ``2172011001``; words such as ``luar_kota`` stay as they are."""
    return code.replace(".", "")


def directory(content: Content = BUILT_IN) -> tuple[Contact, ...]:
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
            service=row.get("service", ""),
            name_en=row.get("name_en", ""),
            audience=row.get("audience", "semua"),
            check_days=int(row.get("check_days") or CHECK_DAYS),
            source=row.get("source", ""),
        )
        for row in table_of("directory.csv", content)
    )


def table_of(path: str, content: Content = BUILT_IN) -> tuple[dict[str, str], ...]:
    """The rows of a table, each by its column names. Raises ``KeyError`` where there is none."""
    text = content.read(path).decode("utf-8")
    return tuple(csv.DictReader(io.StringIO(text, newline="")))
