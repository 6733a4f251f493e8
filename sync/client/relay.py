"""Titipan over the wire: files this laptop cannot open, handed to the city, answers kept for home.

After this laptop's own letters. What the city cannot open may be an answer on its way to another
laptop: it is kept and goes along on the next stick.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from data.model.road import RoadCode
from data.ops.directory import Directory
from data.store import steps
from data.store.mail.sticks import DONE, IN, OUT, REFUSED, WAITING
from sync.client.body import PiecedBody
from sync.client.engine import Interrupted
from sync.client.ground import Ground
from sync.client.transport import HttpRoad, RoadFailure
from sync.client.verdict import CityFailure, frame_in, of_refusal
from sync.protocol.envelope import Refused
from sync.protocol.frame import BadFrame, parse_header
from sync.protocol.limits import TITIPAN_BYTES
from sync.protocol.messages import BadMessage
from sync.protocol.relay import HEAD, NOTHING, relay_frame, split_relay, ticket_of

_NOT_FOR_THE_CITY = frozenset({"bad_bundle", "too_big", "version"})
_LATER = frozenset({"unknown_origin"})
_AGAIN = 86_400  # what the city put off is not carried over the wire more often than once a day


@dataclass(slots=True)
class Relayed:
    """What became of the files: handed on, refused as not for the city, answers brought back."""

    handed_on: int = 0
    refused: int = 0
    answers: int = 0


def relay_waiting(
    ground: Ground, road: HttpRoad, glance: Callable[[bool], None] = lambda urgent: None
) -> Relayed:
    """Hand on every file that waits. Raises RoadFailure, CityFailure, BadFrame, BadMessage."""
    bag, done = ground.bag, Relayed()
    directory = ground.directory()
    if directory is None:
        return done
    for row in bag.all_titipan():
        if row.direction != OUT or row.state != WAITING or not row.here:
            continue
        if row.word and 0 <= ground.now() - row.tried_at < _AGAIN:
            continue
        body = bag.titipan_body(row.sha)
        if body is None:
            continue
        try:
            answer = _hand_on(ground, road, directory, row.sha, body, glance)
        except Refused as refused:
            code = refused.answer.code
            if code in _NOT_FOR_THE_CITY:
                bag.note_titipan(row.sha, REFUSED, code)
                done.refused += 1
            elif code in _LATER:
                bag.note_titipan(row.sha, WAITING, code, ground.now())
            else:
                raise of_refusal(refused.answer) from refused
            continue
        if answer:
            sha = hashlib.sha256(answer).digest()
            bag.take_titipan(sha, row.bundle, IN, answer, ground.now(), TITIPAN_BYTES)
            steps.reached("relay-answer-kept")
            done.answers += 1
        bag.note_titipan(row.sha, DONE, drop=True)
        steps.reached("relay-handed-on")
        done.handed_on += 1
    return done


def relay_after_pass(ground: Ground, road: HttpRoad, glance: Callable[[bool], None]) -> str:
    """As ``relay_waiting``, for the end of a pass; gives the word for the log.

    What the world does to it is tried again with the next pass; the files stay.
    """
    try:
        done = relay_waiting(ground, road, glance)
    except (RoadFailure, CityFailure) as failure:
        return failure.word
    except (BadFrame, BadMessage) as bad:
        return bad.code
    except Interrupted:
        road.fresh()
        return "interrupted"
    return "ok" if done.handed_on or done.refused else "none"


def _hand_on(
    ground: Ground,
    road: HttpRoad,
    directory: Directory,
    sha: bytes,
    data: bytes,
    glance: Callable[[bool], None],
) -> bytes:
    """One file to the city; gives the file that came back, empty where none did."""
    ticket, stream = ticket_of(sha), ground.random(16)
    head = relay_frame(ground.signing_key, data, ticket=ticket, stream=stream, seq=0)

    def before(size: int) -> None:
        glance(False)
        road.before_piece(size)

    body = PiecedBody(iter((head, data)), len(head) + len(data), before)
    reply = frame_in(road.relay(body))
    server = directory.server_key(parse_header(reply).sender)
    if server is None:
        raise CityFailure(RoadCode.WRONG_KEY, "server-unknown")
    header, named, digest = split_relay(reply, server)
    answer = reply[HEAD:]
    if header.stream != stream or named != ticket:
        raise BadFrame("order")
    if answer and hashlib.sha256(answer).digest() != digest:
        raise BadFrame("hash")
    if not answer and digest != NOTHING:
        raise BadFrame("hash")
    return answer
