"""What a client hears when nothing can be answered: a code, a time to wait, never a detail."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import msgspec
from litestar import MediaType, Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from sqlalchemy.exc import SQLAlchemyError

BUSY_RETRY = 30
_LOG = logging.getLogger("city")


class Trouble(msgspec.Struct):
    """A refusal without details. ``retry``: seconds to wait, 0 when waiting does not help."""

    code: str
    retry: int = 0


def trouble(status: int, code: str, retry: int = 0) -> Response[Any]:
    """A refusal in JSON."""
    headers = {"Cache-Control": "no-store"}
    if retry:
        headers["Retry-After"] = str(retry)
    return Response(
        Trouble(code, retry),
        status_code=status,
        media_type=MediaType.JSON,
        headers=headers,
    )


def on_http(_request: Request[Any, Any, State], error: HTTPException) -> Response[Any]:
    """Refusals of the framework, without what the client sent."""
    return trouble(error.status_code, "refused")


def on_database(_request: Request[Any, Any, State], _error: SQLAlchemyError) -> Response[Any]:
    """The database is away or too busy: nothing was half done."""
    return trouble(503, "busy", BUSY_RETRY)


def on_bug(_request: Request[Any, Any, State], error: Exception) -> Response[Any]:
    """Our bug: said to the operator by kind and place; the message may hold what somebody wrote."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
    _LOG.error("bug %s at %s", type(error).__name__, where)
    return trouble(500, "error")
