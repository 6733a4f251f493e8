"""How a form session looks on the record screen: steps, position, one question a screen."""

from __future__ import annotations

from data.forms.session import FormSession
from data.forms.views import PageView, QuestionView
from ui.screens.record import RecordModel
from ui.widgets.step_bar import StepMark
from ui.words.translate import translate


class FormPages:
    """The sections of one form, and where a question stands among them."""

    def __init__(self, pages: list[PageView] | None = None) -> None:
        self._pages = pages or []

    def model(
        self,
        session: FormSession,
        at: str,
        *,
        title: str,
        code: str,
        saved: str,
        violation: str,
        room: str,
        is_last: bool,
    ) -> RecordModel:
        """The page of question ``at``."""
        pages = [(page, self._asked(session, page)) for page in session.pages()]
        here = next((i for i, (_page, refs) in enumerate(pages) if at in refs), 0)
        marks = []
        for i, (page, refs) in enumerate(pages):
            if not refs:
                continue
            state = "done" if i < here else "here" if i == here else "todo"
            part = refs.index(at) / len(refs) if i == here and at in refs else 0.0
            marks.append(StepMark(page.title, state, part))
        position = ""
        if pages and at in pages[here][1]:
            page, refs = pages[here]
            position = translate("flows", "{section}, question {number} of {count}").format(
                section=page.title, number=refs.index(at) + 1, count=len(refs)
            )
        return RecordModel(
            title=title,
            code=code,
            steps=tuple(marks),
            questions=(session.view(at),),
            position=position,
            saved=saved,
            can_back=True,
            is_last=is_last,
            violation=violation,
            room=room,
        )

    @staticmethod
    def _asked(session: FormSession, page: PageView) -> list[str]:
        return [ref for ref in page.questions if session.relevant(ref)]


def shown_value(view: QuestionView) -> str:
    """An answer in the words of its choices."""
    labels = {choice.value: choice.label for choice in view.choices}
    if view.kind == "select_one":
        return labels.get(view.value, view.value)
    if view.kind in ("select_multiple", "rank"):
        return ", ".join(labels.get(one, one) for one in view.value.split())
    return view.value


def form_word(form_id: str) -> str:
    """What a form is called on its page."""
    words = {
        "intake": translate("flows", "Record"),
        "ipv5": translate("flows", "Danger signs: partner"),
        "anak": translate("flows", "Danger signs: child"),
        "followup": translate("flows", "Follow-up"),
    }
    return words.get(form_id, form_id)
