"""What each form is for, as the pack says: by id, by kind, and which a role may use."""

from __future__ import annotations

from typing import Final

from data.content import reader
from data.content.source import Content
from data.model.form import FormFace
from data.model.problems import Code, Refusal
from responder_app.work import pack

# Kinds that belong to a case, and kinds that begin one.
ON_A_CASE = ("followup", "checklist", "evidence", "closing", "intake", "report")
BEGINNING = ("quick", "intake", "consultation", "report", "activity")
ACTIVITY = "activity"


class _Read:
    """The table as it was read last, and from which content."""

    def __init__(self) -> None:
        self.content: Content | None = None
        self.faces: tuple[FormFace, ...] = ()


_read: Final = _Read()


def every() -> tuple[FormFace, ...]:
    """All forms on hand, in the order a person meets them."""
    content = pack.content()
    if _read.content is not content:
        _read.content, _read.faces = content, reader.form_faces(content)
    return _read.faces


def find(form_id: str) -> FormFace | None:
    """A form's face; the built-in one where the pack does not have it any more, so that a draft
    begun before is finished all the same. None where neither has it."""
    found = next((face for face in every() if face.id == form_id), None)
    if found is not None:
        return found
    return next((face for face in reader.form_faces() if face.id == form_id), None)


def of(form_id: str) -> FormFace:
    """A form's face. Raises ``Refusal(FORM_UNKNOWN)``."""
    found = find(form_id)
    if found is None:
        raise Refusal(Code.FORM_UNKNOWN)
    return found


def kind_of(form_id: str) -> str:
    """What kind of form an id names; the id itself where no form of this pack has it."""
    found = find(form_id)
    return form_id if found is None else found.kind


def for_role(role: str, kinds: tuple[str, ...]) -> tuple[FormFace, ...]:
    """The forms of these kinds that a role may use, kind by kind."""
    order = {kind: at for at, kind in enumerate(kinds)}
    open_ones = [face for face in every() if face.kind in order and face.open_to(role)]
    return tuple(sorted(open_ones, key=lambda face: order[face.kind]))


def not_for_role(role: str, kind: str) -> tuple[FormFace, ...]:
    """The forms of a kind that this role may not use: somebody else must be asked."""
    return tuple(face for face in every() if face.kind == kind and not face.open_to(role))
