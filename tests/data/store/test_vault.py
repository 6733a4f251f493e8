"""The vault's lock: header twice, wrong passphrases, recovery, changes cut in the middle."""

from __future__ import annotations

import os
import random
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from data.model.problems import Code, Fault, Refusal
from data.store.faces import VaultFace, list_vaults
from data.store.header import SIZE, read_header
from data.store.kdf import calibrate, stretch
from data.store.kdf_cost import FLOOR, KdfCost
from data.store.vault import (
    VaultFile,
    add_recovery_slot,
    change_passphrase,
    create_vault,
    open_by_recovery,
    open_database,
    unlock,
)
from tests.data.store.conftest import CHEAP, NOW, PASSPHRASE

OTHER = "kata sandi yang lain lagi"


def copies(made: VaultFile) -> tuple[Path, Path]:
    return made.key.path.with_suffix(".hdr"), made.key.path.with_suffix(".hdr2")


def face(made: VaultFile, now: int = NOW) -> VaultFace:
    return next(one for one in list_vaults(made.key.path.parent, now) if one.path == made.key.path)


def wrong(made: VaultFile, now: int) -> Fault:
    with pytest.raises(Fault) as caught:
        unlock(face(made, now), OTHER, now)
    return caught.value


def test_the_right_passphrase_opens_and_nothing_names_the_person(made: VaultFile) -> None:
    key = unlock(face(made), PASSPHRASE, NOW)
    assert key == made.key
    assert key.master not in repr(key).encode()
    open_database(key).drawer.close()
    names = sorted(path.name for path in made.key.path.parent.iterdir())
    stem = made.key.path.stem
    assert names == [f"{stem}.db", f"{stem}.hdr", f"{stem}.hdr2"]


def test_a_passphrase_means_the_same_in_every_unicode_form(tmp_path: Path) -> None:
    composed, apart = "kaf\u00e9 di ujung jalan", " kafe\u0301 di ujung jalan "
    made = create_vault(tmp_path, 1, composed, CHEAP, os.urandom, NOW)
    assert unlock(face(made), apart, NOW).master == made.key.master


def test_a_short_passphrase_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        create_vault(tmp_path, 1, "terlalu pendek", CHEAP, os.urandom, NOW)
    assert caught.value.code is Code.PASSPHRASE_TOO_SHORT
    assert list(tmp_path.iterdir()) == []


def test_after_five_wrong_tries_the_wait_grows_and_passes(made: VaultFile) -> None:
    waits = []
    now = NOW
    for _ in range(9):
        fault = wrong(made, now)
        assert fault.code is Code.WRONG_PASSPHRASE
        waits.append(fault.facts["wait_seconds"])
        now += int(waits[-1])
    assert waits == [0, 0, 0, 0, 30, 60, 120, 300, 300]
    assert unlock(face(made, now), PASSPHRASE, now).master == made.key.master
    assert face(made, now).fails == 0


def test_while_waiting_even_the_right_passphrase_is_not_tried(made: VaultFile) -> None:
    for _ in range(5):
        wrong(made, NOW)
    assert face(made, NOW + 10).wait_seconds == 20
    with pytest.raises(Fault) as caught:
        unlock(face(made, NOW + 10), PASSPHRASE, NOW + 10)
    assert caught.value.code is Code.WAIT_BEFORE_TRYING
    assert caught.value.facts["wait_seconds"] == 20
    assert face(made, NOW + 10).fails == 5


def test_a_clock_set_back_waits_no_longer_than_the_full_time(made: VaultFile) -> None:
    for _ in range(5):
        wrong(made, NOW)
    assert face(made, NOW - 40_000_000).wait_seconds == 30


def test_wrong_tries_are_counted_in_both_copies(made: VaultFile) -> None:
    wrong(made, NOW)
    for copy in copies(made):
        assert [slot.fails for slot in read_header(copy.read_bytes()).slots] == [1]


@pytest.mark.parametrize("broken", [0, 1])
def test_one_damaged_header_copy_does_no_harm_and_is_kept(made: VaultFile, broken: int) -> None:
    copy = copies(made)[broken]
    copy.write_bytes(b"\0" * SIZE)
    assert face(made).copies == 1
    assert unlock(face(made), PASSPHRASE, NOW).master == made.key.master
    assert face(made).copies == 2
    assert copy.with_name(copy.name + ".damaged").read_bytes() == b"\0" * SIZE


@pytest.mark.parametrize("broken", [0, 1])
def test_one_missing_header_copy_is_made_again_from_the_proved_other(
    made: VaultFile, broken: int
) -> None:
    copies(made)[broken].unlink()
    assert unlock(face(made), PASSPHRASE, NOW).master == made.key.master
    assert face(made).copies == 2


def test_a_wrong_passphrase_repairs_nothing(made: VaultFile) -> None:
    copies(made)[0].write_bytes(b"broken")
    wrong(made, NOW)
    assert copies(made)[0].read_bytes() == b"broken"


def test_both_headers_gone_or_damaged_are_named_and_nothing_is_made(made: VaultFile) -> None:
    for copy in copies(made):
        copy.write_bytes(copy.read_bytes()[:-1])
    assert face(made).problem is Code.VAULT_HEADER_DAMAGED
    for copy in copies(made):
        copy.unlink()
    assert face(made).problem is Code.VAULT_HEADER_MISSING
    with pytest.raises(Fault) as caught:
        unlock(VaultFace(made.key.path, 3), PASSPHRASE, NOW)
    assert caught.value.code is Code.VAULT_HEADER_MISSING
    assert not any(copy.exists() for copy in copies(made))
    assert made.key.path.exists()


