"""What the decision table may ask about: the answers by name, and a few facts drawn from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.model.levels import Level
from data.model.vocabulary import (
    ANAK_ITEMS,
    ASKED,
    IPV_ITEMS,
    JIWA_ITEMS,
    KBGO_ITEMS,
    TPPO_ITEMS,
)

# Kinds of violence as answered (domain.md 2.4); "not known" and "prefers not to answer" are none.
VIOLENCE = frozenset(
    {"fisik", "psikis", "seksual", "eksploitasi", "tppo", "penelantaran", "lainnya"}
)
# Partners and household (UU 23/2004); former partners and boyfriends are in for safety's sake.
HOUSEHOLD = frozenset(
    {"suami_istri", "mantan_pasangan", "pacar", "ayah_ibu", "orang_tua_tiri", "keluarga"}
)
CHILD_BANDS = frozenset({"0_5", "6_12", "13_17"})
ADULT_BANDS = frozenset({"18_24", "25_44", "45_59", "60_ke_atas"})
ADULT_FROM = 18
# What spreads or threatens sexual images, or lures (UU 12/2022 pasal 14; domain.md 2.9, 3.5).
KSBE_FORMS = frozenset(
    {"sebar_konten_intim", "ancaman_sebar_pemerasan", "grooming", "rekayasa_gambar"}
)
KSBE_ITEMS = ("kbgo_1", "kbgo_2", "kbgo_9")
ONLINE_FORMS_THAT_THREATEN = frozenset({"ancaman_sebar_pemerasan", "penguntitan_daring"})
_CONTACT = frozenset({"kurang_72j", "72_120j", "lebih_120j"})
_RECENT_CONTACT = frozenset({"kurang_72j", "72_120j"})
_LONG_AGO = frozenset({"30h", "1th", "lebih_1th"})
_REPORTS = frozenset({"kekerasan", "tanda_bahaya"})
_NO_SUPPORT = frozenset({"tidak", "tidak_mau_menjawab"})
_NOBODY = frozenset({"tidak_ada", "tidak_mau_menjawab"})
_UNSAID = frozenset({"tidak_tahu", "tidak_mau_menjawab"})
_ACCUSED_PARENT = frozenset({"ayah_ibu", "orang_tua_tiri"})
_PARENT_SEX = {"ibu": "perempuan", "ayah": "laki_laki"}
_POSITIVE = frozenset({"ya", "tidak_mau_menjawab"})  # refusing is no "no" (domain.md 3.4)

# Where two forms ask the same, the answer that means danger stands (design.md 1.5: never lowered).
_GRAVER = {
    "safe_now": "tidak",
    "perp_nearby": "ya",
    "tonight_place": "belum_ada",
    "home_safe": "tidak",
    "despair_signs": "ya",
}


def together(*answers: Mapping[str, str]) -> dict[str, str]:
    """Answers of several forms as one; later ones win, but a danger once said is kept."""
    merged: dict[str, str] = {}
    for part in answers:
        for name, value in part.items():
            if merged.get(name) == _GRAVER.get(name, object()):
                continue
            if value or name not in merged:
                merged[name] = value
    return merged


def draw(answers: Mapping[str, str], level: Level, *, uptd_silent: bool = False) -> dict[str, str]:
    """The facts of a case: the named answers and everything drawn from them."""
    facts = {name: answers[name] for name in ASKED if answers.get(name)}
    facts["level"] = level.word
    facts["child"] = child(answers)
    drawn = {
        "reported": reported(answers),
        "violence": violence(answers),
        "sexual": sexual(answers),
        "sexual_recent": _sexual_recent(answers),
        "ksbe": _ksbe(answers),
        "kdrt": _household(answers),
        "online": _online(answers),
        "kbgo": _any_ya(answers, KBGO_ITEMS),
        "online_threat": _online_threat(answers),
        "meeting_now": _meeting_now(answers),
        "strangled_now": _strangled_now(answers),
        "unconscious": answers.get("medis_1_awake") == "tidak",
        "suicide": suicide(answers),
        "suicide_now": suicide_now(answers),
        "trafficking": _trafficking(answers),
        "trafficking_signs": _any_ya(answers, TPPO_ITEMS),
        "forced_marriage": _forced_marriage(answers),
        "guardian_unsafe": guardian_unsafe(answers),
        "refused": refused(answers),
        "support": bool(_words(answers, "disability_support") - _NO_SUPPORT),
        "uptd_silent": uptd_silent,
    }
    facts.update({name: "ya" if value else "tidak" for name, value in drawn.items()})
    return facts


# --- whose case it is, and what happened ----------------------------------------------------------


def child(answers: Mapping[str, str]) -> str:
    """``ya`` under 18, ``tidak`` for an adult, ``tidak_tahu`` otherwise (domain.md 1.1).

    An age beats a band, both beat what somebody guessed (``under_18``); without any of them the
    child checklist, or online content about a child, says it is a child.
    """
    years = answers.get("age_years", "").strip()
    band = answers.get("age_band", "")
    guess = answers.get("under_18", "")
    if (years.isdecimal() and int(years) < ADULT_FROM) or band in CHILD_BANDS:
        return "ya"
    if years.isdecimal() or band in ADULT_BANDS:
        return "tidak"
    if guess in ("ya", "tidak"):
        return guess
    if any(answers.get(item) for item in ANAK_ITEMS) or answers.get("child_content") == "ya":
        return "ya"
    return "tidak_tahu"


def reported(answers: Mapping[str, str]) -> bool:
    """Whether this was recorded as violence or as signs of it, whatever is known of it yet."""
    return answers.get("entry_type") in _REPORTS or answers.get("consult_outcome") == "naik_kasus"


def violence(answers: Mapping[str, str]) -> bool:
    """Whether violence has happened, by the intake's kinds or by a checklist's own question."""
    if answers.get("violence_happened") == "ya" or sexual(answers):
        return True
    return bool(_words(answers, "violence_types") & VIOLENCE)


def sexual(answers: Mapping[str, str]) -> bool:
    """Whether sexual violence was told, by kind, by time, or by a sign of the child checklist."""
    return (
        "seksual" in _words(answers, "violence_types")
        or answers.get("sexual_window") in _CONTACT
        or answers.get("anak_m2") == "ya"
        or answers.get("anak_o1") == "ya"
    )


def refused(answers: Mapping[str, str]) -> bool:
    """Whether she was asked and wants nobody told (domain.md 4.2 row 25)."""
    words = _words(answers, "consent_services")
    return bool(words) and words <= _NOBODY


def suicide(answers: Mapping[str, str]) -> bool:
    """Whether one of the first four questions was positive, or a child said so (domain.md 3.4)."""
    return (
        answers.get("anak_m6") == "ya"
        or suicide_now(answers)
        or any(answers.get(item) in _POSITIVE for item in JIWA_ITEMS[:4])
    )


def suicide_now(answers: Mapping[str, str]) -> bool:
    """Whether it may be now: the fifth question, or a child's wish to die (a red sign)."""
    return answers.get("jiwa_5") in _POSITIVE or answers.get("anak_m6") == "ya"


