"""Letters, papers and frames read from their bytes: standard library, `cryptography`, `zstandard`.

Written from sync/PROTOCOL.md; it shares no line with the product. Even HPKE is put together here
from its parts (RFC 9180, base mode).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zstandard
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tests.wire.packed import unpack

PAGE = Path(__file__).resolve().parents[2] / "sync" / "PROTOCOL.md"
NAMES = "rec lam tw fv aud ce dic deps off kc wraps aw r s one x att cp".split()
EMPTY: dict[str, Any] = {"deps": [], "wraps": [], "x": [], "att": []}


class Refused(Exception):
    """A signature, a hash or a seal does not hold."""


def vectors(heading: str) -> dict[str, bytes]:
    """The named blocks of hex digits under one heading of the page."""
    page = PAGE.read_text(encoding="utf-8").partition(f"### {heading}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^([A-Za-z0-9 ,]+)(?: \([^)]*\))?:\n```\n([0-9a-f\n]+)\n```$", page, re.M)
    return {name: bytes.fromhex(digits) for name, digits in found}


def sha(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def hkdf(ikm: bytes, salt: bytes, info: bytes, size: int = 32) -> bytes:
    """HKDF-SHA256 (RFC 5869)."""
    return _expand(hmac.digest(salt or bytes(32), ikm, "sha256"), info, size)


def _expand(prk: bytes, info: bytes, size: int) -> bytes:
    out, block = b"", b""
    while len(out) < size:
        block = hmac.digest(prk, block + info + bytes([len(out) // 32 + 1]), "sha256")
        out += block
    return out[:size]


def hpke_open(private: bytes, sealed: bytes, info: bytes) -> bytes:
    """RFC 9180 base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305."""
    key = X25519PrivateKey.from_private_bytes(private)
    enc, ciphertext = sealed[:32], sealed[32:]
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x03"

    def extract(suite_id: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
        message = b"HPKE-v1" + suite_id + label + ikm
        return hmac.digest(salt or bytes(32), message, "sha256")

    def expand(suite_id: bytes, prk: bytes, label: bytes, text: bytes, size: int) -> bytes:
        return _expand(prk, struct.pack(">H", size) + b"HPKE-v1" + suite_id + label + text, size)

    dh = key.exchange(X25519PublicKey.from_public_bytes(enc))
    context = enc + key.public_key().public_bytes_raw()
    shared = expand(kem, extract(kem, b"", b"eae_prk", dh), b"shared_secret", context, 32)
    schedule = (
        b"\0" + extract(suite, b"", b"psk_id_hash", b"") + extract(suite, b"", b"info_hash", info)
    )
    secret = extract(suite, shared, b"secret", b"")
    aead = ChaCha20Poly1305(expand(suite, secret, b"key", schedule, 32))
    return _opened(aead, expand(suite, secret, b"base_nonce", schedule, 12), ciphertext, b"")


def _opened(aead: ChaCha20Poly1305, nonce: bytes, ciphertext: bytes, aad: bytes) -> bytes:
    try:
        return aead.decrypt(nonce, ciphertext, aad)
    except InvalidTag as error:
        raise Refused("seal") from error


def check(public: bytes, label: bytes, message: bytes, signature: bytes) -> None:
    """Ed25519 over label NUL message. Raises ``Refused``."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, label + b"\0" + message)
    except InvalidSignature as error:
        raise Refused("signature") from error


@dataclass
class Letter:
    """What one letter's bytes say."""

    v: int
    kind: str
    writer: bytes
    n: int
    prev: bytes
    head: bytes
    said: dict[str, Any]
    sig: bytes
    payload: bytes | None
    core: bytes
    opid: bytes


def letter(stored: bytes) -> Letter:
    """Take the stored bytes of a letter apart."""
    size = struct.unpack(">H", stored[:2])[0]
    head, rest = stored[2 : 2 + size], stored[2 + size :]
    sig, length, tail = rest[:64], rest[64:66], rest[66:]
    payload = None if length == b"\xff\xff" else tail
    if payload is not None and len(payload) != struct.unpack(">H", length)[0]:
        raise Refused("length")
    core = stored[:2] + head + (tail if payload is None else sha(tail))
    v, kind, writer, n, prev = struct.unpack(">Bc16sQ32s", head[:58])
    values = unpack(head[58:])
    said = {
        name: values[at] if at < len(values) else EMPTY.get(name) for at, name in enumerate(NAMES)
    }
    opid = sha(b"psk/opid/2\0" + core + sig)
    return Letter(v, kind.decode(), writer, n, prev, head, said, sig, payload, core, opid)


