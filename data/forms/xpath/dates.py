"""Dates and times as forms store them: ISO text, local calendar days, and numbers of days."""

import math
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_STAMP = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?"
    r"(Z|[+-]\d{2}(?::?\d{2})?)?$"
)
_TIME = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$")
_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400.0
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
}


def parse_date(text: str) -> date | None:
    """The calendar day of `2026-02-28`, or of the date part of a date-time; None if neither."""
    match = _DATE.match(text[:10])
    if match is None or (len(text) > 10 and _STAMP.match(text) is None):
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _offset(text: str | None, zone: tzinfo) -> tzinfo:
    if not text:
        return zone
    if text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or "0")
    return timezone(sign * timedelta(minutes=minutes)) if minutes < 1440 else UTC


def parse_datetime(text: str, zone: tzinfo) -> datetime | None:
    """The moment of a date-time (a plain day is its local midnight) in `zone`; None if neither."""
    match = _STAMP.match(text)
    try:
        if match is None:
            day = parse_date(text)
            return None if day is None else datetime.combine(day, time(), zone)
        micro = int((match[7] or "0").ljust(6, "0"))
        moment = datetime(
            int(match[1]),
            int(match[2]),
            int(match[3]),
            int(match[4]),
            int(match[5]),
            int(match[6] or "0"),
            micro,
            _offset(match[8], zone),
        )
        return moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None


def days_of(text: str, zone: tzinfo) -> float | None:
    """Local days since 1970-01-01, with the part of the day as a fraction; None if no date.

    A plain day is a whole number, so that comparing and subtracting days is exact.
    """
    if len(text) < 10 or text[4] != "-":
        return None
    if len(text) == 10:
        day = parse_date(text)
        return None if day is None else float(day.toordinal() - _EPOCH)
    moment = parse_datetime(text, zone)
    if moment is None:
        return None
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return moment.toordinal() - _EPOCH + seconds / _DAY


def utc_days(text: str, zone: tzinfo) -> float:
    """Days since 1970-01-01 UTC with fraction (`decimal-date-time`); NaN if no date."""
    moment = parse_datetime(text, zone)
    return math.nan if moment is None else moment.timestamp() / _DAY


def time_fraction(text: str) -> float:
    """The part of the day gone at a time or date-time as written (`decimal-time`); NaN if none."""
    match = _TIME.match(text)
    if match is None:
        stamp = _STAMP.match(text)
        match = None if stamp is None else _TIME.match(text[11:])
    if match is None:
        return math.nan
    seconds = int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or "0")
    return seconds / _DAY


def date_from_days(days: float) -> str:
    """`2026-02-28` for a number of days; empty when it is no day of the calendar."""
    if math.isnan(days) or math.isinf(days):
        return ""
    ordinal = math.floor(days) + _EPOCH
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= 3_652_059 else ""


def is_time(text: str) -> bool:
    """Whether `text` is a time of day as forms store it."""
    match = _TIME.match(text)
    return match is not None and int(match[1]) < 24 and int(match[2]) < 60


def stamp(moment: datetime) -> str:
    """A date-time as forms store it, with milliseconds and the offset."""
    return moment.isoformat(timespec="milliseconds")


def format_date(text: str, pattern: str, zone: tzinfo, language: str) -> str:
    """`format-date` and `format-date-time`: empty on anything that is no date."""
    moment = parse_datetime(text, zone)
    if moment is None:
        if not is_time(text):
            return ""
        moment = parse_datetime(f"1970-01-01T{text}", zone)
        if moment is None:
            return ""
    words = "id" if "(id)" in language or language.startswith("id") else "en"
    return re.sub("%(.)", lambda found: _part(found[1], moment, words), pattern)


def _part(letter: str, moment: datetime, words: str) -> str:
    month = _MONTHS[words].split()[moment.month - 1]
    day = _DAYS[words].split()[moment.weekday()]
    parts = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "n": str(moment.month),
        "B": month,
        "b": month[:3],
        "d": f"{moment.day:02}",
        "e": str(moment.day),
        "H": f"{moment.hour:02}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}",
        "3": f"{moment.microsecond // 1000:03}",
        "A": day,
        "a": day[:3],
        "w": str(moment.isoweekday() % 7),
        "W": str(moment.isocalendar().week),
        "u": str(moment.isoweekday()),
        "%": "%",
    }
    return parts.get(letter, f"%{letter}")
