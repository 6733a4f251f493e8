"""How each field merges when two people wrote it without knowing of one another.

Classes (sync-security.md 1.3) over the field names of domain.md 2. A field this table does not
know is of class B: both values are shown and a person chooses, so nothing is ever lost silently.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from data.ops.payload import Value

_CANON = msgspec.json.Encoder(order="deterministic")


def canon(value: Value) -> bytes:
    """Bytes that are equal exactly when two values are equal; orders ties the same everywhere."""
    return _CANON.encode(value)


class FieldClass(StrEnum):
    """A: newest shown, the other kept in history. B: a person must choose. C: as B, and what
    depends on it is off. SAFETY: the safest value holds until a person decides. SET: union of what
    was added, minus what somebody who had seen it took out.
    """

    A = "a"
    B = "b"
    C = "c"
    SAFETY = "safety"
    SET = "set"


Pick = Callable[[Sequence[Value]], Value]


@dataclass(frozen=True, slots=True)
class FieldRule:
    """``pick``: for SAFETY, the safest of several values. ``desk_lowers``: only a desk may write a
    less grave value over a graver one (domain.md 2.7: lowering needs the UPTD).
    """

    field_class: FieldClass
    pick: Pick | None = None
    rank: Callable[[Value], int] | None = None
    desk_lowers: bool = False


def _by_order(words: Sequence[str]) -> Callable[[Value], int]:
    """Rank by a list that begins with the least cautious word; an unknown word outranks all."""
    places: dict[Value, int] = {word: place for place, word in enumerate(words, 1)}

    def rank(value: Value) -> int:
        if value is None or value == "" or isinstance(value, list):
            return 0
        return places.get(value, len(words) + 1)

    return rank


def _ordered(words: str, *, desk_lowers: bool = False) -> FieldRule:
    rank = _by_order(words.split())

    def pick(values: Sequence[Value]) -> Value:
        return max(values, key=lambda value: (rank(value), canon(value)))

    return FieldRule(FieldClass.SAFETY, pick, rank, desk_lowers)


def as_items(value: Value) -> frozenset[str]:
    """The elements of a set field: a list, one word, words parted by blanks, or nothing."""
    if value is None or isinstance(value, bool):
        return frozenset()
    if isinstance(value, list):
        return frozenset(value)
    return frozenset(str(value).split())


def _intersection(values: Sequence[Value]) -> Value:
    shared = frozenset.intersection(*(as_items(value) for value in values))
    return sorted(shared)


def _earliest(values: Sequence[Value]) -> Value:
    present = [value for value in values if value is not None and value != ""]
    numbers = [value for value in present if isinstance(value, int)]
    if numbers:
        return min(numbers)
    return min(present, key=canon, default=None)


_CONSENT = _ordered("ya tidak_tahu tidak_mau_menjawab tidak")
_DANGER = _ordered("tidak tidak_mau_menjawab tidak_tahu ya")
_SAFE_YES = _ordered("ya tidak_mau_menjawab tidak_tahu tidak")
_EARLIEST = FieldRule(FieldClass.SAFETY, _earliest)
_A = FieldRule(FieldClass.A)
_B = FieldRule(FieldClass.B)
_C = FieldRule(FieldClass.C)
_SET = FieldRule(FieldClass.SET)

_SPECIAL: dict[str, FieldRule] = {
    "level": _ordered("rendah sedang tinggi darurat", desk_lowers=True),
    "safe_now": _SAFE_YES,
    "sexual_window": _ordered("tidak tidak_mau_menjawab lebih_120j 72_120j kurang_72j"),
    "visible_injury": _ordered("tidak tidak_dilihat ringan berat"),
    "urgency": _ordered("7h 72j 24j segera"),
    "strangled_when": _ordered("lebih_lama tidak_mau_menjawab tidak_tahu minggu_ini hari_ini"),
    "kbgo_3_when": _ordered(
        "sudah_pulang lain_hari tidak_mau_menjawab tidak_tahu hari_ini sudah_pergi"
    ),
    "medis_1_awake": _SAFE_YES,
    "jiwa_level": _ordered("rendah belum_lengkap sedang tinggi darurat"),
    # Refusing to answer counts as a sign here, not knowing does not (domain.md 3.4).
    **{
        f"jiwa_{number}": _ordered("tidak tidak_tahu tidak_mau_menjawab ya")
        for number in range(1, 6)
    },
    "anak_o5_kind": FieldRule(FieldClass.SET),
    "consent_services": FieldRule(FieldClass.SAFETY, _intersection),
}
_CLASSES: tuple[tuple[FieldRule, str], ...] = (
    (_CONSENT, "consent_store consent_contact consent_stats child_assent limits_explained"),
    (_CONSENT, "ev_consent plan_reviewed can_return_told"),
    (
        _DANGER,
        "violence_happened perp_nearby ongoing lives_with_perp conflict_flag pregnant",
    ),
    (_DANGER, "child_content under_18 despair_signs others_nearby ev_sexual ev_moved"),
    (_SAFE_YES, "home_safe guardian_ok free_to_talk"),
    (_EARLIEST, "due fu_due_at recheck_at consent_withdrawn_at received_at"),
    (_C, "safe_contact contact_rule address_note reporter_contact guardian_contact phone_reader"),
    (_C, "guardian_safe tonight_place withhold_from"),
    (_SET, "told_before consult_topic disability_support violence_types safety_plan needs"),
    (_SET, "online_form reported_to fu_new_needs helpers services tags injury_places"),
    (_A, "channel recorder_role recorder_id service_area_code entry_type school_name"),
    (_A, "consult_outcome escort transport_need platform seen_at report_ref takedown_at"),
    (_A, "consult_next_on pause_until told_ref closed_at last_contact_on act_date act_area"),
    (_A, "child_witness perp_count perp_sex dependants_at_home fu_done_at act_place"),
    (_A, "asked answered unknown ya is_child is_violence may_record service_city recheck"),
    (_A, "checklist_id version ya_red ya_orange ya_yellow ya_grave ya_five step reason at"),
    (_B, "survivor_name age_years age_band sex home_area_code reporter_name reporter_relation"),
    (_B, "own_words consult_note occurred_when occurred_date place_category place_area_code"),
    (_B, "perp_relation perp_age_band perp_name consent_giver legal_basis consent_form"),
    (_B, "level_override decision url_handle victim_known close_reason recovery_agreed_at"),
    (_B, "retention_until fu_result fu_note supervisor_ok"),
)
FIELDS: dict[str, FieldRule] = {
    **{name: rule for rule, names in _CLASSES for name in names.split()},
    **_SPECIAL,
}
# Items of the danger checklists (domain.md 3), when a form writes them as fields.
_CHECKLIST_PREFIXES = ("ipv_", "anak_", "jiwa_", "kbgo_", "tppo_", "medis_", "why_")


def rule_of(name: str) -> FieldRule:
    """The rule a field merges by."""
    found = FIELDS.get(name)
    if found is not None:
        return found
    return _DANGER if name.startswith(_CHECKLIST_PREFIXES) else _B
