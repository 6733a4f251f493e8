"""The city on HTTP: which address does what. Every blocking thing runs in a thread of its own.

The sync route takes a body of any length and stores the frames that arrived before it reads on;
a client that goes away leaves what it sent. Errors the program did not foresee become one short
answer without details.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

import msgspec
from litestar import Litestar, MediaType, Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    RequestBody,
    Schema,
)
from litestar.params import Body, Parameter
from sqlalchemy.exc import SQLAlchemyError

from sync.protocol.endpoints import ENROL, FRAME_TYPE, SYNC, TICKET, TICKET_PAGE, TIME
from sync.protocol.envelope import error_frame, time_frame
from sync.protocol.frame import BadFrame, FrameHeader, parse_header
from sync.protocol.limits import FRAME_BODY, FRAME_HEADER
from sync.protocol.messages import ErrorAnswer
from sync.server import page
from sync.server.city import City
from sync.server.enrol import enrol
from sync.server.ingest import Reception, Turned
from sync.server.texts import say
from sync.server.tickets import Shown, TooManyTries, look_up

HASHES_AT_ONCE = 4
WAITING_FOR_A_HASH = 20
DRAIN = 64 * 1024
BUSY_RETRY = 30
SILENCE = 120.0
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


class Trouble(msgspec.Struct):
    """A refusal without details. ``retry``: seconds to wait, 0 when waiting does not help."""

    code: str
    retry: int = 0


class Gate:
    """At most four hashes at once, twenty waiting; whoever comes after is told to come later."""

    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(HASHES_AT_ONCE)
        self._waiting = 0

    async def through(self, work: Callable[[], T]) -> T:
        """Run blocking ``work`` when a place is free. Raises ``TooManyTries``."""
        if self._waiting >= WAITING_FOR_A_HASH:
            raise TooManyTries(BUSY_RETRY)
        self._waiting += 1
        try:
            async with self._slots:
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1


# The road ----------------------------------------------------------------------------------


async def _chunks(request: Request[Any, Any, State]) -> AsyncIterator[bytes]:
    """The body as it comes. Raises ``ConnectionResetError`` when the client went away."""
    more = True
    while more:
        try:
            event = await asyncio.wait_for(request.receive(), SILENCE)
        except TimeoutError as error:
            raise ConnectionResetError("client fell silent") from error
        if event["type"] != "http.request":
            raise ConnectionResetError("client went away")
        more = event.get("more_body", False)
        if event["body"]:
            yield event["body"]


async def _frames(chunks: AsyncIterator[bytes]) -> AsyncIterator[list[tuple[FrameHeader, bytes]]]:
    """The frames of a body: each time all that are whole. Raises ``Turned('bad_frame')``."""
    waiting = bytearray()
    async for chunk in chunks:
        waiting += chunk
        whole: list[tuple[FrameHeader, bytes]] = []
        refusal: Turned | None = None
        while len(waiting) >= FRAME_HEADER:
            try:
                header = _header(bytes(waiting[:FRAME_HEADER]))
            except Turned as turned:
                refusal = turned
                break
            end = FRAME_HEADER + header.body_len
            if len(waiting) < end:
                break
            whole.append((header, bytes(waiting[FRAME_HEADER:end])))
            del waiting[:end]
        if whole:
            yield whole
        if refusal is not None:
            raise refusal
    if waiting:
        raise Turned("bad_frame")


def _header(raw: bytes) -> FrameHeader:
    try:
        header = parse_header(raw)
    except BadFrame as error:
        raise Turned("too_big" if error.code == "too-big" else "bad_frame") from error
    if header.body_len > FRAME_BODY:
        raise Turned("too_big")
    return header


def _frame_response(frame: bytes, status: int = 200) -> Response[bytes]:
    headers = {"Cache-Control": "no-store"}
    if status == 503:
        headers["Retry-After"] = str(BUSY_RETRY)
    return Response(frame, status_code=status, media_type=FRAME_TYPE, headers=headers)


async def _drain(chunks: AsyncIterator[bytes]) -> None:
    """Read a little of what still comes, so that the refusal is heard and not a reset."""
    left = DRAIN
    async for chunk in chunks:
        left -= len(chunk)
        if left <= 0:
            return


async def _answered(
    city: City,
    chunks: AsyncIterator[bytes],
    work: Callable[[AsyncIterator[bytes], list[FrameHeader]], Awaitable[bytes]],
) -> Response[bytes]:
    """Run one exchange; whatever goes wrong is said in a signed error frame."""
    seen: list[FrameHeader] = []
    try:
        return _frame_response(await work(chunks, seen))
    except ConnectionResetError:
        return _frame_response(b"", 503)
    except Turned as turned:
        refusal, status = ErrorAnswer(turned.code, turned.last), 200
    except SQLAlchemyError:
        refusal, status = ErrorAnswer("busy", 0, BUSY_RETRY), 503
    try:
        await _drain(chunks)
    except ConnectionResetError:
        return _frame_response(b"", 503)
    return _frame_response(error_frame(refusal, city.server, seen[-1] if seen else None), status)


_FRAME_ANSWERS: Mapping[int, ResponseSpec] = {
    503: ResponseSpec(data_container=bytes, description="Busy: come again.", media_type=FRAME_TYPE),
}


@dataclass
class FrameOperation(Operation):
    """An operation whose body is frames: the handler reads it in pieces, so it is said here."""

    def __post_init__(self) -> None:
        """Name the body."""
        binary = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        self.request_body = RequestBody(
            content={FRAME_TYPE: OpenAPIMediaType(schema=binary)},
            description="PSK2 frames (sync/PROTOCOL.md)",
            required=True,
        )


@post(
    SYNC,
    operation_class=FrameOperation,
    status_code=200,
    media_type=FRAME_TYPE,
    request_max_body_size=None,
    summary="One request stream of frames; one answer frame",
    responses=_FRAME_ANSWERS,
)
async def sync(request: Request[Any, Any, State], state: State) -> Response[bytes]:
    """Frames of kind 1, stored as they arrive; answered by a frame of kind 2 or 7."""
    city: City = state.city

    async def work(chunks: AsyncIterator[bytes], seen: list[FrameHeader]) -> bytes:
        reception = await asyncio.to_thread(Reception, city)
        async for frames in _frames(chunks):
            seen[:] = [frames[-1][0]]
            await asyncio.to_thread(reception.take, frames)
            if frames[-1][0].last:
                return await asyncio.to_thread(reception.answer)
        raise Turned("bad_frame")

    return await _answered(city, _chunks(request), work)


@post(
    ENROL,
    operation_class=FrameOperation,
    status_code=200,
    media_type=FRAME_TYPE,
    request_max_body_size=None,
    summary="One enrolment frame; one answer frame",
    responses=_FRAME_ANSWERS,
)
async def enrolment(request: Request[Any, Any, State], state: State) -> Response[bytes]:
    """A frame of kind 5; the answer is a frame of kind 6 or 7."""
    city: City = state.city

    async def work(chunks: AsyncIterator[bytes], seen: list[FrameHeader]) -> bytes:
        async for frames in _frames(chunks):
            header, body = frames[0]
            seen[:] = [header]
            return await asyncio.to_thread(enrol, city, header, body)
        raise Turned("bad_frame")

    return await _answered(city, _chunks(request), work)


@get(
    TIME,
    media_type=FRAME_TYPE,
    sync_to_thread=False,
    summary="The city's signed clock",
    responses={
        400: ResponseSpec(data_container=Trouble, description="The nonce is not 16 bytes in hex."),
    },
)
def clock(
    state: State,
    nonce: Annotated[
        str, Parameter(pattern="^[0-9a-fA-F]{32}$", description="16 random bytes in hex")
    ],
) -> Response[bytes]:
    """A frame of kind 8 over the nonce: works with a laptop whose own clock is years off."""
    city: City = state.city
    return _frame_response(time_frame(bytes.fromhex(nonce), city.now() * 1000, city.server))


# The ticket ----------------------------------------------------------------------------------


def _address(request: Request[Any, Any, State]) -> str:
    return request.client.host if request.client else "unknown"


async def _looked_up(request: Request[Any, Any, State], ticket: str, pin: str) -> Shown | None:
    city: City = request.app.state.city
    gate: Gate = request.app.state.gate
    address = _address(request)
    return await gate.through(lambda: look_up(city, ticket, pin, address, city.now()))


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
async def ticket(request: Request[Any, Any, State], data: TicketAsk) -> Response[Any]:
    """The same body and the same work for an unknown number, a wrong PIN, a locked ticket."""
    try:
        shown = await _looked_up(request, data.ticket, data.pin)
    except TooManyTries as error:
        return _trouble(429, "too_many", error.retry)
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
def ticket_form(lang: str | None = None) -> Response[str]:
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
    data: Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)],
    lang: str | None = None,
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


@get("/static/city.css", media_type="text/css", sync_to_thread=False, include_in_schema=False)
def style() -> Response[str]:
    """The one stylesheet."""
    headers = {"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return Response(page.STYLE, media_type="text/css", headers=headers)


# Trouble -------------------------------------------------------------------------------------


def _trouble(status: int, code: str, retry: int = 0) -> Response[Any]:
    headers = {"Cache-Control": "no-store"}
    if retry:
        headers["Retry-After"] = str(retry)
    return Response(
        Trouble(code, retry),
        status_code=status,
        media_type=MediaType.JSON,
        headers=headers,
    )


def _on_http(_request: Request[Any, Any, State], error: HTTPException) -> Response[Any]:
    """Refusals of the framework, without what the client sent."""
    return _trouble(error.status_code, "refused")


def _on_database(_request: Request[Any, Any, State], _error: SQLAlchemyError) -> Response[Any]:
    return _trouble(503, "busy", BUSY_RETRY)


def _on_bug(_request: Request[Any, Any, State], _error: Exception) -> Response[Any]:
    return _trouble(500, "error")


def make_app(city: City) -> Litestar:
    """The ASGI application of one city."""
    return Litestar(
        route_handlers=[sync, enrolment, clock, ticket, ticket_form, ticket_answer, style],
        state=State({"city": city, "gate": Gate()}),
        openapi_config=OpenAPIConfig(
            title="Satu Pintu: the city",
            version="1",
            path="/schema",
            render_plugins=[JsonRenderPlugin()],
        ),
        exception_handlers={
            HTTPException: _on_http,
            SQLAlchemyError: _on_database,
            Exception: _on_bug,
        },
    )
