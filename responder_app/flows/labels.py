"""Words of questions and answers, out of the forms themselves, in the language on show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from data.forms.session import FormSession
from responder_app.work import pack
from responder_app.work.record import language_of

FORMS = ("followup", "anak", "ipv5", "intake")  # later ones win where a name stands in several


class Labels:
    """Question and choice words by field name; made once a language, when first needed."""

    def __init__(self) -> None:
        self._language = ""
        self._questions: dict[str, str] = {}
        self._choices: dict[str, Mapping[str, str]] = {}

    def question(self, name: str, language: str) -> str:
        """The words of a question; its name where no form asks it."""
        self._read(language)
        return self._questions.get(name, name)

    def value(self, name: str, stored: str, language: str) -> str:
        """A stored answer in words: one choice, or several parted by commas."""
        self._read(language)
        words = self._choices.get(name)
        if not words:
            return stored
        if stored in words:
            return words[stored]
        return ", ".join(words.get(one, one) for one in stored.split())

    def _read(self, language: str) -> None:
        if language == self._language:
            return
        self._language = language
        for form_id in FORMS:
            form = pack.form(form_id)
            session = FormSession.new(
                form,
                clock=lambda: datetime.now(UTC),
                new_id=lambda: "1",
                language=language_of(form, language),
            )
            for defn in form.controls:
                view = session.view(defn.path)
                self._questions[defn.local] = view.label
                self._choices[defn.local] = {one.value: one.label for one in view.choices}
