"""Filling in a built-in form by question names, the way the windows do it, without windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from functools import cache

from data.content import reader
from data.forms.formdef import FormDef, load_form
from data.forms.session import FormSession
from data.forms.views import QuestionView

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=timezone(timedelta(hours=7)))


@cache
def form(form_id: str) -> FormDef:
    """A built-in form, loaded once a test run."""
    return load_form(reader.built_form(form_id))


def begin(form_id: str, language: str | None = None) -> FormSession:
    """A new, empty record of a built-in form."""
    return FormSession.new(form(form_id), clock=lambda: NOW, new_id=lambda: "1", language=language)


def controls(session: FormSession) -> Iterator[QuestionView]:
    """Every question of a form, also of those that do not show yet, and one row of each repeat."""
    rows: dict[str, str] = {}
    for defn in session.form.controls:
        path = defn.path
        for repeat in defn.repeats:
            if repeat.path not in rows:
                rows[repeat.path] = session.add_repeat(repeat.path)
            path = path.replace(repeat.path, rows[repeat.path], 1)
        yield session.view(path)


def fill(form_id: str, answers: Mapping[str, str]) -> FormSession:
    """A record with these answers, given one after another to questions that show.

    Fails when a question does not show, so that no test believes it answered what was hidden.
    """
    session = begin(form_id)
    more(session, answers)
    return session


def more(session: FormSession, answers: Mapping[str, str]) -> None:
    """Answer further questions of a record."""
    for name, value in answers.items():
        session.answer(ref_of(session, name), value)


def ref_of(session: FormSession, name: str) -> str:
    """The ref of a question that shows now."""
    refs = {question.name: question.ref for question in session.questions()}
    assert name in refs, f"{name} does not show"
    return refs[name]


def shown(session: FormSession) -> list[str]:
    """The names of the questions that show, in reading order."""
    return [question.name for question in session.questions()]


def missing(session: FormSession) -> set[str]:
    """The names of required questions that show and have no answer."""
    return {each.name for each in session.problems() if each.kind == "required"}


def walk(session: FormSession, answers: Mapping[str, str]) -> None:
    """Answer in reading order, as a person does; later questions may only show on the way."""
    done: set[str] = set()
    while True:
        todo = [q for q in session.questions() if q.name in answers and q.name not in done]
        if not todo:
            return
        session.answer(todo[0].ref, answers[todo[0].name])
        done.add(todo[0].name)
