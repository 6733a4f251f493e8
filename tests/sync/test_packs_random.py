"""Packs under any luck: whatever is cut, repeated, lost or spoilt, a whole true pack or nothing."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from data.content.pack import pack_hash
from data.store.device import DeviceKeys
from data.store.mail.packs import MOST_TRIES, REFUSED
from data.store.mailbag import Mailbag, open_mailbag
from sync.client import packs
from sync.client.line import Line
from sync.protocol.messages import PackPart
from sync.server.pack_parts import part_for
from sync.server.store.tables import PACK
from tests.sync.server.laptop import NOW, ClockedCity, make_city

STEPS = 120


@dataclass
class Story:
    """A city that publishes, a mailbag that is opened again and again, a road that errs."""

    city: ClockedCity
    home: Path
    chance: random.Random
    bag: Mailbag
    published: dict[int, bytes]

    def publish(self) -> None:
        """The next pack: what stands in it is nothing to the road."""
        seq = max(self.published, default=0) + self.chance.randrange(1, 3)
        body = self.chance.randbytes(self.chance.randrange(1, 60_000))
        self.published[seq] = body
        with self.city.database.writing() as connection:
            connection.execute(
                insert(PACK).values(
                    city=self.city.number, seq=seq, sha=pack_hash(body), size=len(body),
                    name="x", published_at=NOW, body=body,
                )
            )  # fmt: skip

    def restore_older(self) -> None:
        """The city is restored from before its newest pack."""
        if len(self.published) > 1:
            seq = max(self.published)
            del self.published[seq]
            with self.city.database.writing() as connection:
                connection.execute(delete(PACK).where(PACK.c.seq == seq))

    def fetch(self, *, spoil: bool = False) -> bool:
        """One wish and its answer; the answer may be lost, doubled or spoilt on the way."""
        wish = packs.wish(self.bag, Line(), NOW)
        with self.city.database.reading() as connection:
            part = part_for(connection, self.city.number, wish)
        if part is None or (spoil and self.chance.random() < 0.3):
            return False
        if spoil and self.chance.random() < 0.2:
            body = self.chance.randbytes(len(part.body))
            part = PackPart(part.seq, part.sha, part.size, part.offset, body)
        packs.take(self.bag, part, NOW)
        if spoil and self.chance.random() < 0.2:
            packs.take(self.bag, part, NOW)
        return True

    def restart(self) -> None:
        """The courier's process ends and begins."""
        self.bag.close()
        self.bag = open_mailbag(self.home, DeviceKeys.load_or_create(self.home))

    def lose_a_file(self) -> None:
        """Somebody tidied the folder."""
        for path in sorted(self.home.glob("pack-*.pack"))[:1]:
            path.unlink()

    def check(self, ever: dict[bytes, int]) -> None:
        """Whatever lies there is a pack the city published once, whole."""
        for path in self.home.glob("pack-*.pack"):
            assert pack_hash(path.read_bytes()) in ever
        coming = self.bag.pack_on_its_way()
        assert coming is None or coming[1] <= coming[0].size


@pytest.mark.parametrize("seed", range(12))
def test_in_the_end_the_newest_pack_lies_whole_whatever_happened(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    home = tmp_path / "home"
    home.mkdir()
    city = make_city(tmp_path)
    bag = open_mailbag(home, DeviceKeys.load_or_create(home))
    story = Story(city, home, chance, bag, {})
    ever: dict[bytes, int] = {}
    for _ in range(STEPS):
        act = chance.choices(["fetch", "publish", "restart", "lose", "restore"], [20, 3, 3, 1, 1])[
            0
        ]
        if act == "fetch":
            story.fetch(spoil=True)
        elif act == "publish":
            story.publish()
        elif act == "restart":
            story.restart()
        elif act == "lose":
            story.lose_a_file()
        else:
            story.restore_older()
        ever |= {pack_hash(body): seq for seq, body in story.published.items()}
        story.check(ever)
    # The city goes on until its number is above everything this laptop saw or refused.
    highest = max((row.seq for row in story.bag.packs()), default=0)
    while max(story.published, default=0) <= highest:
        story.publish()
    ever |= {pack_hash(body): seq for seq, body in story.published.items()}
    exchanges = 0
    while story.fetch():
        exchanges += 1
        assert exchanges < 50
    story.check(ever)
    newest = max(story.published)
    assert packs.newest_held(story.bag) == newest
    named = f"pack-{newest}-*.pack"
    (path,) = home.glob(named)
    assert path.read_bytes() == story.published[newest]
    assert all(row.tries >= MOST_TRIES for row in story.bag.packs() if row.state == REFUSED)
    story.bag.close()
    city.database.close()
