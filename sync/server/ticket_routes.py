"""The reporter's page and its JSON twin: one form, one answer, the same for every failure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, TypeVar

import msgspec
from litestar import MediaType, Request, Response, get, post
from litestar.datastructures import State
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromQuery, JSONBody, URLEncodedBody
from litestar.response import Redirect

from data.ops.ticket_token import ticket_token
from sync.protocol.endpoints import TICKET, TICKET_PAGE
from sync.server import page
from sync.server.city import City
from sync.server.texts import say
from sync.server.tickets import Hasher, Shown, TooManyTries, look_up
from sync.server.trouble import BUSY_RETRY, Trouble, trouble

HASHES_AT_ONCE = 4
WAITING_FOR_A_HASH = 20
SMALL_BODY = 16 * 1024
T = TypeVar("T")


class TicketAsk(msgspec.Struct):
    """What a person types from the slip. Anything may stand here; it is never kept."""

    ticket: Annotated[str, msgspec.Meta(max_length=64, description="TP-7KQ4M-9XD2T-F")]
    pin: Annotated[str, msgspec.Meta(max_length=32, description="six digits")]


class TicketAnswer(msgspec.Struct):
    """One of six coarse states, in both languages, and the Monday of the week it came about."""

    status: str
    text_id: str
    text_en: str
    week: str


class TicketNone(msgspec.Struct):
    """The one answer for unknown, wrong, malformed and locked alike."""

    status: None
    text_id: str
    text_en: str


class Gate:
    """At most four hashes at once, twenty waiting; whoever comes after is told to come later."""

    def __init__(self, hasher: Hasher = ticket_token) -> None:
        self.hasher = hasher
        # Threads of its own: whoever floods the page does not hold up a referral.
        self._pool = ThreadPoolExecutor(HASHES_AT_ONCE, thread_name_prefix="ticket")
        self._inside = 0

    async def through(self, work: Callable[[], T]) -> T:
        """Run blocking ``work`` when a place is free. Raises ``TooManyTries``."""
        if self._inside >= HASHES_AT_ONCE + WAITING_FOR_A_HASH:
            raise TooManyTries(BUSY_RETRY)
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._inside -= 1


def _address(request: Request[Any, Any, State]) -> str:
    return request.client.host if request.client else "unknown"


async def _looked_up(request: Request[Any, Any, State], ticket: str, pin: str) -> Shown | None:
    city: City = request.app.state.city
    gate: Gate = request.app.state.gate
    address = _address(request)
    return await gate.through(lambda: look_up(city, ticket, pin, address, city.now(), gate.hasher))


@post(
    TICKET,
    status_code=200,
    request_max_body_size=SMALL_BODY,
    summary="The coarse state of one ticket",
    responses={
        200: ResponseSpec(data_container=TicketAnswer, description="One of six states."),
        400: ResponseSpec(data_container=Trouble, description="Not the two fields in JSON."),
        404: ResponseSpec(data_container=TicketNone, description="Nothing can be shown."),
        429: ResponseSpec(data_container=Trouble, description="Too many tries: come later."),
        413: ResponseSpec(data_container=Trouble, description="Far too long."),
        503: ResponseSpec(data_container=Trouble, description="Busy: come again."),
    },
)
async def ticket(request: Request[Any, Any, State], data: JSONBody[TicketAsk]) -> Response[Any]:
    """The same body and the same work for an unknown number, a wrong PIN, a locked ticket."""
    try:
        shown = await _looked_up(request, data.ticket, data.pin)
    except TooManyTries as error:
        return trouble(429, "too_many", error.retry)
    if shown is None:
        none = TicketNone(None, say("page.none", "id"), say("page.none", "en"))
        return Response(none, status_code=404, headers={"Cache-Control": "no-store"})
    key = f"status.{shown.status.value}"
    answer = TicketAnswer(
        f"T{shown.status.value}", say(key, "id"), say(key, "en"), shown.week.isoformat()
    )
    return Response(answer, status_code=200, headers={"Cache-Control": "no-store"})


def _html(text: str, status: int = 200, retry: int = 0) -> Response[str]:
    headers = dict(page.HEADERS)
    if retry:
        headers["Retry-After"] = str(retry)
    return Response(text, status_code=status, media_type=MediaType.HTML, headers=headers)


@get(TICKET_PAGE, media_type=MediaType.HTML, sync_to_thread=False, include_in_schema=False)
def ticket_form(lang: FromQuery[str | None] = None) -> Response[str]:
    """The page on which a reporter types number and PIN."""
    return _html(page.ask_page(page.language_of(lang)))


@post(
    TICKET_PAGE,
    status_code=200,
    media_type=MediaType.HTML,
    request_max_body_size=SMALL_BODY,
    include_in_schema=False,
)
async def ticket_answer(
    request: Request[Any, Any, State],
    data: URLEncodedBody[dict[str, Any]],
    lang: FromQuery[str | None] = None,
) -> Response[str]:
    """The page that shows the state, or that nothing can be shown."""
    language = page.language_of(lang)
    try:
        shown = await _looked_up(request, _typed(data, "ticket"), _typed(data, "pin"))
    except TooManyTries as error:
        return _html(page.busy_page(language), 429, error.retry)
    return _html(page.answer_page(shown, language), 200 if shown else 404)


def _typed(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value[:64] if isinstance(value, str) else ""


@get("/", sync_to_thread=False, include_in_schema=False, status_code=302)
def door() -> Redirect:
    """The only page people look for."""
    return Redirect(TICKET_PAGE, status_code=302)


@get("/static/city.css", media_type="text/css", sync_to_thread=False, include_in_schema=False)
def style() -> Response[str]:
    """The one stylesheet."""
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(page.STYLE, media_type="text/css", headers=headers)
