"""Which form fits a case next: the ``suggest`` conditions of ``forms.csv`` over its facts.

The same question is asked after an intake, a consultation and every checklist, so that one sign
leads to the next list: strangling to the medical signs, a wish to die to the questions about it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from data.model.condition import Condition, compile_condition
from data.model.form import FormFace
from data.model.vocabulary import VOCABULARY


def suggested(
    faces: Iterable[FormFace],
    facts: Mapping[str, str],
    role: str = "",
    done: Collection[str] = (),
) -> tuple[str, ...]:
    """The ids of the forms that fit, in the order of ``faces``, without those in ``done``.

    ``facts`` as of ``facts.draw``. ``role``: only what this role may use (domain.md 3.4); empty
    for every role. A form without a condition is never suggested. Raises ``ConditionRefused`` for a
    condition that cannot be read.
    """
    return tuple(
        face.id
        for face in faces
        if face.suggest
        and face.id not in done
        and (not role or face.open_to(role))
        and fits(face.suggest, facts)
    )


def fits(condition: str, facts: Mapping[str, str]) -> bool:
    """Whether a condition holds. Raises ``ConditionRefused``."""
    return _compiled(condition).holds(facts)


@lru_cache(maxsize=64)
def _compiled(condition: str) -> Condition:
    return compile_condition(condition, VOCABULARY)
