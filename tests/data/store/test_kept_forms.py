"""Kept forms and the pack taken: exact bytes, one of each, never older, damage is said."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from data.model.problems import Code, Fault
from data.store.cipher import Drawer, open_encrypted
from data.store.migrations import migrate
from data.store.packing import Packing
from data.store.tables.forms import KeptForm, KeptForms, PackTaken, TakenPack

XFORM = b"<h:html>" + b"satu pintu " * 400 + b"</h:html>"


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    """A vault's database."""
    made = open_encrypted(tmp_path / "v.db", os.urandom(32), create=True)
    migrate(made)
    return made


def test_a_form_is_kept_once_with_its_exact_bytes(drawer: Drawer) -> None:
    forms = KeptForms(drawer, Packing())
    sha = forms.keep("intake", "1", XFORM, 10)
    assert sha == hashlib.sha256(XFORM).digest() == forms.keep("intake", "1", XFORM, 20)
    assert forms.get(sha) == KeptForm(sha, "intake", "1", XFORM)
    assert [(face.form_id, face.kept_at) for face in forms.list()] == [("intake", 10)]
    assert forms.get(bytes(32)) is None
    other = forms.keep("intake", "1", XFORM + b" ", 30)
    assert {face.sha256 for face in forms.list()} == {sha, other}


def test_a_form_is_found_by_the_beginning_of_its_hash_but_not_by_a_few_bytes(
    drawer: Drawer,
) -> None:
    forms = KeptForms(drawer, Packing())
    sha = forms.keep("intake", "1", XFORM, 10)
    assert forms.find(sha) == forms.find(sha[:8]) == sha
    assert forms.find(sha[:7]) is None
    assert forms.find(b"") is None
    assert forms.find(bytes(8)) is None


def test_a_kept_form_whose_bytes_changed_is_damage(drawer: Drawer) -> None:
    forms = KeptForms(drawer, Packing())
    sha = forms.keep("intake", "1", XFORM, 10)
    drawer.run("UPDATE form_kept SET xform = ?", Packing().pack(XFORM + b"!"))
    with pytest.raises(Fault) as caught:
        forms.get(sha)
    assert caught.value.code is Code.VAULT_DAMAGED


def test_the_pack_taken_never_goes_back_until_it_is_dropped(drawer: Drawer) -> None:
    taken = TakenPack(drawer)
    assert taken.get() is None
    newer, older = PackTaken(7, b"7" * 32, "0.1", b"seven"), PackTaken(6, b"6" * 32, "0.1", b"six")
    assert taken.put(newer)
    assert not taken.put(older)
    assert taken.get() == newer
    taken.drop()
    assert taken.get() is None
    assert taken.put(older)
