"""A file that is not what it should be is refused with its code and left byte for byte."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from data.model.problems import Code, Fault
from data.store import cipher
from data.store.cipher import PAGE
from data.store.device import DeviceKeys
from data.store.faces import list_vaults
from data.store.mailbag import FILE, open_mailbag
from data.store.vault import VaultFile, create_vault, open_database
from tests.data.store.conftest import CHEAP, NOW, PASSPHRASE


def digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def refused(path: Path, attempt: Callable[[], object]) -> Code:
    """The code of a refusal; the file is the same before and after it."""
    before = digest(path)
    with pytest.raises(Fault) as caught:
        attempt()
    assert digest(path) == before
    return caught.value.code


def make_plaintext(path: Path) -> None:
    path.unlink(missing_ok=True)
    conn = dbapi2.connect(str(path))
    conn.execute("CREATE TABLE op(a)")
    conn.commit()
    conn.close()


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x40
    path.write_bytes(content)


def test_a_plaintext_database_in_the_vaults_place_is_refused(made: VaultFile) -> None:
    make_plaintext(made.key.path)
    assert refused(made.key.path, lambda: open_database(made.key)) is Code.VAULT_PLAINTEXT


def test_another_vaults_database_is_refused_as_foreign(made: VaultFile, tmp_path: Path) -> None:
    other = create_vault(tmp_path, 4, PASSPHRASE, CHEAP, os.urandom, NOW)
    made.key.path.write_bytes(other.key.path.read_bytes())
    assert refused(made.key.path, lambda: open_database(made.key)) is Code.VAULT_FOREIGN


def test_any_other_file_is_refused_as_foreign(made: VaultFile) -> None:
    made.key.path.write_bytes(os.urandom(3 * PAGE))
    assert refused(made.key.path, lambda: open_database(made.key)) is Code.VAULT_FOREIGN


def test_a_database_of_a_newer_program_is_refused(made: VaultFile) -> None:
    opened = open_database(made.key)
    opened.drawer.run("PRAGMA user_version = 99")
    opened.drawer.close()
    assert refused(made.key.path, lambda: open_database(made.key)) is Code.VAULT_NEWER


def test_a_missing_database_is_named_and_not_made_again(made: VaultFile) -> None:
    made.key.path.unlink()
    with pytest.raises(Fault) as caught:
        open_database(made.key)
    assert caught.value.code is Code.VAULT_MISSING
    assert not made.key.path.exists()
    faces = list_vaults(made.key.path.parent, NOW)
    assert [face.problem for face in faces] == [Code.VAULT_MISSING]


def test_a_damaged_first_page_is_damage_and_not_a_foreign_file(made: VaultFile) -> None:
    flip(made.key.path, 200)
    assert refused(made.key.path, lambda: open_database(made.key)) is Code.VAULT_DAMAGED


def test_a_truncated_database_is_damage(made: VaultFile) -> None:
    content = made.key.path.read_bytes()
    made.key.path.write_bytes(content[: len(content) // 2 // PAGE * PAGE + 100])
    assert refused(made.key.path, lambda: open_database(made.key)) is Code.VAULT_DAMAGED


def test_an_emptied_database_is_damage_and_stays_empty(made: VaultFile) -> None:
    made.key.path.write_bytes(b"")
    assert refused(made.key.path, lambda: open_database(made.key)) is Code.VAULT_DAMAGED
    made.key.path.write_bytes(bytes(4 * PAGE))
    assert refused(made.key.path, lambda: open_database(made.key)) is Code.VAULT_DAMAGED


def test_a_corrupted_page_is_found_when_it_is_read(made: VaultFile) -> None:
    opened = open_database(made.key)
    with opened.drawer.transaction():
        for number in range(200):
            opened.drawer.run(
                "INSERT INTO setting(k, v) VALUES (?,?)", f"k{number}", os.urandom(1000)
            )
    opened.drawer.close()
    flip(made.key.path, made.key.path.stat().st_size // PAGE // 2 * PAGE + 77)
    opened = open_database(made.key)
    code = refused(made.key.path, lambda: opened.drawer.rows("SELECT v FROM setting LIMIT 500"))
    opened.drawer.close()
    assert code is Code.VAULT_DAMAGED


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (make_plaintext, Code.MAILBAG_PLAINTEXT),
        (lambda path: path.write_bytes(os.urandom(2 * PAGE)), Code.MAILBAG_FOREIGN),
        (lambda path: flip(path, 300), Code.MAILBAG_DAMAGED),
        (lambda path: path.write_bytes(b"short"), Code.MAILBAG_FOREIGN),
    ],
)
def test_a_mailbag_that_is_none_is_refused(
    tmp_path: Path, device: DeviceKeys, spoil: Callable[[Path], object], code: Code
) -> None:
    open_mailbag(tmp_path, device).close()
    spoil(tmp_path / FILE)
    assert refused(tmp_path / FILE, lambda: open_mailbag(tmp_path, device)) is code


def test_a_mailbag_of_a_newer_program_is_refused(tmp_path: Path, device: DeviceKeys) -> None:
    bag = open_mailbag(tmp_path, device)
    bag._drawer.run("PRAGMA user_version = 99")
    bag.close()
    assert refused(tmp_path / FILE, lambda: open_mailbag(tmp_path, device)) is Code.MAILBAG_NEWER


def test_another_laptops_mailbag_is_refused(tmp_path: Path, device: DeviceKeys) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    open_mailbag(elsewhere, DeviceKeys.load_or_create(elsewhere)).close()
    open_mailbag(tmp_path, device).close()
    (tmp_path / FILE).write_bytes((elsewhere / FILE).read_bytes())
    assert refused(tmp_path / FILE, lambda: open_mailbag(tmp_path, device)) is Code.MAILBAG_FOREIGN


def test_a_lost_mailbag_is_named_until_a_person_begins_a_new_one(
    tmp_path: Path, device: DeviceKeys
) -> None:
    open_mailbag(tmp_path, device).close()
    (tmp_path / FILE).unlink()
    with pytest.raises(Fault) as caught:
        open_mailbag(tmp_path, device)
    assert caught.value.code is Code.MAILBAG_MISSING
    assert not (tmp_path / FILE).exists()
    renewed = device.with_new_mailbag(tmp_path)
    bag = open_mailbag(tmp_path, renewed)
    assert bag.id16 == renewed.mailbag16 != device.mailbag16
    assert DeviceKeys.load_or_create(tmp_path).device16 == device.device16
    bag.close()


def test_a_damaged_device_key_is_refused_and_kept(tmp_path: Path, device: DeviceKeys) -> None:
    path = tmp_path / "device.key"
    flip(path, 50)
    assert refused(path, lambda: DeviceKeys.load_or_create(tmp_path)) is Code.DEVICE_KEY_DAMAGED
    assert device.ed_seed not in repr(device).encode()


def test_a_mailbag_without_its_device_key_gets_no_new_one(
    tmp_path: Path, device: DeviceKeys
) -> None:
    open_mailbag(tmp_path, device).close()
    (tmp_path / "device.key").unlink()
    with pytest.raises(Fault) as caught:
        DeviceKeys.load_or_create(tmp_path)
    assert caught.value.code is Code.DEVICE_KEY_MISSING
    assert not (tmp_path / "device.key").exists()


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX matter")
def test_only_the_person_of_the_account_may_read_the_files(
    tmp_path: Path, device: DeviceKeys, made: VaultFile
) -> None:
    open_mailbag(tmp_path, device).close()
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()}
    assert len(modes) >= 5
    assert not any(modes.values()), modes


def test_an_old_sqlite_would_be_refused() -> None:
    assert dbapi2.sqlite_version_info >= cipher.OLDEST_SQLITE
    cipher.check_library()


def test_nothing_that_was_written_can_be_read_in_the_files(made: VaultFile, tmp_path: Path) -> None:
    opened = open_database(made.key)
    word = "Kembang Sepatu Merah Jambu"
    opened.drawer.run("INSERT INTO setting(k, v) VALUES ('x', ?)", word.encode())
    opened.drawer.run("INSERT INTO case_text(rowid, said) VALUES (1, ?)", word)
    forms = [word.encode(), word.lower().encode(), word.encode("utf-16-le"), b"kembang"]
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert not any(form in content for form in forms), path.name
    opened.drawer.close()