def check_letter(found: Letter, writer_key: bytes) -> None:
    """The writer's signature. Raises ``Refused``."""
    if sha(writer_key)[:16] != found.writer:
        raise Refused("writer")
    check(writer_key, b"psk/op/2", found.core, found.sig)


def _bound(city: int, found: Letter) -> bytes:
    aud: bytes = found.said["aud"].encode()
    rec: bytes = found.said["rec"]
    number = struct.pack(">IB", found.said["ce"], len(aud))
    return b"psk/ck/2\0" + struct.pack(">I", city) + rec + number + aud


def key_for_reader(found: Letter, private: bytes, city: int) -> bytes:
    """The content key out of the wrap for this reader."""
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    rid = sha(public)[:8]
    wrap = dict(found.said["wraps"])[rid]
    return _committed(found, hpke_open(private, wrap, _bound(city, found) + rid))


def key_for_author(found: Letter, private: bytes, city: int) -> bytes:
    """The content key out of the author's own wrap."""
    key = hkdf(private, found.said["kc"], b"psk/aw/2\0" + _bound(city, found))
    return _committed(found, _opened(ChaCha20Poly1305(key), bytes(12), found.said["aw"], b""))


def _committed(found: Letter, ck: bytes) -> bytes:
    if sha(b"psk/kc/2\0" + ck) != found.said["kc"]:
        raise Refused("commitment")
    return ck


def padded_inside(found: Letter, ck: bytes) -> bytes:
    """P of a letter."""
    if found.payload is None:
        raise Refused("erased")
    salt, sealed = found.payload[:16], found.payload[16:]
    key = hkdf(ck, salt, b"psk/payload/2")
    return _opened(ChaCha20Poly1305(key), bytes(12), sealed, found.head)


def inside(found: Letter, ck: bytes) -> Any:
    """The body of a letter that is not compressed; of a compressed one, its compressed bytes."""
    p = padded_inside(found, ck)
    size = struct.unpack(">I", p[1:5])[0]
    if p[5 + size :].strip(b"\0"):
        raise Refused("padding")
    body = p[5 : 5 + size]
    return json.loads(body) if p[0] == 0 else body


def paper(wire: bytes, label: bytes, public: bytes) -> list[Any]:
    """The elements of a signed paper's doc, signature checked."""
    doc, sig, signer = unpack(wire)
    if sha(public)[:16] != signer:
        raise Refused("signer")
    check(public, label, doc, sig)
    found = unpack(doc)
    if not isinstance(found, list):
        raise Refused("form")
    return found


def own(kind: bytes, city: int, signer_key: bytes, *parts: bytes) -> bytes:
    """What a certified key signs about itself."""
    return kind + struct.pack(">I", city) + sha(signer_key)[:16] + b"".join(parts)


@dataclass
class Frame:
    """One frame of the road."""

    kind: int
    last: bool
    stream: bytes
    index: int
    sender: bytes
    seq: int
    header: bytes
    body: bytes


def frame(wire: bytes, sender_key: bytes) -> Frame:
    """Read a frame: signature first, then the hash of its body."""
    magic, kind, flags, stream, index, sender, seq, size = struct.unpack(
        ">4sBB16sI16sQI", wire[:54]
    )
    body_hash, sig, body = wire[54:86], wire[86:150], wire[150:]
    if magic != b"PSK2" or sha(sender_key)[:16] != sender:
        raise Refused("frame")
    check(sender_key, b"psk/frame/2", wire[:86], sig)
    if len(body) != size or sha(body) != body_hash:
        raise Refused("body")
    return Frame(kind, bool(flags & 1), stream, index, sender, seq, wire[:150], body)


def open_stream(frames: list[Frame], transit: bytes, city: int) -> list[tuple[bytes, bytes]]:
    """(hello, records) of each frame of one stream."""
    first = frames[0]
    info = b"psk/stream/2\0" + struct.pack(">I", city) + first.sender + first.stream
    key = ChaCha20Poly1305(hpke_open(transit, first.body[:80], info))
    found: list[tuple[bytes, bytes]] = []
    for one in frames:
        chunk = one.body[80:] if one.index == 0 else one.body
        plain = _opened(key, struct.pack(">QI", 0, one.index), chunk, one.header[:54])
        size = struct.unpack(">H", plain[:2])[0]
        found.append((plain[2 : 2 + size], plain[2 + size :]))
    return found


