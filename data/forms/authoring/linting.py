"""All checks of one form in one go: the sheets, the engine, the lint rules, the `uji` cases."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from data.forms import trial
from data.forms.authoring.assemble import Compiled, assemble
from data.forms.authoring.book import Book
from data.forms.authoring.findings import Finding, has_errors, in_order
from data.forms.authoring.recording import Declared, check_records, check_relied
from data.forms.authoring.retiring import asked_in, check_retired, check_versions
from data.forms.authoring.scoring import asked_below, check_scores, levels_given
from data.forms.authoring.wording import check_wording
from data.forms.formdef import FormDef, load_form
from data.forms.trial import Outcome


@dataclass(frozen=True, slots=True)
class Judged:
    """A form judged. `outcomes` are those of its `uji` cases; `levels` those it can give."""

    compiled: Compiled
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...] = ()
    levels: tuple[str, ...] = ()

    @property
    def fit(self) -> bool:
        """Whether nothing stops it from going into a pack."""
        return self.compiled.form is not None and not has_errors(self.findings)


def judge(book: Book, declared: Declared, older: bytes | None = None) -> Judged:
    """Compile, lint and try a form. `older` is its older compiled version to compare with.

    Every finding is in it once, errors first.
    """
    compiled = assemble(book)
    outline = compiled.outline
    told = list(compiled.findings)
    told.extend(check_scores(outline, compiled.formulas))
    told.extend(check_wording(outline))
    told.extend(check_records(outline, declared, compiled.formulas))
    told.extend(check_retired(outline))
    outcomes: tuple[Outcome, ...] = ()
    levels: tuple[str, ...] = ()
    if compiled.form is not None:
        if older is not None:
            old = load_form(older)
            told.extend(check_versions(outline, compiled.form, compiled.xml, old, older))
            told.extend(check_relied(outline, asked_in(old), declared))
        outcomes, levels, tried = _trial(compiled, compiled.form)
        told.extend(tried)
    return Judged(compiled, tuple(in_order(told)), outcomes, levels)


def _trial(
    compiled: Compiled, form: FormDef
) -> tuple[tuple[Outcome, ...], tuple[str, ...], list[Finding]]:
    book = compiled.book
    cases = trial.cases_of(book)
    outcomes = trial.run(form, cases)
    told = list(trial.findings(book, outcomes))
    calculations = {f.item.name: f for f in compiled.formulas if f.column == "calculation"}
    level = calculations.get("level")
    if level is None:
        return outcomes, (), told
    given = levels_given(level, calculations)
    told.extend(_missing(book, outcomes, given))
    counted = asked_below("answered", calculations)
    for case, name in trial.lowered(form, outcomes, counted):
        place = compiled.outline.place(level.item, "calculation")
        if case is None:
            told.append(Finding("level.low-empty", place))
        else:
            told.append(Finding("level.low-open", place, {"case": case.name, "name": name}))
    return outcomes, given, told


def _missing(book: Book, outcomes: Sequence[Outcome], given: Collection[str]) -> list[Finding]:
    place = book.place("uji")
    if not outcomes:
        return [Finding("trial.none", place, {"levels": ", ".join(given)})]
    return [
        Finding("trial.level", place, {"level": level})
        for level in trial.uncovered(outcomes, given)
    ]
