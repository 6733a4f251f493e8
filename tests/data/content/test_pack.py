"""A pack: what was made is read; what was changed, cut, swollen or signed by others is refused."""

from __future__ import annotations

import hashlib
import random
import tracemalloc
from dataclasses import replace

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from data.content.pack import (
    APPROVER,
    MAGIC,
    MAKER,
    MOST_BYTES,
    FileLine,
    Manifest,
    PackRefused,
    allowed,
    app_fits,
    make,
    read,
    verify,
    with_signature,
)
from data.ops.directory import ChangeDoc, Directory, Revoked, sign_base, sign_change
from data.ops.keys import ed_public, id16
from tests.data.ops import city as town
from tests.packs import MADE, Signers, sign_both, signed, some_files, unsigned

SIGNERS = Signers(town.PACK, town.ADMIN)
GOOD = signed(SIGNERS, 3)


def code_of(raw: bytes, directory: Directory | None = None) -> str:
    """Why these bytes are refused."""
    with pytest.raises(PackRefused) as caught:
        verify(read(raw), directory or town.directory())
    return caught.value.code


def forged(manifest: Manifest, body: bytes, marks: bytes = b"\x90") -> bytes:
    """Any manifest over any body, as somebody with a hex editor makes it."""
    head = msgspec.msgpack.encode(manifest)
    sizes = (len(head).to_bytes(4, "big"), len(marks).to_bytes(4, "big"))
    return MAGIC + sizes[0] + head + sizes[1] + marks + body


def lines_of(*pairs: tuple[str, bytes]) -> tuple[FileLine, ...]:
    return tuple(FileLine(path, len(body), hashlib.sha256(body).digest()) for path, body in pairs)


def with_files(*pairs: tuple[str, bytes]) -> Manifest:
    return Manifest(
        city=2172, seq=1, name="x", made=MADE, app_min="0.1", files=lines_of(*pairs), demo=False
    )


def test_what_was_made_is_read_and_verified() -> None:
    pack = read(GOOD)
    verify(pack, town.directory())
    assert dict(pack.files) == some_files()
    assert (pack.manifest.city, pack.manifest.seq, pack.manifest.name) == (2172, 3, "Paket uji")
    assert [(one.role, one.name) for one in pack.signatures] == [
        (MAKER, "Rani"),
        (APPROVER, "Budi"),
    ]
    assert pack.hash == hashlib.sha256(GOOD).digest()


def test_the_same_input_makes_the_same_bytes() -> None:
    assert signed(SIGNERS, 3) == GOOD


def test_a_pack_lies_over_the_built_in_content() -> None:
    content = read(GOOD).content()
    assert content.read("guide/id/uji.md").startswith(b"# Uji")
    assert content.read("built/intake.xml").startswith(b"<?xml")
    assert "uji.md" in content.names("guide/id")


