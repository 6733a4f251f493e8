"""Attachments over a real city, homeward: to whom they are for, and what the courier notices."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.ops.blob import open_blob
from data.ops.op import Op
from data.store.mailbag import open_mailbag
from sync.client.engine import Manner
from sync.client.loop import CourierLoop, Rhythm
from sync.client.transport import HttpRoad
from sync.protocol.limits import FRAME_BODY, FRAME_HEADER
from tests.sync.client.attached import OWNER, Attic, Sent, wish
from tests.sync.client.cutting_proxy import CuttingProxy
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import ROOT, RealCity

SEED = int(os.environ.get("RESPONDER_SEED", "20261122"))
CUTS = int(os.environ.get("RESPONDER_CUTS", "12"))


def test_the_desk_brings_home_what_it_wishes_to_see(
    city: RealCity, laptop: Laptop, desk: Laptop
) -> None:
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 700_000, pri=2).lay(laptop)
    assert laptop.sync().good
    wish(desk, sent)
    outcome = desk.sync()
    assert outcome.good and outcome.chunks_came == sent.blob.count
    assert desk.bag.blob_arrived(sent.blob.blob32)
    assert (
        open_blob(sent.ck, sent.salt, 0, desk.bag.blob_chunks(sent.blob.blob32)) == (sent.bodies[0])
    )
    assert desk.sync().chunks_came == 0
    desk.bag.drop_wish(sent.blob.blob32, OWNER)
    assert desk.bag.chunk(sent.blob.blob32, 0) is None


def test_what_is_not_there_yet_and_what_is_not_ours_is_said_and_asked_for_again_later(
    city: RealCity, laptop: Laptop, desk: Laptop, another: Callable[[str], Laptop]
) -> None:
    person = laptop.enrol(city.code())
    stranger = another("stranger")
    stranger.enrol(city.code())
    sent = Sent(laptop, person, 30_000, pri=2)
    assert laptop.sync().good
    for one in (desk, stranger):
        wish(one, sent)
        outcome = one.sync()
        assert outcome.good and outcome.exchanges <= 2
        assert one.bag.wishes(OWNER)[0].refused == "not-there"
        assert one.bag.blobs_needed() == set(), "others send it"
    sent.lay(laptop)
    assert laptop.sync().good
    assert stranger.sync().chunks_came == 0
    assert desk.sync().chunks_came == sent.blob.count
    assert desk.bag.wishes(OWNER)[0].refused == ""


def test_a_line_that_breaks_on_the_way_home_loses_at_most_a_frame(
    city: RealCity, laptop: Laptop, desk: Laptop
) -> None:
    draw = random.Random(SEED)
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 600_000, pri=2).lay(laptop)
    assert laptop.sync().good
    assert desk.sync().good
    wish(desk, sent)
    came = down = 0
    with CuttingProxy(city.port) as line:
        desk.road = HttpRoad(line.url, desk.line)
        for _ in range(40):
            line.arm(down=draw.randrange(5_000, 150_000))
            outcome = desk.sync(line.url)
            came, down = came + outcome.chunks_came, down + line.down
            if outcome.good:
                break
        cuts = line.cuts
    assert desk.bag.blob_arrived(sent.blob.blob32)
    assert came == sent.blob.count, "none came twice"
    assert cuts > 1
    assert down < 1.02 * sent.blob.size + (cuts + 8) * (FRAME_HEADER + FRAME_BODY + 4_000)


def test_a_letter_that_comes_meanwhile_is_pulled_between_two_parts(
    city: RealCity, laptop: Laptop, desk: Laptop
) -> None:
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 700_000, pri=2).lay(laptop)
    assert laptop.sync().good
    wish(desk, sent)
    late: list[Op] = []

    def glance(_urgent: bool) -> None:
        if desk.bag.wishes(OWNER)[0].here_chunks and not late:
            late.extend(laptop.send(person, 1, pri=2))
            assert laptop.sync().good

    outcome = desk.sync(manner=Manner(glance=glance))
    assert late and outcome.good and desk.bag.blob_arrived(sent.blob.blob32)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_courier_killed_among_chunks_brings_the_rest_next_time(
    city: RealCity, laptop: Laptop, tmp_path: Path
) -> None:
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 600_000, pri=2).lay(laptop)
    assert laptop.sync().good
    home = tmp_path / "reader"
    reader = Laptop(home)
    reader.enrol(city.code("case_manager"))
    wish(reader, sent)
    reader.close()
    command = [sys.executable, "-m", "responder_app", "courier", "--once", "--home", str(home)]
    for step, code in (("blob-chunks-stored", -signal.SIGKILL), ("", 0)):
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "RESPONDER_KILL_AT": step},
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
    reader = Laptop(home)
    assert reader.bag.blob_arrived(sent.blob.blob32)
    reader.close()


_LAY = """
import sys
from pathlib import Path
from data.ops.blob import seal_blob
from data.store import steps
from data.store.device import DeviceKeys
from data.store.mailbag import open_mailbag
home = Path(sys.argv[1])
steps.arm(home)
bag = open_mailbag(home, DeviceKeys.load_or_create(home))
sealed = [seal_blob(b"k" * 32, b"s" * 16, place, b"CONTOH" * 9000) for place in (0, 1)]
bag.lay_blobs(b"o" * 32, b"v" * 16, sealed, 1)
bag.close()
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize(("step", "laid"), [("blob-before-commit:2", 1), ("blob-laid:2", 2)])
def test_an_attachment_is_laid_whole_or_not_at_all(tmp_path: Path, step: str, laid: int) -> None:
    home = tmp_path / "home"
    Laptop(home).close()
    for kill, code in ((step, -signal.SIGKILL), ("", 0)):
        done = subprocess.run(
            [sys.executable, "-c", _LAY, str(home)],
            cwd=ROOT, env={**os.environ, "RESPONDER_KILL_AT": kill, "PYTHONPATH": str(ROOT)},
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        laptop = Laptop(home)
        faces = laptop.bag.blobs_waiting()
        assert len(faces) == (laid if kill else 2)
        assert all(laptop.bag.blob_holds(face.blob) for face in faces)
        laptop.close()


def test_the_courier_notices_what_is_laid_and_wished_for_in_the_last_instant(
    city: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 20_000)
    words: list[str] = []

    def note(word: str, _counts: dict[str, int]) -> None:
        if not word.startswith("courier-pass"):
            return
        words.append(word)
        if len(words) == 1:
            sent.lay(laptop)
        elif len(words) == 2:
            wish(laptop, sent)
        else:
            loop.stop()

    own = open_mailbag(laptop.home, laptop.device)
    loop = CourierLoop(replace(laptop.ground, bag=own), Rhythm(random.uniform, note))
    guard = threading.Timer(60.0, loop.stop)
    guard.start()
    try:
        loop.run()
    finally:
        guard.cancel()
        own.close()
    assert attic.whole(sent.blob.blob32)
    assert len(words) >= 2


def test_an_urgent_referral_written_while_an_attachment_leaves_does_not_wait_for_it(
    city: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 400_000).lay(laptop)

    def courier() -> None:
        own = open_mailbag(laptop.home, laptop.device)
        try:
            loops.append(CourierLoop(replace(laptop.ground, bag=own), Rhythm(random.uniform, note)))
            loops[0].run()
        finally:
            own.close()

    def note(word: str, _counts: dict[str, int]) -> None:
        words.append(word)

    loops: list[CourierLoop] = []
    words: list[str] = []
    with CuttingProxy(city.port) as line:
        line.pace = 0.03
        laptop.bag.put_meta("city_url", line.url.encode())
        running = threading.Thread(target=courier)
        running.start()
        while len(attic.here(sent.blob.blob32)) < 3:
            time.sleep(0.05)
        (urgent,) = laptop.send(person, 1, pri=4)
        while urgent.opid not in city.opids():
            time.sleep(0.05)
        arrived = len(attic.here(sent.blob.blob32))
        line.pace = 0.0
        while not attic.whole(sent.blob.blob32):
            time.sleep(0.05)
        loops[0].stop()
        running.join(30)
    assert arrived < sent.blob.count
    assert words[0] == "courier-pass-busy", "the stream was broken off for it"
