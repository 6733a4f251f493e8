"""A stick opened with the stock age tool and the script kept with the key papers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.ops.op import Op
from sync.protocol.bundle import age_identity
from sync.server.__main__ import main as city_main
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import ROOT, RealCity
from tests.sync.stick_hands import at_city, files, write

SCRIPT = ROOT / "packaging" / "emergency" / "open_bundle.py"
AGE = shutil.which("age") or "age is missing: apt-get install age (packaging/dev.py does it)"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCity]:
    made = RealCity(tmp_path_factory.mktemp("city"))
    made.found()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path / "laptop")
    yield made
    made.close()


def opened(key: Path, path: Path) -> bytes:
    """What the stock tool makes of a file, damaged or not."""
    command = [AGE, "-d", "-i", str(key), str(path)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60).stdout


def script(plain: bytes, *words: str) -> list[str]:
    """What the script says of it."""
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), *words],
        input=plain, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().splitlines()


def test_age_and_the_script_read_every_letter_of_a_stick(
    city: RealCity, laptop: Laptop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person, other = laptop.enrol(city.code()), laptop.enrol(city.code())
    ops = []
    for _ in range(60):  # two writers taking turns, over several frames
        ops += laptop.send(person, 2) + laptop.send(other, 1)
    stick, key, out = tmp_path / "stick", tmp_path / "transit.txt", tmp_path / "out"
    stick.mkdir()
    out.mkdir()
    write(laptop, stick)
    keys = city.folder / "keys"
    assert city_main(["stick-key", "--keys", str(keys), "--out", str(key)]) == 0
    assert capsys.readouterr().out == "", "a secret is never shown on a screen"
    assert key.stat().st_mode & 0o077 == 0

    (path,) = files(stick)
    plain = opened(key, path)
    said = script(plain, "--out", str(out))
    assert said[0].endswith("whole True")
    assert laptop.device.device16.hex() in said[0]
    shown = [line for line in said if line.startswith("letter ")]
    assert {line.split()[1] for line in shown} == {op.opid.hex() for op in ops}
    assert {Op.parse(one.read_bytes()).opid for one in out.iterdir()} == {op.opid for op in ops}

    cut = tmp_path / "cut.dat"
    cut.write_bytes(path.read_bytes()[:-1_000])
    assert script(opened(key, cut))[0].endswith("whole False")


def test_what_the_city_wrote_opens_with_age_as_an_answer_of_the_city(
    city: RealCity, laptop: Laptop, tmp_path: Path
) -> None:
    laptop.enrol(city.code())
    stick, key = tmp_path / "stick", tmp_path / "device.txt"
    stick.mkdir()
    write(laptop, stick)
    (out,) = files(stick)
    at_city(city, stick)
    (home,) = set(files(stick)) - {out}
    key.write_text(age_identity(laptop.device.x_seed))
    assert script(opened(key, home))[1:] == ["answer of the city"]


def test_the_public_key_alone_is_printed(
    city: RealCity, capsys: pytest.CaptureFixture[str]
) -> None:
    assert city_main(["stick-key", "--keys", str(city.folder / "keys")]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("age1")
    assert "SECRET" not in said.out + said.err
