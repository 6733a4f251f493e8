"""What stands inside the frames: hello, answer, enrolment, time and errors, as msgspec arrays.

Every message is a MessagePack array in the order of its fields; unknown trailing elements are
ignored by an older reader, new fields are only ever appended. ``srv`` is always the city's own
clock in Unix **milliseconds**, strictly rising from one receipt of a city to the next; ``ep`` is
the city's epoch, which rises when a city is restored from a backup.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from sync.protocol.limits import CURSORS, HELLO, PACK_BYTES, PACK_PART, SAMPLES

T = TypeVar("T", bound=msgspec.Struct)
# A count, a place or a time: what every database on the way can hold.
Number = Annotated[int, Meta(ge=0, le=1 << 62)]
READS_PACKED = 1  # frames whose plaintext was packed (flag 4)


class BadMessage(ValueError):
    """A body that is not the message it should be; ``code`` is a word for logs, never content."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Sample(msgspec.Struct, array_like=True, frozen=True):
    """One earlier place in a scope: position, first 8 bytes of the opid that stood there."""

    pos: Number
    opid8: bytes


class Cursor(msgspec.Struct, array_like=True, frozen=True):
    """How far a mailbag is in one scope.

    ``pos`` is the last position covered (0: nothing yet); ``opid8`` the feed's mark there
    (``Pulled.at8``) or empty where the city told none; ``whole`` asks also for ops that this
    device itself pushed (a vault being refilled); ``samples`` are up to eight earlier places,
    newest first, for a city that was restored.
    """

    ep: Number = 0
    pos: Number = 0
    opid8: bytes = b""
    whole: bool = False
    samples: tuple[Sample, ...] = ()


class PackWish(msgspec.Struct, array_like=True, frozen=True):
    """A laptop would take a newer pack now.

    ``seq``: the newest that lies whole here (0: none). ``sha`` and ``offset``: the hash of one
    that came in part and how many of its bytes are here (empty and 0: none). ``want``: bytes
    wished for in this answer; 0 asks only whether there is a newer one.
    """

    seq: Number = 0
    sha: Annotated[bytes, Meta(max_length=32)] = b""
    offset: Number = 0
    want: Number = PACK_PART


class PackPart(msgspec.Struct, array_like=True, frozen=True):
    """Bytes of the city's newest pack, from ``offset`` on.

    ``sha``: sha256 of the whole file of ``size`` bytes. A part from 0 begins another pack.
    """

    seq: Number
    sha: Annotated[bytes, Meta(min_length=32, max_length=32)]
    size: Annotated[int, Meta(ge=1, le=PACK_BYTES)]
    offset: Number
    body: Annotated[bytes, Meta(max_length=PACK_PART)]


class BlobRanges(msgspec.Struct, array_like=True, frozen=True):
    """Chunks of one attachment: ``blob`` is the hash of its ciphertext (32 B), ``ranges`` are
    (lo, hi), both included, ascending. In a hello: wished for, none: how it stands is asked. In an
    answer: lacking; an empty tuple says that the city has all of it. ``word`` in an answer:
    ``safe`` (every backup the city could restore has it), ``quota`` or ``full`` (no more is taken
    now).
    """

    blob: Annotated[bytes, Meta(min_length=32, max_length=32)]
    ranges: tuple[tuple[Number, Number], ...] = ()
    word: Annotated[str, Meta(max_length=16)] = ""


