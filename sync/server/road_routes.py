"""The road on HTTP: streams, enrolment, the clock. Blocking work runs in a thread.

The sync route takes a body of any length and stores the frames that arrived before it reads on;
a client that goes away leaves what it sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Annotated, Any, ParamSpec, TypeVar

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    RequestBody,
    Schema,
)
from litestar.params import QueryParameter
from litestar.response import Stream
from sqlalchemy.exc import SQLAlchemyError

from sync.protocol.endpoints import ENROL, FRAME_TYPE, RELAY, SYNC, TIME
from sync.protocol.envelope import error_frame, time_frame
from sync.protocol.frame import BadFrame, FrameHeader, parse_header
from sync.protocol.limits import BUNDLE_BYTES, FRAME_BODY, FRAME_HEADER
from sync.protocol.messages import ErrorAnswer
from sync.protocol.relay import HEAD
from sync.server.city import City
from sync.server.disk import says_full
from sync.server.enrol import enrol
from sync.server.ingest import FULL_RETRY, Reception, Turned
from sync.server.limits import Body, Ended, OpenStreams, TooSlow, Turnstile
from sync.server.relay import admit_carrier, take_relayed
from sync.server.trouble import BUSY_RETRY, Trouble

DRAIN = 256 * 1024
PIECES_AT_ONCE = 8
THREADS = 16
_STATUS = {"busy": 503, "full": 507}
_NO_STORE = {"Cache-Control": "no-store"}


_POOL = ThreadPoolExecutor(THREADS, thread_name_prefix="road")
P = ParamSpec("P")
T = TypeVar("T")


async def _in_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run blocking work beside the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, partial(work, *args, **kwargs))


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


def _frame_response(frame: bytes, status: int = 200, retry: int = 0) -> Response[bytes]:
    headers = dict(_NO_STORE)
    if retry:
        headers["Retry-After"] = str(retry)
    return Response(frame, status_code=status, media_type=FRAME_TYPE, headers=headers)


async def _drain(chunks: AsyncIterator[bytes]) -> None:
    """Read a little of what still comes, so that the refusal is heard and not a reset."""
    left = DRAIN
    async for chunk in chunks:
        left -= len(chunk)
        if left <= 0:
            return


class Flow:
    """An answer and the frames behind it, made while they leave: never all in memory."""

    def __init__(self, answer: bytes, pieces: Iterator[bytes]) -> None:
        self._answer = answer
        self._pieces = pieces

    async def bytes(self) -> AsyncIterator[bytes]:
        """The body of the answer, a few frames at a time; it ends early where the database fails,
        and the laptop asks for the rest as after any break."""
        yield self._answer
        with suppress(SQLAlchemyError):
            while batch := await _in_thread(_some, self._pieces):
                yield batch


def _some(pieces: Iterator[bytes]) -> bytes:
    return b"".join(islice(pieces, PIECES_AT_ONCE))


async def _answered(
    city: City,
    body: Body,
    work: Callable[[AsyncIterator[bytes], list[FrameHeader]], Awaitable[bytes | Flow]],
) -> Response[bytes] | Stream:
    """Run one exchange; whatever goes wrong is said in a signed error frame."""
    async with body:
        chunks = body.pieces()
        seen: list[FrameHeader] = []
        try:
            answer = await work(chunks, seen)
            if isinstance(answer, Flow):
                return Stream(answer.bytes(), media_type=FRAME_TYPE, headers=_NO_STORE)
            return _frame_response(answer)
        except ConnectionResetError:
            return _frame_response(b"", 503, BUSY_RETRY)
        except Turned as turned:
            refusal = ErrorAnswer(turned.code, turned.last, turned.retry, turned.docs)
        except Ended:
            refusal = ErrorAnswer("order")
        except TooSlow:
            refusal = ErrorAnswer("busy", 0, BUSY_RETRY)
        except SQLAlchemyError as error:
            refusal = _of_database(error)
        try:
            await _drain(chunks)
        except (ConnectionResetError, Ended, TooSlow):
            return _frame_response(b"", 503, BUSY_RETRY)
    frame = error_frame(refusal, city.server, seen[-1] if seen else None)
    return _frame_response(frame, _STATUS.get(refusal.code, 200), refusal.retry)


def _of_database(error: SQLAlchemyError) -> ErrorAnswer:
    if says_full(error):
        return ErrorAnswer("full", 0, FULL_RETRY)
    return ErrorAnswer("busy", 0, BUSY_RETRY)


_FRAME_ANSWERS: Mapping[int, ResponseSpec] = {
    503: ResponseSpec(data_container=bytes, description="Busy: come again.", media_type=FRAME_TYPE),
    507: ResponseSpec(data_container=bytes, description="Disk full.", media_type=FRAME_TYPE),
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
async def sync(request: Request[Any, Any, State], state: State) -> Response[bytes] | Stream:
    """Frames of kind 1, stored as they arrive; answered by frames of kind 2 or one of kind 7."""
    city: City = state.city
    turnstile: Turnstile = state.turnstile
    streams: OpenStreams = state.streams
    body = Body(request.receive, state.limits)

    async def work(chunks: AsyncIterator[bytes], seen: list[FrameHeader]) -> bytes | Flow:
        reception = await _in_thread(Reception, city, turnstile)
        with ExitStack() as counted:
            async for frames in _frames(chunks):
                first = not seen
                seen[:] = [frames[-1][0]]
                await _in_thread(reception.take, frames)
                if first:  # from here on it is known whose stream this is
                    counted.enter_context(streams.entered(frames[0][0].sender, body))
                if frames[-1][0].last:
                    answer = await _in_thread(reception.answer)
                    return Flow(answer, reception.pieces()) if reception.goes_on else answer
        raise Turned("bad_frame")

    return await _answered(city, body, work)


@post(
    ENROL,
    operation_class=FrameOperation,
    status_code=200,
    media_type=FRAME_TYPE,
    request_max_body_size=None,
    summary="One enrolment frame; one answer frame",
    responses=_FRAME_ANSWERS,
)
async def enrolment(request: Request[Any, Any, State], state: State) -> Response[bytes] | Stream:
    """A frame of kind 5; the answer is a frame of kind 6 or 7."""
    city: City = state.city

    async def work(chunks: AsyncIterator[bytes], seen: list[FrameHeader]) -> bytes:
        async for frames in _frames(chunks):
            header, body = frames[0]
            seen[:] = [header]
            return await _in_thread(enrol, city, header, body)
        raise Turned("bad_frame")

    return await _answered(city, Body(request.receive, state.limits), work)


@post(
    RELAY,
    operation_class=FrameOperation,
    status_code=200,
    media_type=FRAME_TYPE,
    request_max_body_size=None,
    summary="A file of another laptop, handed on; its answer, sealed to that laptop",
    responses=_FRAME_ANSWERS,
)
async def relay(request: Request[Any, Any, State], state: State) -> Response[bytes] | Stream:
    """A frame of kind 4 and the file; answered by a frame of kind 4 (and a file) or 7."""
    city: City = state.city
    turnstile: Turnstile = state.turnstile
    streams: OpenStreams = state.streams
    body = Body(request.receive, state.limits)

    async def work(chunks: AsyncIterator[bytes], seen: list[FrameHeader]) -> bytes:
        came = bytearray()
        ticket, sha = b"", b""
        with ExitStack() as counted:
            async for chunk in chunks:
                came += chunk
                if not seen and len(came) >= HEAD:
                    header = _header(bytes(came[:FRAME_HEADER]))
                    seen[:] = [header]
                    head = bytes(came[:HEAD])
                    ticket, sha = await _in_thread(admit_carrier, city, turnstile, head, header)
                    counted.enter_context(streams.entered(header.sender, body))
                if len(came) > HEAD + BUNDLE_BYTES:
                    raise Turned("too_big")
        if not seen:
            raise Turned("bad_frame")
        data = bytes(memoryview(came)[HEAD:])
        return await _in_thread(take_relayed, city, seen[0], ticket, sha, data)

    return await _answered(city, body, work)


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
        str, QueryParameter(pattern="^[0-9a-fA-F]{32}$", description="16 random bytes in hex")
    ],
) -> Response[bytes]:
    """A frame of kind 8 over the nonce: works with a laptop whose own clock is years off."""
    city: City = state.city
    return _frame_response(time_frame(bytes.fromhex(nonce), city.now() * 1000, city.server))