def test_a_header_of_a_newer_program_is_named(made: VaultFile) -> None:
    for copy in copies(made):
        content = bytearray(copy.read_bytes())
        content[4:6] = b"\x00\x02"
        copy.write_bytes(content)
    assert face(made).problem is Code.VAULT_NEWER


def test_a_tampered_header_cannot_eat_the_machine(made: VaultFile) -> None:
    header = read_header(copies(made)[0].read_bytes())
    for cost in (KdfCost(2 << 20, 1, 1), KdfCost(64, 200, 1), KdfCost(4096, 1, 9)):
        greedy = replace(header, slots=(replace(header.slots[0], cost=cost),))
        with pytest.raises(Fault) as caught:
            read_header(greedy.packed())
        assert caught.value.code is Code.VAULT_HEADER_DAMAGED


def test_a_changed_header_is_refused_even_with_the_right_passphrase(made: VaultFile) -> None:
    header = read_header(copies(made)[0].read_bytes())
    for copy in copies(made):
        copy.write_bytes(replace(header, gen=header.gen + 7).packed())
    with pytest.raises(Fault) as caught:
        unlock(face(made), PASSPHRASE, NOW)
    assert caught.value.code is Code.VAULT_HEADER_DAMAGED


def test_no_flipped_byte_opens_anything_or_breaks_the_reader(made: VaultFile) -> None:
    whole = copies(made)[0].read_bytes()
    dice = random.Random(7)
    counters = range(48 + 104, 48 + 114)  # fails and failed_at stand outside the MAC on purpose
    costs = range(48 + 3, 48 + 12)  # bounds have their own test; here they would cost minutes
    for _ in range(150):
        at = dice.randrange(SIZE)
        if at in costs:
            continue
        raw = bytearray(whole)
        raw[at] ^= 1 << dice.randrange(8)
        if at < SIZE - 36:  # somebody who tampers mends the checksum too
            raw[SIZE - 36 : SIZE - 32] = zlib.crc32(raw[: SIZE - 36]).to_bytes(4, "big")
        for copy in copies(made):
            copy.write_bytes(raw)
        try:
            key = unlock(VaultFace(made.key.path, 3), PASSPHRASE, NOW)
        except Fault:
            assert all(copy.read_bytes()[:48] == raw[:48] for copy in copies(made))
        else:
            assert key.master == made.key.master
            assert at in counters, at


def test_the_header_has_the_agreed_size_and_front(made: VaultFile) -> None:
    raw = copies(made)[0].read_bytes()
    assert len(raw) == SIZE == 2132
    magic, version, size = struct.unpack_from(">4sHH", raw)
    assert (magic, version, size) == (b"PSKV", 1, 2132)
    assert raw[8:24] == made.key.vault16
    assert raw == copies(made)[1].read_bytes()


def test_the_recovery_key_opens_and_only_that_one(made: VaultFile) -> None:
    recovery = X25519PrivateKey.generate()
    key = add_recovery_slot(made.key, recovery.public_key().public_bytes_raw(), os.urandom)
    assert key.gen == made.key.gen + 1
    again = add_recovery_slot(key, recovery.public_key().public_bytes_raw(), os.urandom)
    assert again.gen == key.gen
    assert open_by_recovery(face(made), recovery.private_bytes_raw()).master == key.master
    stranger = X25519PrivateKey.generate().private_bytes_raw()
    with pytest.raises(Fault) as caught:
        open_by_recovery(face(made), stranger)
    assert caught.value.code is Code.WRONG_PASSPHRASE
    assert unlock(face(made), PASSPHRASE, NOW).master == key.master


def test_a_changed_passphrase_replaces_the_old_one_and_keeps_recovery(made: VaultFile) -> None:
    recovery = X25519PrivateKey.generate()
    key = add_recovery_slot(made.key, recovery.public_key().public_bytes_raw(), os.urandom)
    changed = change_passphrase(key, OTHER, CHEAP, os.urandom)
    assert unlock(face(made), OTHER, NOW) == changed
    with pytest.raises(Fault):
        unlock(face(made), PASSPHRASE, NOW)
    assert open_by_recovery(face(made), recovery.private_bytes_raw()).master == key.master


def test_a_change_cut_between_the_copies_is_ended_at_the_next_unlock(made: VaultFile) -> None:
    older = copies(made)[1].read_bytes()
    change_passphrase(made.key, OTHER, CHEAP, os.urandom)
    copies(made)[1].write_bytes(older)  # as if the power went after the first copy
    assert unlock(face(made), OTHER, NOW).master == made.key.master
    assert copies(made)[0].read_bytes() == copies(made)[1].read_bytes() != older


def test_a_vault_whose_making_was_cut_short_is_not_shown(made: VaultFile) -> None:
    os.replace(made.key.path, made.key.path.with_suffix(".db.new"))
    assert list_vaults(made.key.path.parent, NOW) == []


def test_two_people_have_two_vaults_with_nothing_in_common(made: VaultFile, tmp_path: Path) -> None:
    other = create_vault(tmp_path, 5, PASSPHRASE, CHEAP, os.urandom, NOW)
    assert {one.icon for one in list_vaults(tmp_path, NOW)} == {3, 5}
    assert other.key.database_key != made.key.database_key
    assert other.key.vault16 != made.key.vault16


def test_the_calibrated_cost_is_never_below_the_floor() -> None:
    ticks = iter(float(number * 50) for number in range(20))  # a machine that seems very slow
    assert calibrate(lambda: next(ticks)) == FLOOR


def test_outer_blanks_make_no_other_key_and_another_cost_does() -> None:
    key = stretch("password-password", b"somesaltsomesalt", KdfCost(64, 3, 1))
    assert key == stretch(" password-password ", b"somesaltsomesalt", KdfCost(64, 3, 1))
    assert key != stretch("password-password", b"somesaltsomesalt", KdfCost(64, 2, 1))
    assert len(key) == 32
