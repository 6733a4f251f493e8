"""The vectors in PROTOCOL.md are what the code makes and reads."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from data.content.pack import APPROVER, MAKER, Manifest, make, read, with_signature
from sync.protocol.envelope import error_frame, open_time, time_frame
from sync.protocol.frame import (
    StreamOpener,
    StreamSealer,
    join_plain,
    key_id,
    parse_header,
    split_plain,
    verify_header,
)
from sync.protocol.homeward import ops_of, splice_ops
from sync.protocol.messages import (
    Cursor,
    ErrorAnswer,
    Hello,
    PackPart,
    PackWish,
    Pulled,
    PulledOp,
    decode_hello,
    encode,
)
from sync.protocol.splice import Splicer, Unsplicer, cut

PAGE = Path(__file__).resolve().parents[3] / "sync" / "PROTOCOL.md"
DEVICE = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
SERVER = Ed25519PrivateKey.from_private_bytes(b"\x03" * 32)
TRANSIT = X25519PrivateKey.from_private_bytes(b"\x04" * 32)
RK = X25519PrivateKey.from_private_bytes(b"\x0c" * 32)


@pytest.fixture(scope="module")
def vectors() -> dict[str, bytes]:
    page = PAGE.read_text(encoding="utf-8").partition("### Vectors of the road")[2]
    found = re.findall(r"^([a-z0-9 ]+)(?: \([^)]*\))?:\n```\n([0-9a-f\n]+)\n```$", page, re.M)
    return {name: bytes.fromhex(digits) for name, digits in found}


def test_the_records_of_the_page_are_ours(vectors: dict[str, bytes]) -> None:
    splicer, made = Splicer(), b""
    for name in ("op a", "op b"):
        record = splicer.prepare(vectors[name])
        splicer.take(record)
        made += record.data
    assert made == vectors["their two records"]
    arrived = Unsplicer().feed(made)
    assert [one.raw for one in arrived] == [vectors["op a"], vectors["op b"]]
    assert cut(vectors["op b"]).prev == cut(vectors["op a"]).opid


def test_the_stream_of_the_page_opens(vectors: dict[str, bytes]) -> None:
    opener, plains = StreamOpener(TRANSIT, city=2172), []
    for name in ("frame 0", "frame 1"):
        header = parse_header(vectors[name])
        verify_header(header, DEVICE.public_key().public_bytes_raw())
        plains.append(opener.take(header, vectors[name][150:]))
    assert opener.re == vectors["re"]
    assert split_plain(plains[0]) == (vectors["hello"], vectors["their two records"])
    assert plains[1] == join_plain(b"", b"")
    said = Hello(
        2,
        "0.1",
        RK.public_key().public_bytes_raw(),
        {"p:00": Cursor(1, 5, b"12345678")},
        32_768,
        0,
        (1_795_266_012, None),
        pack=PackWish(3, bytes(range(32)), 65_536, 16_384),
    )
    assert decode_hello(vectors["hello"]) == said
    assert encode(said) == vectors["hello"]


def test_frames_without_a_wrap_are_made_byte_for_byte(vectors: dict[str, bytes]) -> None:
    transit = TRANSIT.public_key().public_bytes_raw()
    sealer = StreamSealer(
        DEVICE, transit, city=2172, stream=b"\x05" * 16, seq=42, stream_key=b"\x06" * 32
    )
    made = sealer.frame(0, join_plain(vectors["hello"], vectors["their two records"]), last=False)
    # The wrap differs each time, and with it the body's hash and the signature; the chunk does not.
    assert made[150 + 80 :] == vectors["frame 0"][150 + 80 :]
    assert made[:54] == vectors["frame 0"][:54]
    assert sealer.frame(1, join_plain(b"", b""), last=True) == vectors["frame 1"]


def test_a_packed_frame_and_a_spliced_range_of_the_page_are_read(vectors: dict[str, bytes]) -> None:
    header = parse_header(vectors["packed frame"])
    verify_header(header, DEVICE.public_key().public_bytes_raw())
    assert (header.packed, header.last) == (True, True)
    opener = StreamOpener(TRANSIT, city=2172)
    opener.take(parse_header(vectors["frame 0"]), vectors["frame 0"][150:])
    plain = opener.take(header, vectors["packed frame"][150:])
    assert plain == join_plain(b"", vectors["their two records"])
    ops = (PulledOp(3, vectors["op a"]), PulledOp(5, vectors["op b"]))
    pulled = Pulled("p:00", 1, 2, 6, (), False, splice_ops(ops, 2), b"12345678")
    assert msgspec.msgpack.encode(pulled) == vectors["pulled"]
    assert ops_of(msgspec.msgpack.decode(vectors["pulled"], type=Pulled)) == ops


def test_signed_answers_are_made_byte_for_byte(vectors: dict[str, bytes]) -> None:
    asked = parse_header(vectors["frame 1"])
    assert error_frame(ErrorAnswer("stale_seq", 57, 0), SERVER, asked) == vectors["error frame"]
    assert time_frame(b"\x08" * 16, 1_795_266_540_123, SERVER) == vectors["time frame"]
    server_id = key_id(SERVER.public_key().public_bytes_raw())[:8]
    told = open_time(vectors["time frame"], server_id, nonce=b"\x08" * 16)
    assert told.srv == 1_795_266_540_123


def test_the_pack_of_the_page_is_made_byte_for_byte() -> None:
    found = pack_vectors()
    files = {
        "guide/id/uji.md": b"# Uji\n\nKata ini contoh.\n",
        "reasons.csv": b"code,label_id,label_en\nipv_a,Contoh,Example\n",
    }
    made = Manifest(city=2172, seq=3, name="Paket contoh", made=1_795_266_000, app_min="0.1")
    raw = make(made, files)
    raw = with_signature(raw, MAKER, "Rani", 1_795_266_060, b"\x13" * 32)
    raw = with_signature(raw, APPROVER, "Budi", 1_795_266_120, b"\x0d" * 32)
    pack = read(found["pack"])
    # Another version of the compressor may pack the same files otherwise; what is signed may not.
    assert pack.files == files
    assert pack.signatures == read(raw).signatures
    assert pack.digest == read(raw).digest == found["hash of its manifest"]


def test_wish_and_part_of_the_page_are_ours() -> None:
    found, sha = pack_vectors(), bytes(range(32))
    assert encode(PackWish(3, sha, 65_536, 16_384)) == found["wish"]
    assert encode(PackPart(4, sha, 70_000, 65_536, b"abc")) == found["part"]


def pack_vectors() -> dict[str, bytes]:
    """The named blocks under the pack's own heading."""
    page = PAGE.read_text(encoding="utf-8").partition("### Vectors of the pack")[2]
    found = re.findall(
        r"^([a-z ]+)(?: \([^)]*\))?:\n```\n([0-9a-f\n]+)\n```$", page.partition("\n## ")[0], re.M
    )
    return {name: bytes.fromhex(digits) for name, digits in found}
