"""The readable outside of a letter: the fixed prefix, the header array, and what may stand in it.

Nothing here may ever hold personal data: a header cannot be erased (design.md 4b). Order of the
fields is the order on the wire; rare ones stand last, and empty ones at the end are left out.
"""

from __future__ import annotations

import struct
from typing import Any

import msgspec

from data.ops.minimal import NotMinimal, check_minimal

VERSION = 2
PREFIX = struct.Struct(">BB16sQ32s")
PREFIX_BYTES = PREFIX.size  # 58
KINDS = frozenset("dgrsxa")
NO_PREV = bytes(32)
NO_CASE = bytes(16)
MAX_HEADER = 2048
MAX_HEADER_GRANT = 4096
MAX_DEPS = 16
MAX_WRAPS = 32
MAX_ERASED = 64
OWN = "own"
DESK = "desk"


class BadOp(ValueError):
    """Bytes that are no op of ours. ``code`` says why; never contains content."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Routing(msgspec.Struct, array_like=True, frozen=True):
    """Where a referral goes and how soon. ``due`` seconds after receipt at the city.

    ``pri``: 4 darurat .. 1 rendah. ``svc``: coarse words only (data.model.service). ``tk``: lookup
    token of ticket and PIN, 16 bytes, or empty when the slip was declined. ``own``: 1 when the slip
    is the survivor's, 0 for a third party.
    """

    scope: str
    kel: str
    pri: int
    svc: list[str]
    due: int
    tk: bytes = b""
    own: int = 0


class Status(msgspec.Struct, array_like=True, frozen=True):
    """What a desk says about a referral: its opid, T1..T6 as 1..6, and 1 when it was accepted."""

    ref: bytes
    state: int
    accepted: int = 0


class Header(msgspec.Struct, array_like=True, frozen=True, kw_only=True):
    """The header array. Unknown trailing elements of a newer writer are kept in the exact bytes.

    ``rec`` case id. ``lam`` 1 + highest seen in this case. ``tw`` the writer's own clock, Unix s.
    ``fv`` form and version. ``aud`` who can read: own, desk, or a grant id. ``ce`` epoch of the
    content key. ``dic`` number of the compression dictionary. ``deps`` first 16 bytes of the heads
    the author had seen. ``off`` [server minus device s, age of that knowledge s]. ``kc`` commitment
    to the content key, only beside a wrap. ``wraps`` [[rid8, wrap80]...]. ``aw`` the key wrapped to
    its author. ``r``/``s`` routing and status. ``one`` [public key, device signature, device id] of
    a one-use writer. ``x`` opids that a kind x op erases. ``att`` [[blob id, bytes, chunks]...].
    ``cp`` hash of the newest checkpoint known.
    """

    rec: bytes = NO_CASE
    lam: int = 1
    tw: int = 0
    fv: str = ""
    aud: str = OWN
    ce: int = 0
    dic: int = 0
    deps: list[bytes] = []
    off: list[int] | None = None
    kc: bytes | None = None
    wraps: list[tuple[bytes, bytes]] = []
    aw: bytes | None = None
    r: Routing | None = None
    s: Status | None = None
    one: tuple[bytes, bytes, bytes] | None = None
    x: list[bytes] = []
    att: list[tuple[bytes, int, int]] = []
    cp: bytes | None = None


BLANK = Header()
_DECODER = msgspec.msgpack.Decoder(Header)
_PART = msgspec.msgpack.Encoder()
_ALWAYS = 7  # rec .. dic are written whatever they hold


def encode_h(kind: str, writer: bytes, n: int, prev: bytes, head: Header) -> bytes:
    """The header bytes ``H``: prefix, then the array with empty elements at its end left out.

    Raises ``BadOp`` for anything outside the limits, so that nothing unreadable is ever signed.
    """
    if kind not in KINDS or len(kind) != 1:
        raise BadOp("kind")
    if len(writer) != 16 or len(prev) != 32 or not 1 <= n < 1 << 53:
        raise BadOp("prefix")
    values: list[Any] = [getattr(head, name) for name in Header.__struct_fields__]
    while len(values) > _ALWAYS and values[-1] in (None, []):
        values.pop()
    tail = _PART.encode(values)
    h = PREFIX.pack(VERSION, ord(kind), writer, n, prev) + tail
    check_written(h)
    return h


def check_written(h: bytes) -> Header:
    """What is checked before a header is signed: shortest form, then everything a reader checks."""
    try:
        check_minimal(h[PREFIX_BYTES:])
    except NotMinimal as error:
        raise BadOp("minimal") from error
    return decode_header(h)


def decode_header(h: bytes) -> Header:
    """The header of version 2 bytes, limits checked. Raises ``BadOp``."""
    kind = chr(h[1]) if len(h) >= PREFIX_BYTES else ""
    if kind not in KINDS:
        raise BadOp("kind")
    if len(h) > (MAX_HEADER_GRANT if kind == "g" else MAX_HEADER):
        raise BadOp("size")
    try:
        head = _DECODER.decode(h[PREFIX_BYTES:])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise BadOp("header") from error
    _check_limits(kind, head)
    return head


def _check_limits(kind: str, head: Header) -> None:
    fits = (
        len(head.rec) == 16
        and 0 <= head.lam < 1 << 53
        and 0 <= head.ce < 1 << 32
        and 0 <= head.dic < 1 << 16
        and -(1 << 53) < head.tw < 1 << 53
        and len(head.fv) <= 24
        and len(head.aud) <= 32
        and len(head.deps) <= MAX_DEPS
        and all(len(dep) == 16 for dep in head.deps)
        and (head.off is None or len(head.off) == 2)
        and (head.kc is None or len(head.kc) == 32)
        and len(head.wraps) <= MAX_WRAPS
        and all(len(rid) == 8 and len(wrap) == 80 for rid, wrap in head.wraps)
        and (head.aw is None or len(head.aw) == 48)
        and len(head.x) <= MAX_ERASED
        and all(len(opid) == 32 for opid in head.x)
        and len(head.att) <= 16
        and (head.cp is None or len(head.cp) == 32)
    )
    if not fits:
        raise BadOp("header")
    if (head.kc is None) != (not head.wraps and head.aw is None):
        raise BadOp("commitment")
    if head.one is not None and [len(part) for part in head.one] != [32, 64, 16]:
        raise BadOp("header")
    if (head.r is not None) != (kind == "r") or (head.s is not None) != (kind == "s"):
        raise BadOp("routing")
    if head.x and kind != "x":
        raise BadOp("routing")
    if head.r is not None:
        _check_routing(head.r)
    if head.s is not None and not (
        len(head.s.ref) == 32 and 1 <= head.s.state <= 6 and head.s.accepted in (0, 1)
    ):
        raise BadOp("routing")


def _check_routing(r: Routing) -> None:
    if not (
        len(r.scope) <= 32
        and len(r.kel) == 10
        and r.kel.isascii()
        and r.kel.isdigit()
        and 1 <= r.pri <= 4
        and len(r.svc) <= 8
        and all(len(word) <= 16 for word in r.svc)
        and 0 <= r.due < 1 << 32
        and len(r.tk) in (0, 16)
        and r.own in (0, 1)
    ):
        raise BadOp("routing")
