"""The public ticket page: one form, one answer, no script; Indonesian or English."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sync.server.texts import Language, say
from sync.server.tickets import Shown

_HERE = Path(__file__).resolve().parent
STYLE = (_HERE / "static" / "city.css").read_text(encoding="utf-8")
# A plain public page with the weather: where "close quickly" leads.
NEUTRAL = "https://www.bmkg.go.id/"
STEPS = 6

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "X-Robots-Tag": "noindex",
}
_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def language_of(wish: str | None) -> Language:
    """The page's language: English when asked for, Indonesian otherwise."""
    return "en" if wish == "en" else "id"


def long_date(day: date, language: Language) -> str:
    """A date in words: 21 November 2026."""
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def week_line(shown: Shown, language: Language) -> str:
    """The week a state came about, in words."""
    return say(
        "page.week",
        language,
        first=long_date(shown.week, language),
        last=long_date(shown.last_day, language),
    )


def ask_page(language: Language) -> str:
    """The page with the empty form."""
    return _render(language, "form")


def answer_page(shown: Shown | None, language: Language) -> str:
    """The page that shows one of six states, or that nothing can be shown."""
    if shown is None:
        return _render(language, "none")
    return _render(
        language,
        "shown",
        status=say(f"status.{shown.status.value}", language),
        week=week_line(shown, language),
    )


def busy_page(language: Language) -> str:
    """The page for too many requests."""
    return _render(language, "busy")


def _render(language: Language, view: str, **facts: str) -> str:
    def words(key: str) -> str:
        return say(key, language)

    return _ENVIRONMENT.get_template("ticket.html").render(
        language=language, view=view, words=words, neutral=NEUTRAL, facts=facts
    )
