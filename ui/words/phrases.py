"""Times, ages, sizes, states and roles in words. For flows and screens; nothing of a case."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def day_name(at: datetime) -> str:
    """ "Jumat"."""
    return (
        QCoreApplication.translate("phrases", "Monday"),
        QCoreApplication.translate("phrases", "Tuesday"),
        QCoreApplication.translate("phrases", "Wednesday"),
        QCoreApplication.translate("phrases", "Thursday"),
        QCoreApplication.translate("phrases", "Friday"),
        QCoreApplication.translate("phrases", "Saturday"),
        QCoreApplication.translate("phrases", "Sunday"),
    )[at.weekday()]


def month_names() -> tuple[str, ...]:
    """The twelve months, January first."""
    return (
        QCoreApplication.translate("phrases", "January"),
        QCoreApplication.translate("phrases", "February"),
        QCoreApplication.translate("phrases", "March"),
        QCoreApplication.translate("phrases", "April"),
        QCoreApplication.translate("phrases", "May"),
        QCoreApplication.translate("phrases", "June"),
        QCoreApplication.translate("phrases", "July"),
        QCoreApplication.translate("phrases", "August"),
        QCoreApplication.translate("phrases", "September"),
        QCoreApplication.translate("phrases", "October"),
        QCoreApplication.translate("phrases", "November"),
        QCoreApplication.translate("phrases", "December"),
    )


def clock(at: datetime) -> str:
    """ "14.32"."""
    pattern = QCoreApplication.translate("phrases", "{hour}:{minute}")
    return pattern.format(hour=f"{at.hour:02d}", minute=f"{at.minute:02d}")


def day_and_month(at: datetime) -> str:
    """ "26 Nov"."""
    return f"{at.day} {month_names()[at.month - 1][:3]}"


def date_line(now: datetime) -> str:
    """ "Jumat, 20 November 2026, 14.32"."""
    pattern = QCoreApplication.translate("phrases", "{weekday}, {day} {month} {year}, {time}")
    return pattern.format(
        weekday=day_name(now),
        day=now.day,
        month=month_names()[now.month - 1],
        year=now.year,
        time=clock(now),
    )


def when(at: datetime, now: datetime) -> str:
    """A moment that was: "14.32" today, "Jumat 14.32" within a week, "20 Nov" before."""
    if at.date() == now.date():
        return clock(at)
    if abs(now - at) < timedelta(days=6):
        return QCoreApplication.translate("phrases", "{weekday} {time}").format(
            weekday=day_name(at), time=clock(at)
        )
    return day_and_month(at)


def before(at: datetime, now: datetime) -> str:
    """A deadline as a clock time: "sebelum 16.00 hari ini", "sebelum Sabtu 14.20"."""
    if at.date() == now.date():
        return QCoreApplication.translate("phrases", "before {time} today").format(time=clock(at))
    if timedelta(0) < at - now < timedelta(days=6):
        return QCoreApplication.translate("phrases", "before {weekday} {time}").format(
            weekday=day_name(at), time=clock(at)
        )
    return QCoreApplication.translate("phrases", "before {weekday} {date}").format(
        weekday=day_name(at), date=day_and_month(at)
    )


def left(at: datetime, now: datetime) -> str:
    """The countdown: "1 jam 28 menit lagi", "besok"; late: "Lewat 12 menit"."""
    seconds = (at - now).total_seconds()
    if seconds < 0:
        return QCoreApplication.translate("phrases", "Late by {span}").format(span=age(-seconds))
    if seconds >= _DAY or (seconds > 6 * _HOUR and at.date() != now.date()):
        days = (at.date() - now.date()).days
        if days == 1:
            return QCoreApplication.translate("phrases", "tomorrow")
        return QCoreApplication.translate("phrases", "in {span}").format(span=_days(days))
    return QCoreApplication.translate("phrases", "in {span}").format(span=_fine(seconds))


def _fine(seconds: float) -> str:
    hours, rest = divmod(int(seconds), _HOUR)
    minutes = rest // _MINUTE
    if hours and minutes:
        return f"{_hours(hours)} {_minutes(minutes)}"
    return _hours(hours) if hours else _minutes(max(1, minutes))


def _minutes(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("phrases", "1 minute")
    return QCoreApplication.translate("phrases", "{n} minutes").format(n=count)


def _hours(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("phrases", "1 hour")
    return QCoreApplication.translate("phrases", "{n} hours").format(n=count)


def _days(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("phrases", "1 day")
    return QCoreApplication.translate("phrases", "{n} days").format(n=count)


def age(seconds: float) -> str:
    """ "40 menit", "1 jam", "2 hari"."""
    if seconds < _HOUR:
        return _minutes(max(1, int(seconds // _MINUTE)))
    return _hours(int(seconds // _HOUR)) if seconds < _DAY else _days(int(seconds // _DAY))


def size(count: int) -> str:
    """Bytes: "84 KB", "4,1 MB", "3,2 GB"."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000)) if count else 0} KB"
    point = QCoreApplication.translate("phrases", ".", "decimal point")
    unit, large = ("GB", 1_000_000_000) if count >= 1_000_000_000 else ("MB", 1_000_000)
    return f"{count / large:.1f} {unit}".replace(".", point)


