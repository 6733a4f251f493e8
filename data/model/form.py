"""What a form is for, before it is opened: its kind, who may use it, what it is called."""

from __future__ import annotations

from dataclasses import dataclass

FORM_KINDS = frozenset(
    {
        "intake",
        "quick",
        "consultation",
        "checklist",
        "followup",
        "closing",
        "report",
        "evidence",
        "activity",
    }
)
NEEDS_CASE = frozenset({"yes", "no", "either"})


@dataclass(frozen=True, slots=True)
class FormFace:
    """One row of ``forms.csv``.

    ``kind`` is one of ``FORM_KINDS``; ``prefix`` begins the names of a checklist's items
    (``jiwa_``). ``roles``: recorder roles of domain.md 2.2 that may use it, empty for everybody.
    ``needs_case``: ``yes`` (only on a case), ``no`` (begins one, or none at all), ``either``.
    ``suggest``: a condition (``data.model.condition``) that makes it fit a case.
    ``source``: where its questions come from.
    """

    id: str
    kind: str
    prefix: str
    roles: tuple[str, ...]
    needs_case: str
    icon: str
    title_id: str
    title_en: str
    about_id: str
    about_en: str
    suggest: str
    source: str

    def open_to(self, role: str) -> bool:
        """Whether a person of this role may use it."""
        return not self.roles or role in self.roles
