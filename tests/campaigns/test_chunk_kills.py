"""A courier that is killed again and again between the chunks of one file: the file arrives whole.

``RESPONDER_CHUNK_KILLS`` kills (10; 100 with ``RESPONDER_ALL=1``), of ``RESPONDER_CHUNK_SEED``.
"""

from __future__ import annotations

import os
import random
import secrets
import signal
from pathlib import Path

from data.ops.blob import open_blob
from sync.protocol.limits import FRAME_BODY
from tests.campaigns import launch
from tests.sync.client.attached import Attic, Sent
from tests.sync.client.cutting_proxy import CuttingProxy
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity

KILLS = int(
    os.environ.get("RESPONDER_CHUNK_KILLS", "100" if os.environ.get("RESPONDER_ALL") else "10")
)
SEED = int(os.environ.get("RESPONDER_CHUNK_SEED", secrets.randbelow(1 << 32)))
CHUNKS_A_KILL = 6
ASKING = 6_000  # bytes of an exchange without a chunk: connection, hello, what is lacking


def run_courier(home: Path, log: Path, armed: str) -> bool:
    """One pass of a courier's process; whether it was killed in it."""
    words = ["--home", str(home), "--once"]
    process = launch.process("courier", words, armed=armed, log=log, line=None)
    process.start()
    process.join(120)
    killed = process.exitcode == -signal.SIGKILL
    assert killed or process.exitcode == 0, log.read_text()[-2000:]
    return killed


def test_a_file_arrives_whole_however_often_the_courier_dies_between_its_chunks(
    tmp_path: Path,
) -> None:
    dice = random.Random(SEED)
    city = RealCity(tmp_path / "city")
    city.found()
    city.start()
    try:
        with CuttingProxy(city.port) as proxy:
            laptop = Laptop(tmp_path / "laptop")
            person = laptop.enrol(city.code(), url=proxy.url)
            sent = Sent(laptop, person, KILLS * CHUNKS_A_KILL * 15_000).lay(laptop)
            laptop.close()
            attic, blob = Attic(city), sent.blob
            kills = passes = 0
            before: set[int] = set()
            proxy.arm()
            while len(before) < blob.count:
                passes += 1
                assert passes < 3 * KILLS + 20, f"seed {SEED}: no end"
                step = f"courier-sent-frame:{dice.randint(2, CHUNKS_A_KILL)}"
                kills += run_courier(laptop.home, tmp_path / "log", step if kills < KILLS else "")
                here = set(attic.here(blob.blob32))
                assert before <= here, "what the city had, it keeps"
                before = here
            print(
                f"\nRESPONDER_CHUNK_SEED={SEED}: {kills} kills, {passes} passes,"
                f" {proxy.up} bytes up of {blob.size}"
            )
            assert kills == KILLS
            chunks = attic.here(blob.blob32)
            assert chunks == list(range(blob.count)), "each chunk once"
            assert attic.bytes_of(blob.blob32) == b"".join(blob.chunks)
            assert open_blob(sent.ck, sent.salt, 0, blob.chunks) == sent.bodies[0]
            assert proxy.up <= blob.size * 1.04 + passes * (FRAME_BODY + ASKING)
            stored = city.opids()
            assert len(stored) == len(set(stored))
            assert sent.op.opid in stored
    finally:
        city.stop()
