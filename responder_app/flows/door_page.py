"""What the door shows, from the vaults' faces alone: made before any key or drawer is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from data.model.people import ICONS
from data.store.faces import VaultFace
from responder_app.flows import forgotten
from ui.screens.door import DoorModel, PersonFace


def door_model(
    faces: Sequence[VaultFace],
    language: str,
    waiting: int,
    notice: str,
    *,
    desk: bool,
    mail_line: str = "",
) -> DoorModel:
    """The door. ``waiting``: records that wait for their owner; ``notice``: a demo's words;
    ``mail_line``: how much waits over everybody."""
    people = tuple(
        PersonFace(index, ICONS[face.icon % len(ICONS)], "", face.wait_seconds)
        for index, face in enumerate(faces)
    )
    return DoorModel(people, language, waiting, notice, desk, forgotten.forgotten(), mail_line)
