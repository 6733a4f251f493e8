"""What the page says is enough to read every vector on it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.wire.decoder import (
    Refused,
    attachment,
    check,
    check_letter,
    chunk_records,
    door_file,
    frame,
    inside,
    key_for_author,
    key_for_reader,
    letter,
    open_later,
    open_stream,
    own,
    padded_inside,
    paper,
    records,
    sha,
    spliced,
    vectors,
)
from tests.wire.pack_reader import check_pack, read_pack, said
from tests.wire.packed import unpack

CITY = 2172
LETTERS = vectors("Vectors of the letter")
ROAD = vectors("Vectors of the road")
ATTACHMENT = vectors("Vectors of an attachment")
DOOR = vectors("Vectors of the urgent referral at the door")
PACK = vectors("Vectors of the pack")
NAMES = {
    1: "letter 1",
    2: "letter 2, a referral",
    3: "letter 3, a status",
    4: "letter 4, an urgent referral of the door",
    5: "letter 5, an erasure",
}


def _seed(number: int) -> bytes:
    return bytes([number]) * 32


def _public(number: int) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(_seed(number))
    return key.public_key().public_bytes_raw()


def test_the_second_reader_imports_none_of_our_code() -> None:
    for path in Path(__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                roots = {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                roots = {(node.module or "").split(".")[0]}
            else:
                continue
            assert not roots & {"data", "sync", "responder_app", "ui", "msgspec"}


@pytest.mark.parametrize(("number", "writer"), [(1, 1), (2, 1), (3, 17), (4, 16), (5, 1)])
def test_every_letter_is_signed_by_its_writer_and_has_its_name(number: int, writer: int) -> None:
    found = letter(LETTERS[NAMES[number]])
    check_letter(found, _public(writer))
    assert found.v == 2
    assert found.opid == LETTERS[f"opid of {NAMES[number]}"]
    with pytest.raises(Refused):
        check_letter(found, _public(2))


def test_the_chain_and_the_graph_hold() -> None:
    first, second, third, fifth = (letter(LETTERS[NAMES[n]]) for n in (1, 2, 3, 5))
    assert (first.n, first.prev) == (1, bytes(32))
    assert (second.n, second.prev) == (2, first.opid)
    assert (fifth.n, fifth.prev) == (3, second.opid)
    assert second.said["deps"] == [first.opid[:16]]
    assert third.said["deps"] == [second.opid[:16]]
    assert fifth.said["x"] == [first.opid]
    assert {one.said["rec"].hex() for one in (first, second, third, fifth)} == {
        "8b1f6d3a52c44e0f9a770c2d1e5f9a10"
    }


def test_the_author_opens_her_own_letter() -> None:
    first = letter(LETTERS[NAMES[1]])
    ck = key_for_author(first, _seed(9), CITY)
    assert ck == _seed(6)
    assert inside(first, ck) == {"t": "case.open", "set": {"age_years": 31}}
    with pytest.raises(Refused):
        key_for_author(first, _seed(10), CITY)
    with pytest.raises(Refused):
        key_for_author(first, _seed(9), CITY + 1)


def test_the_desk_opens_the_referral_and_reads_its_outside() -> None:
    second = letter(LETTERS[NAMES[2]])
    ck = key_for_reader(second, _seed(10), CITY)
    assert ck == key_for_author(second, _seed(9), CITY) == _seed(7)
    assert inside(second, ck) == {"t": "referral", "set": {"survivor_name": "CONTOH"}}
    assert len(padded_inside(second, ck)) == 1024
    token = Argon2id(
        salt=bytes(range(16)), length=16, iterations=2, lanes=1, memory_cost=19 * 1024
    ).derive(b"TP-7KQ4M-9XD2T-F\x00123456")
    assert second.said["r"] == [
        "desk:2172", "2172011003", 4, ["medis", "psiko"], 3600, token, 1
    ]  # fmt: skip
    assert second.said["off"] == [-3, 7200]


def test_the_status_names_the_referral_and_is_compressed_and_padded() -> None:
    third = letter(LETTERS[NAMES[3]])
    assert third.said["s"] == [LETTERS[f"opid of {NAMES[2]}"], 3, 1]
    p = padded_inside(third, _seed(7))
    assert (p[0], len(p), third.said["dic"]) == (2, 256, 1)
    assert inside(third, _seed(7))[:4] == bytes.fromhex("28b52ffd")  # a zstd frame


def test_the_door_referral_proves_its_laptop() -> None:
    fourth = letter(LETTERS[NAMES[4]])
    writer_key, signature, device = fourth.said["one"]
    check_letter(fourth, writer_key)
    check(_public(2), b"psk/one/2", writer_key, signature)
    assert device == sha(_public(2))[:16]
    ck = key_for_reader(fourth, _seed(10), CITY)
    assert inside(fourth, ck)["set"] == {"safe_now": "tidak"}
    assert len(padded_inside(fourth, ck)) == 256


def test_an_erased_letter_keeps_name_and_signature() -> None:
    whole, gone = letter(LETTERS[NAMES[1]]), letter(LETTERS["letter 1 after erasure"])
    check_letter(gone, _public(1))
    assert gone.opid == whole.opid
    assert gone.payload is None
    with pytest.raises(Refused):
        padded_inside(gone, _seed(6))


def test_a_changed_byte_anywhere_is_refused() -> None:
    stored = LETTERS[NAMES[1]]
    for place in range(2, len(stored), 11):
        changed = stored[:place] + bytes([stored[place] ^ 1]) + stored[place + 1 :]
        with pytest.raises((Refused, ValueError, IndexError, AttributeError, KeyError, TypeError)):
            found = letter(changed)
            check_letter(found, _public(1))


def test_the_directory_is_a_chain_from_the_root() -> None:
    base = paper(LETTERS["directory 0"], b"psk/dir/2", _public(11))
    assert base[:5] == ["base", CITY, "TP", "Kota Contoh", True]
    assert base[5:8] == [_public(11), _public(13), _public(3)]
    change = paper(LETTERS["directory 1"], b"psk/dir/2", base[6])
    assert change[:4] == ["change", CITY, 1, sha(LETTERS["directory 0"])]
    assert change[5] == [[sha(bytes(32))[:16], "device", "dicuri"]]


def test_certificates_lead_from_the_admin_to_the_writer_and_each_key_owns_its_own() -> None:
    voucher = paper(LETTERS["voucher"], b"psk/cert/2", _public(13))
    assert voucher[:4] == ["voucher", CITY, _public(14), "kader_pkk"]
    code = voucher[2]
    user = paper(LETTERS["user certificate"], b"psk/cert/2", code)
    assert user[:3] == ["user", CITY, _public(15)]
    check(user[2], b"psk/own/2", own(b"user", CITY, code, user[2], user[3]), user[4])
    device = paper(LETTERS["device certificate"], b"psk/cert/2", code)
    parts = own(b"device", CITY, code, device[2], device[3], device[4])
    check(device[2], b"psk/own/2", parts, device[5])
    writer = paper(LETTERS["writer certificate"], b"psk/cert/2", user[2])
    assert sha(writer[2])[:16] == letter(LETTERS[NAMES[1]]).writer
    parts = own(b"writer", CITY, user[2], writer[2], writer[3], writer[4])
    check(writer[2], b"psk/own/2", parts, writer[6])


def test_the_receipt_says_what_the_city_has() -> None:
    receipt = paper(LETTERS["receipt"], b"psk/receipt/2", _public(3))
    second = letter(LETTERS[NAMES[2]])
    assert receipt[:5] == ["receipt", CITY, 1, 1_795_266_090_000, bytes(32)]
    assert receipt[5] == {second.writer: [[1, 2, second.opid]]}


def test_the_stream_on_the_page_opens_to_its_letters() -> None:
    frames = [frame(ROAD[name], _public(2)) for name in ("frame 0", "frame 1")]
    assert [(one.kind, one.index, one.last) for one in frames] == [(1, 0, False), (1, 1, True)]
    assert sha(b"".join(one.header for one in frames)) == ROAD["re"]
    (hello, carried), second = open_stream(frames, _seed(4), CITY)
    assert hello == ROAD["hello"]
    assert carried == ROAD["their two records"]
    assert second == (b"", b"")
    assert records(carried) == [ROAD["op a"], ROAD["op b"]]


def test_a_packed_frame_opens_to_the_same_letters() -> None:
    one = frame(ROAD["packed frame"], _public(2))
    assert (one.index, one.last, one.header[5]) == (1, True, 5)
    plain = open_later(one, bytes([6]) * 32)
    assert plain[:2] == bytes(2), "no hello"
    assert records(plain[2:]) == [ROAD["op a"], ROAD["op b"]]


def test_letters_that_come_home_spliced_are_the_same_letters() -> None:
    pulled = unpack(ROAD["pulled"])
    assert (pulled[:4], pulled[5], pulled[7]) == (["p:00", 1, 2, 6], False, b"12345678")
    assert spliced(pulled) == [(3, ROAD["op a"]), (5, ROAD["op b"])]
    changed = [*pulled[:6], [pulled[6][0], pulled[6][1], bytes(32)], pulled[7]]
    with pytest.raises(Refused):
        spliced(changed)


def test_the_citys_plain_frames_are_signed() -> None:
    error = frame(ROAD["error frame"], _public(3))
    assert error.kind == 7
    assert unpack(error.body)[0] == "stale_seq"
    time = frame(ROAD["time frame"], _public(3))
    assert time.kind == 8
    assert unpack(time.body)[2] == _public(3)


def test_the_file_of_an_urgent_referral_holds_the_exact_letter() -> None:
    content = DOOR["file of an urgent referral"]
    written, stored = door_file(content)
    assert written == 1_795_266_000
    assert stored == LETTERS[NAMES[4]]
    for place in range(0, len(content), 37):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        with pytest.raises(Refused):
            door_file(changed)
    with pytest.raises(Refused):
        door_file(content[:-1])


def test_a_chunk_opens_in_its_own_place_and_in_no_other() -> None:
    sealed, salt = ATTACHMENT["attachment"], letter(LETTERS[NAMES[2]]).payload
    assert salt is not None
    assert attachment(_seed(7), salt[:16], 1, sealed) == b"catatan contoh"
    assert len(sealed) == 1_024 + 16
    with pytest.raises(Refused):
        attachment(_seed(7), salt[:16], 0, sealed)
    with pytest.raises(Refused):
        attachment(_seed(6), salt[:16], 1, sealed)


def test_a_chunk_travels_under_its_attachments_name_and_the_city_says_what_it_lacks() -> None:
    sealed = ATTACHMENT["attachment"]
    assert chunk_records(ATTACHMENT["its record"]) == [(sha(sealed), 0, sealed)]
    assert records(ROAD["their two records"] + ATTACHMENT["its record"]) == records(
        ROAD["their two records"]
    )
    with pytest.raises(Refused):
        chunk_records(ATTACHMENT["its record"] + ROAD["their two records"])
    with pytest.raises(Refused):
        chunk_records(ATTACHMENT["its record"][:-1])
    assert unpack(ATTACHMENT["lacking"]) == [sha(sealed), [[0, 0]], ""]
    assert unpack(ATTACHMENT["whole and safe"]) == [sha(sealed), [], "safe"]


def test_a_pack_is_read_and_both_signatures_hold() -> None:
    head, files, signatures = read_pack(PACK["pack"])
    assert sha(head) == PACK["hash of its manifest"]
    v, city, seq, name, made, app_min, lines, demo = unpack(head)
    assert (v, city, seq, name, made) == (1, CITY, 3, "Paket contoh", 1_795_266_000)
    assert (app_min, demo, [line[0] for line in lines]) == ("0.1", False, list(files))
    assert files["guide/id/uji.md"].startswith(b"# Uji\n")
    keys = {"pembuat": _public(19), "pengesah": _public(13)}
    packed = {role: said(role, name, at) for role, name, at, _sig in signatures}
    assert [one[:3] for one in signatures] == [
        ["pembuat", "Rani", 1_795_266_060],
        ["pengesah", "Budi", 1_795_266_120],
    ]
    check_pack(head, signatures, keys, packed)
    packed["pembuat"] = said("pembuat", "Rini", 1_795_266_060)
    with pytest.raises(Refused):
        check_pack(head, signatures, keys, packed)


def test_a_wish_for_a_pack_ends_a_hello() -> None:
    wish = [3, bytes(range(32)), 65_536, 16_384]
    assert unpack(PACK["wish"]) == wish
    assert unpack(ROAD["hello"])[-1] == wish
    assert unpack(PACK["part"]) == [4, bytes(range(32)), 70_000, 65_536, b"abc"]
