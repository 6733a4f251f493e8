"""The answers a demo fills in: read, completed from the default, judged before anything starts.

A file holds ``{"intake": {question: value}, "checklist": "IPV5", "danger": {question: value}}``
(the list: IPV5, ANAK, JIWA, KBGO, TPPO, MEDIS);
values as the form stores them, several choices as a list. Judging is done by the same form engine
that the windows use, so that a refused answer is named before a city or a window exists.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.content import reader
from data.forms.errors import FormRefused
from data.forms.formdef import FormDef, load_form
from data.forms.session import FormSession
from data.forms.views import QuestionView
from responder_app.rules import facts, pathway, triage
from responder_app.rules.consent import standing
from responder_app.work import faces, pack
from responder_app.work.filling import put_hidden
from responder_app.work.finish import refused_to_keep

AREA = "2172031001"  # where the demo's cadre works
ROLE = "kader_pkk"
ENTRY_KINDS = frozenset(
    {
        "text",
        "integer",
        "decimal",
        "date",
        "time",
        "datetime",
        "select_one",
        "select_multiple",
        "range",
        "rank",
        "acknowledge",
    }
)

# What the demo fills in when no file is given. Invented: nobody of this name is meant.
DEFAULT: dict[str, Any] = {
    "intake": {
        "safe_now": "ya",
        "perp_nearby": "tidak",
        "tonight_place": "keluarga",
        "limits_explained": "ya",
        "consent_giver": "penyintas_dewasa",
        "consent_store": "ya",
        "consent_services": ["uptd", "kesehatan", "hukum", "psikolog"],
        "consent_contact": "ya",
        "consent_stats": "ya",
        "consent_form": "lisan_bersaksi",
        "withhold_from": "Suami dan keluarga suami",
        "entry_type": "kekerasan",
        "channel": "tatap_muka",
        "reporter_relation": "penyintas",
        "contact_rule": "wa_tanpa_rincian",
        "told_before": ["belum"],
        "conflict_flag": "tidak",
        "survivor_name": "Melur Kenanga",
        "age_years": "31",
        "sex": "perempuan",
        "home_area_code": "2172031001",
        "safe_contact": "0812-5550-1947",
        "address_note": "Rumah panggung cat hijau dekat dermaga lama",
        "lives_with_perp": "ya",
        "pregnant": "tidak",
        "disability_support": ["tidak"],
        "dependants_at_home": "1",
        "violence_types": ["fisik", "psikis"],
        "occurred_when": "hari_ini",
        "ongoing": "ya",
        "place_category": "rumah_tangga",
        "own_words": "Ia mencengkeram lengan saya lalu mengunci pintu depan sampai subuh.",
        "visible_injury": "ringan",
        "child_witness": "ya",
        "perp_relation": "suami_istri",
        "perp_count": "satu",
        "perp_sex": "laki_laki",
        "perp_age_band": "dewasa",
        "safety_plan": ["kode_darurat", "tempat_tuju"],
        "needs": ["aman", "berobat", "hukum"],
        "escort": "kader",
        "transport_need": "ya",
    },
    "checklist": "IPV5",
    "danger": {
        "ipv_1": "ya",
        "ipv_2": "tidak",
        "ipv_3": "tidak_tahu",
        "ipv_4": "tidak",
        "ipv_5": "ya",
        "ipv_a": "ya",
        "ipv_b": "tidak",
        "ipv_c": "tidak",
        "ipv_d": "ya",
        "ipv_e": "tidak",
    },
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One refused or missing answer: the question's name, and why in a sentence."""

    question: str
    reason: str


# Fields of a case that no form asks: the app, the plan or the desk fills them (domain.md 2).
NOT_ASKED = frozenset(
    "case_code ticket_code received_at recorder_role recorder_id service_area_code checklist_id"
    " version checklist_version answers level level_override recheck_at service urgency packet"
    " decision status consent_withdrawn_at retention_until supervisor_ok fu_due_at fu_done_at"
    " violence_happened".split()
)


class AnswersRefused(Exception):
    """The answers cannot be filled in; ``complaints`` name every question."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("answers refused")
        self.complaints = complaints


@dataclass(frozen=True, slots=True)
class Answers:
    """Judged answers: stored values by question, and the checklist's form.

    ``ignored``: names of answers that are not filled in, because nothing asks for them.
    """

    intake: Mapping[str, str]
    checklist: str
    danger: Mapping[str, str]
    ignored: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What the script is given."""
        return {
            "intake": dict(self.intake),
            "checklist": self.checklist,
            "danger": dict(self.danger),
        }


def read_answers(path: Path | None) -> Answers:
    """Read and judge a file, or the default. Raises ``AnswersRefused``."""
    given = DEFAULT if path is None else _read_json(path)
    unknown = sorted(set(given) - {"intake", "checklist", "danger"})
    if unknown:
        raise AnswersRefused([Complaint(name, "this part is not known") for name in unknown])
    name = given.get("checklist", DEFAULT["checklist"])
    lists = checklists()
    if name not in lists:
        known = ", ".join(sorted(lists))
        raise AnswersRefused([Complaint("checklist", f"must be one of {known}")])
    intake = _stored(given.get("intake", DEFAULT["intake"]), "intake")
    default_danger = DEFAULT["danger"] if name == DEFAULT["checklist"] else {}
    danger = _stored(given.get("danger", default_danger), "danger")
    first = judge("intake", intake, {})
    if refused_to_keep(first.told):
        first.complaints.append(
            Complaint("consent_store", "without consent or a legal basis nothing may be kept")
        )
    second = judge(lists[name], danger, first.told)
    if not (first.complaints or second.complaints):
        first.complaints.extend(_may_be_sent(lists[name], first.told, second.told))
    if first.complaints or second.complaints:
        raise AnswersRefused([*first.complaints, *second.complaints])
    return Answers(first.given, lists[name], second.given, (*first.ignored, *second.ignored))


