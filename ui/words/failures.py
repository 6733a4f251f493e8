"""What went wrong, put into words: what happened, what is safe, what to do. The only such place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure in the reader's language."""

    what: str
    safe: str
    todo: str


def failure(code: str, **facts: object) -> Failure:
    """Words for a code of `data.model.problems`; an unknown code gets honest general words."""
    return Failure(code, "", "")


def sentence(code: str, **facts: object) -> str:
    """The same as one line, for beside a field or in a toast."""
    told = failure(code, **facts)
    return " ".join(part for part in (told.what, told.safe, told.todo) if part)