def open_later(one: Frame, stream_key: bytes) -> bytes:
    """The plaintext of a frame after the first, by the stream's key; unpacked if bit 2 is set."""
    nonce = struct.pack(">QI", 0, one.index)
    plain = _opened(ChaCha20Poly1305(stream_key), nonce, one.body, one.header[:54])
    if not one.header[5] & 4:
        return plain
    return zstandard.ZstdDecompressor().stream_reader(plain).read(65_536)


def spliced(pulled: list[Any]) -> list[tuple[int, bytes]]:
    """(position, stored bytes) of every letter of a spliced range."""
    steps, carried, digest = pulled[6]
    raws = records(carried)
    if pulled[4] or sha(b"".join(raws)) != digest or len(steps) != len(raws):
        raise Refused("spliced")
    places = [pulled[2] - 1 + sum(steps[: number + 1]) for number in range(len(steps))]
    return list(zip(places, raws, strict=True))


def records(data: bytes) -> list[bytes]:
    """The stored bytes of every letter in one frame's records; chunks behind them are left."""
    writers: list[bytes] = []
    last_n: dict[bytes, int] = {}
    opids: dict[tuple[bytes, int], bytes] = {}
    writer, place, found = b"", 0, list[bytes]()

    def take(size: int) -> bytes:
        nonlocal place
        place += size
        return data[place - size : place]

    def varint() -> int:
        number, shift = 0, 0
        while True:
            byte = take(1)[0]
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    while place < len(data):
        flags = take(1)[0]
        if flags == 0x40:
            break
        if flags & 1:
            found.append(take(struct.unpack(">H", take(2))[0]))
            continue
        kind = take(1)
        version = b"\2" if flags & 2 else take(1)
        if flags & 4:
            writer = take(16)
            writers.append(writer)
        elif not flags & 8:
            writer = writers[varint()]
        n = last_n.get(writer, 0) + 1 if flags & 0x10 else varint()
        known = bytes(32) if n == 1 else opids.get((writer, n - 1), b"")
        prev = known if flags & 0x20 else take(32)
        rest = take(varint())
        sig = take(64)
        payload = take(varint())
        head = version + kind + writer + struct.pack(">Q", n) + prev + rest
        core = struct.pack(">H", len(head)) + head + sha(payload)
        last_n[writer] = n
        opids[writer, n] = sha(b"psk/opid/2\0" + core + sig)
        found.append(core[: 2 + len(head)] + sig + struct.pack(">H", len(payload)) + payload)
    return found


def door_file(content: bytes) -> tuple[int, bytes]:
    """When an urgent referral's file was written, and the letter's stored bytes in it."""
    magic, version, free, written, size = struct.unpack(">4sBBQH", content[:16])
    if (magic, version, free) != (b"PSKU", 2, 0) or len(content) != 16 + size + 32:
        raise Refused("form")
    if sha(content[:-32]) != content[-32:]:
        raise Refused("hash")
    return written, content[16:-32]


def chunk_records(data: bytes) -> list[tuple[bytes, int, bytes]]:
    """(blob, i, ciphertext) of every chunk record of a frame that holds nothing else."""
    found: list[tuple[bytes, int, bytes]] = []
    while data:
        flags, blob, data = data[0], data[1:33], data[33:]
        if flags != 0x40:
            raise Refused("flags")
        i, shift = 0, 0
        while True:
            byte, data = data[0], data[1:]
            i |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        size = struct.unpack(">H", data[:2])[0]
        body, data = data[2 : 2 + size], data[2 + size :]
        if len(body) != size:
            raise Refused("length")
        found.append((blob, i, body))
    return found


def answer_piece(one: Frame, rk: bytes) -> list[tuple[bytes, int, bytes]]:
    """The chunks in a frame behind an answer, opened with the one-time key."""
    place = one.stream + struct.pack(">QI", one.seq, one.index)
    return chunk_records(hpke_open(rk, one.body, b"psk/answer/2\0" + place))


def attachment(ck: bytes, salt: bytes, place: int, ciphertext: bytes) -> bytes:
    """The file out of all ciphertext of one attachment."""
    chunks = [ciphertext[at : at + 15_360] for at in range(0, len(ciphertext), 15_360)]
    plain = b""
    for number, chunk in enumerate(chunks):
        last = number == len(chunks) - 1
        info = b"psk/blob/2\0" + struct.pack(">BIB", place, number, last)
        plain += _opened(ChaCha20Poly1305(hkdf(ck, salt, info)), bytes(12), chunk, b"")
    size = struct.unpack(">I", plain[:4])[0]
    step = 15_344 if 4 + size > 1024 * 1024 else 1024
    if plain[4 + size :].strip(b"\0") or len(plain) != -(-(4 + size) // step) * step:
        raise Refused("padding")
    return plain[4 : 4 + size]
