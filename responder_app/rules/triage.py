"""How grave the danger of a case is: the highest of everything said, and never lower.

No thresholds of checklists live here: a checklist calculates its own level (domain.md 3, design.md
4.2). Here the levels meet the answers about right now, and a person's raise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data.model.danger import ChecklistResult, Danger, Reason
from data.model.levels import FIRST_SERVICE_SECONDS, Level
from data.model.problems import Code, Refusal
from responder_app.rules.facts import violence

Words = Mapping[str, tuple[str, str]]

# Why a person may raise a level (domain.md 2.7, level_override).
RAISE_REASONS = ("rasa_takut_penyintas", "penilaian_petugas", "informasi_baru")
INCOMPLETE = "belum_lengkap"
# A level that could not be worked out: a score came to no number, or a word nobody knows.
UNKNOWN = "level_tidak_terhitung"
_WHY = "why_"
_WORDS = frozenset(level.word for level in Level)


@dataclass(frozen=True, slots=True)
class Raise:
    """A person's raise: to which level, and for which of ``RAISE_REASONS``."""

    level: Level
    reason: str


def checklist_result(
    checklist: str, version: str, answers: Mapping[str, str], words: Words
) -> ChecklistResult:
    """What a checklist form calculated, from its own leaves ``level answered asked why_*``.

    A checklist that is not complete and found nothing says so and counts as SEDANG: an unfinished
    list never means that there is no danger (forms.md 8.1). A level that is blank or no known word
    is an error of the form: it is said as such, and counts as SEDANG.
    """
    codes = [
        name.removeprefix(_WHY)
        for name, value in answers.items()
        if name.startswith(_WHY) and value == "ya"
    ]
    word = answers.get("level", "")
    if word in _WORDS:
        level = Level.of(word)
    else:
        codes.append(INCOMPLETE if word == INCOMPLETE else UNKNOWN)
        level = Level.SEDANG
    return ChecklistResult(
        checklist=checklist,
        version=version,
        level=level,
        answered=_count(answers.get("answered", "")),
        asked=_count(answers.get("asked", "")),
        reasons=tuple(_reason(code, words) for code in codes),
    )


def assess(
    checklists: Iterable[ChecklistResult],
    answers: Mapping[str, str],
    words: Words,
    raised: Raise | None = None,
) -> Danger:
    """The danger of a case. ``answers`` are those of ``facts.together``; ``words`` name each code.

    Highest level wins; ``safe_now`` = tidak or ``perp_nearby`` = ya is DARURAT; no safe place
    tonight, or a home that is not safe, is at least TINGGI; violence that happened, or signs of
    despair, at least SEDANG; a person may only raise (domain.md 2.2, 2.7, 3.1, 3.4). ``checklists``
    are all that were finished and not corrected, however long ago: an older result stands beside a
    newer one, since nothing here lowers a danger. Raises ``Refusal`` (reason-missing) for a
    raise without a known reason.
    """
    if raised is not None and raised.reason not in RAISE_REASONS:
        raise Refusal(Code.REASON_MISSING)
    found: list[tuple[Level, Reason]] = []
    if answers.get("safe_now") == "tidak":
        found.append((Level.DARURAT, _reason("safe_now", words)))
    if answers.get("perp_nearby") == "ya":
        found.append((Level.DARURAT, _reason("perp_nearby", words)))
    if raised is not None:
        found.append((raised.level, _reason(raised.reason, words)))
    results = tuple(checklists)
    for result in results:
        found.extend((result.level, reason) for reason in result.reasons)
    if answers.get("tonight_place") == "belum_ada":
        found.append((Level.TINGGI, _reason("tonight_place", words)))
    if answers.get("home_safe") == "tidak":
        found.append((Level.TINGGI, _reason("home_safe", words)))
    if answers.get("despair_signs") == "ya":
        found.append((Level.SEDANG, _reason("despair_signs", words)))
    if violence(answers):
        found.append((Level.SEDANG, _reason("violence_happened", words)))
    level = max(
        [*(each for each, _ in found), *(result.level for result in results)], default=Level.RENDAH
    )
    found.sort(key=lambda pair: -pair[0])
    return Danger(
        level=level,
        reasons=_once(reason for _, reason in found),
        deadline_seconds=FIRST_SERVICE_SECONDS[level],
        raised_by=raised.reason if raised is not None else None,
    )


def raise_said(level: str, reason: str) -> Raise:
    """A raise as somebody's letter says it. Words this version does not know stay a raise: an
    unknown level counts as TINGGI, an unknown reason as the worker's judgement."""
    return Raise(
        Level.of(level) if level in _WORDS else Level.TINGGI,
        reason if reason in RAISE_REASONS else "penilaian_petugas",
    )


def raise_level(danger: Danger, raised: Raise, words: Words) -> Danger:
    """``danger`` raised by a person. Raises ``Refusal``: level-not-lowered, or reason-missing."""
    if raised.reason not in RAISE_REASONS:
        raise Refusal(Code.REASON_MISSING)
    if raised.level < danger.level:
        raise Refusal(Code.LEVEL_NOT_LOWERED, level=danger.level.word)
    return replace(
        danger,
        level=raised.level,
        reasons=_once((_reason(raised.reason, words), *danger.reasons)),
        deadline_seconds=FIRST_SERVICE_SECONDS[raised.level],
        raised_by=raised.reason,
    )


def _reason(code: str, words: Words) -> Reason:
    label_id, label_en = words.get(code, (code, code))
    return Reason(code, label_id, label_en)


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple({reason.code: reason for reason in reasons}.values())


def _count(text: str) -> int:
    try:
        return int(float(text))
    except ValueError:
        return 0
