"""What the decision table may ask about: the answers by name, and a few facts drawn from them."""

from __future__ import annotations

from collections.abc import Mapping

from data.model.levels import Level

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
_CONTACT = frozenset({"kurang_72j", "72_120j", "lebih_120j"})
_NO_SUPPORT = frozenset({"tidak", "tidak_mau_menjawab"})
_NOBODY = frozenset({"tidak_ada", "tidak_mau_menjawab"})

IPV_ITEMS = tuple(f"ipv_{item}" for item in "12345abcde")
ANAK_ITEMS = tuple(
    f"anak_{group}{number}"
    for group, count in (("m", 6), ("o", 6), ("k", 5))
    for number in range(1, count + 1)
)

# Answers a condition may name as they are.
ASKED = frozenset(
    {
        "safe_now",
        "perp_nearby",
        "tonight_place",
        "entry_type",
        "consult_topic",
        "conflict_flag",
        "violence_types",
        "sexual_window",
        "occurred_when",
        "place_category",
        "visible_injury",
        "perp_relation",
        "perp_age_band",
        "needs",
        *IPV_ITEMS,
        *ANAK_ITEMS,
    }
)
# Facts drawn below. Each is ya or tidak (child may be tidak_tahu); level is one of the four words.
DRAWN = frozenset(
    {"level", "child", "violence", "sexual", "kdrt", "online", "refused", "support", "uptd_silent"}
)
VOCABULARY = ASKED | DRAWN

# Where two forms ask the same, the answer that means danger stands (design.md 1.5: never lowered).
_GRAVER = {"safe_now": "tidak", "perp_nearby": "ya", "tonight_place": "belum_ada"}


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
    facts["violence"] = _yes(violence(answers))
    facts["sexual"] = _yes(_sexual(answers))
    facts["kdrt"] = _yes(_household(answers))
    facts["online"] = _yes(
        answers.get("entry_type") == "konten_daring" or answers.get("place_category") == "daring"
    )
    facts["support"] = _yes(bool(_words(answers, "disability_support") - _NO_SUPPORT))
    facts["refused"] = _yes(refused(answers))
    facts["uptd_silent"] = _yes(uptd_silent)
    return facts


def child(answers: Mapping[str, str]) -> str:
    """``ya`` under 18, ``tidak`` for an adult, ``tidak_tahu`` otherwise (domain.md 1.1)."""
    years = answers.get("age_years", "").strip()
    band = answers.get("age_band", "")
    if (years.isdecimal() and int(years) < ADULT_FROM) or band in CHILD_BANDS:
        return "ya"
    if years.isdecimal() or band in ADULT_BANDS:
        return "tidak"
    if any(answers.get(item) for item in ANAK_ITEMS):
        return "ya"
    return "tidak_tahu"


def violence(answers: Mapping[str, str]) -> bool:
    """Whether violence has happened, by the intake's kinds or by a checklist's own question."""
    if answers.get("violence_happened") == "ya" or _sexual(answers):
        return True
    return bool(_words(answers, "violence_types") & VIOLENCE)


def refused(answers: Mapping[str, str]) -> bool:
    """Whether she was asked and wants nobody told (domain.md 4.2 row 25)."""
    words = _words(answers, "consent_services")
    return bool(words) and words <= _NOBODY


def _sexual(answers: Mapping[str, str]) -> bool:
    return (
        "seksual" in _words(answers, "violence_types")
        or answers.get("sexual_window") in _CONTACT
        or answers.get("anak_m2") == "ya"
        or answers.get("anak_o1") == "ya"
    )


def _household(answers: Mapping[str, str]) -> bool:
    return (
        answers.get("perp_relation") in HOUSEHOLD
        or answers.get("lives_with_perp") == "ya"
        or any(answers.get(item) for item in IPV_ITEMS)
    )


def _words(answers: Mapping[str, str], name: str) -> frozenset[str]:
    return frozenset(answers.get(name, "").split())


def _yes(value: bool) -> str:
    return "ya" if value else "tidak"
