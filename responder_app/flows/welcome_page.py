"""What the welcome page shows before anybody has a vault here, and while one is made."""

from __future__ import annotations

from collections.abc import Sequence

from data.model.people import ICONS
from data.store.faces import VaultFace
from ui.screens.welcome import WelcomeModel


def welcome_model(
    faces: Sequence[VaultFace],
    notice: str,
    *,
    made: bool = False,
    code_line: str = "",
    progress: str = "",
    problem: str = "",
) -> WelcomeModel:
    """The page. ``made``: a vault is open already and only the city is missing."""
    return WelcomeModel(
        taken=() if made else tuple(ICONS[face.icon % len(ICONS)] for face in faces),
        code_line=code_line,
        progress=progress,
        problem=problem,
        can_cancel=bool(faces) and not made,
        demo_notice=notice,
    )
