"""The inside of a letter: what was written, as JSON, before it is compressed and sealed.

    t       what this op does (KNOWN_TYPES); an unknown word is kept and shown as "newer"
    set     {field: value}: writes to registers and sets (data.ops.fields names their classes)
    entries [{k: kind, d: {...}}]: additions that are kept for ever, struck through by `void` only
    void    [{op, i, why}]: entries struck through, with the reason
    grant   user ids (hex) who may write to this case from now on
    ungrant user ids (hex) who may not any more; what they wrote before stays
Values are text, whole numbers, booleans, nothing, or lists of text; never a float.
"""

from __future__ import annotations

import msgspec

Value = str | int | bool | list[str] | None

# What a body may do. A later version may add words; an older reader keeps and shows them raw.
KNOWN_TYPES = frozenset(
    {
        "case.open",
        "answers",
        "danger",
        "referral",
        "followup",
        "note",
        "accept",
        "status",
        "return",
        "correction",
        "void",
        "grant",
        "handover",
        "erase",
        "close",
        "continued",
        "anchor",
        "user.key",
    }
)
MAX_BODY = 65_536


class BadPayload(ValueError):
    """The opened bytes are no payload of ours. Never contains content."""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that happened: a note, an incident, a danger interview, a call."""

    k: str
    d: dict[str, Value] = {}


class Void(msgspec.Struct, frozen=True, omit_defaults=True):
    """Strike entry ``i`` of op ``op`` (64 hex digits) through, saying why."""

    op: str
    i: int
    why: str = ""


class PayloadBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """See the module's first lines. Keys this version does not know are ignored, not refused."""

    t: str
    set: dict[str, Value] = {}
    entries: list[Entry] = []
    void: list[Void] = []
    grant: list[str] = []
    ungrant: list[str] = []


_DECODER = msgspec.json.Decoder(PayloadBody)
_ENCODER = msgspec.json.Encoder(order="deterministic")


def encode_body(body: PayloadBody) -> bytes:
    """Deterministic JSON: the same body is the same bytes on every machine."""
    return _ENCODER.encode(body)


def decode_body(data: bytes) -> PayloadBody:
    """Read an opened body. Raises ``BadPayload``."""
    if len(data) > MAX_BODY:
        raise BadPayload("size")
    try:
        return _DECODER.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise BadPayload("form") from None
