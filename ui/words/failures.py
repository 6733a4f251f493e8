"""What went wrong, put into words: what happened, what is safe, what to do. The only such place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ui.words import failures_person, failures_store

Table = dict[str, tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure in the reader's language."""

    what: str
    safe: str
    todo: str


_TABLES: tuple[Callable[[], Table], ...] = (failures_store.table, failures_person.table)


def codes() -> frozenset[str]:
    """Every code that has words."""
    return frozenset(code for table in _TABLES for code in table())


def failure(code: str, **facts: object) -> Failure:
    """Words for a code of `data.model.problems`; an unknown code gets honest general words.

    Facts fill the {places} of the sentence; a missing fact leaves its place out.
    """
    for table in _TABLES:
        told = table().get(str(code))
        if told is not None:
            return Failure(*(part.format_map(_Facts(facts)).strip() for part in told))
    return Failure(
        QCoreApplication.translate("failures", "Something went wrong that we did not expect."),
        QCoreApplication.translate("failures", "What was saved stays safe on this laptop."),
        QCoreApplication.translate("failures", "Try again. If it stays, tell the city office."),
    )


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


def sentence(code: str, **facts: object) -> str:
    """The same as one line, for beside a field or in a toast."""
    told = failure(code, **facts)
    return " ".join(part for part in (told.what, told.safe, told.todo) if part)
