"""The file on a stick: its bytes, its seal, and what is left of it when it is damaged."""

from __future__ import annotations

import os
import random

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from data.ops.keys import x_public
from sync.protocol.bundle import (
    BadBundle,
    Bundle,
    Direction,
    OpenReader,
    age_identity,
    age_recipient,
    lay_stream,
    open_bundle,
    pack_bundle,
    read_bundle,
    seal_bundle,
    stream_digest,
)
from sync.protocol.envelope import stick_answer, unpack_answer
from sync.protocol.frame import BadFrame, join_plain, key_id, parse_header
from sync.protocol.limits import BUNDLE_STEP, FRAME_HEADER
from sync.protocol.messages import Answer, Hello, encode
from tests.wire.decoder import vectors

SEED = b"\x04" * 32
DEVICE = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
SERVER = Ed25519PrivateKey.from_private_bytes(b"\x03" * 32)
DEVICE16 = key_id(DEVICE.public_key().public_bytes_raw())
STREAM = b"\x05" * 16


def made(bodies: int = 20, size: int = 9_000) -> Bundle:
    """An outward bundle with so many frames."""
    plains = [bytes([number]) * size for number in range(bodies)]
    frames = lay_stream(plains, DEVICE, stream=STREAM, seq=7)
    return Bundle(Direction.OUTWARD, b"i" * 16, DEVICE16, 1_795_266_000, frames)


def test_the_bundles_of_the_page_are_ours() -> None:
    found, road = vectors("Vectors of the stick"), vectors("Vectors of the road")
    hello = Hello(v=2, app="0.1", rk=bytes(32), cur={}, want=0, dirseq=0, clk=(1_795_266_000, None))
    frames = lay_stream(
        [join_plain(encode(hello), road["their two records"])], DEVICE, stream=STREAM, seq=42
    )
    out = pack_bundle(Bundle(Direction.OUTWARD, b"\x1b" * 16, DEVICE16, 1_795_266_000, frames))
    answer = Answer(
        v=2, receipt=vectors("Vectors of the letter")["receipt"], srv=1_795_266_540_123, ep=1
    )
    signed = stick_answer(answer, SERVER, stream=STREAM, seq=42, index=0)
    home = pack_bundle(Bundle(Direction.HOMEWARD, b"\x1c" * 16, DEVICE16, 1_795_266_540, (signed,)))
    assert unpack_answer(signed[FRAME_HEADER:]) == answer
    for way, plain in (("outward", out), ("homeward", home)):
        shown = found[f"{way} bundle up to its zeros"]
        assert plain.startswith(shown)
        assert not plain[len(shown) : -32].strip(b"\0")
        assert plain[-32:] == found[f"hash at the end of the {way} bundle"]


def test_keys_are_written_as_age_writes_them() -> None:
    identity = pyrage.x25519.Identity.from_str(age_identity(SEED))
    assert str(identity.to_public()) == age_recipient(x_public(SEED))


def test_what_was_sealed_opens_for_its_reader_alone() -> None:
    bundle = made()
    plain = pack_bundle(bundle)
    assert len(plain) % BUNDLE_STEP == 0
    data = seal_bundle(plain, x_public(SEED))
    assert open_bundle(data, SEED) == bundle
    with pytest.raises(BadBundle, match="foreign"):
        open_bundle(data, b"\x05" * 32)


def test_a_file_cut_short_gives_the_frames_before_the_cut() -> None:
    bundle = made(bodies=40)
    data = seal_bundle(pack_bundle(bundle), x_public(SEED))
    kept = []
    for size in range(0, len(data), 1_024):
        try:
            found = open_bundle(data[:size], SEED)
        except BadBundle as bad:
            assert bad.code == "cut"
            kept.append(0)
            continue
        assert not found.whole
        assert found.frames == bundle.frames[: len(found.frames)]
        kept.append(len(found.frames))
    assert kept == sorted(kept)
    assert max(kept) > 30


def test_a_changed_bit_never_changes_a_frame() -> None:
    bundle, dice = made(bodies=30), random.Random(20)
    data = seal_bundle(pack_bundle(bundle), x_public(SEED))
    for _ in range(200):
        at = dice.randrange(len(data))
        changed = bytearray(data)
        changed[at] ^= 1 << dice.randrange(8)
        try:
            found = open_bundle(bytes(changed), SEED)
        except BadBundle:
            continue
        assert found.frames == bundle.frames[: len(found.frames)]


def test_a_sealed_file_that_is_no_bundle_is_said_to_be_none() -> None:
    for plain, code in (
        (b"", "not-a-bundle"),
        (b"PSKB", "not-a-bundle"),
        (os.urandom(70_000), "not-a-bundle"),
        (b"PSKB\x03\x01" + bytes(100), "newer"),
        (b"PSKB\x02\x07" + bytes(100), "not-a-bundle"),
    ):
        with pytest.raises(BadBundle, match=code):
            open_bundle(seal_bundle(plain, x_public(SEED)), SEED)
    for data, code in ((b"", "cut"), (b"age-enc", "cut"), (b"MZ\x90" * 99, "not-a-bundle")):
        with pytest.raises(BadBundle, match=code):
            open_bundle(data, SEED)


def test_a_lying_count_or_length_gives_what_is_there() -> None:
    plain = pack_bundle(made(bodies=3))
    many = plain[:48] + b"\xff\xff\xff\xff" + plain[52:]
    assert len(read_bundle(many).frames) == 3
    assert not read_bundle(many).whole
    long = plain[:52] + b"\xff\xff\xff\xff" + plain[56:]
    with pytest.raises(BadBundle, match="cut"):
        read_bundle(long)


def test_frames_are_read_in_their_order_and_no_other() -> None:
    frames = [(parse_header(one), one[FRAME_HEADER:]) for one in made(bodies=3).frames]
    reader = OpenReader()
    for header, body in frames:
        assert reader.take(header, body) == body
    assert reader.re == stream_digest(made(bodies=3).frames)
    skipping = OpenReader()
    skipping.take(*frames[0])
    with pytest.raises(BadFrame, match="order"):
        skipping.take(*frames[2])
    with pytest.raises(BadFrame, match="hash"):
        skipping.take(frames[1][0], b"other")
