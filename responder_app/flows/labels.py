"""Words of questions and answers, out of the forms themselves, in the language on show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from data.content import reader
from data.forms.session import FormSession
from data.model.service import Area
from responder_app.work import pack
from responder_app.work.filling import language_of
from responder_app.work.pack import Current
from ui.words.translate import translate


def _short() -> dict[str, str]:
    return {
        "sex": translate("flows", "Sex"),
        "age_years": translate("flows", "Age"),
        "violence_types": translate("flows", "Kind of violence"),
        "occurred_when": translate("flows", "Last time"),
        "visible_injury": translate("flows", "Injury"),
        "pregnant": translate("flows", "Pregnant"),
        "tonight_place": translate("flows", "Tonight"),
        "lives_with_perp": translate("flows", "Lives with the accused"),
        "perp_relation": translate("flows", "The accused is"),
        "dependants_at_home": translate("flows", "Dependants at home"),
        "disability_support": translate("flows", "Support needed"),
        "needs": translate("flows", "Needs"),
        "consent_services": translate("flows", "Agreed to"),
        "consent_contact": translate("flows", "May be contacted"),
        "contact_rule": translate("flows", "How to contact"),
        "safe_contact": translate("flows", "Safe contact"),
        "address_note": translate("flows", "Where to meet"),
        "home_area_code": translate("flows", "Lives in"),
        "transport_need": translate("flows", "Needs transport"),
        "escort": translate("flows", "Escort"),
        "injury_places": translate("flows", "Where on the body"),
        "strangled_when": translate("flows", "Last strangling"),
        "sexual_window": translate("flows", "Unwanted contact"),
        "despair_signs": translate("flows", "Signs of despair"),
        "online_form": translate("flows", "Online violence"),
        "platform": translate("flows", "Platform"),
        "consult_topic": translate("flows", "Topic"),
        "home_safe": translate("flows", "Safe at home"),
        "guardian_safe": translate("flows", "Safe adult"),
        "guardian_contact": translate("flows", "Contact of that adult"),
        "perp_age_band": translate("flows", "Age of the accused"),
    }


class Labels:
    """Question and choice words by field name; a form is read once a language, when first needed.

    Where a name stands in several forms the first of ``forms.csv`` words it; what the city's pack
    does not ask any more is worded by the built-in forms. Another pack in use: everything anew.
    """

    def __init__(self) -> None:
        self._language = ""
        self._pack = pack.current()
        self._waiting: list[tuple[Current, str]] = []
        self._questions: dict[str, str] = {}
        self._choices: dict[str, Mapping[str, str]] = {}
        self._areas: dict[str, Area] = {}

    def question(self, name: str, language: str) -> str:
        """The words of a question; its name where no form asks it."""
        self._read(name, language)
        return self._questions.get(name, name)

    def short(self, name: str, language: str) -> str:
        """A field's short name, for a table of facts; the question where there is none."""
        return _short().get(name) or self.question(name, language)

    def area(self, code: str) -> str:
        """The name of a kelurahan by its code; the code where it is not known."""
        self._look_again()
        if not self._areas:
            self._areas = {one.code: one for one in reader.areas(self._pack.content)}
        found = self._areas.get(reader.area_digits(code))
        if found is None or found.kind != "kelurahan":
            return found.name if found is not None else code
        return translate("flows", "Kel. {name}").format(name=found.name)

    def value(self, name: str, stored: str, language: str) -> str:
        """A stored answer in words: one choice, or several parted by commas."""
        self._read(name, language)
        words = self._choices.get(name)
        if not words:
            return stored
        if stored in words:
            return words[stored]
        return ", ".join(words.get(one, one) for one in stored.split())

    def choices(self, name: str, language: str) -> tuple[tuple[str, str], ...]:
        """What its question offers, stored and worded; nothing where it takes free text."""
        self._read(name, language)
        return tuple((self._choices.get(name) or {}).items())

    def brief(self, name: str, stored: str, language: str) -> str:
        """The same without what explains a choice: "Fisik: dipukul, dicekik" is "Fisik"."""
        self._read(name, language)
        words = self._choices.get(name)
        if not words:
            return stored
        chosen = [stored] if stored in words else stored.split()
        return ", ".join(words.get(one, one).partition(":")[0] for one in chosen)

    def _read(self, name: str, language: str) -> None:
        """Read forms until one asks ``name``."""
        self._look_again()
        if language != self._language:
            self._language = language
            places = [self._pack] if self._pack.pack is None else [self._pack, Current()]
            self._waiting = [
                (place, form_id) for place in places for form_id in reader.form_ids(place.content)
            ]
            self._questions, self._choices = {}, {}
        while name not in self._questions and self._waiting:
            self._read_form(*self._waiting.pop(0), language)

    def _look_again(self) -> None:
        """Forget what was read from a pack that is no longer in use."""
        if self._pack is not pack.current():
            self._pack, self._language, self._areas = pack.current(), "", {}

    def _read_form(self, place: Current, form_id: str, language: str) -> None:
        form = place.form(form_id)
        session = FormSession.new(
            form,
            clock=lambda: datetime.now(UTC),
            new_id=lambda: "1",
            language=language_of(form, language),
        )
        for defn in form.controls:
            if defn.repeats or defn.local in self._questions:
                continue
            view = session.view(defn.path)
            self._questions[defn.local] = view.label
            self._choices[defn.local] = {one.value: one.label for one in view.choices}
