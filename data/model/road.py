"""Where a record is, and how the road is: the words window, courier and drawer share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RecordState(StrEnum):
    """The honest places of a record (ui.md rule 4)."""

    DI_LAPTOP = "di_laptop"
    DITITIPKAN = "dititipkan"
    TERKIRIM = "terkirim"
    DITERIMA_UPTD = "diterima_uptd"


class RoadCode(StrEnum):
    """Why the road is as it is; the courier writes it, the app words it."""

    IDLE = "idle"
    BUSY = "busy"
    PAUSED = "paused"
    NOT_ENROLLED = "not-enrolled"
    NO_CONNECTION = "no-connection"
    CITY_BUSY = "city-busy"
    CITY_ERROR = "city-error"
    PORTAL = "portal"
    PROXY_LOGIN = "proxy-login"
    WRONG_KEY = "wrong-key"
    CLOCK_WRONG = "clock-wrong"
    TLS_REFUSED = "tls-refused"
    REVOKED = "revoked"
    UPDATE_NEEDED = "update-needed"
    MAILBAG_TROUBLE = "mailbag-trouble"
    DISK_FULL = "disk-full"


@dataclass(frozen=True, slots=True)
class RoadState:
    """The courier's last word on the road. Times are Unix seconds by the laptop's clock."""

    code: RoadCode
    at: int
    last_success: int | None = None
    waiting: int = 0
    waiting_bytes: int = 0
    oldest_waiting: int | None = None
    next_try: int | None = None
    sent_bytes: int = 0
    received_bytes: int = 0
    requests: int = 0
    held: int = 0


SHAPES: dict[RecordState, str] = {
    RecordState.DI_LAPTOP: "○",
    RecordState.DITITIPKAN: "◐",
    RecordState.TERKIRIM: "◐",
    RecordState.DITERIMA_UPTD: "✔",
}