@given(
    st.dictionaries(
        st.from_regex(r"guide/(id|en)/[a-z0-9]{1,12}\.md", fullmatch=True),
        st.binary(max_size=4_000),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_files_come_back_as_they_went_in(files: dict[str, bytes]) -> None:
    pack = read(signed(SIGNERS, 9, files))
    assert dict(pack.files) == files
    verify(pack, town.directory())


def test_a_cut_pack_is_refused_wherever_it_is_cut() -> None:
    for end in range(len(GOOD)):
        with pytest.raises(PackRefused):
            read(GOOD[:end])


def test_a_flipped_bit_never_gives_a_pack_that_verifies() -> None:
    chance = random.Random(172)
    for _ in range(600):
        place, bit = chance.randrange(len(GOOD)), 1 << chance.randrange(8)
        changed = bytearray(GOOD)
        changed[place] ^= bit
        try:
            pack = read(bytes(changed))
            verify(pack, town.directory())
        except PackRefused:
            continue
        # What a signature does not cover is only how the same files are packed.
        assert (dict(pack.files), pack.digest) == (some_files(), read(GOOD).digest)


@given(st.binary(max_size=600))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_refused_and_nothing_else_happens(noise: bytes) -> None:
    for raw in (noise, MAGIC + noise, GOOD[:120] + noise, GOOD + noise[:1] + b"x"):
        with pytest.raises(PackRefused):
            read(raw)


def test_a_bomb_is_refused_without_being_unpacked() -> None:
    body = zstandard.ZstdCompressor(level=19).compress(bytes(1 << 29))
    raw = forged(with_files(("guide/id/a.md", b"short")), body)
    tracemalloc.start()
    try:
        with pytest.raises(PackRefused) as caught:
            read(raw)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert caught.value.code == "size"
    assert peak < 24 << 20


def test_a_manifest_that_promises_too_much_is_refused() -> None:
    large = FileLine("guide/id/a.md", 3 << 20, bytes(32))
    manifest = msgspec.structs.replace(with_files(("guide/id/a.md", b"")), files=(large,))
    assert code_of(forged(manifest, b"")) == "size"
    many = tuple(FileLine(f"guide/id/a{n:04}.md", 0, bytes(32)) for n in range(1_001))
    assert code_of(forged(msgspec.structs.replace(manifest, files=many), b"")) == "size"


def test_a_file_larger_than_any_pack_is_refused_before_it_is_looked_at() -> None:
    assert code_of(MAGIC + bytes(MOST_BYTES)) == "size"


@pytest.mark.parametrize(
    "path",
    [
        "../data/store/vault.py",
        "/etc/passwd",
        "guide/../../x.md",
        "guide/id/../x.md",
        "guide\\id\\x.md",
        "C:/x.csv",
        "built/intake.py",
        "built/deep/intake.xml",
        "Forms.csv",
        "forms.csv ",
        "forms.csv\n",
        "other.csv",
        "guide/id/.hidden.md",
        "guide/a/b/c/d.md",
        "guide/id/x.svg",
        "guide/id/x\0.md",
        "",
    ],
)
def test_a_pack_brings_only_files_of_known_places(path: str) -> None:
    assert not allowed(path)
    body = zstandard.ZstdCompressor().compress(b"x")
    assert code_of(forged(with_files((path, b"x")), body)) == "path"


def test_files_out_of_order_or_twice_are_refused() -> None:
    body = zstandard.ZstdCompressor().compress(b"xx")
    twice = with_files(("guide/id/a.md", b"x"), ("guide/id/a.md", b"x"))
    turned = with_files(("guide/id/b.md", b"x"), ("guide/id/a.md", b"x"))
    assert code_of(forged(twice, body)) == code_of(forged(turned, body)) == "form"


def test_another_file_under_the_same_manifest_is_refused() -> None:
    body = zstandard.ZstdCompressor().compress(b"evil")
    assert code_of(forged(with_files(("guide/id/a.md", b"good")), body)) == "hash"


def test_bytes_after_the_last_file_are_refused() -> None:
    assert code_of(GOOD + b"\0") == "form"


def test_a_pack_of_a_later_format_says_so() -> None:
    later = msgspec.structs.replace(with_files(("guide/id/a.md", b"")), v=2)
    assert code_of(forged(later, b"")) == "version"


def test_both_signatures_are_needed() -> None:
    bare = unsigned(3)
    assert code_of(bare) == "unsigned"
    assert code_of(with_signature(bare, MAKER, "Rani", 1, town.PACK)) == "unsigned"
    assert code_of(with_signature(bare, APPROVER, "Budi", 1, town.ADMIN)) == "unsigned"


def test_each_role_signs_with_its_own_key() -> None:
    assert code_of(sign_both(unsigned(3), Signers(town.ADMIN, town.PACK))) == "signature"
    assert code_of(sign_both(unsigned(3), Signers(town.PACK, town.PACK))) == "signature"
    assert code_of(sign_both(unsigned(3), Signers(bytes(32), town.ADMIN))) == "signature"


def test_one_person_may_not_sign_twice() -> None:
    once = with_signature(unsigned(3), MAKER, "Rani  Putri", 1, town.PACK)
    with pytest.raises(PackRefused) as caught:
        with_signature(once, APPROVER, "rani putri", 2, town.ADMIN)
    assert caught.value.code == "name"
    with pytest.raises(PackRefused):
        with_signature(once, APPROVER, "  ", 2, town.ADMIN)


def test_name_and_time_beside_a_signature_cannot_be_changed() -> None:
    pack = read(GOOD)
    renamed = tuple(
        msgspec.structs.replace(one, name="Siti") if one.role == MAKER else one
        for one in pack.signatures
    )
    for signatures in (
        renamed,
        tuple(msgspec.structs.replace(one, at=one.at + 1) for one in pack.signatures),
    ):
        with pytest.raises(PackRefused) as caught:
            verify(replace(pack, signatures=signatures), town.directory())
        assert caught.value.code == "signature"


def test_signing_again_takes_the_place_of_the_earlier_signature() -> None:
    again = with_signature(GOOD, APPROVER, "Siti", MADE + 500, town.ADMIN)
    pack = read(again)
    verify(pack, town.directory())
    assert {one.role: one.name for one in pack.signatures} == {MAKER: "Rani", APPROVER: "Siti"}


def test_another_city_and_a_demo_pack_are_refused() -> None:
    assert code_of(signed(SIGNERS, 3, city=2171)) == "city"
    assert code_of(signed(SIGNERS, 3, demo=True)) == "demo"
    base = sign_base(town.base_doc(demo=True), town.ROOT)
    verify(read(signed(SIGNERS, 3, demo=True)), Directory.load([base], town.ROOT_ID))


def test_the_directory_of_today_decides_which_keys_count() -> None:
    base = sign_base(town.base_doc(), town.ROOT)
    before = Directory.load([base], town.ROOT_ID)
    fresh = town.seed(55)
    change = ChangeDoc(2172, 1, before.hash, MADE, pack=ed_public(fresh))
    after = Directory.load([base, sign_change(change, town.ROOT)], town.ROOT_ID)
    assert code_of(GOOD, after) == "signature"
    verify(read(signed(Signers(fresh, town.ADMIN), 4)), after)
    gone = [Revoked(id16(ed_public(town.ADMIN)), "admin", "hilang")]
    change = ChangeDoc(2172, 1, before.hash, MADE, revoke=gone, admin=ed_public(town.seed(56)))
    after = Directory.load([base, sign_change(change, town.ROOT)], town.ROOT_ID)
    assert code_of(GOOD, after) == "signature"
    verify(read(signed(Signers(town.PACK, town.seed(56)), 4)), after)


def test_the_program_must_be_new_enough() -> None:
    assert app_fits("0.1", "0.1.0")
    assert app_fits("0.1", "0.10")
    assert not app_fits("0.10", "0.9.9")
    assert not app_fits("1", "0.9")
    with pytest.raises(PackRefused):
        make(msgspec.structs.replace(with_files(), app_min="soon"), some_files())
