"""What the reporter's page says about a ticket: the real page, asked over HTTP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

SECONDS = 20.0


def ticket_page(url: str, facts: Mapping[str, Any]) -> str:
    """The visible answer of the page for the ticket in ``facts``; empty when there is none."""
    if "ticket" not in facts or "pin" not in facts:
        return ""
    form = urlencode({"ticket": facts["ticket"], "pin": facts["pin"]}).encode("ascii")
    request = Request(  # noqa: S310 - a loopback address we made ourselves
        f"{url}/tiket",
        data=form,
        headers={"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "id"},
    )
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            page = answer.read(200_000).decode("utf-8", errors="replace")
    except (URLError, TimeoutError, OSError):
        return ""
    return said(page)


def said(page: str) -> str:
    """The state a ticket page shows, out of the element marked ``id="status"``."""
    found = re.search(r'id="status"[^>]*>(.*?)</', page, re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", found.group(1)) if found else ""
    return " ".join(unescape(text).split())
