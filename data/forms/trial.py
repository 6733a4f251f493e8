"""The `uji` sheet: what an author expects of a form, tried in the engine as a window would fill it.

Columns: `kasus` (the name of a case), `langkah` (`jawab` answer, `harap` expect, `tambah` one more
row of a repeat), `pertanyaan` (a question's name; `nama[2]` is the one in the second row of its
repeat), `nilai` (the value). Rows of one case run in order in a record of their own. `harap` may
also expect `tampil` or `tersembunyi`: whether the question shows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from data.forms.authoring.book import Book
from data.forms.authoring.findings import Finding
from data.forms.authoring.markdown import read_markdown
from data.forms.authoring.scoring import INCOMPLETE, LEVELS, LOWEST
from data.forms.errors import FormRefused, NoSuchNode
from data.forms.formdef import FormDef
from data.forms.nodedef import NodeDef
from data.forms.session import FormSession

ANSWER, EXPECT, ADD = "jawab", "harap", "tambah"
SHOWN, HIDDEN = "tampil", "tersembunyi"
# Every case runs at the same moment, so that it gives the same result on every day.
MOMENT = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=7)))
_STEP = re.compile(r"([^\[\]]+)(?:\[(\d+)\])?\Z")
_STEPS = {"jawab": ANSWER, "isi": ANSWER, "harap": EXPECT, "harapan": EXPECT, "tambah": ADD}


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the sheet: `row` its number there, `kind` as written."""

    row: int
    kind: str
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Case:
    """Rows that belong together, in the order they stand."""

    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that did not pass. `code` is a code of the authoring words (`trial....`)."""

    case: str
    row: int
    question: str
    code: str
    expected: str = ""
    got: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case ended: what failed, and the levels it expected and found."""

    case: Case
    failures: tuple[Failure, ...]
    levels: frozenset[str]

    @property
    def passed(self) -> bool:
        """Whether every row came out as expected."""
        return not self.failures


def cases_of(book: Book) -> tuple[Case, ...]:
    """The cases of a book's `uji` sheet; a row without a case belongs to the one above."""
    found: dict[str, list[Step]] = {}
    name = ""
    for row in book.rows("uji"):
        cells = row.cells
        name = cells.get("kasus", name)
        kind = cells.get("langkah", "").lower()
        step = Step(row.number, kind, cells.get("pertanyaan", ""), cells.get("nilai", ""))
        found.setdefault(name, []).append(step)
    return tuple(Case(name, tuple(steps)) for name, steps in found.items())


def run(form: FormDef, cases: Sequence[Case]) -> tuple[Outcome, ...]:
    """Try every case in a fresh record of the form."""
    return tuple(_run(form, case) for case in cases)


def run_markdown(text: str, form: FormDef) -> tuple[Outcome, ...]:
    """The cases of a Markdown source tried on its compiled form. Raises `Unreadable`."""
    return run(form, cases_of(read_markdown(text, form.form_id)))