class Hello(msgspec.Struct, array_like=True, frozen=True):
    """The head of a request stream, in frame 0.

    ``rk``: one-time X25519 public key the answer is sealed to (32 B). ``cur``: scope -> Cursor,
    only for scopes to be pulled. ``want``: bytes of pulled ops wished for, 0 for none.
    ``dirseq``: newest directory document known (-1: none). ``clk``: (the laptop's Unix seconds,
    seconds since its last good session or None). ``certs``: signed certificate documents the
    city may lack. ``left``: items that still wait after this stream. ``pack``: a part of a newer
    pack is wished for (None: not in this answer). ``blobs``: chunks of attachments wished for.
    ``people``: certificates of colleagues are wished for whose area begins so ("" for all of the
    city, None: none). ``spliced``: pulled ops may come spliced. ``behind``: by
    how much the number of this laptop's stream before was too low, as the city said (0: it was
    not). Only a laptop itself can say so; an echo of its old frames cannot.
    """

    v: Number
    app: str
    rk: bytes
    cur: dict[str, Cursor]
    want: Number
    dirseq: Annotated[int, Meta(ge=-1, le=1 << 62)]
    clk: tuple[Annotated[int, Meta(ge=-(1 << 62), le=1 << 62)], Number | None]
    certs: tuple[bytes, ...] = ()
    left: Number = 0
    pack: PackWish | None = None
    blobs: tuple[BlobRanges, ...] = ()
    people: Annotated[str, Meta(max_length=16)] | None = None
    spliced: bool = False
    behind: Number = 0


class NeedAt(msgspec.Struct, array_like=True, frozen=True):
    """An op the city could not rebuild, named by writer (16 B) and number."""

    writer: bytes
    n: Number


class Held(msgspec.Struct, array_like=True, frozen=True):
    """A mark on a pushed op: first 16 bytes of its opid and a word.

    Words: ``version``, ``revoked``, ``quota``, ``unknown_writer``, ``fork`` (all stored and in
    ``have``) and ``bad`` (not stored; only ever for an op that came whole).
    """

    opid16: bytes
    code: str


class PulledOp(msgspec.Struct, array_like=True, frozen=True):
    """One op of a scope: its position and its exact stored bytes (whole or erased form)."""

    pos: Number
    raw: bytes


class SplicedOps(msgspec.Struct, array_like=True, frozen=True):
    """Pulled ops with what splicing can put back left out.

    ``steps``: the position of each op, less that of the one before it (the first: less lo - 1).
    ``records``: one frame's records of a stream of its own. ``digest``: SHA-256 over the ops' exact
    bytes, one after another.
    """

    steps: tuple[Number, ...]
    records: bytes
    digest: bytes


class Pulled(msgspec.Struct, array_like=True, frozen=True):
    """Positions lo..hi of one scope, both included; positions without an op were skipped.

    ``lo`` is where the city went on from (cursor + 1, or lower after a restore); ``hi`` = lo - 1
    says that nothing new is there. ``more``: the scope goes on after ``hi``. Where the hello said
    ``spliced``, ``ops`` is empty and ``bundle`` holds them instead. ``at8``: the feed's mark at
    ``hi``, over everything that stands up to there (empty where nothing does).
    """

    scope: str
    ep: Number
    lo: Number
    hi: Number
    ops: tuple[PulledOp, ...]
    more: bool = False
    bundle: SplicedOps | None = None
    at8: Annotated[bytes, Meta(max_length=8)] = b""


class Answer(msgspec.Struct, array_like=True, frozen=True):
    """The city's answer to a request stream.

    ``receipt``: exact bytes of a signed ``data.ops.receipt`` document, kept for the vaults.
    ``dirdocs``: directory documents after ``dirseq``, in order. ``certs``: certificates of the
    writers of pulled ops. ``needs``: ops wanted whole, by opid (32 B) or by NeedAt. ``cmds``:
    signed orders (none yet). ``next``: seconds after which to come again by itself. ``max_v``:
    newest protocol version the city reads. ``pack``: a part of its newest pack, if one was wished
    for and is newer. ``blobs``: what it lacks of the attachments of this laptop's letters.
    ``people``: vouchers and user certificates of colleagues, if they were wished for. ``reads``:
    what this city can read beyond the first version's streams, one bit each (READS_PACKED).
    """

    v: Number
    receipt: bytes
    srv: Number
    ep: Number
    pulled: tuple[Pulled, ...] = ()
    dirdocs: tuple[bytes, ...] = ()
    certs: tuple[bytes, ...] = ()
    needs: tuple[bytes | NeedAt, ...] = ()
    held: tuple[Held, ...] = ()
    cmds: tuple[bytes, ...] = ()
    next: Number = 900
    max_v: Number = 2
    pack: PackPart | None = None
    blobs: tuple[BlobRanges, ...] = ()
    people: tuple[bytes, ...] = ()
    reads: Number = 0


