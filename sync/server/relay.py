"""Titipan at the city's door: a file handed on by a laptop that cannot open it.

Who carries it need only be a laptop the city knows. What is inside is taken as if it had come by
the road; the answer goes back sealed to the laptop it is for.
"""

from __future__ import annotations

import hashlib
import secrets

from sync.protocol.bundle import BadBundle
from sync.protocol.envelope import Refused
from sync.protocol.frame import BadFrame, FrameHeader
from sync.protocol.limits import BUNDLE_FILLED
from sync.protocol.messages import BadMessage
from sync.protocol.relay import relay_frame, split_relay
from sync.server.bundles import answer_bundle, take_bundle
from sync.server.city import City
from sync.server.ingest import Turned
from sync.server.limits import Turnstile
from sync.server.registry import Registry


def admit_carrier(
    city: City, turnstile: Turnstile, head: bytes, header: FrameHeader
) -> tuple[bytes, bytes]:
    """Ticket and hash of the file that follows, from a laptop the city knows. Raises ``Turned``."""
    with city.database.reading() as connection:
        device = Registry(connection, city.directory()).device(header.sender)
    if device is None:
        raise Turned("unknown_device")
    try:
        _, ticket, sha = split_relay(head, device.pub)
    except (BadFrame, BadMessage, Refused) as error:
        raise Turned("bad_frame") from error
    wait = turnstile.wait(device.id)
    if wait:
        raise Turned("busy", retry=wait)
    return ticket, sha


def take_relayed(city: City, header: FrameHeader, ticket: bytes, sha: bytes, data: bytes) -> bytes:
    """Store what a file holds; gives the frame and the file to send back. Raises ``Turned``."""
    if hashlib.sha256(data).digest() != sha:
        raise Turned("bad_bundle")
    try:
        taken = take_bundle(city, data)
    except BadBundle as error:
        raise Turned("version" if error.code == "newer" else "bad_bundle") from error
    if taken.refusal is not None:
        raise taken.refusal
    if taken.device is None:
        raise Turned("unknown_origin" if taken.word == "unknown_device" else "bad_bundle")
    answer = answer_bundle(city, taken, secrets.token_bytes(16), BUNDLE_FILLED) or b""
    return (
        relay_frame(city.server, answer, ticket=ticket, stream=header.stream, seq=header.seq)
        + answer
    )
