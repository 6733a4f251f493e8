"""What the decision table may ask about a case: answers by their name, and facts drawn from them.

The drawing itself is judgement (``responder_app.rules.facts``); the names are the city's too, so
that a table is refused at the author's desk and not on a laptop.
"""

from __future__ import annotations

from collections.abc import Iterable


def _items(prefix: str, names: Iterable[object]) -> tuple[str, ...]:
    return tuple(f"{prefix}{name}" for name in names)


# The items of the checklists, in the order of domain.md 3.
IPV_ITEMS = _items("ipv_", "12345abcde")
ANAK_ITEMS = tuple(
    f"anak_{group}{number}"
    for group, count in (("m", 6), ("o", 6), ("k", 5))
    for number in range(1, count + 1)
)
JIWA_ITEMS = _items("jiwa_", range(1, 6))
KBGO_ITEMS = _items("kbgo_", range(1, 11))
TPPO_ITEMS = ("tppo_now", *_items("tppo_", range(1, 9)))
# Of MEDIS 6, 7 and 8 are one question: sexual_window.
MEDIS_ITEMS = _items("medis_", (1, 2, 3, 4, 5, 9, 10))

# Answers a condition may name as they are.
ASKED = frozenset(
    {
        "safe_now",
        "perp_nearby",
        "tonight_place",
        "home_safe",
        "entry_type",
        "consult_topic",
        "consult_outcome",
        "consent_services",
        "conflict_flag",
        "sex",
        "pregnant",
        "despair_signs",
        "violence_types",
        "sexual_window",
        "occurred_when",
        "place_category",
        "visible_injury",
        "injury_places",
        "child_witness",
        "perp_relation",
        "perp_age_band",
        "needs",
        "online_form",
        "victim_known",
        "strangled_when",
        "anak_o5_kind",
        "anak_o5_soon",
        "jiwa_worry",
        "kbgo_3_when",
        "medis_1_awake",
        "medis_2_signs",
        *IPV_ITEMS,
        *ANAK_ITEMS,
        *JIWA_ITEMS,
        *KBGO_ITEMS,
        *TPPO_ITEMS,
        *MEDIS_ITEMS,
    }
)
# Facts drawn from the answers. Each is ya or tidak (child may be tidak_tahu); level is one of the
# four words.
DRAWN = frozenset(
    {
        "level",
        "child",
        "reported",
        "violence",
        "sexual",
        "sexual_recent",
        "ksbe",
        "kdrt",
        "online",
        "kbgo",
        "online_threat",
        "meeting_now",
        "strangled_now",
        "unconscious",
        "suicide",
        "suicide_now",
        "trafficking",
        "trafficking_signs",
        "forced_marriage",
        "guardian_unsafe",
        "refused",
        "support",
        "uptd_silent",
    }
)
VOCABULARY = ASKED | DRAWN
