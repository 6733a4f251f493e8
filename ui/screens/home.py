"""Home: one sentence about today, four doors, what needs doing, where the letters are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.rows import ActionRow
from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class HomeModel:
    """What home shows. All texts are worded already (see `ui.words.phrases`).

    `rows` are sorted by deadline, nearest first. `road` is one sentence about the connection,
    `road_ok` chooses its icon. `rows_note` stands beside the heading ("5 hal, ...").
    """

    name: str
    icon: str
    date: str
    greeting: str
    headline: str
    record_line: str
    danger_line: str
    cases_line: str
    send_line: str
    rows: tuple[ActionRow, ...]
    rows_note: str
    on_laptop: int
    on_way: int
    received: int
    road: str
    road_ok: bool = False


class HomeScreen(Screen[HomeModel]):
    """The first room after the door.

    Signals:
        opened: a room's name: record, danger, cases, send.
        case_opened: the case (hex of its record id) of a row.
    """

    opened = Signal(str)
    case_opened = Signal(str)