def checklists() -> dict[str, str]:
    """The lists a file may name, as domain.md 3 writes them, and the form of each."""
    return {face.id.upper(): face.id for face in faces.for_role(ROLE, ("checklist",))}


def _may_be_sent(
    form_id: str, intake: Mapping[str, str], danger: Mapping[str, str]
) -> list[Complaint]:
    """A referral is the demo's point: say so when these answers let nothing be passed on."""
    answers = facts.together(intake, danger)
    words = pack.reason_words()
    result = triage.checklist_result(form_id, "", danger, words)
    judged = triage.assess([result], answers, words)
    plan = pathway.plan(answers, judged, pack.table(), 0)
    uptd = plan.service("uptd_ppa")
    told = uptd.consent if uptd is not None else standing(answers, "uptd", exempt=False)
    if plan.sendable() and told.allows:
        return []
    return [Complaint("consent_services", "under these answers no referral may be sent")]


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise AnswersRefused([Complaint("file", "cannot be read")]) from error
    except json.JSONDecodeError as error:
        raise AnswersRefused([Complaint("file", f"no JSON at line {error.lineno}")]) from error
    if not isinstance(found, dict):
        raise AnswersRefused([Complaint("file", "must be an object")])
    return found


def _stored(part: object, where: str) -> dict[str, str]:
    """Values as the form stores them: several choices joined by blanks, numbers as text."""
    if not isinstance(part, dict):
        raise AnswersRefused([Complaint(where, "must be an object of question: value")])
    stored: dict[str, str] = {}
    complaints = []
    for question, value in part.items():
        if value is None or value == []:
            continue
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            stored[question] = " ".join(value)
        elif isinstance(value, bool) or not isinstance(value, str | int | float):
            complaints.append(Complaint(question, "the value must be text, a number or a list"))
        else:
            whole = isinstance(value, float) and value.is_integer()
            stored[question] = str(int(value)) if whole else str(value)
    if complaints:
        raise AnswersRefused(complaints)
    return stored


@dataclass(slots=True)
class Judged:
    """What came of filling one form: complaints, the answers as the form spells them, names that
    nothing asks for, and everything the finished form holds."""

    complaints: list[Complaint]
    given: dict[str, str]
    ignored: tuple[str, ...]
    told: dict[str, str]


def judge(form_id: str, given: Mapping[str, str], known: Mapping[str, str]) -> Judged:
    """Fill a form as a person would, top to bottom; ``known`` is what the app knows already."""
    form = _form(form_id)
    session = FormSession.new(form, clock=lambda: datetime.now(UTC), new_id=lambda: "1")
    put_hidden(session, {**known, "service_area_code": AREA, "recorder_role": ROLE})
    complaints, spelled = _fill(session, given, known)
    named = {complaint.question for complaint in complaints}
    for violation in session.problems():
        if violation.name not in named:
            reason = violation.message or (
                "an answer is required" if violation.kind == "required" else "it does not fit"
            )
            complaints.append(Complaint(violation.name, reason))
    asked = {defn.local for defn in form.controls}
    complaints += [
        Complaint(name, "no form has such a question")
        for name in given
        if name not in asked | NOT_ASKED
    ]
    ignored = tuple(name for name in given if name not in spelled and name not in named)
    return Judged(complaints, spelled, ignored, session.answers())


def _form(form_id: str) -> FormDef:
    try:
        return load_form(reader.built_form(form_id))
    except (FormRefused, KeyError) as error:
        raise AnswersRefused([Complaint(form_id, "this form is not built in")]) from error


def _fill(
    session: FormSession, given: Mapping[str, str], known: Mapping[str, str]
) -> tuple[list[Complaint], dict[str, str]]:
    complaints: list[Complaint] = []
    spelled: dict[str, str] = {}
    done: set[str] = set()
    while True:
        view = next((one for one in session.questions() if one.ref not in done), None)
        if view is None:
            return complaints, spelled
        done.add(view.ref)
        value = _respelled(view, given.get(view.name, known.get(view.name, "")))
        if view.readonly or view.kind not in ENTRY_KINDS or not value:
            continue
        reason = _refused(view, value)
        if not reason:
            session.answer(view.ref, value)
            after = session.view(view.ref)
            reason = "" if after.valid else (after.message or "the form does not take this value")
        if reason:
            complaints.append(Complaint(view.name, reason))
        elif view.name in given:
            spelled[view.name] = value


def _refused(view: QuestionView, value: str) -> str:
    """Why a value is no choice of this question; empty when it is."""
    if view.kind == "text" and "multiline" not in view.appearance and "\n" in value:
        return "one line of text only"
    if view.kind not in ("select_one", "select_multiple"):
        return ""
    choices = {choice.value for choice in view.choices}
    chosen = value.split() if view.kind == "select_multiple" else [value]
    wrong = sorted(one for one in chosen if one not in choices)
    return "no such choice: " + ", ".join(wrong) if wrong else ""


def _respelled(view: QuestionView, value: str) -> str:
    """An area code with or without its dots, as the form spells it."""
    digits = value.replace(".", "")
    if not digits.isdigit():
        return value
    choices = {choice.value.replace(".", ""): choice.value for choice in view.choices}
    return choices.get(digits, value)
