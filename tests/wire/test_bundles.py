"""What the page says of sticks is enough to read the bundles on it."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.wire.bundle_reader import bundle, open_frame, padded, split_hello
from tests.wire.decoder import Refused, records, sha, vectors
from tests.wire.packed import unpack

STICK = vectors("Vectors of the stick")
ROAD = vectors("Vectors of the road")
LETTERS = vectors("Vectors of the letter")


def _public(number: int) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    return key.public_key().public_bytes_raw()


def _plain(way: str) -> bytes:
    return padded(
        STICK[f"{way} bundle up to its zeros"], STICK[f"hash at the end of the {way} bundle"]
    )


def test_an_outward_bundle_holds_a_stream_of_its_laptop() -> None:
    found = bundle(_plain("outward"))
    assert (found.outward, found.id, found.written) == (True, b"\x1b" * 16, 1_795_266_000)
    assert found.device == sha(_public(2))[:16]
    one = open_frame(found.frames[0], _public(2), 3)
    assert (one.last, one.index, one.seq, one.stream) == (True, 0, 42, b"\x05" * 16)
    hello, letters = split_hello(one.body)
    assert unpack(hello)[:7] == [2, "0.1", bytes(32), {}, 0, 0, [1_795_266_000, None]]
    assert letters == ROAD["their two records"]
    assert records(letters) == [ROAD["op a"], ROAD["op b"]]


def test_a_homeward_bundle_holds_an_answer_of_the_server() -> None:
    found = bundle(_plain("homeward"))
    assert (found.outward, found.id, found.written) == (False, b"\x1c" * 16, 1_795_266_540)
    one = open_frame(found.frames[0], _public(3), 2)
    assert (one.index, one.seq, one.stream) == (0, 42, b"\x05" * 16)
    assert one.body[:1] == b"\0"
    answer = unpack(one.body[1:])
    assert answer[:4] == [2, LETTERS["receipt"], 1_795_266_540_123, 1]


@pytest.mark.parametrize("way", ["outward", "homeward"])
def test_a_changed_bundle_is_seen(way: str) -> None:
    plain = _plain(way)
    for place in (*range(0, 600, 41), len(plain) - 40, len(plain) - 1):
        changed = plain[:place] + bytes([plain[place] ^ 1]) + plain[place + 1 :]
        with pytest.raises(Refused):
            bundle(changed)
    with pytest.raises(Refused):
        bundle(plain[:-1])
