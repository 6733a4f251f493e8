"""Reading the drills: five tables of ``drills/``, joined into one value a scenario.

``drills.csv`` the scenarios; ``moments.csv`` the points where something is chosen; ``choices.csv``
what can be chosen there; ``actions.csv`` the key actions; ``answers.csv`` what is expected in the
forms (question ``level``: the level that checklist reaches). Every table has both languages.
"""

from __future__ import annotations

from data.content.guide_reader import LANGUAGES
from data.content.reader import table_of
from data.content.source import BUILT_IN, Content
from data.model.drill import (
    Drill,
    DrillAction,
    DrillChoice,
    DrillMoment,
    ExpectedAnswer,
    ExpectedLevel,
)

_LEVEL = "level"
_Rows = tuple[dict[str, str], ...]


def drills(language: str, content: Content = BUILT_IN) -> tuple[Drill, ...]:
    """All drills in one language (``id`` or ``en``), in their order. Raises ``KeyError``."""
    if language not in LANGUAGES:
        raise KeyError(language)
    moments = table_of("drills/moments.csv", content)
    choices = table_of("drills/choices.csv", content)
    actions = table_of("drills/actions.csv", content)
    answers = table_of("drills/answers.csv", content)
    return tuple(
        Drill(
            id=row["id"],
            order=int(row["order"]),
            picture=row["picture"],
            title=row[f"title_{language}"],
            situation=row[f"situation_{language}"],
            closing=row[f"closing_{language}"],
            source=row["source"],
            version=row["version"],
            sign_off=tuple(row["sign_off"].split()),
            signed_off_by=row["signed_off_by"],
            moments=_moments(_of(moments, row["id"]), _of(choices, row["id"]), language),
            actions=tuple(
                DrillAction(each["action"], each[f"text_{language}"], each["safety"] == "ya")
                for each in _of(actions, row["id"])
            ),
            answers=tuple(
                ExpectedAnswer(each["form"], each["question"], each["value"])
                for each in _of(answers, row["id"])
                if each["question"] != _LEVEL
            ),
            levels=tuple(
                ExpectedLevel(each["form"], each["value"])
                for each in _of(answers, row["id"])
                if each["question"] == _LEVEL
            ),
        )
        for row in table_of("drills/drills.csv", content)
    )


def drill(drill_id: str, language: str, content: Content = BUILT_IN) -> Drill:
    """One drill. Raises ``KeyError`` for an unknown id or language."""
    for each in drills(language, content):
        if each.id == drill_id:
            return each
    raise KeyError(drill_id)


def _of(rows: _Rows, drill_id: str) -> _Rows:
    return tuple(row for row in rows if row["drill"] == drill_id)


def _moments(moments: _Rows, choices: _Rows, language: str) -> tuple[DrillMoment, ...]:
    return tuple(
        DrillMoment(
            code=moment["moment"],
            ask=moment[f"ask_{language}"],
            choices=tuple(
                DrillChoice(
                    code=each["choice"],
                    verdict=each["verdict"],
                    text=each[f"text_{language}"],
                    feedback=each[f"feedback_{language}"],
                    actions=tuple(each["actions"].split()),
                )
                for each in choices
                if each["moment"] == moment["moment"]
            ),
        )
        for moment in moments
    )