class EnrolAsk(msgspec.Struct, array_like=True, frozen=True):
    """A laptop asks for a person's place; everything in it is public and signed by the code key.

    ``rk``: one-time X25519 public key for the answer. ``code_pub``: Ed25519 public key derived
    from the code. ``user`` and ``device``: certificate documents signed by the code key.
    The frame itself (kind 5) is signed by the device key the device certificate names.
    """

    v: Number
    app: str
    rk: bytes
    code_pub: bytes
    user: bytes
    device: bytes


class EnrolAnswer(msgspec.Struct, array_like=True, frozen=True):
    """The voucher for the code key (exact signed bytes) and the whole directory, in order."""

    v: Number
    srv: Number
    voucher: bytes
    directory: tuple[bytes, ...]
    certs: tuple[bytes, ...] = ()


class TimeAnswer(msgspec.Struct, array_like=True, frozen=True):
    """The city's clock for a nonce of 16 bytes the asker made.

    ``server``: the Ed25519 public key that signs, so that a laptop which knows only the key's id
    (from the code line) can check this and the enrolment that follows.
    """

    nonce: bytes
    srv: Number
    server: bytes = b""


class ErrorAnswer(msgspec.Struct, array_like=True, frozen=True):
    """A refusal, signed by the server key but not sealed.

    Codes: ``stale_seq`` (``last`` = highest seq known), ``unknown_device``, ``bad_frame``,
    ``order`` (a frame out of order), ``too_big``, ``busy``, ``version``, ``full``,
    ``code_unknown``, ``code_taken``, ``code_expired``, ``code_blocked``, ``not_demo``,
    ``directory``. ``retry``: seconds to wait, 0 when the asker may choose. ``docs``: with
    ``directory``, documents of the directory that name the keys this city has now.
    """

    code: str
    last: Number = 0
    retry: Number = 0
    docs: tuple[bytes, ...] = ()


def encode(message: msgspec.Struct) -> bytes:
    """MessagePack bytes; a hello or an answer leaves out what says nothing at its end."""
    if isinstance(message, ErrorAnswer) and not message.docs:
        return msgspec.msgpack.encode((message.code, message.last, message.retry))
    if not isinstance(message, Hello | Answer):
        return msgspec.msgpack.encode(message)
    values = list(msgspec.structs.astuple(message))
    for field in reversed(msgspec.structs.fields(message)):
        if field.required or values[-1] != field.default:
            break
        values.pop()
    return msgspec.msgpack.encode(values)


# Made once, by the thread that imports: looking a type up for the first time in two threads at once
# (two laptops at a city that has just started) ends the process with a segmentation fault.
_DECODERS: dict[type[msgspec.Struct], msgspec.msgpack.Decoder[Any]] = {
    kind: msgspec.msgpack.Decoder(kind)
    for kind in (Hello, Answer, EnrolAsk, EnrolAnswer, TimeAnswer, ErrorAnswer)
}


def decode(body: bytes, kind: type[T]) -> T:
    """The message of type ``kind`` in ``body``; raises BadMessage."""
    try:
        message: T = _DECODERS[kind].decode(body)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise BadMessage("not-a-message") from error
    return message


def decode_hello(body: bytes) -> Hello:
    """A hello within its limits; raises BadMessage."""
    if len(body) > HELLO:
        raise BadMessage("hello-too-big")
    hello = decode(body, Hello)
    if len(hello.rk) != 32 or len(hello.cur) > CURSORS:
        raise BadMessage("hello-out-of-range")
    if any(len(c.samples) > SAMPLES for c in hello.cur.values()):
        raise BadMessage("cursor-out-of-range")
    return hello
