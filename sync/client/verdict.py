"""What a reply means when it is no good answer: the code a person is told, and when to come back.

Redirects and pages are a login portal or an office proxy (sync-security.md 2.8); a frame under a
wrong key is an alarm; refusals of the city come as signed error frames.
"""

from __future__ import annotations

from data.model.road import RoadCode
from sync.protocol.endpoints import Reply
from sync.protocol.frame import MAGIC, BadFrame
from sync.protocol.messages import ErrorAnswer

_BUSY = frozenset({429, 502, 503, 504, 507})
PROXY_ASKS = 407
_REFUSALS = {
    "busy": RoadCode.CITY_BUSY,
    "full": RoadCode.CITY_BUSY,
    "version": RoadCode.UPDATE_NEEDED,
    "unknown_device": RoadCode.NOT_ENROLLED,
    "suspended": RoadCode.REVOKED,
    "revoked": RoadCode.REVOKED,
}


class CityFailure(Exception):
    """The city, or something in its place, gave no answer we can use."""

    def __init__(self, code: RoadCode, word: str, retry_after: int | None = None) -> None:
        super().__init__(word)
        self.code = code
        self.word = word
        self.retry_after = retry_after


def frame_in(reply: Reply) -> bytes:
    """The frame a reply holds; raises CityFailure where it is something else."""
    if reply.body.startswith(MAGIC):
        return reply.body
    status = reply.status
    if status in _BUSY:
        raise CityFailure(RoadCode.CITY_BUSY, f"http-{status}", reply.retry_after)
    if status >= 500 and status != 511:
        raise CityFailure(RoadCode.CITY_ERROR, f"http-{status}", reply.retry_after)
    code = RoadCode.PROXY_LOGIN if status == PROXY_ASKS else RoadCode.PORTAL
    raise CityFailure(code, f"http-{status}", reply.retry_after)


def of_refusal(answer: ErrorAnswer) -> CityFailure:
    """A signed error frame as a failure."""
    code = _REFUSALS.get(answer.code, RoadCode.CITY_ERROR)
    known = answer.code if answer.code.isascii() and answer.code.isidentifier() else "refused"
    return CityFailure(code, known[:24], answer.retry or None)


def of_bad_frame(error: BadFrame) -> CityFailure:
    """A frame that does not hold."""
    if error.code == "signature":
        return CityFailure(RoadCode.WRONG_KEY, "signature")
    if error.code in ("hash", "not-a-frame"):
        return CityFailure(RoadCode.NO_CONNECTION, "cut")
    return CityFailure(RoadCode.CITY_ERROR, f"frame-{error.code}")
