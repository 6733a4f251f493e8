"""Answering a checklist in tests: a quiet list, one answer after another, and the level of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.forms.session import FormSession
from tests.data.content.filling import begin

SAFE = {"safe_now": "ya", "perp_nearby": "tidak"}


def checked(
    form_id: str, answers: Mapping[str, str], carried: Mapping[str, str] | None = None
) -> FormSession:
    """A checklist with the answers a case brings along (hidden ones too) and those given now."""
    session = begin(form_id)
    for defn in session.form.binds:
        if carried and defn.local in carried:
            session.answer(defn.path, carried[defn.local])
    waiting = dict(answers)
    while waiting:
        open_now = [view for view in session.questions() if view.name in waiting]
        assert open_now, f"do not show: {sorted(waiting)}"
        session.answer(open_now[0].ref, waiting.pop(open_now[0].name))
    return session


def level(session: FormSession) -> str:
    """The level a checklist has calculated so far."""
    return session.value(f"/{session.form.form_id}/level")


def why(session: FormSession) -> set[str]:
    """The codes of the rules that fired."""
    return {
        name.removeprefix("why_")
        for name, value in session.answers().items()
        if name.startswith("why_") and value == "ya"
    }


def all_no(items: Iterable[str], **changed: str) -> dict[str, str]:
    """Safe now, every item answered with no, but for what is changed."""
    return {**SAFE, **dict.fromkeys(items, "tidak"), **changed}
