"""Packs at the city: only signed ones, only rising, handed out in parts, kept by its backups."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from data.content.pack import PackRefused, pack_hash
from sync.protocol.limits import PACK_PART
from sync.protocol.messages import Answer, Cursor, PackWish
from sync.server.backup import back_up
from sync.server.city import open_pulls
from sync.server.packs import publish, published
from sync.server.store.engine import Database
from sync.server.store.tables import CITY
from tests.packs import Signers, signed, some_files, unsigned
from tests.sync.server.laptop import NOW, ClockedCity, Laptop, Writer, enrolled, make_city

REC = bytes(range(16))


@pytest.fixture
def signers(city: ClockedCity, tmp_path: Path) -> Signers:
    return Signers.of(tmp_path / "keys")


def put(city: ClockedCity, raw: bytes) -> bool:
    return publish(city.database, city.directory(), raw, NOW)


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(PackRefused) as caught:
        act()
    return caught.value.code


def large(signers: Signers, seq: int, parts: int = 3) -> bytes:
    """A pack of more than ``parts`` - 1 parts."""
    noise = pack_hash(bytes([seq]))
    while len(noise) < (parts - 1) * PACK_PART + 500:
        noise += pack_hash(noise[-32:] + bytes([seq]))
    return signed(signers, seq, {**some_files(), "guide/id/besar.md": noise})


def fetch(laptop: Laptop, seq: int = 0) -> bytes:
    """Take a whole pack home, as a courier does."""
    got, sha = b"", b""
    while True:
        answer = laptop.sync(pack=PackWish(seq, sha, len(got)))
        if answer.pack is None:
            return got
        assert answer.pack.offset == len(got)
        got, sha = got + answer.pack.body, answer.pack.sha
        if len(got) == answer.pack.size:
            assert pack_hash(got) == sha
            return got


def test_a_signed_pack_is_published_once_and_fetched_in_parts(
    city: ClockedCity, signers: Signers, tmp_path: Path
) -> None:
    raw = large(signers, 1)
    assert put(city, raw)
    assert not put(city, raw)
    (row,) = published(city.database, city.number)
    assert (row.seq, row.name, row.size, row.sha) == (1, "Paket uji", len(raw), pack_hash(raw))
    assert fetch(enrolled(city, tmp_path)) == raw


def test_only_what_every_laptop_would_take_is_published(
    city: ClockedCity, signers: Signers
) -> None:
    wrong = Signers(bytes(32), bytes(32))
    assert refusal(lambda: put(city, unsigned(1))) == "unsigned"
    assert refusal(lambda: put(city, signed(wrong, 1))) == "signature"
    assert refusal(lambda: put(city, signed(signers, 1, city=2171))) == "city"
    assert refusal(lambda: put(city, signed(signers, 1, demo=True))) == "demo"
    assert refusal(lambda: put(city, signed(signers, 1)[:-3])) == "form"
    assert published(city.database, city.number) == ()


def test_the_number_must_rise(city: ClockedCity, signers: Signers) -> None:
    assert put(city, signed(signers, 5))
    other = signed(signers, 5, some_files("lain"))
    assert refusal(lambda: put(city, other)) == "seq"
    assert refusal(lambda: put(city, signed(signers, 4))) == "seq"
    assert put(city, signed(signers, 6))
    assert [row.seq for row in published(city.database, city.number)] == [6, 5]


def test_two_operators_at_once_publish_one_number(city: ClockedCity, signers: Signers) -> None:
    packs = [signed(signers, 7, some_files(f"nomor{n}")) for n in range(4)]
    done: list[object] = []

    def work(raw: bytes) -> None:
        try:
            done.append(put(city, raw))
        except PackRefused as refused:
            done.append(refused.code)

    threads = [threading.Thread(target=work, args=(raw,)) for raw in packs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, done)) == ["True", "seq", "seq", "seq"]


def test_who_has_the_newest_or_does_not_ask_is_handed_none(
    city: ClockedCity, signers: Signers, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    assert laptop.sync(pack=PackWish()).pack is None
    put(city, signed(signers, 3))
    assert laptop.sync().pack is None
    assert laptop.sync(pack=PackWish(3)).pack is None
    assert laptop.sync(pack=PackWish(9)).pack is None
    told = laptop.sync(pack=PackWish(0, want=0)).pack
    assert told is not None and (told.seq, told.body) == (3, b"")
    assert _part(laptop.sync(pack=PackWish(2))) == (3, 0)


def test_a_newer_pack_begins_from_its_first_byte(
    city: ClockedCity, signers: Signers, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    old, new = large(signers, 1), large(signers, 2)
    put(city, old)
    first = laptop.sync(pack=PackWish()).pack
    assert first is not None and len(first.body) == PACK_PART
    put(city, new)
    assert _part(laptop.sync(pack=PackWish(0, first.sha, PACK_PART))) == (2, 0)
    assert _part(laptop.sync(pack=PackWish(0, pack_hash(new), PACK_PART))) == (2, PACK_PART)
    assert _part(laptop.sync(pack=PackWish(0, pack_hash(new), 1 << 40))) == (2, 0)


def test_a_small_wish_gets_a_small_part(
    city: ClockedCity, signers: Signers, tmp_path: Path
) -> None:
    put(city, large(signers, 1))
    part = enrolled(city, tmp_path).sync(pack=PackWish(want=1_000)).pack
    assert part is not None and len(part.body) == 1_000


def test_letters_that_wait_come_before_packs(
    city: ClockedCity, signers: Signers, tmp_path: Path
) -> None:
    put(city, signed(signers, 1))
    laptop, writer = enrolled(city, tmp_path), Writer()
    laptop.sync([writer.note(REC) for _ in range(4)], certs=[laptop.certify(writer)])
    cursor = {laptop.home: Cursor(1, 0, b"", True)}
    answer = laptop.sync(cur=cursor, want=1, pack=PackWish())
    assert answer.pulled[0].more and answer.pack is None
    answer = laptop.sync(cur=cursor, pack=PackWish())
    assert not answer.pulled[0].more and answer.pack is not None


def test_a_city_after_a_restore_hands_out_no_pack_until_it_is_confirmed(
    city: ClockedCity, signers: Signers, tmp_path: Path
) -> None:
    put(city, signed(signers, 1))
    laptop = enrolled(city, tmp_path)
    with city.database.writing() as connection:
        connection.execute(update(CITY).values(pulls_closed_at=NOW))
    assert laptop.sync(pack=PackWish()).pack is None
    open_pulls(city.database)
    assert laptop.sync(pack=PackWish()).pack is not None


def test_a_backup_holds_the_packs(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    signers = Signers.of(tmp_path / "keys")
    raw = signed(signers, 4)
    put(city, raw)
    made = back_up(city.database, city.number, tmp_path / "backups", 7, NOW)
    restored = Database(f"sqlite:///{made.path}")
    assert [row.sha for row in published(restored, city.number)] == [pack_hash(raw)]
    restored.close()
    city.database.close()


def _part(answer: Answer) -> tuple[int, int] | None:
    return None if answer.pack is None else (answer.pack.seq, answer.pack.offset)
