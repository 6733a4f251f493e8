"""A home folder with a laptop's keys, a cheap vault, and an open store over both."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store.device import DeviceKeys
from data.store.kdf_cost import KdfCost
from data.store.mailbag import Mailbag, open_mailbag
from data.store.store import Store
from data.store.vault import VaultFile, create_vault, open_database

CHEAP = KdfCost(64, 1, 1)
PASSPHRASE = "empat kata yang panjang"
NOW = 1_760_000_000


@pytest.fixture
def device(tmp_path: Path) -> DeviceKeys:
    """The laptop's keys."""
    return DeviceKeys.load_or_create(tmp_path)


@pytest.fixture
def mailbag(tmp_path: Path, device: DeviceKeys) -> Iterator[Mailbag]:
    """An open mailbag."""
    bag = open_mailbag(tmp_path, device)
    yield bag
    bag.close()


@pytest.fixture
def made(tmp_path: Path) -> VaultFile:
    """A vault, not open."""
    return create_vault(tmp_path, 3, PASSPHRASE, CHEAP, os.urandom, NOW)


@pytest.fixture
def store(mailbag: Mailbag, made: VaultFile) -> Iterator[Store]:
    """A store with both drawers open."""
    opened = Store(mailbag)
    opened.open(open_database(made.key))
    yield opened
    opened.lock()
