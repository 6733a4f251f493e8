"""The forms, the evidence and the legal deadlines of a case, as lines of its page."""

from __future__ import annotations

from responder_app.flows.form_pages import form_title
from responder_app.flows.labels import Labels
from responder_app.flows.stage import Stage
from responder_app.work.answered import AnsweredForm
from responder_app.work.cases import CaseView
from responder_app.work.world import local_time
from ui.screens.case import EvidenceLine, FormLine
from ui.words import phrases
from ui.words.translate import translate

TITLES = frozenset({"quick", "consultation", "report", "evidence", "closing"})


def title_of(kind: str) -> str:
    """What happened when a form of this kind was answered."""
    return {
        "quick": translate("flows", "A quick record was made"),
        "consultation": translate("flows", "A consultation was recorded"),
        "report": translate("flows", "Content on the internet was reported"),
        "evidence": translate("flows", "Evidence was noted"),
        "closing": translate("flows", "Closing was recorded"),
    }.get(kind, "")


def form_lines(view: CaseView, labels: Labels, stage: Stage) -> tuple[FormLine, ...]:
    """Every answered form, newest first: version, who, when, and whether it was corrected."""
    here = stage.moment()
    return tuple(
        FormLine(
            title=form_title(form.form, stage.here.language),
            detail=translate("flows", "Version {version}, {who}, {when}").format(
                version=form.version or "-",
                who=_who(form, view),
                when=phrases.when(local_time(form.at), here),
            ),
            mark=_mark(form),
            id=form.instance if form.instance in view.correctable else "",
        )
        for form in reversed(view.forms)
    )


def _who(form: AnsweredForm, view: CaseView) -> str:
    if any(form.by == one.by and one.instance in view.correctable for one in view.forms):
        return translate("flows", "by you")
    return phrases.role_word(form.role) if form.role else translate("flows", "unknown sender")


def _mark(form: AnsweredForm) -> str:
    if form.superseded:
        return translate("flows", "Corrected later")
    if form.supersedes:
        return translate("flows", "Corrects an earlier one")
    return ""


def evidence_lines(view: CaseView, labels: Labels, stage: Stage) -> tuple[EvidenceLine, ...]:
    """Every piece of evidence that was noted: its kind, who keeps it, when it was noted."""
    language, here = stage.here.language, stage.moment()
    lines = []
    for form in view.forms:
        if form.kind != "evidence" or form.superseded:
            continue
        kind = labels.brief("ev_type", form.answers.get("ev_type", ""), language)
        holder = labels.brief("ev_holder", form.answers.get("ev_holder", ""), language)
        when = phrases.when(local_time(form.at), here)
        parts = [part for part in (holder, when) if part]
        lines.append(EvidenceLine(kind or title_of("evidence"), ", ".join(parts)))
    return tuple(lines)


def police_words(due: int, now: int) -> str:
    """Until when the UPTD must tell the police (UU 12/2022 Pasal 41), with its clock time."""
    when = phrases.when(local_time(due), local_time(now))
    return translate("flows", "Police must be told by: {when}").format(when=when)


def law_lines(view: CaseView, now: int) -> tuple[str, ...]:
    """The deadlines the law sets for this case."""
    lines = []
    if view.police_due is not None and not view.line.closed:
        lines.append(police_words(view.police_due, now))
    if view.protection_due is not None and not view.line.closed:
        when = phrases.when(local_time(view.protection_due), local_time(now))
        words = translate(
            "flows", "If the police gave protection: it lasts seven days. Ask again by: {when}"
        )
        lines.append(words.format(when=when))
    return tuple(lines)
