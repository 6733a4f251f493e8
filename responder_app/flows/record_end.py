"""The page before finishing: what will be kept, what is missing, what will not be kept."""

from __future__ import annotations

from data.forms.session import FormSession
from data.forms.views import PageView
from data.model.levels import Level
from responder_app.flows.form_pages import shown_value
from responder_app.flows.open_form import OpenForm
from responder_app.rules import facts, limits
from responder_app.work import faces, finish
from ui.screens.summary import (
    HiddenRow,
    MissingRow,
    SummaryModel,
    SummaryRow,
    SummarySection,
    UnplacedRow,
)
from ui.words.translate import translate

# Forms that are opened because somebody was harmed; before consent they know little else.
_OF_HARM = frozenset({"intake", "quick"})


def refused(session: FormSession) -> bool:
    """Whether she said no to being written down, and nothing stands in its place."""
    return finish.refused_to_keep(session.answers())


def no_way_out(form: OpenForm) -> str:
    """The question to go back to where a no is not the end: a child is hurt.

    UU 23/2002 Pasal 78 (domain.md 1.1): a child's case always reaches the UPTD, there is no exit
    that does nothing. Empty where the no stands.
    """
    if not refused(form.session):
        return ""
    told = {**form.opened.answers, **form.session.answers()}
    harmed = faces.kind_of(form.opened.form_id) in _OF_HARM or (
        facts.violence(told) or told.get("safe_now") == "tidak" or told.get("perp_nearby") == "ya"
    )
    if facts.child(told) != "ya" or not harmed:
        return ""
    views = form.session.questions()
    return next((view.ref for view in views if view.name == "legal_basis"), "")


def summary(form: OpenForm, title: str, saved: str, room: str) -> SummaryModel:
    """The finished form as it will be kept, or what a no means."""
    session = form.session
    if refused(session):
        return _refusal(form, saved, room)
    missing = tuple(
        MissingRow(
            one.ref,
            session.view(one.ref).label,
            one.message or translate("flows", "An answer is missing."),
        )
        for one in session.problems()
    )
    hidden = tuple(
        HiddenRow(view.label, shown_value(view))
        for view in (session.view(ref) for ref in session.hidden_answers())
    )
    primary = translate("flows", "Save and go on")
    if form.opened.supersedes:
        primary = translate("flows", "Save the correction")
    return SummaryModel(
        title,
        form.opened.code,
        _sections(session),
        missing,
        hidden,
        primary,
        saved,
        room,
        unplaced=tuple(
            UnplacedRow(one[2] or one[1], one[3], one[4])
            for one in form.opened.unplaced
            if len(one) >= 5
        ),
    )


def _refusal(form: OpenForm, saved: str, room: str) -> SummaryModel:
    child = bool(no_way_out(form))
    title = translate("flows", "She does not want it written down")
    primary = translate("flows", "Erase this draft")
    if child:
        title = translate("flows", "A child is never left without help")
        primary = translate("flows", "Choose the basis")
    sections = (_of_a_child(form) if child else _erasing(form.session),)
    return SummaryModel(title, form.opened.code, sections, (), (), primary, saved, room)


def _rows(ref: str, lines: tuple[tuple[str, str], ...]) -> SummarySection:
    rows = tuple(SummaryRow(ref, label, words) for label, words in lines)
    return SummarySection(translate("flows", "What happens now"), rows)


def _erasing(session: FormSession) -> SummarySection:
    """What erasing means, before it is confirmed; each line leads back to the question."""
    ref = next((one.ref for one in session.questions() if one.name == "consent_store"), "")
    return _rows(
        ref,
        (
            (
                translate("flows", "When you press the button"),
                translate("flows", "This draft is erased. Only a count of talks goes up by one."),
            ),
            (
                translate("flows", "Until then"),
                translate("flows", "Nothing was sent. Press here to change the answer."),
            ),
            (
                translate("flows", "Help stays open to her"),
                translate("flows", "SAPA 129, police 110, or the UPTD, also without a name."),
            ),
        ),
    )


def _of_a_child(form: OpenForm) -> SummarySection:
    return _rows(
        no_way_out(form),
        (
            (
                translate("flows", "The law protects the child"),
                translate("flows", "A child's case always reaches the UPTD, also without a yes."),
            ),
            (
                translate("flows", "Choose the basis for recording"),
                _basis(form)
                or translate(
                    "flows", "Legal duty, or vital interest. The UPTD decides what follows."
                ),
            ),
            (
                translate("flows", "Not sure?"),
                translate("flows", "Phone the UPTD or SAPA 129 now. Do not send the child home."),
            ),
        ),
    )


def _basis(form: OpenForm) -> str:
    """The basis the rules propose for this child, in the form's words; empty if they name none."""
    told = {**form.opened.answers, **form.session.answers()}
    # Who hurts a child is asked later; the page is shown only where a child is hurt.
    word = limits.legal_basis_for(facts.draw(facts.together(told), Level.SEDANG))
    offered = form.session.view(no_way_out(form)).choices
    return next((choice.label for choice in offered if choice.value == word), "")


def _sections(session: FormSession) -> tuple[SummarySection, ...]:
    sections = []
    for page in session.pages():
        rows = (*_answers(session, page), *_repeats(session, page))
        if rows:
            sections.append(SummarySection(page.title, rows))
    return tuple(sections)


def _answers(session: FormSession, page: PageView) -> tuple[SummaryRow, ...]:
    views = [session.view(ref) for ref in page.questions if session.relevant(ref)]
    return tuple(
        SummaryRow(view.ref, view.label, shown_value(view))
        for view in views
        if view.value and not view.repeat
    )


def _repeats(session: FormSession, page: PageView) -> tuple[SummaryRow, ...]:
    rows = []
    for repeat in page.repeats:
        screen = session.screen_at(repeat.ref)
        for row in screen.repeat.rows if screen.repeat is not None else ():
            rows.append(SummaryRow(row.ref, f"{repeat.label} {row.index}", row.summary))
    return tuple(rows)
