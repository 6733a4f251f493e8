"""The guide as values: pages, scripts, meeting modules, notes and the card, line by line."""

from __future__ import annotations

from dataclasses import dataclass

GUIDE_KINDS = ("page", "script", "module", "note", "card")
SHELVES = ("bahaya", "bicara", "tugas", "pertemuan", "cetak")
SIGNERS = ("uptd", "klinisi", "hukum")
LINE_KINDS = ("text", "say", "do", "never", "number", "tick", "ask", "call")


@dataclass(frozen=True, slots=True)
class GuideLine:
    """One line. ``kind`` is one of ``LINE_KINDS``.

    ``text`` plain words; ``say`` words to say aloud; ``do`` something to do or to know; ``never``
    what hurts, or is not allowed; ``number`` a step, counted from 1 in its part; ``tick`` a box to
    tick for oneself; ``ask`` a question or exercise for a group; ``call`` whom to call, ``text``
    is then a word for ``data.content.guide_reader.contacts_of`` (``polisi``, ``uptd``).
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class GuidePart:
    """One screen of a text. ``title`` is empty where the text has a single screen."""

    title: str
    lines: tuple[GuideLine, ...]


@dataclass(frozen=True, slots=True)
class GuideFace:
    """One row of ``guide/index.csv``: what a text is, before it is read.

    ``shelf`` is one of ``SHELVES``, in the order they are offered: danger stands first.
    ``order`` is the reading order within the kind, from 1. ``picture`` names a drawing, ``button``
    a row of ``guide/buttons.csv``, empty for none. ``source``: where the facts come from;
    ``version``: the day of its words as a number, as with forms; ``sign_off``: which of
    ``SIGNERS`` have to agree to it; ``signed_off_by``: who did, empty until then.
    """

    id: str
    kind: str
    order: int
    shelf: str
    picture: str
    button: str
    source: str
    version: str
    sign_off: tuple[str, ...]
    signed_off_by: str


@dataclass(frozen=True, slots=True)
class GuideText:
    """A text in one language: its row of the index, its title and its screens (at least one)."""

    face: GuideFace
    language: str
    title: str
    parts: tuple[GuidePart, ...]

    @property
    def id(self) -> str:
        """The id of its row."""
        return self.face.id

    @property
    def kind(self) -> str:
        """One of ``GUIDE_KINDS``."""
        return self.face.kind

    @property
    def picture(self) -> str:
        """The name of its drawing."""
        return self.face.picture

    @property
    def button(self) -> str:
        """The code of its one large button, or nothing."""
        return self.face.button

    @property
    def lines(self) -> tuple[GuideLine, ...]:
        """The lines of all its screens, one after another."""
        return tuple(line for part in self.parts for line in part.lines)


@dataclass(frozen=True, slots=True)
class GuideButton:
    """What a large button says and whom it calls: words for ``contacts_of``, best first."""

    code: str
    icon: str
    label_id: str
    label_en: str
    calls: tuple[str, ...]
