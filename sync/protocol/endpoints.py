"""Where the city answers: paths, content types, and the city as its road sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

SYNC: Final = "/v1/sync"
ENROL: Final = "/v1/enrol"
TIME: Final = "/v1/time"
RELAY: Final = "/v1/relay"
TICKET: Final = "/v1/ticket"
TICKET_PAGE: Final = "/tiket"
FRAME_TYPE: Final = "application/octet-stream"


class Body(Protocol):
    """A request body that knows its length and hands itself out in small pieces."""

    def __len__(self) -> int: ...

    def read(self, size: int = -1, /) -> bytes: ...

    def __iter__(self) -> Iterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back over a road: HTTP status, body, Retry-After in seconds if it was named.

    ``rest``: the frames behind an answer that goes on, as far as they came whole; ``broken``: the
    road's word where it broke among them.
    """

    status: int
    body: bytes
    retry_after: int | None = None
    rest: tuple[bytes, ...] = ()
    broken: str = ""


class CityProtocol(Protocol):
    """A city as the courier meets it over one road.

    Every method may raise the road's own failures (``sync.client.transport.RoadFailure``);
    what the bytes mean is for the caller to check.
    """

    def sync(self, body: Body) -> Reply:
        """POST one request stream to SYNC."""
        ...

    def enrol(self, frame: bytes) -> Reply:
        """POST one enrolment frame to ENROL."""
        ...

    def time(self, nonce: bytes) -> Reply:
        """GET TIME?nonce=<hex of 16 bytes>."""
        ...
