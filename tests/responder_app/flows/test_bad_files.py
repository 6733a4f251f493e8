"""Files that are not what they should be, met at the door: a page names it, nothing is touched."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from sqlcipher3 import dbapi2

from data.store.cipher import PAGE
from data.store.faces import list_vaults
from data.store.store import Store
from data.store.vault import create_vault, open_database, unlock
from tests.responder_app.flows.conftest import Room
from tests.responder_app.work.laptops import CHEAP, PASSPHRASE
from tests.ui.finding import find
from ui.words.failures import codes, failure, sentence


def _vault(room: Room) -> Path:
    (face,) = list_vaults(room.laptop.home, room.laptop.clock())
    return face.path


def _missing(path: Path, _beside: Path) -> None:
    path.unlink()


def _plaintext(path: Path, _beside: Path) -> None:
    path.unlink()
    conn = dbapi2.connect(str(path))
    conn.execute("CREATE TABLE op(a)")
    conn.commit()
    conn.close()


def _foreign(path: Path, beside: Path) -> None:
    beside.mkdir()
    other = create_vault(beside, 4, PASSPHRASE, CHEAP, os.urandom, 0)
    path.write_bytes(other.key.path.read_bytes())


def _newer(path: Path, _beside: Path) -> None:
    (face,) = list_vaults(path.parent, 0)
    opened = open_database(unlock(face, PASSPHRASE, 0))
    opened.drawer.run("PRAGMA user_version = 99")
    opened.drawer.close()


def _corrupt(path: Path, _beside: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200] ^= 0x40
    path.write_bytes(content)


def _short(path: Path, _beside: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 // PAGE * PAGE + 100])


def _no_header(path: Path, _beside: Path) -> None:
    for end in (".hdr", ".hdr2"):
        path.with_suffix(end).unlink()


def _bad_headers(path: Path, _beside: Path) -> None:
    for end in (".hdr", ".hdr2"):
        path.with_suffix(end).write_bytes(b"rusak")


SPOILT: list[tuple[Callable[[Path, Path], None], str]] = [
    (_missing, "vault-missing"),
    (_plaintext, "vault-plaintext"),
    (_foreign, "vault-foreign"),
    (_newer, "vault-newer"),
    (_corrupt, "vault-damaged"),
    (_short, "vault-damaged"),
    (_no_header, "vault-header-missing"),
    (_bad_headers, "vault-header-damaged"),
]


def _prints(home: Path) -> dict[str, str]:
    """Every file of a vault by a hash of its bytes."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.glob("vault-*"))
    }


def _locked(store: Store) -> bool:
    return not store.unlocked


@pytest.mark.parametrize(("spoil", "code"), SPOILT, ids=[one.__name__ for one, _code in SPOILT])
def test_a_page_names_it_says_what_is_safe_and_touches_no_file(
    room: Room, tmp_path: Path, spoil: Callable[[Path, Path], None], code: str
) -> None:
    path = _vault(room)
    before = {one: one.read_bytes() for one in room.laptop.home.glob("vault-*")}
    spoil(path, tmp_path / "beside")
    spoilt = _prints(room.laptop.home)
    room.house.door.show()
    room.come_in()
    room.until(lambda: room.window.room() == "fault")
    model = room.window.fault.model()
    assert model is not None
    told = failure(code)
    assert (model.detail, model.what, model.safe) == (code, told.what, told.safe)
    assert all((told.what, told.safe, told.todo))
    assert _prints(room.laptop.home) == spoilt
    assert room.laptop.do(_locked)
    for name, content in before.items():  # somebody puts the right files back
        name.write_bytes(content)
    room.press("primary")  # try again
    room.come_in()
    room.until(lambda: room.window.room() == "home")


def test_every_code_of_the_store_has_a_page() -> None:
    assert {code for _spoil, code in SPOILT} <= codes()


def test_a_wrong_passphrase_gets_the_same_words_whoever_asks_and_however_far_off(
    room: Room,
) -> None:
    same = sentence("wrong-passphrase")
    for tries, typed in enumerate(("salah salah salah salah", PASSPHRASE[:-1], "x" * 200), 1):
        room.come_in(typed)
        room.until(lambda tries=tries: _fails(room) == tries)  # type: ignore[misc]  # bound now
        room.until(lambda: same in _shown(room))
        assert find(room.window.door, QLineEdit, "passphrase").text() == ""


def _fails(room: Room) -> int:
    (face,) = list_vaults(room.laptop.home, room.laptop.clock())
    return face.fails


def _shown(room: Room) -> set[str]:
    return {one.text() for one in room.window.door.findChildren(QLabel) if one.isVisible()}
