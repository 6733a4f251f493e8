"""The texts of a form in its languages (itext), with their outputs and forms (image, guidance)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.forms.nodedef import NodeDef
from data.forms.refusals import refusal
from data.forms.rules import Rule
from data.forms.xml import Element
from data.forms.xpath.compile import Surroundings, compile_rule


@dataclass(frozen=True, slots=True)
class Output:
    """An `<output>` as written: the expression that gives the text."""

    expression: str


MEDIA = ("image", "audio", "video")
Written = tuple["str | Output", ...]
Parts = tuple["str | Rule", ...]


def written(element: Element) -> Written:
    """The text of a label, hint or itext value, blanks as they stand, outputs kept apart."""
    parts: list[str | Output] = []
    for item in element.content:
        if isinstance(item, str):
            parts.append(item)
        elif item.local == "output":
            expression = item.attributes.get("value") or item.attributes.get("ref") or ""
            parts.append(Output(expression))
        else:
            parts.extend(written(item))
    if not any(isinstance(part, Output) or part.strip() for part in parts):
        return ()
    return tuple(parts)


def compile_parts(text: Written, origin: NodeDef, around: Surroundings, where: str) -> Parts:
    """The outputs of a text compiled for the place that shows it."""
    return tuple(
        compile_rule(part.expression, origin, around, where) if isinstance(part, Output) else part
        for part in text
    )


class Itext:
    """All texts by language, id and form (`""` the plain text, `image`, `guidance`, ...).

    `has_media` tells whether any text has a picture, a sound or a film.
    """

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.languages: list[str] = []
        self.default = ""
        self.has_media = False
        self._texts: dict[str, dict[str, dict[str, Written]]] = {}
        self._compiled: dict[tuple[str, str, str, int], Parts] = {}

    def read(self, itext: Element) -> None:
        """Take in one `<itext>`. A translation without a language is no language."""
        for translation in itext.elements():
            language = translation.attributes.get("lang")
            if translation.local != "translation" or language is None:
                continue
            if language in self._texts:
                raise refusal("two-languages", "itext", translation.line, language=language)
            self.languages.append(language)
            if "default" in translation.attributes and not self.default:
                self.default = language
            texts = self._texts.setdefault(language, {})
            for text in translation.elements():
                forms = texts.setdefault(text.attributes.get("id", ""), {})
                for value in text.elements():
                    form = value.attributes.get("form", "")
                    self.has_media = self.has_media or form in MEDIA
                    forms.setdefault(form, written(value))
        if not self.default and self.languages:
            self.default = self.languages[0]

    def has(self, text_id: str) -> bool:
        """Whether any language has that text."""
        return any(text_id in texts for texts in self._texts.values())

    def forms(self, text_id: str) -> Iterator[tuple[str, str, Written]]:
        """Every (language, form, text) of an id."""
        for language, texts in self._texts.items():
            for form, text in texts.get(text_id, {}).items():
                yield language, form, text

    def tells(self, text_id: str) -> bool:
        """Whether a text carries an output, so that it says something else of each record."""
        return any(isinstance(part, Output) for _, _, text in self.forms(text_id) for part in text)

    def parts(self, text_id: str, form: str, language: str, origin: NodeDef) -> Parts:
        """The text in a language, its outputs compiled for `origin`; empty if there is none."""
        forms: Mapping[str, Written] = self._texts.get(language, {}).get(text_id, {})
        text = forms.get(form, forms.get("long", ()) if not form else ())
        if all(isinstance(part, str) for part in text):
            return text  # type: ignore[return-value]  # all of it is text
        key = (text_id, form, language, origin.index)
        if key not in self._compiled:
            self._compiled[key] = compile_parts(text, origin, self.around, f"itext {text_id}")
        return self._compiled[key]

    def check(self, text_id: str, origin: NodeDef) -> None:
        """Compile every output of a text now, so that a wrong path is refused at load."""
        for language, form, text in self.forms(text_id):
            if any(isinstance(part, Output) for part in text):
                self.parts(text_id, form, language, origin)
