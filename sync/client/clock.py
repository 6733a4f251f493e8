"""The city's signed clock: what to do when certificate dates cannot be checked, or at enrolment."""

from __future__ import annotations

from collections.abc import Callable

from data.model.road import RoadCode
from sync.client.transport import HttpRoad, RoadFailure
from sync.client.verdict import CityFailure, frame_in, of_bad_frame, of_refusal
from sync.protocol.envelope import Refused, open_time
from sync.protocol.frame import BadFrame
from sync.protocol.limits import CLOCK_SLACK
from sync.protocol.messages import BadMessage, TimeAnswer


def ask_time(road: HttpRoad, server_id: bytes, random: Callable[[int], bytes]) -> TimeAnswer:
    """The city's time under the key whose id starts with ``server_id``.

    Raises RoadFailure, CityFailure (WRONG_KEY where another key answers).
    """
    nonce = random(16)
    try:
        return open_time(frame_in(road.time(nonce)), server_id, nonce=nonce)
    except Refused as refused:
        raise of_refusal(refused.answer) from refused
    except BadFrame as error:
        raise of_bad_frame(error) from error
    except BadMessage as error:
        raise CityFailure(RoadCode.CITY_ERROR, error.code) from error


def time_past_dates(
    road: HttpRoad, server_id: bytes, random: Callable[[int], bytes], now: Callable[[], int]
) -> TimeAnswer:
    """As ``ask_time``; where only certificate dates fail, ask without them.

    The road goes on without checking dates only if the signed time shows that this laptop's clock
    is wrong; frames are sealed and signed with pinned keys either way. A certificate that really
    has expired raises RoadFailure(TLS_REFUSED).
    """
    try:
        return ask_time(road, server_id, random)
    except RoadFailure as failure:
        if failure.word != "tls-date":
            raise
    road.ignore_dates()
    answer = ask_time(road, server_id, random)
    if abs(answer.srv // 1000 - now()) <= CLOCK_SLACK:
        road.check_dates()
        raise RoadFailure(RoadCode.TLS_REFUSED, "tls-expired")
    return answer
