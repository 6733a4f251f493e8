"""What a window needs to know of a form being filled in: values, nothing that can be changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One choice offered now. `image`, `audio`, `video` are media references, empty if none."""

    value: str
    label: str
    image: str = ""
    audio: str = ""
    video: str = ""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question as it stands now, texts in the current language.

    `kind` is text, integer, decimal, date, time, datetime, select_one, select_multiple, note,
    range, rank, acknowledge, media, or (for a group or repeat instance) group. `violation` is
    empty, `required` or `constraint`; `message` the form's own words for it. `section` is the
    page's ref, `repeat` the innermost repeat instance's. `withdrawn` are answers that are kept
    but do not count, since they are no longer offered; `limits` a range's start, end and step,
    or of a text the most letters its rule allows, as the end.
    `image`, `audio`, `video` are media references of its label. A media question holds a file:
    `media` is image, audio or file, `accepts` the types as the form writes them (`image/*`).
    """

    ref: str
    name: str
    kind: str
    label: str
    hint: str
    guidance: str
    value: str
    choices: tuple[ChoiceView, ...]
    required: bool
    readonly: bool
    relevant: bool
    valid: bool
    violation: str
    message: str
    appearance: str
    section: str
    repeat: str
    withdrawn: tuple[str, ...] = ()
    limits: tuple[str, str, str] = ("", "", "")
    image: str = ""
    audio: str = ""
    video: str = ""
    media: str = ""
    accepts: tuple[str, ...] = ()

    def looks(self, word: str) -> bool:
        """Whether the form asks for an appearance (`minimal`, `likert`, `image-map`, ...)."""
        return word in self.appearance.split()


@dataclass(frozen=True, slots=True)
class RepeatView:
    """A repeat of a page: `fixed` when its number of instances is not the user's to change."""

    ref: str
    label: str
    count: int
    fixed: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """One section: a group at the top of the body, or questions that stand between groups.

    `questions` are the refs of its relevant questions in reading order.
    """

    ref: str
    title: str
    questions: tuple[str, ...]
    repeats: tuple[RepeatView, ...] = ()


@dataclass(frozen=True, slots=True)
class RepeatRow:
    """One instance of a repeat: `index` counts from 1, `summary` its first answers in words."""

    ref: str
    index: int
    summary: str


@dataclass(frozen=True, slots=True)
class RepeatSummary:
    """A repeat as one screen; `fixed` as in `RepeatView`."""

    ref: str
    label: str
    fixed: bool
    rows: tuple[RepeatRow, ...]


@dataclass(frozen=True, slots=True)
class ScreenView:
    """What is put before a person at once.

    `kind` is `question`, `list` (a group with the appearance field-list; several questions) or
    `repeat` (then `repeat` holds its instances). `questions` are the refs that show now, empty
    for a screen that is hidden now; `section` is the ref of the page around.
    """

    ref: str
    kind: str
    title: str
    section: str
    questions: tuple[str, ...]
    repeat: RepeatSummary | None = None


@dataclass(frozen=True, slots=True)
class Violation:
    """A relevant question that is not right yet; `kind` is required or constraint."""

    ref: str
    name: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class EntityChange:
    """What a finished form says about a record: `action` is create or update.

    `properties` hold an emptied visible answer as an empty text; a hidden one is not in it.
    `types` say what each is: string, int, decimal, date, datetime, select1, select or file.
    `label` is the record's name as the form gives it, no property.
    """

    dataset: str
    id: str
    action: str
    properties: dict[str, str]
    types: dict[str, str]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an author must put right: a stable code, the question, and one sentence each.

    `where` is the question's path in the compiled form.
    """

    code: str
    question: str
    where: str
    words_id: str
    words_en: str
