"""The files of urgent referrals beside the mailbag: exact bytes, durable, and nothing else read."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from data.model.problems import Code, Fault
from data.store import u_files
from data.store.u_files import BadUFile, UFile
from tests.wire.decoder import vectors

AT = 1_795_266_000
FILE = vectors("Vectors of the urgent referral at the door")["file of an urgent referral"]
LETTER = vectors("Vectors of the letter")["letter 4, an urgent referral of the door"]


def test_the_bytes_are_those_of_the_page() -> None:
    assert u_files.packed(AT, LETTER) == FILE
    assert u_files.unpacked("u-0123456789abcdef", FILE) == UFile("u-0123456789abcdef", AT, LETTER)


def test_what_was_put_is_read_again_oldest_first(tmp_path: Path) -> None:
    later = u_files.put(tmp_path, AT + 1, b"later", os.urandom)
    first = u_files.put(tmp_path, AT, LETTER, os.urandom)
    found = u_files.read_all(tmp_path)
    assert [one.name for one in found.files] == [first, later] and not found.bad
    assert found.files[0].raw == LETTER
    assert (tmp_path / first).stat().st_mode & 0o777 == 0o600
    u_files.remove(tmp_path, first)
    u_files.remove(tmp_path, first)
    assert [one.name for one in u_files.read_all(tmp_path).files] == [later]


@pytest.mark.parametrize("at", [0, 4, 5, 9, 15, 40, len(FILE) - 1])
def test_one_flipped_bit_is_told_and_the_file_stays(tmp_path: Path, at: int) -> None:
    name = "u-00000000000000ff"
    changed = FILE[:at] + bytes([FILE[at] ^ 1]) + FILE[at + 1 :]
    (tmp_path / name).write_bytes(changed)
    with pytest.raises(BadUFile):
        u_files.unpacked(name, changed)
    assert u_files.read_all(tmp_path).bad == (name,)
    assert (tmp_path / name).read_bytes() == changed


@pytest.mark.parametrize("size", [0, 1, 31, 48, len(FILE) - 1])
def test_a_file_cut_short_is_told(tmp_path: Path, size: int) -> None:
    (tmp_path / "u-00000000000000ff").write_bytes(FILE[:size])
    assert u_files.read_all(tmp_path).bad == ("u-00000000000000ff",)


def test_only_their_own_names_are_read(tmp_path: Path) -> None:
    for name in ("u-", "u-123", "u-0123456789ABCDEF", "u-0123456789abcdefa", "mailbag.db"):
        (tmp_path / name).write_bytes(FILE)
    (tmp_path / "u-0123456789abcdef.a1b2c3d4.new").write_bytes(FILE[:20])
    assert u_files.read_all(tmp_path) == u_files.Found()


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Fault) as fault:
        u_files.put(tmp_path, AT, LETTER, os.urandom)
    assert fault.value.code is Code.DISK_FULL
    assert list(tmp_path.iterdir()) == []
