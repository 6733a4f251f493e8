"""Handing a bundle on unopened: what a carrier sends before the file, and what comes back.

Both ways one frame of kind 4, its body ticket 16 | SHA-256 of the file that follows (zeros: none).
The ticket is the carrier's own name for the file, the first half of its hash: a carrier cannot
read what the bundle calls itself.
"""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.envelope import Refused
from sync.protocol.frame import (
    BadFrame,
    FrameHeader,
    FrameKind,
    build_frame,
    check_body,
    parse_header,
    verify_header,
)
from sync.protocol.limits import FRAME_HEADER
from sync.protocol.messages import ErrorAnswer, decode

TICKET = 16
BODY = TICKET + 32
HEAD = FRAME_HEADER + BODY
NOTHING = bytes(32)


def ticket_of(sha: bytes) -> bytes:
    """A carrier's name for a file with this hash."""
    return sha[:TICKET]


def relay_frame(
    key: Ed25519PrivateKey, data: bytes, *, ticket: bytes, stream: bytes, seq: int
) -> bytes:
    """The frame before ``data``: of the carrier's device key, or of the server's (same stream)."""
    sha = hashlib.sha256(data).digest() if data else NOTHING
    return build_frame(
        FrameKind.RELAY, key, ticket + sha, stream=stream, index=0, seq=seq, last=True
    )


def split_relay(frame: bytes, public: bytes) -> tuple[FrameHeader, bytes, bytes]:
    """Header, ticket and hash of the file that follows; raises BadFrame, BadMessage, Refused."""
    header, body = parse_header(frame), frame[FRAME_HEADER:]
    verify_header(header, public)
    if header.kind is FrameKind.ERROR:
        check_body(header, body)
        raise Refused(decode(body, ErrorAnswer))
    if header.kind is not FrameKind.RELAY or header.body_len != BODY:
        raise BadFrame("order")
    check_body(header, body[:BODY])
    return header, body[:TICKET], body[TICKET:BODY]