def greeting(name: str, hour: int) -> str:
    """ "Selamat siang, Melati."."""
    if hour < 11:
        pattern = QCoreApplication.translate("phrases", "Good morning, {name}.")
    elif hour < 15:
        pattern = QCoreApplication.translate("phrases", "Good day, {name}.")
    elif hour < 18:
        pattern = QCoreApplication.translate("phrases", "Good afternoon, {name}.")
    else:
        pattern = QCoreApplication.translate("phrases", "Good evening, {name}.")
    return pattern.format(name=name)


def level_word(level: str) -> str:
    """ "DARURAT" for "darurat"; "BELUM DINILAI" where nobody judged yet."""
    match level:
        case "darurat":
            return QCoreApplication.translate("phrases", "EMERGENCY")
        case "tinggi":
            return QCoreApplication.translate("phrases", "HIGH")
        case "sedang":
            return QCoreApplication.translate("phrases", "MEDIUM")
        case "rendah":
            return QCoreApplication.translate("phrases", "LOW")
    return QCoreApplication.translate("phrases", "NOT JUDGED")


def state_word(state: str) -> str:
    """ "di laptop ini", "dalam perjalanan", "diterima UPTD"."""
    match state:
        case "di_laptop":
            return QCoreApplication.translate("phrases", "on this laptop")
        case "dititipkan" | "terkirim":
            return QCoreApplication.translate("phrases", "on its way")
        case "diterima_uptd":
            return QCoreApplication.translate("phrases", "received by UPTD")
    return ""


def state_detail(state: str, at: str) -> str:
    """The second line of "on its way": "sudah di kota sejak 13.40", "di stik USB, belum sampai"."""
    if state == "terkirim":
        return QCoreApplication.translate("phrases", "in the city since {time}").format(time=at)
    if state == "dititipkan":
        return QCoreApplication.translate("phrases", "on a USB stick, not arrived yet")
    return at


def role_word(role: str) -> str:
    """ "Kader PKK" for "kader_pkk"; the code itself when unknown."""
    return {
        "kader_pkk": QCoreApplication.translate("phrases", "PKK volunteer"),
        "guru_bk": QCoreApplication.translate("phrases", "School counsellor"),
        "relawan_rt": QCoreApplication.translate("phrases", "Neighbourhood volunteer"),
        "kader_posyandu": QCoreApplication.translate("phrases", "Health post volunteer"),
        "tokoh_agama": QCoreApplication.translate("phrases", "Faith leader"),
        "staf_kelurahan": QCoreApplication.translate("phrases", "Kelurahan staff"),
        "nakes": QCoreApplication.translate("phrases", "Health worker"),
        "case_manager": QCoreApplication.translate("phrases", "UPTD case manager"),
    }.get(role, role)


def icon_word(icon: str) -> str:
    """ "Melati" for "melati"."""
    return {
        "melati": QCoreApplication.translate("phrases", "Jasmine"),
        "kupu_kupu": QCoreApplication.translate("phrases", "Butterfly"),
        "daun": QCoreApplication.translate("phrases", "Leaf"),
        "ombak": QCoreApplication.translate("phrases", "Wave"),
        "matahari": QCoreApplication.translate("phrases", "Sun"),
        "kerang": QCoreApplication.translate("phrases", "Shell"),
        "burung": QCoreApplication.translate("phrases", "Bird"),
        "bulan": QCoreApplication.translate("phrases", "Moon"),
    }.get(icon, icon)


def saved_at(at: datetime) -> str:
    """ "Tersimpan di laptop ini, 14.06"."""
    return QCoreApplication.translate("phrases", "Saved on this laptop, {time}").format(
        time=clock(at)
    )
