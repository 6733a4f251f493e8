"""A draft as a form session, and a session as what it told. Runs on the window's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from data.forms.formdef import FormDef
from data.forms.nodedef import NodeDef
from data.forms.session import FormSession
from data.forms.views import EntityChange
from responder_app.work.drafts import OpenDraft
from responder_app.work.world import World, local_time

CASE_REF = "case_ref"
# Leaves a form only calculates with or carries: the work fills them, nobody is asked.
CARRIED = ("service_area_code", "recorder_role", CASE_REF)


@dataclass(frozen=True, slots=True)
class Told:
    """What a finished form says. ``answers``: every relevant answered leaf outside repeats, by
    name; ``rows``: answers inside repeats, by path; ``changes``: what it says about records;
    ``files``: names of stored files that are answers of it."""

    answers: Mapping[str, str]
    changes: tuple[EntityChange, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


def session_of(opened: OpenDraft, world: World, language: str) -> FormSession:
    """The form session of a draft, in the language on show."""

    def clock() -> datetime:
        return local_time(world.now())

    def new_id() -> str:
        return world.random(16).hex()

    shown = language_of(opened.form, language)
    if opened.xml is not None:
        return FormSession.restore(
            opened.form, opened.xml, clock=clock, new_id=new_id, language=shown
        )
    session = FormSession.new(opened.form, clock=clock, new_id=new_id, language=shown)
    put_in(session, {**opened.answers, CASE_REF: opened.rec.hex()})
    return session


def language_of(form: FormDef, language: str) -> str | None:
    """The form's own name of a language: ``id`` -> ``Bahasa Indonesia (id)``."""
    return next((name for name in form.languages if name.endswith(f"({language})")), None)


def put_in(session: FormSession, answers: Mapping[str, str]) -> None:
    """Answer by name what is known; names the form does not have are passed over.

    First what the form only reads, then questions, again and again until nothing more opens: an
    answer may make the next question relevant.
    """
    put_hidden(session, answers)
    waiting = {name: value for name, value in answers.items() if value}
    while waiting:
        open_now = [
            view for view in session.questions() if view.name in waiting and not view.repeat
        ]
        if not open_now:
            return
        for view in open_now:
            session.answer(view.ref, waiting.pop(view.name))


def put_hidden(session: FormSession, answers: Mapping[str, str]) -> None:
    """Answer only what the form reads and nobody is asked: places without a question, not
    calculated."""
    form = session.form
    for defn in form.binds:
        value = answers.get(defn.local, "")
        if value and defn not in form.controls and _is_hidden(form, defn):
            session.answer(defn.path, value)


def _is_hidden(form: FormDef, defn: NodeDef) -> bool:
    """Whether a place is neither calculated nor filled by the form itself."""
    bind = form.bind(defn)
    return bind.calculate is None and not bind.preload and not defn.children and not defn.repeats


def told(session: FormSession) -> Told:
    """Everything a session says when it is finished."""
    rows, files = {}, set()
    root = session.record.root
    media = {view.ref for view in session.questions() if view.kind == "media"}
    for node in root.below():
        defn = node.defn
        if defn.children or defn.is_attribute or not node.relevant or not node.value:
            continue
        if node.ref() in media:
            files.add(node.value)
        if defn.repeats:
            rows[_short(node.ref())] = node.value
    answers = session.answers()
    if session.unsound():
        answers.pop("level", None)  # the result says so, in words (rules.triage)
    return Told(answers, tuple(session.entity_changes()), rows, frozenset(files))


def _short(ref: str) -> str:
    """``/data/serah[2]/dari`` as ``serah[2]/dari``."""
    return ref.lstrip("/").partition("/")[2]