def guardian_unsafe(answers: Mapping[str, str]) -> bool:
    """Whether no adult may consent for a child: none is safe, or the one named is the accused.

    Where a parent is accused and nobody said which, neither may (UU 27/2022 pasal 25-26).
    """
    guardian = answers.get("guardian_safe", "")
    if guardian == "tidak_ada" or answers.get("guardian_ok") == "tidak":
        return True
    if answers.get("consent_giver") == "anak_saja":
        return True
    if guardian not in _PARENT_SEX or answers.get("perp_relation") not in _ACCUSED_PARENT:
        return False
    sex = answers.get("perp_sex", "")
    return sex in ("", "tidak_tahu", _PARENT_SEX[guardian])


def _sexual_recent(answers: Mapping[str, str]) -> bool:
    return answers.get("sexual_window") in _RECENT_CONTACT or answers.get("anak_m2") == "ya"


def _ksbe(answers: Mapping[str, str]) -> bool:
    return bool(_words(answers, "online_form") & KSBE_FORMS) or _any_ya(answers, KSBE_ITEMS)


def _household(answers: Mapping[str, str]) -> bool:
    return (
        answers.get("perp_relation") in HOUSEHOLD
        or answers.get("lives_with_perp") == "ya"
        or any(answers.get(item) for item in IPV_ITEMS)
    )


def _online(answers: Mapping[str, str]) -> bool:
    return (
        answers.get("entry_type") == "konten_daring"
        or answers.get("place_category") == "daring"
        or bool(_words(answers, "online_form") - _UNSAID)
        or _any_ya(answers, KBGO_ITEMS)
    )


def _online_threat(answers: Mapping[str, str]) -> bool:
    forms = _words(answers, "online_form")
    return bool(forms & ONLINE_FORMS_THAT_THREATEN) or _any_ya(answers, ("kbgo_1", "kbgo_4"))


def _meeting_now(answers: Mapping[str, str]) -> bool:
    return answers.get("kbgo_3") == "ya" and answers.get("kbgo_3_when") in (
        "sudah_pergi",
        "hari_ini",
    )


def _strangled_now(answers: Mapping[str, str]) -> bool:
    """Strangled and a doctor must look now: in these days, or nobody knows when, or with signs.

    What the case says about its last violence stands in where the time was not asked.
    """
    if answers.get("medis_2_signs") == "ya":
        return True
    if not _any_ya(answers, ("ipv_a", "medis_2")):
        return False
    when = answers.get("strangled_when", "")
    if when and when not in _UNSAID:
        return when != "lebih_lama"
    return answers.get("occurred_when") not in _LONG_AGO


def _trafficking(answers: Mapping[str, str]) -> bool:
    """Signs that call for the women and child police unit (domain.md 3.6: tinggi or more)."""
    said = [item for item in TPPO_ITEMS if answers.get(item) == "ya"]
    strong = {"tppo_now", "tppo_6"}
    if child(answers) != "ya":
        strong |= {"tppo_1", "tppo_4"}
    if child(answers) != "tidak":
        strong |= {"tppo_3", "tppo_5", "tppo_7"}
    kinds = _words(answers, "anak_o5_kind") - _UNSAID
    forced = answers.get("anak_o5") == "ya" and kinds != {"menikah"}
    return (
        "tppo" in _words(answers, "violence_types")
        or "rekrutmen" in _words(answers, "online_form")
        or forced
        or len(said) > 1
        or bool(strong & set(said))
    )


def _forced_marriage(answers: Mapping[str, str]) -> bool:
    kinds = _words(answers, "anak_o5_kind") - _UNSAID
    return answers.get("anak_o5") == "ya" and (not kinds or "menikah" in kinds)


def _any_ya(answers: Mapping[str, str], names: Iterable[str]) -> bool:
    return any(answers.get(name) == "ya" for name in names)


def _words(answers: Mapping[str, str], name: str) -> frozenset[str]:
    return frozenset(answers.get(name, "").split())