def findings(book: Book, outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """What failed, each with its row, and with the expected and the found value."""
    for outcome in outcomes:
        for failure in outcome.failures:
            column = "langkah" if failure.code == "trial.step" else "nilai"
            if failure.code == "trial.question":
                column = "pertanyaan"
            place = book.place("uji", failure.row, column)
            facts = {
                "case": failure.case or "-",
                "name": failure.question or "-",
                "expected": failure.expected or "-",
                "got": failure.got or "-",
            }
            yield Finding(failure.code, place, facts)


def uncovered(outcomes: Sequence[Outcome], wanted: Collection[str]) -> tuple[str, ...]:
    """The levels a form can give for which no case passes."""
    proven = {level for outcome in outcomes if outcome.passed for level in outcome.levels}
    return tuple(
        level for level in (*LEVELS, INCOMPLETE) if level in wanted and level not in proven
    )


def lowered(
    form: FormDef, outcomes: Sequence[Outcome], counted: Collection[str]
) -> Iterator[tuple[Case | None, str]]:
    """Where a level is the lowest although a counted question has no answer.

    Every passing case that ends at the lowest level is tried again with each counted answer taken
    back; a record with nothing answered is tried too (case None). Yields the case and question.
    """
    empty = _session(form)
    if _level(empty) == LOWEST:
        yield None, ""
    for outcome in outcomes:
        if not outcome.passed or LOWEST not in outcome.levels:
            continue
        for name in sorted(counted):
            session = _session(form)
            for step in outcome.case.steps:
                if _kind(step) == ANSWER:
                    _answer(session, step)
                elif _kind(step) == ADD:
                    session.add_repeat(_ref(session, step.question))
            if session.value(_ref(session, name)):
                session.answer(_ref(session, name), "")
                if _level(session) == LOWEST:
                    yield outcome.case, name


def _run(form: FormDef, case: Case) -> Outcome:
    session = _session(form)
    failed: list[Failure] = []
    levels: set[str] = set()
    for step in case.steps:
        failure = _try(session, step)
        if failure is not None:
            code, expected, got = failure
            failed.append(Failure(case.name, step.row, step.question, code, expected, got))
        elif _kind(step) == EXPECT and step.question == "level":
            levels.add(step.value)
    if not any(_kind(step) == EXPECT for step in case.steps):
        failed.append(Failure(case.name, case.steps[0].row, "", "trial.no-expectation"))
    return Outcome(case, tuple(failed), frozenset(levels))


def _try(session: FormSession, step: Step) -> tuple[str, str, str] | None:
    kind = _kind(step)
    if kind not in {ANSWER, EXPECT, ADD}:
        return "trial.step", f"{ANSWER}, {EXPECT}, {ADD}", step.kind
    try:
        if kind == ADD:
            session.add_repeat(_ref(session, step.question))
            return None
        if kind == ANSWER:
            return _answered(session, step)
        return _expected(session, step)
    except (NoSuchNode, FormRefused):
        return "trial.question", step.question, ""


def _answered(session: FormSession, step: Step) -> tuple[str, str, str] | None:
    ref = _ref(session, step.question)
    view = session.view(ref)
    if not session.relevant(ref):
        return "trial.hidden", step.value, ""
    if view.choices and view.kind in {"select_one", "select_multiple", "rank"}:
        offered = [choice.value for choice in view.choices]
        for word in step.value.split():
            if word not in offered:
                return "trial.choice", ", ".join(offered), word
    _answer(session, step)
    return None


def _expected(session: FormSession, step: Step) -> tuple[str, str, str] | None:
    ref = _ref(session, step.question)
    shows = session.relevant(ref)
    if step.value in {SHOWN, HIDDEN}:
        got = SHOWN if shows else HIDDEN
        return None if got == step.value else ("trial.other", step.value, got)
    got = session.value(ref) if shows else ""
    return None if _same(got, step.value) else ("trial.other", step.value, got)


def _same(got: str, wanted: str) -> bool:
    if got == wanted:
        return True
    try:
        return float(got) == float(wanted)
    except ValueError:
        return False


def _kind(step: Step) -> str:
    return _STEPS.get(step.kind, step.kind)


def _answer(session: FormSession, step: Step) -> None:
    session.answer(_ref(session, step.question), step.value)


def _session(form: FormDef) -> FormSession:
    numbers = iter(range(1, 10_000))
    return FormSession.new(form, lambda: MOMENT, lambda: f"{next(numbers):032x}")


def _level(session: FormSession) -> str:
    return session.value(_ref(session, "level"))


def _ref(session: FormSession, question: str) -> str:
    """The reference of a question by its name. Raises `NoSuchNode`."""
    match = _STEP.match(question.strip())
    if match is None:
        raise NoSuchNode(question)
    name, number = match[1].strip(), int(match[2] or 1)
    defn = _place(session.form, name)
    if defn is None:
        raise NoSuchNode(question)
    return _path(defn, number)


def _place(form: FormDef, name: str) -> NodeDef | None:
    inner = [d for d in form.shape.defs if not d.is_attribute and "/meta" not in d.path]
    return next((d for d in inner if d.local == name and d.parent is not None), None)


def _path(defn: NodeDef, number: int) -> str:
    """The path of a place: `number` is the row of the innermost repeat around it, others have 1."""
    steps = []
    at: NodeDef | None = defn
    inner = next((repeat for repeat in reversed(defn.repeats) if repeat is not defn), None)
    while at is not None:
        row = f"[{number if at is inner else 1}]" if at.is_repeat and at is not defn else ""
        steps.append(at.local + row)
        at = at.parent
    return "/" + "/".join(reversed(steps))
