"""How a form session looks on the record screen: steps, position, one screen at a time."""

from __future__ import annotations

from datetime import date, datetime, time

from data.forms.views import PageView, QuestionView, ScreenView
from data.model.form import FormFace
from responder_app.flows.open_form import OpenForm
from responder_app.work import faces
from ui.screens.record import FileShown, RecordModel
from ui.widgets.step_bar import StepMark
from ui.words import phrases
from ui.words.translate import translate

# Which entry of the rail stays marked while a form of this kind is open.
_ROOMS = {
    "checklist": "danger",
    "followup": "cases",
    "closing": "cases",
    "evidence": "cases",
    "activity": "reports",
}


def model(
    form: OpenForm,
    *,
    title: str,
    saved: str,
    room: str,
    marked: bool,
    files: tuple[FileShown, ...] = (),
    newer: str = "",
) -> RecordModel:
    """The page of the screen on show. ``marked``: what is wrong is said under each question."""
    session, screen = form.session, form.screen
    views = form.views_of(screen)
    pages = [(page, list(page.questions)) for page in session.pages()]  # only what shows
    here = _section(screen, pages)
    wrongs = form.wrongs_of(views) if marked else ()
    first = screen.questions[0] if screen.questions else ""
    return RecordModel(
        title=title,
        code=form.opened.code,
        steps=_steps(pages, here, screen),
        questions=views,
        position=_position(pages, here, screen),
        saved=saved,
        can_back=True,
        is_last=form.is_last,
        violation=next((words for ref, words in wrongs if ref == first), ""),
        violations=tuple(one for one in wrongs if one[0] != first),
        room=room,
        kind=screen.kind,
        ref=screen.ref,
        heading=screen.title if screen.kind != "question" else "",
        repeat=screen.repeat,
        files=files,
        newer=newer,
        marked=form.tries,
    )


def _section(screen: ScreenView, pages: list[tuple[PageView, list[str]]]) -> int:
    for number, (page, refs) in enumerate(pages):
        if page.ref == screen.section or any(ref in refs for ref in screen.questions):
            return number
    return 0


def _steps(
    pages: list[tuple[PageView, list[str]]], here: int, screen: ScreenView
) -> tuple[StepMark, ...]:
    marks = []
    for number, (page, refs) in enumerate(pages):
        if not refs and number != here:
            continue
        state = "done" if number < here else "here" if number == here else "todo"
        at = next((refs.index(ref) for ref in screen.questions if ref in refs), 0)
        part = at / len(refs) if number == here and refs else 0.0
        marks.append(StepMark(page.title, state, part))
    return tuple(marks)


def _position(pages: list[tuple[PageView, list[str]]], here: int, screen: ScreenView) -> str:
    if not pages:
        return ""
    page, refs = pages[here]
    numbers = [refs.index(ref) + 1 for ref in screen.questions if ref in refs]
    if not numbers:
        return page.title
    if len(numbers) > 1:
        return translate("flows", "{section}, questions {first} to {last} of {count}").format(
            section=page.title, first=numbers[0], last=numbers[-1], count=len(refs)
        )
    return translate("flows", "{section}, question {number} of {count}").format(
        section=page.title, number=numbers[0], count=len(refs)
    )


def shown_value(view: QuestionView) -> str:
    """An answer in the words of its choices."""
    labels = {choice.value: choice.label for choice in view.choices}
    if view.kind == "select_one":
        return labels.get(view.value, view.value)
    if view.kind in ("select_multiple", "rank"):
        return ", ".join(labels.get(one, one) for one in view.value.split())
    if view.kind == "media" and view.value:
        return translate("flows", "File kept in this record")
    if view.kind in ("date", "time", "datetime") and view.value:
        return _moment(view.kind, view.value)
    return view.value


def _moment(kind: str, value: str) -> str:
    """A day, an hour or both as people say them; what cannot be read stays as it is stored."""
    try:
        if kind == "time":
            return phrases.clock(datetime.combine(date.min, time.fromisoformat(value)))
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    if kind == "datetime":
        return phrases.date_line(at)
    return f"{at.day} {phrases.month_names()[at.month - 1]} {at.year}"


def room_of(form_id: str) -> str:
    """The entry of the rail a form belongs to."""
    return _ROOMS.get(faces.kind_of(form_id), "record")


def form_title(form_id: str, language: str) -> str:
    """What a form is called; its id where this pack does not have it."""
    face = faces.find(form_id)
    return form_id if face is None else face_title(face, language)


def face_title(face: FormFace, language: str) -> str:
    """A form's name in a language."""
    return face.title_en if language == "en" else face.title_id


def face_about(face: FormFace, language: str) -> str:
    """What a form is for, in one sentence."""
    return face.about_en if language == "en" else face.about_id
